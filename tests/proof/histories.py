"""Families with a history by the thousand; each value is a canary, in one place only.

What the robot cannot know is not drawn: a relative's employer stands on no screen that it reads, so
that only the coordinator sees it in a summary. Telephones, ids and numbers are known by their form.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from processes.history_report.facts import HistoryRow, Match, PersonHistory, Relative
from processes.shared.names import PersonName
from tests.builders.families import bare
from tests.builders.history import TODAY, a_person, a_row
from tests.proof.families import MARKED, ORDINARY, STREETS, SURNAMES, WORDS
from tests.proof.pages import forms_of

PLACES = (*STREETS, "Hope Street", "May Road", "Taylor Way")
EVENTS = (
    "Raised voices were reported",
    "A door was kicked",
    "A call was cut off",
    "Threats by text",
)
ROLES = ("Victim", "Suspect", "Witness", "Other party")
RELATIONS = ("Aunt", "Uncle", "Grandmother", "Sister", "Former partner")


@dataclass(frozen=True)
class Canaries:
    """Values by where they may stand.

    Attributes:
        never: on no page, neither of the report nor of the cover sheet.
        inside: not in the report; on the cover sheet they may be.
        shown: must be in the report.
        own: may be in the report, even where somebody else has the same.
    """

    never: tuple[str, ...]
    inside: tuple[str, ...]
    shown: tuple[str, ...]
    own: tuple[str, ...]


@dataclass(frozen=True)
class Other:
    """Somebody who is known of and not reported on; employer and address only of the agenda."""

    person: str
    name: PersonName
    born: date
    telephone: str
    employer: str = ""
    address: str = ""

    @property
    def values(self) -> tuple[str, ...]:
        """Everything of theirs."""
        name = (self.name.full, self.name.forenames, self.name.surname)
        found = (self.person, *name, *forms_of(self.born), self.telephone, self.employer)
        return tuple(value for value in (*found, self.address.partition(",")[0]) if value)

    @property
    def spoken(self) -> tuple[str, ...]:
        """What somebody may have written of them into a summary."""
        name = self.name
        named = (
            name.full,
            name.forenames,
            f"{name.surname}'s",
            f"{name.surname}, {name.forenames}",
        )
        return (*named, *self.values)


class Drawing:
    """Draws one family, and keeps what must and must not be shown.

    Args:
        rng: decides.
    """

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self._values = iter(rng.sample(range(10_000, 100_000), 120))
        self._ids = iter(rng.sample(range(1_000_000, 10_000_000), 30))
        self._numbers = iter(rng.sample(range(10_000_000), 60))
        self._born: set[date] = set()
        self.never: list[str] = []
        self.inside: list[str] = []
        self.shown: list[str] = []
        self.own: list[str] = []
        self.others: list[Other] = []
        self.unspeakable: list[str] = []

    def chance(self, share: float) -> bool:
        """True in that share of the cases."""
        return self.rng.random() < share

    # People ----------------------------------------------------------------------------------------

    def name(self, surname: str = "") -> PersonName:
        """A name of any sort; a word of the language, too."""
        surname = surname or self.rng.choice(SURNAMES)
        names = self.rng.choice((ORDINARY, WORDS, MARKED))
        return PersonName(surname, self.rng.choice([name for name in names if name != surname]))

    def day(self, first: int, last: int) -> date:
        """A birth date in these years that nobody has yet."""
        born = date(self.rng.randint(first, last), 1, 1) + timedelta(self.rng.randrange(365))
        if born in self._born:
            return self.day(first, last)
        self._born.add(born)
        return born

    def home(self) -> str:
        """An address."""
        line = f"{self.rng.randint(1, 199)} {self.rng.choice(PLACES)}"
        return f"{line}, Velmouth, XQ{self.rng.randint(1, 9)} {self.rng.randint(1, 9)}ZZ"

    def telephone(self) -> str:
        """A number that nobody has."""
        return f"07700 9{next(self._values)}"

    def person(self, person: str, part: str, name: PersonName, born: date) -> PersonHistory:
        """Somebody who is reported on; id, telephone and employer stay in the force."""
        aliases = (self.name().full,) if self.chance(0.4) else ()
        telephone, employer = self.telephone(), self.employer()
        self.inside += (telephone, employer)
        self.shown += (name.full, f"{born:%d/%m/%Y}")
        self.shown += aliases if part != "Child" else ()  # P5's table of children has none
        self.own += (name.full, *forms_of(born), *aliases)
        self.inside.append(person)
        return a_person(
            person,
            part,
            name=name,
            born=born,
            aliases=aliases,
            telephone=telephone,
            employer=employer,
        )

    def employer(self) -> str:
        """An employer that nobody else has."""
        return (
            f"{self.rng.choice(('Zorvex', 'Quillmart', 'Bramplex'))} {next(self._values)} Supplies"
        )

    def relatives(self, of: PersonHistory) -> tuple[Relative, ...]:
        """Relatives who are not linked; now and then a twin, whose birth date says nothing."""
        found = []
        for _ in range(self.rng.randint(1, 2)):
            is_twin = self.chance(0.1)
            surname = of.name.surname if self.chance(0.5) else ""
            born = of.born if is_twin and isinstance(of.born, date) else self.day(1940, 2000)
            other = self.other(self.name(surname), born)
            self.never += other.values
            found.append(Relative(other.person, other.name, self.rng.choice(RELATIONS), born))
        return tuple(found)

    def namesake(self, of: PersonHistory) -> Match:
        """A record of the same name with another birth date (P4.5); the cover sheet names it."""
        other = self.other(of.name, self.day(1950, 1979))
        self.inside += (other.person, *forms_of(other.born))
        self.never.append(other.telephone)
        return Match(other.person, other.name, other.born, "same name, other birth date")

    def staff(self) -> str:
        """A name of somebody at work; with the whole name of an other a person must look."""
        name = self.name()
        while any(_may_be(name, other.name) for other in self.others):
            name = self.name()
        self.shown.append(name.full)
        return name.full

    def other(self, name: PersonName, born: date, **known: str) -> Other:
        """Somebody else, whose every value may turn up in a summary."""
        found = Other(f"P{next(self._ids)}", name, born, self.telephone(), **known)
        self.others.append(found)
        self.unspeakable += found.spoken
        return found

    # Occurrences -----------------------------------------------------------------------------------

    def incident(self, role: str = "Victim") -> HistoryRow:
        """An occurrence that is in the report; its summary may speak of somebody else."""
        row = a_row(started_on=TODAY - timedelta(self.rng.randint(5, 700)), role=role)
        row = replace(row, occurrence=self.occurrence(), summary=self.summary())
        self.shown += (row.occurrence, f"{row.started_on:%d/%m/%Y}")
        return row

    def summary(self) -> str:
        """One in two says nothing of others and must be shown as it is."""
        event = f"{self.rng.choice(EVENTS)} at entry {next(self._values)}"
        if self.chance(0.5) or not self.unspeakable:
            self.shown.append(event)
            return f"{event}."
        return f"{event} and {self.rng.choice(self.unspeakable)} was there."

    def restricted(self) -> HistoryRow:
        """An occurrence of another unit of which more was read than may be (P4.7)."""
        return replace(self._withheld(), restricted_to="Professional Standards")

    def intelligence(self) -> HistoryRow:
        """An intelligence-type record (P4.17)."""
        return replace(self._withheld(), type="Intelligence report")

    def older(self) -> HistoryRow:
        """An occurrence before the window."""
        return replace(self._withheld(), started_on=TODAY - timedelta(days=365 * 20))

    def withheld(self) -> tuple[HistoryRow, ...]:
        """Some of each."""
        drawn = [self.restricted, self.intelligence, self.older]
        return tuple(draw() for draw in drawn if self.chance(0.4))

    def occurrence(self) -> str:
        """A number that no other occurrence has."""
        return f"9925{next(self._numbers):07d}"

    def _withheld(self) -> HistoryRow:
        number, code = self.occurrence(), f"Vantrel{next(self._values)}"
        self.never += (number, code)
        self.unspeakable.append(number)
        summary = f"The name {code} was given."
        return a_row(occurrence=number, summary=summary, flags=(f"Flag {code}",))

    def canaries(self) -> Canaries:
        """What was drawn, each once."""
        drawn = (self.never, self.inside, self.shown, self.own)
        never, inside, shown, own = (tuple(dict.fromkeys(filter(None, each))) for each in drawn)
        return Canaries(never, inside, shown, (*shown, *own))


def _may_be(one: PersonName, other: PersonName) -> bool:
    """Whether surname and a forename of both are the same."""
    said = set(bare(one.full))
    return set(bare(other.surname)) <= said and bool(set(bare(other.forenames)) & said)
