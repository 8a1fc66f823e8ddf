"""What the processes of the hub share: Niche, the log entry, the staff task.

Every effect here is made once: it looks in Niche for its visible reference before it writes.
"""

from abc import abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import ClassVar, TypeVar

from bot.credentials import Credential, CredentialError
from bot.deeds import DONE, NOTHING, Deed
from bot.effects import EffectKey, EffectResult, EffectState, reference
from bot.exceptions import BotError, LoginSystemException, SessionEffect
from bot.process import Process
from bot.robot import Robot
from bot.runtime import Runtime
from bot.work_queue import QueueRow
from objects.niche_login import NicheLogin
from objects.niche_occurrence import NicheOccurrence, Occurrence
from objects.niche_task import NewTask, NicheTask, Task
from objects.niche_task_queue import NicheTaskQueue
from processes.profiles.profile import load_profile

ItemT = TypeVar("ItemT")

OEL = "oel"
TASK = "task"
OWN_TASK = ("field", "task completed")
"""Kind and purpose of the effect that completes the task by which people handed the work over."""
COMPLETED = "Completed"


class MashProcess(Process[ItemT]):
    """A process that works in Niche under a force profile."""

    code: ClassVar[str]  # as in the process definition, such as P1
    reason_prefix: ClassVar[str]  # begins the reason for access, such as "Encompass"

    def __init__(self, robot: Robot) -> None:
        super().__init__(robot)
        self.policy = load_profile(self.runtime.config.profile.name)
        self.login = NicheLogin(robot.application)
        self.occurrences = NicheOccurrence(robot.application)
        self.tasks = NicheTask(robot.application)
        self.queues = NicheTaskQueue(robot.application)
        self._covered: set[str] = set()

    def reason(self, record: str) -> str:
        """The reason for access that goes into Niche's audit."""
        return f"{self.reason_prefix} – {record}"

    def open_occurrence(self, number: str) -> Occurrence:
        """Open an occurrence with its reason; from then on the log-in covers it."""
        occurrence = self.occurrences.open(number, self.reason(number))
        self._covered.add(number)
        return occurrence

    def give_reason(self, number: str) -> None:
        """See that a reason was given for an occurrence since the log-in."""
        if number not in self._covered:
            self.open_occurrence(number)

    # Launch ----------------------------------------------------------------------------------------

    def launch_application(self) -> None:
        """Launch Niche and log in: by the stored state, else by the form, once for a password.

        Raises:
            LoginSystemException: C1, none is stored, or it was refused, now or before; no robot
                tries a refused password again.
        """
        resource = self.runtime.config.resource.name
        credential = stored_login(self.runtime, self.name)
        self.runtime.refusals.check(credential)
        self._covered.clear()
        self.robot.application.restart()
        if self.login.is_logged_in():
            return
        try:
            self.login.log_in(credential.username, credential.password.reveal())
        except LoginSystemException:
            self.runtime.refusals.record(credential, resource)
            raise

    # What staff did -------------------------------------------------------------------------------

    def staff_did(self, row: QueueRow) -> Deed | None:
        """Whether staff completed the task that handed the work over; nothing else is comparable."""
        if "task" not in row.data:
            return None
        number = row.data["task"]
        task = self.tasks.open(int(number), self.reason(f"task {number}"))
        done = frozenset({DONE}) if task.status == COMPLETED else NOTHING
        return Deed(done, (f"T{number}",))

    # Effects in Niche ------------------------------------------------------------------------------

    @abstractmethod
    def effect_key(self, item: ItemT, kind: str, purpose: str) -> EffectKey:
        """The ledger key of an effect of this item."""

    def write_log_entry(self, key: EffectKey, occurrence: str, text: str) -> EffectResult:
        """Write an OEL entry once; when it cannot be written it stays owed (C11).

        Args:
            key: the effect's key, of kind ``oel``.
            occurrence: the occurrence number.
            text: the entry, ending with the key's reference.
        """
        sign = reference(key).strip("[]")
        return self._once(
            key,
            facts=entry_facts(occurrence, text),
            act=lambda: self._add_entry(occurrence, text, sign),
            probe=lambda: self._find_entry(occurrence, sign),
            look_first=False,  # the object looks on the page that it writes on
        )

    def raise_staff_task(self, key: EffectKey, task: NewTask) -> EffectResult:
        """Raise a task for staff once; its title holds the key's reference."""
        sign = reference(key).strip("[]")
        return self._once(
            key,
            facts=facts_of(task),
            act=lambda: self.tasks.raise_task(task),
            probe=lambda: self.queues.find_task(task.unit, sign),
        )

    def complete_once(self, key: EffectKey, task: int, outcome: str) -> EffectResult:
        """Complete a task of people's once; one that is completed already is left."""
        return self.runtime.ledger.perform(
            key,
            lambda: self._complete(task, outcome),
            lambda: self._find_completed(task),
            conclusive=True,
            session=self.session,
            guard=self.queue.guard(self.locked_item),
        )

    def before_completed(self, key: EffectKey, task: Task) -> Task:
        """The task as it was taken: what the robot completed before it fell, nobody withdrew (C9).

        Args:
            key: of the effect that completes it.
            task: as it is now.
        """
        own = self.runtime.ledger.find(key)
        by_the_robot = own is not None and own.state in (EffectState.SENDING, EffectState.DONE)
        ended = by_the_robot and task.status == "Completed"
        return replace(task, status="New") if ended else task

    def pay_what_is_owed(self) -> None:
        """Write the log entries and staff tasks that an earlier session could not (C11).

        One that cannot be written today either keeps neither the others nor the queue back.
        """
        for effect in self.runtime.ledger.owed(process=self.code):
            try:
                self.pay(effect.key, effect.facts)
            except BotError as error:
                if error.session_effect is not SessionEffect.GO_ON:
                    raise
                self.robot.alert("Still owed", f"{effect.reference}: {error.detail}")
                self.launch_application()

    def pay(self, key: EffectKey, facts: Mapping[str, str]) -> None:
        """Write one log entry or staff task from its facts; the occurrence is opened for it."""
        if facts["occurrence"]:
            self.give_reason(facts["occurrence"])
        if key.kind == OEL:
            self.write_log_entry(key, facts["occurrence"], facts["text"])
        else:
            self.raise_staff_task(key, task_from(facts))

    def tell(self, *owed: tuple[EffectKey, Mapping[str, str]]) -> None:
        """Owe log entries and staff tasks, all of them, then write them.

        A crash, a closed record or an application that is away between the two loses nothing.
        """
        for key, facts in owed:
            self.runtime.ledger.owe(key, facts)
        for key, facts in owed:
            self.pay(key, facts)

    def _once(
        self,
        key: EffectKey,
        *,
        facts: Mapping[str, str],
        act: Callable[[], str],
        probe: Callable[[], str | None],
        look_first: bool = True,
    ) -> EffectResult:
        try:
            return self.runtime.ledger.perform(
                key,
                act,
                probe,
                conclusive=True,
                facts=facts,
                session=self.session,
                guard=self.queue.guard(self.item) if self.item else None,
                look_first=look_first,
            )
        except BotError:
            self.runtime.ledger.owe(key, facts)
            raise

    def _complete(self, task: int, outcome: str) -> str:
        self.tasks.complete(task, outcome)
        return COMPLETED

    def _find_completed(self, task: int) -> str | None:
        return COMPLETED if self.tasks.get_task(task).status == COMPLETED else None

    def _add_entry(self, occurrence: str, text: str, sign: str) -> str:
        self.occurrences.add_entry(occurrence, text, reference=sign)
        return sign

    def _find_entry(self, occurrence: str, sign: str) -> str | None:
        entries = self.occurrences.get_entries(occurrence, sign)
        return next((entry.entry for entry in entries if sign in entry.text), None)


