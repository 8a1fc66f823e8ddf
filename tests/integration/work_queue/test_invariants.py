"""The invariants of the work queue, whatever happens in whatever order.

A model in plain Python does what the table of chapter 4 says; after each step the database must
agree with it. The budget is small and fixed; MASH_EXAMPLES makes it larger for `make proof`.
"""

import os
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    precondition,
    rule,
)
from sqlalchemy import text

from bot.exceptions import (
    BotError,
    BusinessException,
    HeldException,
    InternalException,
    RecordLocked,
    SystemException,
)
from bot.work_queue import ItemFate, LockLost, QueueFilter, QueueRow, State, WorkItem
from tests.unit.runtime.parts import Parts

MAX_ATTEMPTS = 3
POISON = 5
ERRORS: tuple[BotError, ...] = (
    SystemException("error 500", code="C5"),
    RecordLocked("by another", code="C3"),
    InternalException("fault"),
    BusinessException("no school", code="P2.1"),
    HeldException("refuge", code="P2.18"),
)
MOST_ITEMS = 3
AGAIN = 6
PASSING = st.sampled_from([0, 2])
"""Minutes that pass while an item is worked."""


@dataclass
class Expected:
    """What the model knows of one item."""

    key: str
    order: tuple[int, int]
    attempts: int = 1
    forced: int = 0
    crashes: int = 0
    internal: int = 0
    lock_waits: int = 0
    state: State = State.PENDING
    due_minute: float = 0.0
    locked_minute: float = 0.0
    worked_minutes: float = 0.0


@dataclass
class Model:
    items: dict[str, Expected] = field(default_factory=dict)
    audited: int = 0
    completed: set[str] = field(default_factory=set)


