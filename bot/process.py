"""A process and its Main Page, in Blue Prism's words.

The Main Page is the same for every process: start up, get next item, work it, mark it completed or
mark the exception, loop, close down. What differs is in the pages that a process defines.
"""

from abc import abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import asdict
from typing import Any, ClassVar, Generic, TypeVar

from bot.circuit_breaker import CircuitBreaker
from bot.deeds import ComparedWithStaff
from bot.endings import Ended, Reconciliation, outcome_of
from bot.exceptions import (
    BotError,
    BusinessException,
    DriftException,
    Finding,
    InternalException,
    OutOfScope,
    SaveConflict,
    SessionEffect,
    SessionLost,
    StopRequested,
    SystemException,
)
from bot.page_runner import PageRunner
from bot.parts import PartOutcomes
from bot.robot import Robot
from bot.session_log import SessionState
from bot.work_queue import DeferralPolicy, ItemFate, KeyPolicy, LockLost, WorkItem, WorkQueue

ItemT = TypeVar("ItemT")


class Process(PageRunner, ComparedWithStaff, Generic[ItemT]):
    """One process on one robot; a subclass defines its pages and calls them from ``work_item``.

    Attributes:
        last_error: the last exception of the session; it says why a session ended early.
    """

    name: ClassVar[str]
    queue_name: ClassVar[str]
    key_policy: ClassVar[KeyPolicy] = KeyPolicy.FOREVER

    def __init__(self, robot: Robot) -> None:
        super().__init__(robot, self.name)
        self.queue: WorkQueue = self.runtime.queue(self.queue_name, key_policy=self.key_policy)
        self.last_error: BotError | None = None
        self._breaker = CircuitBreaker()
        self._parts = PartOutcomes()

    def main_page(self) -> Ended:
        """Work the queue until it is empty, stopped or terminated."""
        self.start_up()
        ended = Ended.COMPLETED
        try:
            while ended is Ended.COMPLETED and self.get_next_item():
                with suppress(LockLost):  # it is another robot's now: nothing more is done to it
                    ended = self.work_and_mark()
        except StopRequested:
            ended = self.stop()
        return self.close_down(ended)

    def load_queue(self) -> Reconciliation:
        """The loader: a session of its own that fills the queue and ends."""
        with self._session():
            self.launch_application()
            run = self.runtime.runs.begin(self.name, self.robot.run)
            reconciliation = self.load()
            self.runtime.runs.finish(run, **asdict(reconciliation))
        self.close_down(Ended.COMPLETED)
        return reconciliation

    def start_up(self) -> None:
        """Start the session, give back own locks of a dead predecessor, launch the application."""
        with self._session():
            self.queue.give_back_own_locks(self.session)
            self.launch_application()
            self.pay_what_is_owed()

    def get_next_item(self) -> bool:
        """Lock the next item; False when there is none. A stop is honoured here."""
        self.item = None
        self.runtime.stops.check_session(self.session)
        self.item = self.queue.get_next(self.session)
        return self.item is not None

    def work_and_mark(self) -> Ended:
        """Work the item, and mark it completed or mark the exception."""
        try:
            self.work()
            self.mark_completed()
        except OutOfScope as scope:
            self.mark_completed(scope)
        except BotError as error:
            return self.mark_as_exception(error)
        return Ended.COMPLETED

    def work(self) -> None:
        """Work the item; a lost session or a changed record is read again once (C2, C4)."""
        try:
            self._work_once()
        except SessionLost:
            self.launch_application()
            self._work_once()
        except SaveConflict:
            self._work_once()

    def mark_completed(self, scope: OutOfScope | None = None) -> None:
        """Mark the item completed; out of scope with its reason."""
        item = self.locked_item
        findings = scope.findings if scope else self.findings_of_done()
        status = f"SKIP {findings[0].code} {findings[0].detail}" if scope else "done"
        self.queue.mark_completed(item, status.strip(), findings)
        self._breaker.reset()
        self.robot.progress.item_ended(self.name, item.key, "SKIP" if scope else "done")

    def mark_as_exception(self, error: BotError) -> Ended:
        """Keep the evidence, report what is final, mark the item, and decide on the session."""
        item = self.locked_item
        evidence = self.robot.capture(error, item.key)
        policy = self.deferral_policy(error)
        if self.queue.fate_of(item, error, policy) in {ItemFate.EXCEPTIONED, ItemFate.HELD}:
            self._report(item, error)
        fate = self.queue.mark_exception(
            item, error, evidence_id=evidence, stage=self._stage, deferral=policy
        )
        self.robot.progress.item_ended(self.name, item.key, outcome_of(fate, error))
        return self._session_after(item, error, fate)

    def hand_over(self) -> int:
        """Give all that still waits to people, also in a paused queue; gives how many items.

        What cannot be written into the application now stays owed, and raises an alert.
        """
        with self._session():
            self.queue.give_back_own_locks(self.session)
            try:
                self.launch_application()
            except BotError as fault:
                self.robot.alert(fault.display_name, fault.detail)
        handed = 0
        while item := self.queue.get_next(self.session, also_waiting=True):
            self.item, late = item, self.not_done_in_time()
            self._report(item, late)
            self.queue.mark_exception(item, late, stage="Hand over")
            self.robot.progress.item_ended(self.name, item.key, late.outcome)
            handed += 1
        self.close_down(Ended.COMPLETED)
        return handed

    def stop(self) -> Ended:
        """Honour a stop: the item in hand goes back unworked."""
        if self.item is not None:
            self.queue.unlock(self.item, "stopped by a person")
        return Ended.STOPPED

    def close_down(self, ended: Ended) -> Ended:
        """Finish the session; the application is closed with the robot."""
        state = {Ended.STOPPED: SessionState.STOPPED, Ended.TERMINATED: SessionState.TERMINATED}
        self.runtime.sessions.finish(self.session, state.get(ended, SessionState.COMPLETED), ended)
        self.item = None
        return ended

    @abstractmethod
    def load(self) -> Reconciliation:
        """Read the records system's queue through the screen and add items."""

    @abstractmethod
    def work_item(self, item: ItemT) -> None:
        """The pages, in their order."""

    @abstractmethod
    def item_of(self, item: WorkItem) -> ItemT:
        """The item as the process sees it, from the queue's data."""

    @abstractmethod
    def launch_application(self) -> None:
        """Launch the application and log in; raises LoginSystemException C1."""

    @abstractmethod
    def report_exception(self, item: ItemT, error: BotError) -> None:
        """Write the log entry and raise the staff task of a final exception."""

    def not_done_in_time(self) -> BotError:
        """What an item that still waits at the cut-off becomes."""
        return BusinessException("Not done before the cut-off", code="CUT")

    def pay_what_is_owed(self) -> None:
        """Write the log entries that an earlier run owes (C11)."""

    def findings_of_done(self) -> tuple[Finding, ...]:
        """The rows that applied to an item that ended done."""
        return ()

    def deferral_policy(self, error: BotError) -> DeferralPolicy | None:  # noqa: ARG002 - a hook
        """How long an item waits after this error; None for the runtime's own policy."""
        return None

    @property
    def locked_item(self) -> WorkItem:
        """The item in hand.

        Raises:
            InternalException: when a page is called outside the Main Page.
        """
        if self.item is None:
            raise InternalException("No work item is in hand")
        return self.item

    def part(self) -> AbstractContextManager[None]:
        """One part of an item: the other parts go on, the worst outcome is raised at the end."""
        return self._parts.one()

    def check_parts(self) -> None:
        """After the parts, before anything says that they were done: one was, and none waits."""
        self._parts.raise_unless_done()

    @contextmanager
    def _session(self) -> Iterator[None]:
        """Start a session; what goes wrong in the block terminates it with an alert."""
        resource = self.runtime.config.resource.name
        self.session = self.runtime.sessions.start(
            self.name, resource, run=self.robot.run, shadow=self.runtime.shadow
        )
        try:
            yield
        except BotError as error:
            self.robot.alert(error.display_name, error.detail)
            self._pause_if_needed(error)
            self.runtime.sessions.finish(self.session, SessionState.TERMINATED, error.detail)
            raise

    def _work_once(self) -> None:
        self._parts = PartOutcomes()
        self.work_item(self.item_of(self.locked_item))
        self._parts.raise_worst()

    def _report(self, item: WorkItem, error: BotError) -> None:
        """Report a final exception; what cannot be written now stays owed and raises an alert."""
        try:
            self.report_exception(self.item_of(item), error)
        except BotError as fault:
            self.robot.alert("Log entry owed", f"{item.key}: {fault.detail}")

    def _session_after(self, item: WorkItem, error: BotError, fate: ItemFate) -> Ended:
        effect = error.session_effect
        self.last_error = error
        if isinstance(error, BusinessException):
            self._breaker.reset()
        self._pause_if_needed(error)
        if isinstance(error, SystemException) and self._breaker.trips(item.item, error.detail):
            self.robot.alert("Circuit-breaker C17", error.detail)
            return Ended.TERMINATED
        has_waited = effect is SessionEffect.WAIT and fate is ItemFate.EXCEPTIONED
        if effect is SessionEffect.GO_ON or has_waited:  # nothing waits any longer: all to staff
            return self._recover(error)
        self.robot.alert(error.display_name, error.detail)
        return Ended.TERMINATED if effect is SessionEffect.TERMINATE else Ended.WAITING

    def _pause_if_needed(self, error: BotError) -> None:
        """Pause the queue where the error says so; a changed screen gets its drift report."""
        if error.session_effect is not SessionEffect.PAUSE_QUEUE:
            return
        self.queue.pause(error.detail)
        if isinstance(error, DriftException):
            self.robot.report_drift(error, self.name, self.item.key if self.item else "")

    def _recover(self, error: BotError) -> Ended:
        """After a system exception the next item starts with a fresh application."""
        if isinstance(error, BusinessException):
            return Ended.COMPLETED
        try:
            self.launch_application()
        except BotError as fault:
            self.last_error = fault
            self.robot.alert(fault.display_name, fault.detail)
            return Ended.TERMINATED
        return Ended.COMPLETED


AnyProcess = Process[Any]
