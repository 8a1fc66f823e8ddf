"""What comes after a decision: exceptions to staff, bounces, pupils who left, breach checks."""

from contextlib import suppress
from typing import TYPE_CHECKING

from bot.disclosures import Told
from bot.effects import Effect, EffectKey, reference
from bot.exceptions import BotError, DriftException, Finding, RecordLocked
from objects.niche_task import NewTask, Task
from processes.mash_process import OEL, TASK, entry_facts, facts_of
from processes.school_notification.facts import EarlierMessage
from processes.school_notification.items import (
    Bounce,
    Listing,
    Notification,
    PupilLeftTask,
    SchoolItem,
    WrongSchool,
)
from processes.school_notification.outgoing import Message, earlier_message
from processes.school_notification.returned import (
    PupilLeftFacts,
    decide_pupil_left,
    undelivered,
)
from processes.school_notification.status import write_status
from processes.school_notification.wording import (
    BreachFacts,
    OelFacts,
    TaskText,
    breach_task,
    oel_entry,
    oel_of_bounce,
    oel_of_breach,
    oel_of_pupil_left,
    staff_task,
)

if TYPE_CHECKING:
    from processes.school_notification.process import SchoolNotification

BREACH_TASK = "Breach check"
BREACH = "breach"
OUTCOME = "outcome"