def entry_facts(occurrence: str, text: str) -> dict[str, str]:
    """What the ledger keeps of a log entry, to write it again from."""
    return {"occurrence": occurrence, "text": text}


def facts_of(task: NewTask) -> dict[str, str]:
    """What the ledger keeps of a staff task, to raise it again from."""
    return {
        "occurrence": task.occurrence,
        "unit": task.unit,
        "type": task.type,
        "title": task.title,
        "notes": task.notes,
        "person": task.person,
        "urgent": "Yes" if task.urgent else "",
    }


def stored_login(runtime: Runtime, process: str) -> Credential:
    """The robot's log-in to Niche for a process.

    Raises:
        LoginSystemException: C1, none is stored for the process and resource.
    """
    resource = runtime.config.resource.name
    try:
        return runtime.credentials.get("niche", process=process, resource=resource)
    except CredentialError as error:
        raise LoginSystemException(str(error), code="C1") from error


def task_from(facts: Mapping[str, str]) -> NewTask:
    """The staff task that a ledger's facts describe."""
    return NewTask(
        occurrence=facts["occurrence"],
        unit=facts["unit"],
        type=facts["type"],
        title=facts["title"],
        notes=facts["notes"],
        person=facts.get("person", ""),
        urgent=facts.get("urgent") == "Yes",
    )
