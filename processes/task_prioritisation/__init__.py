"""P1 - Task-queue prioritisation: says in the title of each PPN task whether children are involved."""

from dataclasses import dataclass, replace

from bot.deeds import DONE, NOTHING, Deed, Words
from bot.effects import EffectKey, EffectState, reference
from bot.endings import Reconciliation, outcome_of_row
from bot.exceptions import BotError, Finding, RecordLocked, ValidationException
from bot.pages import page
from bot.robot import Robot
from bot.work_queue import QueueRow as Ended
from bot.work_queue import WorkItem
from objects.niche_occurrence import InvolvedPerson
from objects.niche_ppn_form import NichePpnForm, Ppn
from objects.niche_task import NewTask, Task
from objects.niche_task_queue import QueueRow
from processes.mash_process import OEL, TASK, MashProcess, entry_facts, facts_of
from processes.shared.findings import in_order, note
from processes.task_prioritisation.reading import task_facts
from processes.task_prioritisation.rules import Decision, decide, tag_of
from processes.task_prioritisation.staff import SAID, StaffTitles
from processes.task_prioritisation.wording import oel_of_exception, oel_of_tag, restricted_task

RESTRICTED_TASK = "Restricted record"


@dataclass(frozen=True)
class PpnTask:
    """A task to be tagged."""

    task: int
    revision: int
    occurrence: str


