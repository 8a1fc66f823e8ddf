"""What the reports on a family's history read from the screens before they decide."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from processes.shared.ages import BirthDate, NoDate
from processes.shared.answers import Answer
from processes.shared.names import PersonName, words_of
from processes.shared.people import LinkedPerson

SAME_PERSON = "same name and birth date"
OTHER_BIRTH_DATE = "same name, other birth date"


@dataclass(frozen=True)
class TaskFacts:
    """The task by which a person handed the work to the robot.

    Attributes:
        outside_hours: it was loaded outside working hours and has waited.
    """

    number: int
    status: str
    unit: str
    for_robot: bool
    assigned_to: str = ""
    outside_hours: bool = False


@dataclass(frozen=True)
class LogNote:
    """An entry of the enquiry log that speaks of the request or case."""

    author_role: str
    text: str


@dataclass(frozen=True)
class HistoryRow:
    """One part that a person had in an occurrence.

    Attributes:
        restricted_to: the unit that owns it; then nothing else of it is known.
    """

    occurrence: str
    role: str = ""
    type: str = ""
    classification: str = ""
    started_on: date | None = None
    status: str = ""
    disposal: str = ""
    domestic: bool = False
    flags: tuple[str, ...] = ()
    summary: str = ""
    restricted_to: str = ""


@dataclass(frozen=True)
class Relative:
    """Somebody who is related: ``relation`` is what they are to the person whose record it is."""

    person: str
    name: PersonName
    relation: str
    born: BirthDate = NoDate.BLANK


@dataclass(frozen=True)
class Match:
    """A record that may be the same person's."""

    person: str
    name: PersonName
    born: BirthDate
    why: str


@dataclass(frozen=True)
class PersonHistory:
    """A person of the request or case, with everything that was read of them.

    Attributes:
        person: the record that was read.
        linked_as: the record that is linked; another one where it was merged.
        part: what the person is in the request or case, such as ``Child``.
        duplicate_of: the linked person whose likely duplicate this record is.
        restricted_to: the unit that owns the record; then nothing else of it is known.
    """

    person: str
    linked_as: str
    part: str
    name: PersonName
    born: BirthDate
    aliases: tuple[str, ...] = ()
    telephone: str = ""
    employer: str = ""
    deceased: Answer = Answer.NO
    flags: tuple[str, ...] = ()
    address: str = ""
    address_kind: str = ""
    address_flags: tuple[str, ...] = ()
    force_area: str = ""
    authority: str = ""
    rows: tuple[HistoryRow, ...] = ()
    relations: tuple[Relative, ...] = ()
    matches: tuple[Match, ...] = ()
    duplicate_of: str = ""
    restricted_to: str = ""

    @property
    def is_known(self) -> bool:
        """Whether a birth date or an address tells this person from another of that name."""
        return not isinstance(self.born, NoDate) or bool(self.address)

    @property
    def likely_duplicates(self) -> tuple[Match, ...]:
        """Records of the same name and birth date (P4.4)."""
        return tuple(match for match in self.matches if match.why == SAME_PERSON)

    @property
    def other_matches(self) -> tuple[Match, ...]:
        """Records that may be somebody else's (P4.5)."""
        return tuple(match for match in self.matches if match.why != SAME_PERSON)


@dataclass(frozen=True)
class ReadFacts:
    """What every report is decided on.

    Attributes:
        now: the moment of the decision.
        record: the request or case.
        markers: qualifiers and markers of its occurrence.
        people: everybody who was searched, likely duplicates after those they may be.
        log: entries of the occurrence's log that name the record.
    """

    now: datetime
    task: TaskFacts
    record: str
    occurrence: str
    markers: tuple[str, ...] = ()
    people: tuple[PersonHistory, ...] = ()
    log: tuple[LogNote, ...] = ()

    def with_people(self, people: tuple[PersonHistory, ...]) -> "ReadFacts":
        """The same with the people that were read."""
        return replace(self, people=people)


def others_around(people: tuple[PersonHistory, ...]) -> tuple[LinkedPerson, ...]:
    """Give everybody who is known of but was not searched: nothing of theirs may be in a report."""
    own = {person.person for person in people} | {person.linked_as for person in people}
    related = {each.person: _linked(each) for person in people for each in person.relations}
    alike = {each.person: _linked(each) for person in people for each in person.other_matches}
    found = tuple(who for key, who in (related | alike).items() if key not in own)
    return without_shared(found, people)


def _linked(who: Relative | Match) -> LinkedPerson:
    return LinkedPerson(key=who.person, names=(who.name,), born=(who.born,))


def without_shared(
    others: tuple[LinkedPerson, ...], people: tuple[PersonHistory, ...]
) -> tuple[LinkedPerson, ...]:
    """Give the others without birth dates and addresses that somebody reported on has, too.

    A twin's birth date, or the address of the family, says nothing of the other one.
    """
    births, homes = {who.born for who in people}, {who.address for who in people}
    return tuple(
        replace(
            who,
            born=tuple(born for born in who.born if born not in births),
            addresses=tuple(each for each in who.addresses if each[0] not in homes),
        )
        for who in others
    )


@dataclass(frozen=True)
class OwnNames:
    """By what the people who were searched are named.

    Attributes:
        words: every word of their names and aliases.
        names: whole names and aliases, word by word, the longest first.
    """

    words: frozenset[str]
    names: tuple[tuple[str, ...], ...]


def own_words(people: tuple[PersonHistory, ...]) -> OwnNames:
    """Give the words and the whole names by which the people who were searched are named."""
    linked = (
        LinkedPerson(key=each.person, names=(each.name,), aliases=each.aliases) for each in people
    )
    named = [order for each in people for order in orders_of(each.name)]
    aliases = [words_of(alias) for each in people for alias in each.aliases]
    return OwnNames(
        words=frozenset(word for each in linked for word in each.name_words),
        names=tuple(sorted({*named, *aliases} - {()}, key=lambda name: (-len(name), name))),
    )


def orders_of(name: PersonName) -> tuple[tuple[str, ...], ...]:
    """Give the ways to write a whole name, with and without later forenames; none of half a name."""
    forenames, surname = words_of(name.forenames), words_of(name.surname)
    if not forenames or not surname:
        return ()
    called = dict.fromkeys((forenames, forenames[:1] if len(forenames[0]) > 1 else forenames))
    return tuple(order for each in called for order in (each + surname, surname + each))
