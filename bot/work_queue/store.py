"""Every change of a work item, inside the caller's transaction, by the table of transitions.

Each change is conditional on the state and fence that were read, and writes its audit row with it.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, exists, insert, select, update

from bot.audit import Action, Audit, Entry
from bot.clock import Clock
from bot.session_log import Session
from bot.store import database_now, new_id
from bot.work_queue import rows
from bot.work_queue.items import LockLost
from bot.work_queue.states import (
    HELD_TAG,
    POISON_CRASHES,
    Event,
    KeyPolicy,
    State,
    TransitionRefused,
    transition,
)
from bot.work_queue.tables import work_items, work_queues
from bot.work_queue.tags import add_tags, tags_of


class ItemStore:
    """The rows of one queue.

    Args:
        queue: its name.
        key_policy: when a key may be added again.
        lease_s: how long a lock holds without renewal.
        clock: says when; leases go by the database's clock instead.
        audit: gets one row for each change.
    """

    def __init__(
        self, queue: str, key_policy: KeyPolicy, lease_s: float, clock: Clock, audit: Audit
    ) -> None:
        self._queue = queue
        self._key_policy = key_policy
        self._lease_s = lease_s
        self._clock = clock
        self._audit = audit

    def register(self, connection: Connection, *, of_robot: bool) -> None:
        """Make the queue where it is new; only the robot's process changes its key policy."""
        policy = {"key_policy": str(self._key_policy)}
        mine = work_queues.c.name == self._queue
        if connection.execute(select(work_queues.c.name).where(mine)).first() is None:
            empty = {"paused": False, "paused_by": "", "pause_reason": ""}
            connection.execute(insert(work_queues), {"name": self._queue, **policy, **empty})
        elif of_robot:
            connection.execute(update(work_queues).where(mine), policy)

    def add(self, connection: Connection, new: rows.NewItem) -> int | None:
        """Add an item; None where the key policy refuses its key."""
        if self._is_taken(connection, new.key):
            return None
        now = self._clock.now()
        values = rows.first_attempt(new, self._queue, self._key_policy, now)
        item_id = new_id(connection, insert(work_items), values)
        own = {"item": item_id, "live_item": item_id}
        connection.execute(update(work_items).where(work_items.c.id == item_id), own)
        add_tags(connection, item_id, new.tags)
        self._note(connection, item_id, new.key, "add", State.PENDING)
        return item_id

    def take_next(
        self, connection: Connection, session: Session, *, also_waiting: bool = False
    ) -> Row[Any] | None:
        """Lock the next item to a session; None when none is due or the queue is paused.

        Args:
            connection: the caller's transaction.
            session: who takes it.
            also_waiting: whatever is Pending, deferred or not, paused or not.
        """
        self._wake(connection)
        query = self._next_pending() if also_waiting else self._next_due()
        row = connection.execute(query).first()
        if row is None:
            return None
        awake = {"waiting": False, "deferred_until": None} if also_waiting else {}
        lock = self._lock(session) | awake | {"fence": row.fence + 1}
        return self.move(connection, row, Event.GET_NEXT, lock, actor=f"session {session.id}")

    def get(self, connection: Connection, item_id: int) -> Row[Any]:
        """Return the row of an attempt of this queue, kept from other writers.

        Raises:
            LookupError: there is none.
        """
        query = select(work_items).where(work_items.c.id == item_id)
        row = connection.execute(query.with_for_update()).first()
        if row is None or row.queue != self._queue:
            raise LookupError(f"queue {self._queue} has no item {item_id}")
        return row

    def held(self, connection: Connection, item_id: int, fence: int) -> Row[Any]:
        """Return the row of a lock.

        Raises:
            LockLost: it is no longer locked with this fence.
        """
        row = self.get(connection, item_id)
        if row.state != State.LOCKED or row.fence != fence:
            raise LockLost(f"item {item_id}: fence {fence} is refused; it is another's now")
        return row

    def move(
        self,
        connection: Connection,
        row: Row[Any],
        event: Event,
        changes: Mapping[str, Any] | None = None,
        *,
        actor: str = "robot",
        reason: str = "",
    ) -> Row[Any]:
        """Change an attempt by a row of the table and return it as it is then.

        Raises:
            TransitionRefused: the table has no such row.
            LockLost: somebody else changed the attempt meanwhile.
        """
        step = transition(State(row.state), event)
        values = rows.consequences(row, step, self._key_policy, self._clock.now())
        unchanged = (
            update(work_items)
            .where(work_items.c.id == row.id)
            .where(work_items.c.state == row.state, work_items.c.fence == row.fence)
        )
        changed = connection.execute(unchanged.values(values | dict(changes or {})))
        if changed.rowcount != 1:
            raise LockLost(f"item {row.id}: changed by another")
        self._note(connection, row.id, row.key, event, step.end, actor=actor, reason=reason)
        return self.get(connection, row.id)

    def begin_attempt(
        self,
        connection: Connection,
        row: Row[Any],
        *,
        wait_until: datetime | None = None,
        session: Session | None = None,
        actor: str = "robot",
    ) -> Row[Any]:
        """Begin the item's next attempt, Pending or locked to ``session``; its tags go along.

        Raises:
            TransitionRefused: another item with this key is open.
        """
        if self._key_policy is KeyPolicy.OPEN and self._is_taken(connection, row.key):
            raise TransitionRefused(f"another item with the key {row.key} is open")
        values = rows.next_attempt(row, self._key_policy, wait_until)
        state = State.LOCKED if session else State.PENDING
        if session:
            values |= self._lock(session) | {"state": str(state), "fence": row.fence + 1}
        old = update(work_items).where(work_items.c.id == row.id)
        connection.execute(old.values(superseded=True))
        added = connection.execute(insert(work_items).values(values)).inserted_primary_key
        attempt_id = int(added[0]) if added else 0
        kept = (tag for tag in tags_of(connection, row.id) if tag != HELD_TAG)
        add_tags(connection, attempt_id, kept)
        self._note(connection, attempt_id, row.key, "new attempt", state, actor=actor)
        return self.get(connection, attempt_id)

    def crash(self, connection: Connection, row: Row[Any], reason: str) -> None:
        """Give back a lock whose holder is gone; the fifth crash of an item makes it Held."""
        crashes = {"crashes": row.crashes + 1}
        if row.crashes + 1 < POISON_CRASHES:
            self.move(connection, row, Event.CRASH, crashes, reason=reason)
            return
        detail = f"poison: {POISON_CRASHES} crashes; the last: {reason}"
        words = {"exception_type": "Internal", "exception_detail": detail}
        self.move(connection, row, Event.POISON, words | crashes, reason=reason)
        add_tags(connection, row.id, (HELD_TAG,))

    def overdue(self, connection: Connection) -> list[Row[Any]]:
        """Return the locks of this queue whose lease is over by the database's clock."""
        locked = select(work_items).where(work_items.c.state == State.LOCKED)
        over = locked.where(work_items.c.lease_until < database_now())
        return list(connection.execute(over.where(work_items.c.queue == self._queue)))

    def renew(self, connection: Connection, item_id: int, fence: int) -> bool:
        """Let a lease run on from now; False where the lock is no longer this one."""
        query = update(work_items).where(work_items.c.id == item_id)
        held = query.where(work_items.c.state == State.LOCKED, work_items.c.fence == fence)
        lease = {"lease_until": database_now() + self._lease_s}
        return connection.execute(held.values(lease)).rowcount == 1

    def _is_taken(self, connection: Connection, key: str) -> bool:
        taken = select(work_items.c.id).where(work_items.c.queue == self._queue)
        return connection.execute(taken.where(work_items.c.taken_key == key)).first() is not None

    def _wake(self, connection: Connection) -> None:
        """Make Pending what was deferred until now: the order of the index needs no look at it."""
        due = (
            update(work_items)
            .where(work_items.c.queue == self._queue, work_items.c.state == State.PENDING)
            .where(work_items.c.waiting == True)  # noqa: E712 - SQL
            .where(work_items.c.deferred_until <= self._clock.now())
        )
        connection.execute(due.values(waiting=False))

    def _next_due(self) -> Select[Any]:
        is_open = exists().where(
            work_queues.c.name == self._queue,
            work_queues.c.paused == False,  # noqa: E712 - SQL
        )
        return self._next_pending().where(work_items.c.waiting == False, is_open)  # noqa: E712 - SQL

    def _next_pending(self) -> Select[Any]:
        return (
            select(work_items)
            .where(work_items.c.queue == self._queue, work_items.c.state == State.PENDING)
            .order_by(work_items.c.priority, work_items.c.loaded_at, work_items.c.id)
            .limit(1)
            .with_for_update(skip_locked=True, of=work_items)
        )

    def _lock(self, session: Session) -> dict[str, Any]:
        return {
            "locked_at": self._clock.now(),
            "session_id": session.id,
            "resource": session.resource,
            "lease_until": database_now() + self._lease_s,
        }

    def _note(
        self,
        connection: Connection,
        item_id: int,
        key: str,
        event: str,
        state: State,
        *,
        actor: str = "robot",
        reason: str = "",
    ) -> None:
        detail = {"queue": self._queue, "key": key, "event": str(event), "state": str(state)}
        entry = Entry(Action.QUEUE, f"item {item_id}", actor, reason, detail=detail)
        self._audit.append(connection, entry)