class QueueMachine(RuleBasedStateMachine):
    locked = Bundle("locked")
    stale = Bundle("stale")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="queue-"))
        self.parts = Parts.open(self.folder)
        self.queue = self.parts.queue()
        self.sessions = [self.parts.session("robot-1"), self.parts.session("robot-2")]
        self.model = Model(audited=self.parts.audit.verify().rows)
        self.minute = 0.0
        self.most = 1
        self.left: list[WorkItem] = []

    def teardown(self) -> None:
        assert self.parts.audit.verify().ok
        self.parts.__exit__(None, None, None)
        shutil.rmtree(self.folder)

    # What happens ---------------------------------------------------------------------------------

    @initialize(most=st.integers(1, MOST_ITEMS))
    def load(self, most: int) -> None:
        """With one item its history is long, with several their order is tried."""
        self.most = most
        for number in range(most):
            self.add((1, 0, 1)[number], 0)

    @precondition(lambda self: self.most > 1 and len(self.model.items) < 2 * self.most)
    @rule(priority=st.integers(0, 2), wait=st.sampled_from([0, 10]))
    def add(self, priority: int, wait: int) -> None:
        key = f"P1/{len(self.model.items)}"
        until = None
        if wait:
            self.parts.clock.advance(minutes=wait)
            until = self.parts.clock.now()
            self.parts.clock.advance(minutes=-wait)
        assert self.queue.add(key, {"task": key}, priority=priority, defer_until=until)
        order = (priority, len(self.model.items))
        self.model.items[key] = Expected(key, order, due_minute=self.minute + wait)
        self.model.audited += 1

    @precondition(lambda self: self.model.items)
    @rule(data=st.data())
    def add_the_same_key(self, data: st.DataObject) -> None:
        key = data.draw(st.sampled_from(sorted(self.model.items)))
        if self.model.items[key].state in {State.PENDING, State.LOCKED}:
            assert not self.queue.add(key, {})

    @precondition(lambda self: any(found.state is State.PENDING for found in self._all()))
    @rule(target=locked, robot=st.integers(0, 1), wait=st.booleans())
    def get_next(self, robot: int, *, wait: bool) -> object:
        if wait and not self._due():
            pending = [found for found in self._all() if found.state is State.PENDING]
            self._pass(min(found.due_minute for found in pending) - self.minute)
        due, item = self._due(), self.queue.get_next(self.sessions[robot])
        if item is None:
            assert not due
            return multiple()
        expected = self.model.items[item.key]
        assert expected in due
        assert item.attempt == expected.attempts
        assert item.priority == min(found.order[0] for found in due)
        if all(found.attempts == 1 for found in due):
            assert expected.order == min(found.order for found in due)
        self._lock(expected)
        for old in (old for old in self.left if old.id == item.id):
            with pytest.raises(LockLost):
                self.queue.check_held(old)
        return item

    @precondition(lambda self: any(found.state is State.PENDING for found in self._all()))
    @rule()
    def a_paused_queue_gives_nothing(self) -> None:
        self.queue.pause("drift")
        assert self.queue.get_next(self.sessions[0]) is None
        self.queue.resume("A. Person")
        self.model.audited += 2

    @rule(target=stale, item=consumes(locked), minutes=PASSING)
    def complete(self, item: WorkItem, minutes: int) -> WorkItem:
        self._pass(minutes)
        self.queue.mark_completed(item)
        self._leave(item, State.COMPLETED)
        self.model.completed.add(item.key)
        return item

    @rule(target=stale, item=consumes(locked), error=st.sampled_from(ERRORS), minutes=PASSING)
    def fail(self, item: WorkItem, error: BotError, minutes: int) -> WorkItem:
        self._pass(minutes)
        expected = self.model.items[item.key]
        foretold = self.queue.fate_of(item, error)
        fate = self.queue.mark_exception(item, error)
        assert fate is foretold is self._fate(expected, error)
        self._leave(item, State.PENDING if _lives(fate) else State.EXCEPTIONED)
        if fate is ItemFate.RETRIED:
            expected.due_minute = self.minute + 0.5 * 2 ** (expected.attempts - 1)
            expected.attempts += 1
            self.model.audited += 1
        elif fate is ItemFate.DEFERRED:
            expected.due_minute = self.minute + 15
        expected.internal += isinstance(error, InternalException)
        expected.lock_waits = self._lock_waits(expected, error, fate)
        return item

    @rule(target=locked, old=consumes(locked))
    def fail_and_keep(self, old: WorkItem) -> object:
        expected = self.model.items[old.key]
        kept = self.queue.mark_exception_and_keep(old, SystemException("page", code="C5"))
        attempts_left = expected.attempts < MAX_ATTEMPTS
        assert (kept is not None) is attempts_left
        self._leave(old, State.EXCEPTIONED)
        if kept is None:
            return multiple()
        expected.attempts += 1
        expected.lock_waits = 0
        self._lock(expected)
        return kept

    @rule(target=stale, item=consumes(locked), wait=st.sampled_from([0, 20]))
    def give_back(self, item: WorkItem, wait: int) -> WorkItem:
        expected = self.model.items[item.key]
        if wait:
            self.parts.clock.advance(minutes=wait)
            until = self.parts.clock.now()
            self.parts.clock.advance(minutes=-wait)
            self.queue.defer(item, until, "waiting")
            expected.lock_waits = 0
        else:
            self.queue.unlock(item)
        self._leave(item, State.PENDING)
        expected.due_minute = self.minute + wait
        return item

    @rule(target=stale, item=consumes(locked))
    def crash(self, item: WorkItem) -> WorkItem:
        self._pass(1)
        over = text("UPDATE work_items SET lease_until = 0 WHERE id = :id")
        self.parts.store.transact(lambda connection: connection.execute(over, {"id": item.id}))
        assert self.queue.reap() == 1
        expected = self.model.items[item.key]
        expected.crashes += 1
        self._leave(item, State.EXCEPTIONED if expected.crashes >= POISON else State.PENDING)
        return item

    @precondition(lambda self: self.most == 1)
    @rule(
        target=locked,
        item=consumes(locked),
        error=st.sampled_from((None, *ERRORS)),
    )
    def the_same_again_and_again(self, item: WorkItem, error: BotError | None) -> object:
        for _ in range(AGAIN):
            if error is None:
                self.crash(item)
            else:
                self.fail(item, error, 2)
            if self.model.items[item.key].state is not State.PENDING:
                return multiple()
            taken = self.get_next(0, wait=True)
            assert isinstance(taken, WorkItem)
            item = taken
        return item

    @rule(item=stale)
    def act_with_a_refused_fence(self, item: WorkItem) -> None:
        for act in (
            self.queue.mark_completed,
            self.queue.unlock,
            self.queue.check_held,
            lambda old: self.queue.set_status(old, "late"),
            lambda old: self.queue.mark_exception(old, SystemException("late")),
        ):
            with pytest.raises(LockLost):
                act(item)

    @precondition(lambda self: any(found.state is State.EXCEPTIONED for found in self._all()))
    @rule(data=st.data())
    def force_retry(self, data: st.DataObject) -> None:
        failed = [row for row in self._rows() if row.state is State.EXCEPTIONED]
        row = data.draw(st.sampled_from(failed))
        self.queue.force_retry(row.id, "A. Person", "again")
        expected = self.model.items[row.key]
        expected.attempts += 1
        expected.forced += 1
        expected.state, expected.due_minute = State.PENDING, self.minute
        expected.lock_waits = 0
        self.model.audited += 2

    @rule(minutes=st.sampled_from([1, 5, 15, 60]))
    def time_goes_on(self, minutes: int) -> None:
        self._pass(minutes)

    # What must always hold ------------------------------------------------------------------------

    @invariant()
    def no_item_vanishes_and_no_key_changes(self) -> None:
        rows = self._rows()
        assert sorted(row.key for row in rows) == sorted(self.model.items)
        assert all(row.data == {"task": row.key} for row in rows)

    @invariant()
    def every_item_is_as_the_table_says(self) -> None:
        for row in self._rows():
            expected = self.model.items[row.key]
            state = State.PENDING if row.state is State.DEFERRED else row.state
            assert (state, row.attempt) == (expected.state, expected.attempts)
            assert row.attempt <= MAX_ATTEMPTS + expected.forced
            assert row.crashes == expected.crashes

    @invariant()
    def completed_is_final(self) -> None:
        done = {row.key for row in self._rows() if row.state is State.COMPLETED}
        assert done == self.model.completed

    @invariant()
    def one_live_attempt_for_each_item(self) -> None:
        live = text(
            "SELECT item FROM work_items WHERE state IN ('Pending', 'Locked')"
            " GROUP BY item HAVING count(*) > 1"
        )
        with self.parts.store.read() as connection:
            assert connection.execute(live).all() == []

    @invariant()
    def worktime_is_the_sum_of_the_locked_intervals(self) -> None:
        worked: dict[str, float] = {}
        for row in self._rows(latest_only=False):
            worked[row.key] = worked.get(row.key, 0.0) + row.worktime_s / 60
        for key, expected in self.model.items.items():
            assert worked[key] == pytest.approx(expected.worked_minutes)

    @invariant()
    def each_transition_wrote_one_audit_row(self) -> None:
        with self.parts.store.read() as connection:
            rows = connection.execute(text("SELECT rows FROM audit_head")).scalar_one()
        assert rows == self.model.audited

    # The model ------------------------------------------------------------------------------------

    def _fate(self, expected: Expected, error: BotError) -> ItemFate:
        attempts_left = expected.attempts < MAX_ATTEMPTS
        if isinstance(error, HeldException):
            return ItemFate.HELD
        if isinstance(error, BusinessException):
            return ItemFate.EXCEPTIONED
        if isinstance(error, RecordLocked):
            return ItemFate.DEFERRED if expected.lock_waits < 4 else ItemFate.EXCEPTIONED
        if isinstance(error, InternalException):
            may_retry = attempts_left and not expected.internal
            return ItemFate.RETRIED if may_retry else ItemFate.HELD
        return ItemFate.RETRIED if attempts_left else ItemFate.EXCEPTIONED

    def _lock_waits(self, expected: Expected, error: BotError, fate: ItemFate) -> int:
        if isinstance(error, RecordLocked):
            return expected.lock_waits + 1
        return 0 if fate is ItemFate.RETRIED else expected.lock_waits

    def _leave(self, item: WorkItem, state: State) -> None:
        expected = self.model.items[item.key]
        expected.worked_minutes += self.minute - expected.locked_minute
        expected.state = state
        expected.due_minute = self.minute
        self.left.append(item)
        self.model.audited += 1

    def _lock(self, expected: Expected) -> None:
        expected.state, expected.locked_minute = State.LOCKED, self.minute
        self.model.audited += 1

    def _pass(self, minutes: float) -> None:
        self.parts.clock.advance(minutes=minutes)
        self.minute += minutes

    def _due(self) -> list[Expected]:
        pending = (found for found in self._all() if found.state is State.PENDING)
        return [found for found in pending if found.due_minute <= self.minute]

    def _all(self) -> list[Expected]:
        return list(self.model.items.values())

    def _rows(self, *, latest_only: bool = True) -> tuple[QueueRow, ...]:
        return self.queue.list(QueueFilter(latest_only=latest_only), limit=1_000)


def _lives(fate: ItemFate) -> bool:
    return fate in {ItemFate.RETRIED, ItemFate.DEFERRED}


TestQueueInvariants = QueueMachine.TestCase
TestQueueInvariants.settings = settings(
    max_examples=int(os.environ.get("MASH_EXAMPLES", "40")),
    stateful_step_count=40,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),  # a failure is shown as it was found, at once
    derandomize="MASH_EXAMPLES" not in os.environ,
    suppress_health_check=list(HealthCheck),
)
