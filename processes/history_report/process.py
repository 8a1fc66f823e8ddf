"""What P4 and P5 do alike: taking tasks in hours, handing back, telling staff, completing."""

from contextlib import suppress
from dataclasses import replace
from typing import ClassVar

from bot.effects import EffectKey, reference
from bot.endings import Reconciliation
from bot.exceptions import BotError, Finding, OutOfScope, RecordLocked
from bot.robot import Robot
from bot.work_queue import WorkItem
from objects.niche_occurrence import Occurrence
from objects.niche_person import NichePerson
from objects.niche_task import NewTask, Task
from objects.niche_task_queue import QueueRow
from processes.history_report.checks import priority_by, tasks_of
from processes.history_report.items import ReportTask, item_from
from processes.history_report.publishing import Documents, Publishing
from processes.history_report.reading import PeopleReader
from processes.history_report.wording import (
    Told,
    oel_entry,
    redact_task,
    restricted_task,
    staff_task,
)
from processes.mash_process import OEL, OWN_TASK, TASK, MashProcess, entry_facts, facts_of
from processes.shared.ages import local_date
from processes.shared.calendar import is_working
from processes.shared.table import findings_of

RESTRICTED_TASK = "Restricted record"


class HistoryReport(MashProcess[ReportTask]):
    """A report on a family's history, from a task that a person handed to the robot."""

    called: ClassVar[str]  # as staff call the process

    def __init__(self, robot: Robot) -> None:
        super().__init__(robot)
        self.persons = NichePerson(robot.application)
        self.publishing = Publishing(self.runtime, self.policy, self.occurrences)
        self.record = ""
        self._findings: tuple[Finding, ...] = ()

    # Taking tasks ----------------------------------------------------------------------------------

    def take_tasks(self) -> Reconciliation:
        """An item for each New task of this process in the robot's queue, soonest due first."""
        rows = self.queues.get_tasks(self.policy.settings.robot_queue)
        kind = tasks_of(self.code, self.policy).type
        work = [row for row in rows if row.type == kind and row.for_robot]
        loaded = sum(self._add(row) for row in work)
        return Reconciliation(len(rows), loaded, len(work) - loaded, len(rows) - len(work))

    def get_next_item(self) -> bool:
        """Lock the next item; outside working hours none is started (P4.11, P4.20)."""
        self.item = None
        return self.is_in_hours() and super().get_next_item()

    def is_in_hours(self) -> bool:
        """Whether the force's queues are worked now."""
        return is_working(self.runtime.clock.now(), self.policy.hours)

    def start_item(self) -> None:
        """Forget what the item before was about."""
        self.record, self._findings = "", ()

    def open_own_task(self, item: ReportTask) -> Task:
        """The task; the reason covers its record and occurrence in this session."""
        return self.tasks.open(item.task, self.reason(f"task {item.task}"))

    def as_handed_over(self, item: ReportTask, task: Task) -> Task:
        """The task as it was taken."""
        return self.before_completed(item.effect(*OWN_TASK), task)

    def read_occurrence(self, number: str) -> Occurrence:
        """The record's occurrence; the reason given for the record covers it."""
        self._covered.add(number)
        return self.occurrences.get_occurrence(number)

    def people_reader(self) -> PeopleReader:
        """Opens people for the record in hand."""
        return PeopleReader(self.persons, self.reason(self.record))

    def note_findings(self, findings: tuple[Finding, ...]) -> None:
        """Keep the rows that applied to the item in hand."""
        self._findings = findings

    # Handing back ----------------------------------------------------------------------------------

    def attach_documents(self, item: ReportTask, documents: Documents) -> None:
        """Attach what was written, each file once."""
        guard = self.queue.guard(self.locked_item)
        self.publishing.attach(item, documents, self.session, guard)

    def raise_redact_task(self, item: ReportTask, documents: Documents) -> None:
        """The work goes back to the coordinators: check and redact."""
        key = item.effect(TASK, "check and redact")
        text = redact_task(self._told(item, key, documents))
        tasks = tasks_of(self.code, self.policy)
        task = NewTask(item.occurrence, tasks.queue, tasks.done_type, text.title, text.notes)
        self.raise_staff_task(key, task)

    def complete_own_task(self, item: ReportTask, outcome: str) -> None:
        """Complete the task that handed the work over, once."""
        self.complete_once(item.effect(*OWN_TASK), item.task, outcome)

    def write_outcome(self, item: ReportTask, documents: Documents) -> None:
        """The log entry of a report that was made."""
        key = item.effect(OEL, "outcome")
        self.write_log_entry(key, item.occurrence, oel_entry(self._told(item, key, documents)))

    def close_out_of_scope(self, item: ReportTask, scope: OutOfScope) -> None:
        """Nothing is to be done: the log says so, and the robot's task is not left open."""
        key = item.effect(OEL, "outcome SKIP")
        told = replace(self._blank(item, key, scope.findings), outcome="SKIP")
        self.tell((key, entry_facts(item.occurrence, oel_entry(told))))
        with suppress(RecordLocked):
            self._end_own_task(item, _see_the_log(scope.findings[0]))

    # What the Main Page asks for -------------------------------------------------------------------

    def item_of(self, item: WorkItem) -> ReportTask:
        """From the queue's data: ids only."""
        return item_from(self.code, item.data)

    def findings_of_done(self) -> tuple[Finding, ...]:
        """The notes of the item that has just ended."""
        return self._findings

    def effect_key(self, item: ReportTask, kind: str, purpose: str) -> EffectKey:
        """(process, occurrence, task) with the kind and purpose of the effect."""
        return item.effect(kind, purpose)

    def report_exception(self, item: ReportTask, error: BotError) -> None:
        """OEL entry and staff task; then the robot's task, so that it can be handed over again.

        After a failure of robot or application the task stays open (P4.15).
        """
        if error.code == "C12" and not error.findings:
            self._tell_owning_unit(item, error)
            return
        log = item.effect(OEL, f"outcome {error.outcome}")
        entry = oel_entry(self._told_of(item, log, error))
        task = item.effect(TASK, f"outcome {error.outcome}")
        text = staff_task(self._told_of(item, task, error))
        tasks = tasks_of(self.code, self.policy)
        new = NewTask(item.occurrence, tasks.queue, tasks.exception_type, text.title, text.notes)
        self.tell((log, entry_facts(item.occurrence, entry)), (task, facts_of(new)))
        if error.outcome in ("BE", "HELD"):
            with suppress(RecordLocked):
                self._end_own_task(item, _see_the_log(findings_of(error)[0]))

    # Inside ----------------------------------------------------------------------------------------

    def _tell_owning_unit(self, item: ReportTask, error: BotError) -> None:
        """The record is closed to the robot, its log too: its unit gets a task with ids only."""
        key = item.effect(TASK, f"outcome {error.outcome}")
        text = restricted_task(self._told_of(item, key, error))
        unit = self.policy.settings.restricted_unit
        self.tell((key, facts_of(NewTask("", unit, RESTRICTED_TASK, text.title, text.notes))))
        with suppress(RecordLocked):
            self._end_own_task(item, f"{error.outcome} C12: with the unit that owns the record")

    def _add(self, row: QueueRow) -> bool:
        now = self.runtime.clock.now()
        item = ReportTask(
            self.code, row.task, row.occurrence, not is_working(now, self.policy.hours)
        )
        left = (local_date(row.due) - local_date(now)).days if row.due else None
        return self.queue.add(item.key, item.data(), priority=priority_by(left))

    def _told(self, item: ReportTask, key: EffectKey, documents: Documents) -> Told:
        blank = self._blank(item, key, self._findings)
        return replace(blank, names=documents.names, items=documents.items)

    def _told_of(self, item: ReportTask, key: EffectKey, error: BotError) -> Told:
        blank = self._blank(item, key, findings_of(error))
        names = self.publishing.attached(item)
        return replace(blank, outcome=error.outcome, names=names)

    def _blank(self, item: ReportTask, key: EffectKey, findings: tuple[Finding, ...]) -> Told:
        return Told(
            process=self.called,
            table=self.name,
            record=self.record,
            task=item.task,
            outcome="done",
            findings=findings,
            reference=reference(key),
        )

    def _end_own_task(self, item: ReportTask, outcome: str) -> None:
        """Complete the task unless a person has; it must not wait in the robot's queue for ever."""
        task = self.open_own_task(item)
        is_own = task.unit == self.policy.settings.robot_queue and not task.assigned_to
        if is_own and task.status == "New":
            self.complete_own_task(item, outcome)


def _see_the_log(finding: Finding) -> str:
    return f"{finding.outcome} {finding.code}: see the log"
