"""What P5 reads of a MARAC case and around it."""

from dataclasses import dataclass, field
from datetime import date

from processes.history_report.facts import PersonHistory, ReadFacts
from processes.history_report.selection import Selection

VICTIM = "Victim"
PERPETRATOR = "Perpetrator"
CHILD = "Child"
AGENDA = "Agenda"


@dataclass(frozen=True)
class CaseRole:
    """Somebody of the case beside the victim."""

    person: str
    role: str


@dataclass(frozen=True)
class MaracFacts:
    """The case as the referrer recorded it; ``victim`` is empty when nobody is linked."""

    case: str
    occurrence: str
    status: str
    victim: str
    not_identified: bool
    referred_on: date | None
    referred_by: str
    meeting_on: date | None
    area: str
    idva: str
    disclosure_scheme: str
    criteria: tuple[str, ...]
    criteria_note: str
    people: tuple[CaseRole, ...] = ()

    def of(self, role: str) -> tuple[str, ...]:
        """The ids of the people in a role."""
        return tuple(each.person for each in self.people if each.role == role)


@dataclass(frozen=True)
class ActionFacts:
    """What an earlier meeting decided."""

    number: int
    text: str
    owner: str
    due: date | None
    status: str


@dataclass(frozen=True)
class EarlierCase:
    """An earlier case of the victim or of a perpetrator.

    Attributes:
        parts: pairs of person and role, as their lists have it.
        is_held_elsewhere: of another area, or restricted: known, and not held.
        actions: only of cases that are held here and are the victim's.
    """

    case: str
    referred_on: date | None
    meeting_on: date | None
    area: str
    status: str
    parts: tuple[tuple[str, str], ...]
    is_held_elsewhere: bool = False
    actions: tuple[ActionFacts, ...] = ()


@dataclass(frozen=True)
class OrderFacts:
    """What forbids somebody something; without an end it is in force until it is lifted."""

    kind: str
    against: str
    protects: str
    since: date | None
    expires: date | None
    detail: str

    def has_expired(self, day: date) -> bool:
        """Whether it ended before that day."""
        return self.expires is not None and self.expires < day


@dataclass(frozen=True)
class Investigation:
    """Where the investigation of the case's occurrence stands."""

    type: str
    classification: str
    status: str
    disposal: str
    officer: str
    next_date: date | None


@dataclass(frozen=True)
class Background:
    """What is read around the people.

    Attributes:
        schools: by person, the names of their schools now.
        places: every address of victim and children, with town and postcode, then and now.
        agenda: people who are only named on the agenda.
    """

    earlier: tuple[EarlierCase, ...] = ()
    orders: tuple[OrderFacts, ...] = ()
    schools: tuple[tuple[str, tuple[str, ...]], ...] = ()
    places: tuple[tuple[str, str, str], ...] = ()
    agenda: tuple[PersonHistory, ...] = ()
    investigation: Investigation | None = None

    def schools_of(self, person: str) -> tuple[str, ...]:
        """The schools of one person."""
        return dict(self.schools).get(person, ())


@dataclass(frozen=True)
class Case:
    """Everything that P5 decides on."""

    read: ReadFacts
    marac: MaracFacts
    selection: Selection = field(default_factory=Selection)
    background: Background = field(default_factory=Background)

    def people(self, part: str) -> tuple[PersonHistory, ...]:
        """Those who were searched in a part, likely duplicates too."""
        return tuple(who for who in self.read.people if who.part == part)

    @property
    def victim(self) -> PersonHistory:
        """The victim's record.

        Raises:
            LookupError: nobody was read as the victim; the rules have asked before.
        """
        for who in self.people(VICTIM):
            return who
        raise LookupError(f"{self.marac.case} has no victim")

    @property
    def perpetrators(self) -> tuple[PersonHistory, ...]:
        """Each perpetrator's record, without likely duplicates."""
        return tuple(who for who in self.people(PERPETRATOR) if not who.duplicate_of)

    @property
    def children(self) -> tuple[PersonHistory, ...]:
        """Each child's record, without likely duplicates."""
        return tuple(who for who in self.people(CHILD) if not who.duplicate_of)

    def ids_of(self, who: PersonHistory) -> frozenset[str]:
        """The person's record and its likely duplicates."""
        same = {each.person for each in self.read.people if each.duplicate_of == who.person}
        return frozenset({who.person, *same})