class AfterSending:
    """Works for one process and its session."""

    def __init__(self, process: "SchoolNotification") -> None:
        self._process = process
        self._operation = process.operation
        self._runtime = process.runtime
        self._settings = process.policy.settings

    # Exceptions to staff ---------------------------------------------------------------------------

    def report(self, item: SchoolItem, error: BotError) -> None:
        """OEL entry, staff task and the PPN's status; a restricted record: its unit's task only."""
        process = self._process
        if error.code == "C12" and not error.findings:
            self._report_restricted(item, error)
            return
        told = self._schools_told(item)
        key = item.effect(OEL, f"{OUTCOME} {error.outcome}")
        entry = entry_facts(item.occurrence, self._entry(item, error, key, told))
        process.tell((key, entry), *self._staff_task(item, error, told))
        if isinstance(item, Notification):
            self._set_status(item, told)

    def _report_restricted(self, item: SchoolItem, error: BotError) -> None:
        """The occurrence itself is restricted: its log is closed to the robot, too."""
        ids = item.notification if isinstance(item, Bounce | Listing | WrongSchool) else item
        if isinstance(ids, Notification):
            key = item.effect(TASK, f"{OUTCOME} {error.outcome}")
            text = staff_task(OelFacts.of_exception(self._operation, ids, error, reference(key)))
            task = NewTask(
                "",
                self._settings.restricted_unit,
                self._operation.exception_task,
                text.title,
                text.notes,
            )
            self._process.raise_staff_task(key, task)

    def note_for_staff(
        self, item: Notification, message: Message, findings: tuple[Finding, ...]
    ) -> None:
        """A task for a message that went without the child's words (P2.21)."""
        key = item.effect(TASK, "note", message.school)
        text = staff_task(
            OelFacts.of_sending(self._operation, item, message, findings, reference(key))
        )
        self._process.raise_staff_task(key, self._task(item, text, self._operation.exception_task))

    def close_what_was_begun(self, item: Notification) -> None:
        """The item ends without going on: what went is in the log, what may have gone is settled.

        Raises:
            SystemExceptionTryOnce: C10.
        """
        process = self._process
        for effect in process.outgoing.own_messages(item):
            process.outgoing.settle(effect, process.session)
            key = item.effect(OEL, OUTCOME, effect.key.school)
            facts = OelFacts(
                operation=self._operation,
                child=item.child,
                ppn=item.ppn,
                revision=item.revision,
                outcome="done",
                findings=(),
                reference=reference(key),
                schools_told=(effect.key.school,),
                fields=tuple(effect.facts["fields"].split(", ")),
            )
            process.tell((key, entry_facts(item.occurrence, oel_entry(facts))))

    # Bounces ---------------------------------------------------------------------------------------

    def report_bounce(self, item: Bounce) -> None:
        """A message came back: always an exception; the report is written from it (P2.31).

        Raises:
            BusinessException: P2.31.
        """
        raise undelivered(item.school)

    # Pupils who have left --------------------------------------------------------------------------

    def close_link(self, item: PupilLeftTask) -> None:
        """Breach checks of what was sent, the log entry, and the coordinator's task completed."""
        process = self._process
        task = process.tasks.open(item.task, process.reason(f"task {item.task}"))
        sent = self._messages_about(task)
        facts = PupilLeftFacts(
            task=item.task,
            status=process.as_handed_over(item, task).status,
            person=task.person,
            school="",
            earlier=tuple(earlier_message(effect) for effect in sent),
        )
        decision = decide_pupil_left(facts)
        self.check_breach(item, decision.breach_checks)
        key = item.effect(OEL, OUTCOME)
        text = oel_of_pupil_left(
            self._operation,
            item.task,
            task.person,
            decision.findings,
            reference(key),
            link_closed=False,
        )
        process.write_log_entry(key, item.occurrence, text)
        process.complete_task(item, "Breach check raised; see the log")
        process.note_findings(decision.findings)

    def _messages_about(self, task: Task) -> tuple[Effect, ...]:
        """Messages of every operation: the school says that the pupil is not theirs."""
        if not task.person:
            return ()
        return self._process.outgoing.messages_of_all(task.person)

    def check_wrong_school(self, item: WrongSchool) -> None:
        """A person says that one message went to the wrong school: its breach check."""
        self.check_breach(item, (EarlierMessage("", "", str(item.message)),))

    # Breach checks ---------------------------------------------------------------------------------

    def check_breach(self, item: SchoolItem, messages: tuple[EarlierMessage, ...]) -> None:
        """For each message: contact suspended, task for the data-protection unit, log entry."""
        sent = {str(effect.id): effect for effect in self._runtime.ledger.find_all(kind="mail")}
        for message in messages:
            self._check_one(item, sent[message.key])

    def _check_one(self, item: SchoolItem, effect: Effect) -> None:
        told = self._told(effect)
        if told is None:
            return
        self._runtime.contacts.suspend(told.mailbox, "breach check", "robot")
        purpose = f"{BREACH} {effect.id}"
        task_key = item.effect(TASK, purpose, effect.key.school)
        text = breach_task(self._breach(told, reference(task_key)))
        task = NewTask(
            occurrence=effect.key.occurrence,
            unit=self._settings.data_protection_unit,
            type=BREACH_TASK,
            title=text.title,
            notes=text.notes,
        )
        process = self._process
        process.give_reason(effect.key.occurrence)
        process.raise_staff_task(task_key, task)
        log_key = item.effect(OEL, purpose, effect.key.school)
        entry = oel_of_breach(self._operation, self._breach(told, reference(log_key)))
        process.write_log_entry(log_key, effect.key.occurrence, entry)

    def _breach(self, told: Told, sign: str) -> BreachFacts:
        others = tuple(
            (other.occurrence, f"{other.at:%d/%m/%Y %H:%M}", other.message_id)
            for other in self._runtime.disclosures.told_at(told.mailbox)
            if other.message_id != told.message_id
        )
        return BreachFacts(
            occurrence=told.occurrence,
            child=told.person,
            school=told.school,
            recipient=told.mailbox,
            sent_at=f"{told.at:%d/%m/%Y %H:%M}",
            fields=told.fields,
            message_id=told.message_id,
            why="the school is not, or no longer, this child's",
            reference=sign,
            others=others,
        )

    def _told(self, effect: Effect) -> Told | None:
        told = self._runtime.disclosures.who_was_told(effect.key.person)
        return next((each for each in told if each.effect_id == effect.id), None)

    # Inside ----------------------------------------------------------------------------------------

    def _entry(
        self, item: SchoolItem, error: BotError, key: EffectKey, told: tuple[str, ...]
    ) -> str:
        match item:
            case Notification():
                return oel_entry(
                    OelFacts.of_exception(self._operation, item, error, reference(key), told)
                )
            case Bounce():
                facts = OelFacts.of_exception(
                    self._operation, item.notification, error, reference(key)
                )
                return oel_of_bounce(facts, item.school)
            case Listing() | WrongSchool():
                facts = OelFacts.of_exception(
                    self._operation, item.notification, error, reference(key)
                )
                return oel_entry(facts)
            case PupilLeftTask():
                findings = error.findings
                return oel_of_pupil_left(
                    self._operation,
                    item.task,
                    "not named",
                    findings,
                    reference(key),
                    link_closed=False,
                )

    def _staff_task(
        self, item: SchoolItem, error: BotError, told: tuple[str, ...]
    ) -> tuple[tuple[EffectKey, dict[str, str]], ...]:
        if isinstance(item, PupilLeftTask):
            return ()  # the coordinator's own task stays open
        ids = item.notification if isinstance(item, Bounce | Listing | WrongSchool) else item
        key = item.effect(TASK, f"{OUTCOME} {error.outcome}")
        text = staff_task(OelFacts.of_exception(self._operation, ids, error, reference(key), told))
        kind = (
            self._operation.held_task if error.outcome == "HELD" else self._operation.exception_task
        )
        return ((key, facts_of(self._task(ids, text, kind))),)

    def _task(self, item: Notification, text: TaskText, kind: str) -> NewTask:
        return NewTask(
            occurrence=item.occurrence,
            unit=self._settings.encompass_queue,
            type=kind,
            title=text.title,
            notes=text.notes,
            urgent=text.is_urgent,
        )

    def _schools_told(self, item: SchoolItem) -> tuple[str, ...]:
        if not isinstance(item, Notification):
            return ()
        return tuple(e.key.school for e in self._process.outgoing.own_messages(item))

    def _set_status(self, item: Notification, told: tuple[str, ...]) -> None:
        """The status is a convenience for staff: a PPN that is locked or changed keeps nothing back."""
        with suppress(RecordLocked, DriftException):
            write_status(self._process, item, sent=bool(told))
