"""A task in Niche: view, edit and new."""

from dataclasses import dataclass
from urllib.parse import urlencode

from bot.application_model import NEW_RECORD, Reading
from bot.business_object import action
from objects.niche_screen import NicheScreen

VIEW = "Task"
EDIT = "Task - Edit"
NEW = "New task"


@dataclass(frozen=True)
class LinkedReport:
    """A report on the task."""

    ppn: str
    form: str
    status: str
    revision: int


@dataclass(frozen=True)
class Task:
    """A task as its screen shows it."""

    number: int
    title: str
    type: str
    status: str
    unit: str
    assigned_to: str
    occurrence: str
    person: str
    for_robot: bool
    notes: str
    outcome: str
    locked_by: str
    reports: tuple[LinkedReport, ...]
    csc_request: str
    marac_case: str


@dataclass(frozen=True)
class NewTask:
    """What a staff task says: ids only."""

    occurrence: str
    unit: str
    type: str
    title: str
    notes: str
    person: str = ""
    urgent: bool = False


class NicheTask(NicheScreen):
    """Reads a task, edits its title, completes it, and raises tasks for staff."""

    @action
    def open(self, number: int, reason: str) -> Task:
        """The task; the reason covers its reports and their occurrences in this session."""
        self.open_record(f"T{number}", reason, leads_to=VIEW)
        return _task(number, self.read(VIEW, f"T{number}"))

    @action
    def get_task(self, number: int) -> Task:
        """The task, opened before in this session."""
        self.go(f"/task/{number}")
        return _task(number, self.read(VIEW, f"T{number}"))

    @action
    def set_title(self, number: int, title: str) -> None:
        """Replace the title, and nothing else.

        Raises:
            RecordLocked: C3, another user has the task open.
            SaveConflict: C4, the task changed since it was opened.
            SystemException: C5, the save was not taken.
        """
        self._edit(number)
        self.write("Text - Title", title)
        self.press("Button - Save", leads_to=VIEW)

    @action
    def complete(self, number: int, outcome: str) -> None:
        """Complete the task with an outcome; pre-condition: it is not completed."""
        self._edit(number)
        self.write("Text - Outcome", outcome)
        self.press("Button - Complete", leads_to=VIEW)

    @action
    def raise_task(self, task: NewTask) -> str:
        """Raise a task for a unit; gives its number as shown, such as ``T1042``."""
        self.go(f"/task/new?{urlencode({'occurrence': task.occurrence})}")
        self.read(NEW)
        self.write("Drop-down - Type", task.type)
        self.write("Text - Title", task.title)
        self.write("Drop-down - Unit", task.unit)
        self.write("Text - Person", task.person)
        self.write("Tick-box - Urgent", task.urgent)
        self.write("Text area - Notes", task.notes)
        self.press("Button - Save", leads_to=VIEW)
        return self.read(VIEW, NEW_RECORD).record

    def _edit(self, number: int) -> None:
        self.go(f"/task/{number}/edit")
        self.read(EDIT, f"T{number}")


def _task(number: int, seen: Reading) -> Task:
    return Task(
        number=number,
        title=seen["Output - Title"],
        type=seen["Output - Type"],
        status=seen["Output - Status"],
        unit=seen["Output - Unit"],
        assigned_to=seen["Output - Assigned to"],
        occurrence=seen["Output - Occurrence"],
        person=seen["Output - Person"],
        for_robot=seen["Output - For the robot"] == "Yes",
        notes=seen["Output - Notes"],
        outcome=seen["Output - Outcome"],
        locked_by=seen.locked_by,
        reports=tuple(
            LinkedReport(row["PPN"], row["Form"], row["Status"], row.number("Revision") or 0)
            for row in seen.grid("Grid - Reports")
        ),
        csc_request=seen["Output - CSC request"],
        marac_case=seen["Output - MARAC case"],
    )
