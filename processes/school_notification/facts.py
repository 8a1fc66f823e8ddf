"""What an operation reads from the screens, the contact workbook and the ledger before it decides."""

from dataclasses import dataclass
from datetime import date, datetime

from processes.school_notification.children import ChildGroup, ChildRow, group_children
from processes.school_notification.episode import Episode
from processes.shared.ages import BirthDate, NoDate
from processes.shared.answers import Answer, ReportStatus, Role
from processes.shared.names import PersonName
from processes.shared.schools import Contact, SchoolChoice


@dataclass(frozen=True)
class PpnPerson:
    """The PPN's subject, or a row of its other persons."""

    role: Role
    person: str
    name: PersonName
    born: BirthDate
    telephone: str = ""
    address: str = ""
    postcode: str = ""


@dataclass(frozen=True)
class PpnFacts:
    """A PPN; ``people`` begins with the subject.

    Attributes:
        voice: what the children said, where the form asks once for all of them.
        has_other_setting: a child goes to a second school, says the officer; the form has no box for it.
        reason_not_to_notify: why the officer asks that the school is not told.
        is_address_safe: to share, says the officer; None where the form does not ask.
    """

    ppn: str
    occurrence: str
    status: ReportStatus
    revision: int
    types: frozenset[str]
    incident_on: date | None
    children: tuple[ChildRow, ...]
    people: tuple[PpnPerson, ...]
    voice: str
    spoken_alone: Answer
    new_disclosure: bool
    operational_hold: bool
    notification_status: str
    narrative: str = ""
    dash_grade: str = ""
    has_other_setting: bool = False
    reason_not_to_notify: str = ""
    is_address_safe: Answer | None = None


@dataclass(frozen=True)
class Involvement:
    """A row of the occurrence's Involved tab."""

    person: str
    name: PersonName
    role: Role
    born: BirthDate
    present: Answer
    resident: Answer
    deceased: Answer
    restricted: Answer


@dataclass(frozen=True)
class OelNote:
    """An entry of the occurrence's log that may say that people did the work by hand."""

    author_role: str
    text: str


@dataclass(frozen=True)
class OccurrenceFacts:
    """The occurrence: Summary, Involved and what is needed of its log."""

    number: str
    type: str
    classification: str
    domestic: Answer
    qualifiers: tuple[str, ...]
    markers: tuple[str, ...]
    started_on: date | None
    address: str
    address_kind: str
    force_area: str
    restricted_to: str
    involved: tuple[Involvement, ...]
    oel: tuple[OelNote, ...] = ()
    episodes: tuple[Episode, ...] = ()


@dataclass(frozen=True)
class AddressFacts:
    """An address of a person."""

    line: str
    town: str = ""
    postcode: str = ""
    current: bool = True


@dataclass(frozen=True)
class KnownRelation:
    """The person whose record it is, as this person's child, parent, ..."""

    person: str
    relation: str


@dataclass(frozen=True)
class PersonFacts:
    """A person's record, with the current address and the current flags."""

    person: str
    name: PersonName
    born: BirthDate
    telephone: str = ""
    aliases: tuple[str, ...] = ()
    employer: str = ""
    occupation: str = ""
    deceased: Answer = Answer.NO
    merged_into: str = ""
    addresses: tuple[AddressFacts, ...] = ()
    flags: tuple[str, ...] = ()
    address_kind: str = ""
    address_force_area: str = ""
    address_flags: tuple[str, ...] = ()
    relations: tuple[KnownRelation, ...] = ()
    restricted: bool = False


@dataclass(frozen=True)
class SchoolFacts:
    """A school's record."""

    school: str
    name: str
    phase: str
    town: str
    force_area: str
    nation: str
    opened: date | None = None
    closed: date | None = None
    successor: str = ""
    successor_name: str = ""


@dataclass(frozen=True)
class EarlierMessage:
    """A message about this child and occurrence that the ledger knows, of any PPN or revision.

    Attributes:
        told: what the school was told then, where the operation has several messages.
    """

    school: str
    digest: str
    key: str
    told: str = ""


@dataclass(frozen=True)
class SchoolPart:
    """One school of the child: the choice, its record and its contact where they were read."""

    choice: SchoolChoice
    school: SchoolFacts | None = None
    contact: Contact | None = None


@dataclass(frozen=True)
class Case:
    """Everything that an operation decides on for one child of one PPN.

    Attributes:
        now: the moment of the decision.
        child_key: person id, or ``row2`` for a row without a link.
        child: the child's record; None for a row without a link.
        people: the records of everybody else who is linked.
        withdrawn: a person cancelled the work meanwhile.
        also_told: another operation has told a school about this child in the last day (P3.11).
    """

    now: datetime
    child_key: str
    ppn: PpnFacts
    occurrence: OccurrenceFacts
    child: PersonFacts | None = None
    people: tuple[PersonFacts, ...] = ()
    earlier: tuple[EarlierMessage, ...] = ()
    parts: tuple[SchoolPart, ...] = ()
    withdrawn: bool = False
    also_told: bool = False

    @property
    def groups(self) -> tuple[ChildGroup, ...]:
        """Every child of the PPN."""
        return group_children(self.ppn.children)

    @property
    def rows(self) -> tuple[ChildRow, ...]:
        """This child's rows.

        Raises:
            LookupError: the PPN has no row of this child any more.
        """
        for group in self.groups:
            if group.key == self.child_key:
                return group.rows
        raise LookupError(f"{self.ppn.ppn} has no row of {self.child_key}")

    @property
    def name(self) -> PersonName:
        """The child's name as the PPN has it."""
        return self.rows[0].name

    @property
    def siblings(self) -> tuple[ChildGroup, ...]:
        """The PPN's other children."""
        return tuple(group for group in self.groups if group.key != self.child_key)

    @property
    def born(self) -> BirthDate:
        """The child's birth date: the PPN's, or the record's where the PPN has none."""
        dates = [row.born for row in self.rows if isinstance(row.born, date)]
        if dates:
            return dates[0]
        if self.child and isinstance(self.child.born, date):
            return self.child.born
        return NoDate.BLANK

    @property
    def incident_on(self) -> date | None:
        """The day of the incident: the PPN's, or the start of the occurrence."""
        return self.ppn.incident_on or self.occurrence.started_on