class TaskPrioritisation(MashProcess[PpnTask]):
    """Main Page of P1; the pages below run in this order."""

    name = "task_prioritisation"
    code = "P1"
    queue_name = "MASH - Task prioritisation"
    reason_prefix = "Task prioritisation"

    def __init__(self, robot: Robot) -> None:
        super().__init__(robot)
        self.ppn_form = NichePpnForm(robot.application)
        self._titles = StaffTitles(self.queues, self.tasks, self.policy.settings)
        self._findings: tuple[Finding, ...] = ()

    def work_item(self, item: PpnTask) -> None:
        """Steps 2 to 8 of the process definition."""
        task = self.open_task(item)
        ppns = self.read_ppns(task)
        involved = self.read_involved(item)
        decision = self.as_first_decided(item, self.decide_tag(task, ppns, involved))
        if decision.edit_needed or self.title_was_edited(item):
            self.edit_title(item, task, decision)
            self.verify_title(item, decision)
            self.record_in_niche(item, decision)
        self._findings = decision.findings

    @page("1 - Open the queue and take a snapshot of its tasks")
    def load(self) -> Reconciliation:
        """All New tasks of the PPN queue that are untagged, or whose PPN is newer than the tag."""
        rows = self.queues.get_tasks(self.policy.settings.ppn_queue)
        work = [row for row in rows if row.type == self.policy.settings.ppn_task_type]
        loaded = sum(self._add(row) for row in work)
        return Reconciliation(
            seen=len(rows),
            loaded=loaded,
            already_handled=len(work) - loaded,
            out_of_scope=len(rows) - len(work),
        )

    @page("2 - Open the task")
    def open_task(self, item: PpnTask) -> Task:
        """The task; the reason covers its PPNs and their occurrences."""
        return self.tasks.open(item.task, self.reason(f"task {item.task}"))

    @page("3 - Read the children from the PPN")
    def read_ppns(self, task: Task) -> tuple[Ppn, ...]:
        """Every PPN of the task; the reason given for the task covers them."""
        return tuple(self.ppn_form.get_ppn(report.ppn) for report in task.reports)

    @page("4 - Read the ages of the involved persons")
    def read_involved(self, item: PpnTask) -> tuple[InvolvedPerson, ...]:
        """The Involved tab of the occurrence; nobody where the task has no occurrence."""
        return self.occurrences.get_involved(item.occurrence) if item.occurrence else ()

    @page("5 - Decide")
    def decide_tag(
        self, task: Task, ppns: tuple[Ppn, ...], involved: tuple[InvolvedPerson, ...]
    ) -> Decision:
        """The rules of P1 on what was read; the item bears the tag in the work queue, too."""
        decision = decide(task_facts(task, ppns, involved), self.policy)
        said = SAID[decision.tag]
        self.queue.remove_tags(self.locked_item, *(set(SAID.values()) - {said}))
        self.queue.add_tags(self.locked_item, said)
        return decision

    @page("6 - Edit the title")
    def edit_title(self, item: PpnTask, task: Task, decision: Decision) -> None:
        """Edit the title only; a title that stands already is not written again.

        Raises:
            RecordLocked: C3, another user has the task open.
        """
        if task.locked_by and decision.edit_needed:
            raise RecordLocked(f"task {item.task} is locked by another user", code="C3")
        self.runtime.ledger.perform(
            self.effect_key(item, "title", "tag"),
            lambda: self._set_title(item, decision.title),
            lambda: self._find_title(item, decision.title),
            conclusive=True,
            facts={finding.code: finding.detail for finding in decision.findings},
            session=self.session,
            guard=self.queue.guard(self.locked_item),
            look_first=not decision.edit_needed,  # the title was read on page 2
        )

    @page("7 - Reopen and verify", verifies=True)
    def verify_title(self, item: PpnTask, decision: Decision) -> None:
        """The title as Niche shows it now is the one decided.

        Raises:
            ValidationException: when it is not.
        """
        if self.tasks.get_task(item.task).title != decision.title:
            raise ValidationException(f"Title of task {item.task} is not the one written")

    @page("8 - Record in Niche")
    def record_in_niche(self, item: PpnTask, decision: Decision) -> None:
        """The OEL entry of the tag."""
        key = self.effect_key(item, OEL, "outcome")
        text = oel_of_tag(item.task, item.revision, decision, reference(key))
        self.write_log_entry(key, item.occurrence, text)

    # What the Main Page asks for -------------------------------------------------------------------

    def item_of(self, item: WorkItem) -> PpnTask:
        """From the queue's data: ids only."""
        data = item.data
        return PpnTask(int(data["task"]), int(data["revision"]), data["occurrence"])

    def findings_of_done(self) -> tuple[Finding, ...]:
        """The notes of the last decision."""
        return self._findings

    def report_exception(self, item: PpnTask, error: BotError) -> None:
        """The OEL entry of an exception; the untagged task itself is what staff see."""
        if error.code == "C12":
            self.tell_owning_unit(item, error)
            return
        if not item.occurrence or self.title_is_written(item):
            return  # with the title written, the entry of the tag is what is owed (P1.14)
        key = self.effect_key(item, OEL, f"outcome {error.outcome}")
        text = oel_of_exception(item.task, error, reference(key))
        self.tell((key, entry_facts(item.occurrence, text)))

    def tell_owning_unit(self, item: PpnTask, error: BotError) -> None:
        """The record is closed to the robot, its log too: its unit gets a task with ids only (C12)."""
        key = self.effect_key(item, TASK, f"outcome {error.outcome}")
        title, notes = restricted_task(item.task, error, reference(key))
        unit = self.policy.settings.restricted_unit
        self.tell((key, facts_of(NewTask("", unit, RESTRICTED_TASK, title, notes))))

    def robot_did(self, row: Ended) -> Words:
        """The tag that was decided, of an item that ended done."""
        decided = frozenset(SAID.values()) & frozenset(row.tags)
        return decided if outcome_of_row(row) == DONE else NOTHING

    def staff_did(self, row: Ended) -> Deed:
        """The tag that the task's title ends with now."""
        task = row.data["task"]
        return self._titles.staff_did(int(task), self.reason(f"task {task}"))

    def effect_key(self, item: PpnTask, kind: str, purpose: str) -> EffectKey:
        """(process, task, revision) with the kind and purpose of the effect."""
        episode = f"T{item.task}.{item.revision}"
        return EffectKey(self.code, item.occurrence, "", "", episode, kind, purpose)

    def as_first_decided(self, item: PpnTask, decision: Decision) -> Decision:
        """The decision with the notes of the attempt that wrote the title, if one did.

        After a crash the title is right already; that is this item's own doing and not P1.12.
        """
        effect = self.runtime.ledger.find(self.effect_key(item, "title", "tag"))
        if effect is None or decision.edit_needed:
            return decision
        noted = tuple(note(code, detail) for code, detail in effect.facts.items())
        return replace(decision, findings=in_order(noted))

    def title_is_written(self, item: PpnTask) -> bool:
        """Whether the title of this very item was written and read back."""
        effect = self.runtime.ledger.find(self.effect_key(item, "title", "tag"))
        return effect is not None and effect.state is EffectState.DONE

    def title_was_edited(self, item: PpnTask) -> bool:
        """Whether an earlier attempt of this very item edited the title already."""
        return self.runtime.ledger.find(self.effect_key(item, "title", "tag")) is not None

    def _add(self, row: QueueRow) -> bool:
        key = f"{self.code}/{row.task}/{row.revision}"
        data = {
            "task": str(row.task),
            "revision": str(row.revision),
            "occurrence": row.occurrence,
        }
        return self.queue.add(
            key, data, priority=1 if tag_of(row.title, self.policy.settings.titles) is None else 2
        )

    def _set_title(self, item: PpnTask, title: str) -> str:
        self.tasks.set_title(item.task, title)
        return "saved"

    def _find_title(self, item: PpnTask, title: str) -> str | None:
        return "stands" if self.tasks.get_task(item.task).title == title else None
