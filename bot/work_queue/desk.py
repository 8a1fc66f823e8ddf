"""What a person does with a queue: look, decide, force a retry, pause, resume, export."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, select, update

from bot.audit import Action, Audit, Entry
from bot.clock import Clock
from bot.store import Store
from bot.work_queue import views
from bot.work_queue.items import Pause, QueueRow
from bot.work_queue.states import (
    HELD_TAG,
    Decision,
    Event,
    State,
    TransitionRefused,
)
from bot.work_queue.store import ItemStore
from bot.work_queue.tables import work_items, work_queues
from bot.work_queue.tags import add_tags, remove_tags, tags_of
from bot.work_queue.views import Ageing, QueueFilter

CLOSED_TAG = "Closed"


class QueueDesk:
    """A queue as people handle it; `WorkQueue` adds what the robot does.

    Args:
        store: the database.
        name: the queue's name.
        clock: says when.
        audit: gets a row for each change.
        items: the rows of the queue.
    """

    def __init__(
        self, store: Store, name: str, clock: Clock, audit: Audit, items: ItemStore
    ) -> None:
        self.name = name
        self._store = store
        self._clock = clock
        self._audit = audit
        self._items = items

    def force_retry(self, item_id: int, by: str, reason: str = "") -> int:
        """Give an exceptioned item a further attempt, Pending now; returns that attempt's number.

        Args:
            item_id: its latest attempt.
            by: the person who asks; kept in the audit.
            reason: why.

        Raises:
            TransitionRefused: it is not Exceptioned, has a later attempt, or its key is open.
            LookupError: there is no such attempt in this queue.
        """

        def work(connection: Connection) -> int:
            row = self._latest(connection, item_id)
            self._items.move(connection, row, Event.FORCE_RETRY, actor=by, reason=reason)
            fresh = self._items.begin_attempt(connection, row, actor=by)
            remove_tags(connection, item_id, (HELD_TAG,))
            return int(fresh.id)

        return self._store.transact(work)

    def decide(self, item_id: int, decision: Decision, by: str, reason: str) -> None:
        """Settle a held item: release it to a further attempt, or close it as it is.

        Raises:
            TransitionRefused: it is not held.
            LookupError: there is no such attempt in this queue.
        """

        def work(connection: Connection) -> None:
            row = self._latest(connection, item_id)
            if HELD_TAG not in tags_of(connection, item_id):
                raise TransitionRefused(f"item {item_id} is not held; there is nothing to decide")
            remove_tags(connection, item_id, (HELD_TAG,))
            if decision is Decision.RELEASE:
                self._items.move(connection, row, Event.FORCE_RETRY, actor=by, reason=reason)
                self._items.begin_attempt(connection, row, actor=by)
                return
            words = {"status": f"closed by {by}"}
            self._items.move(connection, row, Event.CLOSE, words, actor=by, reason=reason)
            add_tags(connection, item_id, (CLOSED_TAG,))

        self._store.transact(work)

    def pause(self, reason: str, by: str = "robot") -> None:
        """Let the queue give no items until somebody resumes it; items in work go on."""
        words = {"paused": True, "paused_by": by, "pause_reason": reason}
        self._switch({**words, "paused_at": self._clock.now()}, "pause", by, reason)

    def resume(self, by: str, reason: str = "") -> None:
        """Let the queue give items again."""
        words = {"paused": False, "paused_by": "", "pause_reason": "", "paused_at": None}
        self._switch(words, "resume", by, reason)

    def pause_state(self) -> Pause | None:
        """Return why the queue is paused; None where it is not."""
        with self._store.read() as connection:
            return views.pause_of(connection, self.name)

    def list(
        self, chosen: QueueFilter | None = None, limit: int = 100, offset: int = 0
    ) -> tuple[QueueRow, ...]:
        """Return the rows that a filter lets through, newest first."""
        now = self._clock.now()
        with self._store.read() as connection:
            return views.rows_of(
                connection, self.name, chosen or QueueFilter(), now, limit=limit, offset=offset
            )

    def count(self) -> dict[State, int]:
        """Return how many items are in each state."""
        with self._store.read() as connection:
            return views.count(connection, self.name, self._clock.now())

    def ageing(self, now: datetime | None = None) -> Ageing:
        """Return how long what is not finished has been waiting."""
        with self._store.read() as connection:
            return views.ageing(connection, self.name, now or self._clock.now())

    def get(self, item_id: int) -> QueueRow:
        """Return one attempt.

        Raises:
            LookupError: there is no such attempt in this queue.
        """
        with self._store.read() as connection:
            found = [self._items.get(connection, item_id)]
            return views.shown(connection, found, self._clock.now())[0]

    def attempts(self, item: int) -> tuple[QueueRow, ...]:
        """Return every attempt of an item, first to last."""
        query = select(work_items).where(work_items.c.item == item).order_by(work_items.c.attempt)
        with self._store.read() as connection:
            found = connection.execute(query.where(work_items.c.queue == self.name)).all()
            return views.shown(connection, found, self._clock.now())

    def is_known(self, key: str) -> bool:
        """Say whether an item with this key was ever added."""
        query = select(work_items.c.id).where(work_items.c.queue == self.name)
        with self._store.read() as connection:
            return connection.execute(query.where(work_items.c.key == key)).first() is not None

    def export(self, path: Path, chosen: QueueFilter | None = None) -> int:
        """Write the rows as CSV, text only; returns how many."""
        wanted = chosen or QueueFilter(latest_only=False)
        return views.export(self._store, path, self.name, wanted, self._clock.now())

    def _latest(self, connection: Connection, item_id: int) -> Row[Any]:
        row = self._items.get(connection, item_id)
        if row.superseded:
            raise TransitionRefused(f"item {item_id} has a later attempt; name that one")
        return row

    def _switch(self, words: Mapping[str, Any], event: str, by: str, reason: str) -> None:
        entry = Entry(Action.QUEUE, f"queue {self.name}", by, reason, detail={"event": event})

        def work(connection: Connection) -> None:
            query = update(work_queues).where(work_queues.c.name == self.name)
            connection.execute(query.values(**words))
            self._audit.append(connection, entry)

        self._store.transact(work)
