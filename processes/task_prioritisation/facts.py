"""What P1 reads from the screens before it decides."""

from dataclasses import dataclass
from datetime import date

from processes.shared.ages import BirthDate, NoDate
from processes.shared.answers import Answer, ReportStatus, Role


@dataclass(frozen=True)
class ChildRow:
    """A row of the PPN's children; ``filled`` is False for a row in which nothing stands."""

    row: int
    born: BirthDate
    filled: bool = True


@dataclass(frozen=True)
class RecordedPerson:
    """Somebody recorded elsewhere: PPN subject, other person, or involved in the occurrence."""

    where: str  # subject, other, involved
    role: Role
    born: BirthDate
    person: str = ""

    @property
    def is_recorded(self) -> bool:
        """Whether anything is known of this person; a spare row of the form names nobody."""
        return bool(self.person) or self.role is not Role.NOT_KNOWN or self.born is not NoDate.BLANK


@dataclass(frozen=True)
class FreeText:
    """A free text of the PPN, by the name of its field."""

    field: str
    text: str


@dataclass(frozen=True)
class PpnForChildren:
    """What a PPN says that bears on "are there children?".

    Attributes:
        incident_on: the PPN's incident date; where it is blank the start of the occurrence; None
            when neither is readable.
        restricted_to: the unit that owns the record when it is access-restricted.
    """

    ppn: str
    status: ReportStatus
    revision: int
    incident_on: date | None
    children_present: Answer
    unborn: Answer
    pregnant: Answer
    rows: tuple[ChildRow, ...] = ()
    people: tuple[RecordedPerson, ...] = ()
    texts: tuple[FreeText, ...] = ()
    restricted_to: str = ""


@dataclass(frozen=True)
class TaskFacts:
    """A task of the queue with every PPN that it names."""

    task: int
    title: str
    status: str
    unit: str
    assigned_to: str = ""
    ppns: tuple[PpnForChildren, ...] = ()
