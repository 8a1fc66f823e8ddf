"""The work queue as the robot uses it; every method is one short transaction of its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, func, select, update

from bot.audit import Audit
from bot.clock import Clock, monotonic
from bot.exceptions import BotError, Finding
from bot.heartbeat import Heartbeat
from bot.session_log import Session
from bot.store import Store
from bot.work_queue.desk import QueueDesk
from bot.work_queue.items import DeferralPolicy, WorkItem, work_item
from bot.work_queue.marking import Failure, Marking, kept_findings
from bot.work_queue.marking import deferral as deferral_of
from bot.work_queue.recovery import give_back, reap
from bot.work_queue.rows import NewItem
from bot.work_queue.states import Event, ItemFate, KeyPolicy, State
from bot.work_queue.store import ItemStore
from bot.work_queue.tables import work_items
from bot.work_queue.tags import add_tags, remove_tags, tags_of
from bot.work_queue.views import policy_of

Result = TypeVar("Result")

_REAP_EVERY_S = 5.0


@dataclass(frozen=True)
class QueueSettings:
    """Attempts, back-off, leases and deadlines of a queue."""

    max_attempts: int = 3
    back_off_s: float = 30.0
    lease_s: float = 60.0
    item_deadline_s: float = 600.0


class WorkQueue(QueueDesk):
    """One queue.

    Args:
        store: the database.
        name: the queue's name.
        clock: says when; leases go by the database's clock.
        audit: gets a row for each change, in the same transaction.
        heartbeat: renews the lock of the item that is worked.
        key_policy: when a key may be added again; None is as the queue was made, else open.
        settings: attempts, back-off, leases.
    """

    def __init__(
        self,
        store: Store,
        name: str,
        clock: Clock,
        *,
        audit: Audit,
        heartbeat: Heartbeat,
        key_policy: KeyPolicy | None = None,
        settings: QueueSettings | None = None,
    ) -> None:
        self._settings = settings or QueueSettings()
        policy = key_policy or policy_of(store, name) or KeyPolicy.OPEN
        items = ItemStore(name, policy, self._settings.lease_s, clock, audit)
        super().__init__(store, name, clock, audit, items)
        self._heartbeat = heartbeat
        self._marking = Marking(
            items, clock, self._settings.max_attempts, self._settings.back_off_s
        )
        self._reaped_at = monotonic() - _REAP_EVERY_S
        store.transact(lambda connection: items.register(connection, of_robot=bool(key_policy)))

    def add(
        self,
        key: str,
        data: Mapping[str, str],
        *,
        priority: int = 0,
        tags: tuple[str, ...] = (),
        defer_until: datetime | None = None,
        status: str = "",
    ) -> bool:
        """Add an item; False where the key policy refuses its key.

        Args:
            key: what the item is about; never changes.
            data: ids only; no personal data.
            priority: lower numbers are worked first, as in Blue Prism.
            tags: words to find it by.
            defer_until: it is not given before then.
            status: free text beside the state.
        """
        new = NewItem(key, data, priority, tags, defer_until, status)
        added = self._store.transact(lambda connection: self._items.add(connection, new))
        return added is not None

    def get_next(self, session: Session, *, also_waiting: bool = False) -> WorkItem | None:
        """Lock the next item to a session; None where none is due or the queue is paused.

        The lock is renewed in the background until the item is marked, deferred or unlocked, at
        most until the item's deadline.

        Args:
            session: who takes it.
            also_waiting: take what is deferred or paused, too; to give it to people.
        """
        if monotonic() - self._reaped_at >= min(_REAP_EVERY_S, self._settings.lease_s / 2):
            self.reap()

        def work(connection: Connection) -> WorkItem | None:
            row = self._items.take_next(connection, session, also_waiting=also_waiting)
            return None if row is None else work_item(row, tags_of(connection, row.id))

        taken = self._store.transact(work)
        return None if taken is None else self._kept(taken)

    def mark_completed(
        self, item: WorkItem, status: str = "", findings: tuple[Finding, ...] = ()
    ) -> None:
        """End the item as Completed, for ever.

        Raises:
            LockLost: the item is another session's now; nothing was changed.
        """
        words: dict[str, Any] = {"findings": kept_findings(findings)}
        if status:
            words["status"] = status
        self._leave(item, Event.COMPLETED, lambda _: words)

    def mark_exception(
        self,
        item: WorkItem,
        error: BotError,
        *,
        evidence_id: str = "",
        stage: str = "",
        deferral: DeferralPolicy | None = None,
        at_once: bool = False,
    ) -> ItemFate:
        """End the attempt with an exception and return what became of the item.

        Args:
            item: the item.
            error: its type decides, with the attempts that are left.
            evidence_id: where the pictures are.
            stage: the page in which it happened.
            deferral: how long and how often to wait, for an exception that defers.
            at_once: a new attempt does not wait for the back-off.

        Raises:
            LockLost: the item is another session's now; nothing was changed.
        """
        failure = Failure(error, stage, evidence_id, deferral, at_once)

        def work(connection: Connection, row: Row[Any]) -> ItemFate:
            ruling = self._marking.mark(connection, row, failure)
            if ruling.event is Event.RETRY:
                self._items.begin_attempt(connection, row, wait_until=ruling.wait_until)
            return ruling.fate

        return self._let_go(item, work)

    def fate_of(
        self, item: WorkItem, error: BotError, deferral: DeferralPolicy | None = None
    ) -> ItemFate:
        """Return what `mark_exception` would make of the item now; nothing is changed.

        Raises:
            LockLost: the item is another session's now.
        """
        failure = Failure(error, deferral=deferral)
        with self._store.read() as connection:
            row = self._items.held(connection, item.id, item.fence)
            return self._marking.fate(connection, row, failure)

    def mark_exception_and_keep(
        self, item: WorkItem, error: BotError, *, evidence_id: str = "", stage: str = ""
    ) -> WorkItem | None:
        """End the attempt and return the next one, locked to the same session.

        Returns:
            None where the exception allows no further attempt; the item is marked all the same.

        Raises:
            LockLost: the item is another session's now; nothing was changed.
        """
        failure = Failure(error, stage, evidence_id, at_once=True)

        def work(connection: Connection, row: Row[Any]) -> WorkItem | None:
            if self._marking.mark(connection, row, failure).event is not Event.RETRY:
                return None
            holder = Session(row.session_id, "", row.resource)
            fresh = self._items.begin_attempt(connection, row, session=holder)
            return work_item(fresh, tags_of(connection, fresh.id))

        kept = self._let_go(item, work)
        return None if kept is None else self._kept(kept)

    def defer(self, item: WorkItem, until: datetime, reason: str) -> None:
        """Give the item back until a later moment; no attempt is used.

        Raises:
            LockLost: the item is another session's now; nothing was changed.
        """
        self._leave(item, Event.DEFER, lambda row: deferral_of(row, until, reason), reason)

    def unlock(self, item: WorkItem, reason: str = "") -> None:
        """Give the item back as it was; no attempt is used.

        Raises:
            LockLost: the item is another session's now; nothing was changed.
        """
        self._leave(item, Event.UNLOCK, lambda _: {}, reason)

    def set_status(self, item: WorkItem, text: str) -> None:
        """Set the free text beside the state; raises `LockLost` where the lock is lost."""
        query = update(work_items).where(work_items.c.id == item.id).values(status=text)
        self._while_held(item, lambda connection, _: connection.execute(query))

    def add_tags(self, item: WorkItem, *tags: str) -> None:
        """Add tags; raises `LockLost` where the lock is lost."""
        self._while_held(item, lambda connection, _: add_tags(connection, item.id, tags))

    def remove_tags(self, item: WorkItem, *tags: str) -> None:
        """Remove tags; raises `LockLost` where the lock is lost."""
        self._while_held(item, lambda connection, _: remove_tags(connection, item.id, tags))

    def check_held(self, item: WorkItem) -> None:
        """Prove that the lock is still this session's.

        Raises:
            LockLost: it is not.
        """
        with self._store.read() as connection:
            self._items.held(connection, item.id, item.fence)

    def guard(self, item: WorkItem) -> Callable[[Connection], None]:
        """Return a check for another's transaction: it raises LockLost when the lock is lost."""

        def check(connection: Connection) -> None:
            self._items.held(connection, item.id, item.fence)

        return check

    def reap(self) -> int:
        """Give back the locks whose lease is over, whoever held them; returns how many."""
        self._reaped_at = monotonic()
        return reap(self._store, self._items)

    def give_back_own_locks(self, session: Session) -> int:
        """Give back at once what earlier processes of this resource held, if provably gone."""
        return give_back(self._store, self._items, self.name, session)

    def next_due(self) -> datetime | None:
        """Return the earliest moment at which a deferred item is due; None where none waits."""
        query = select(func.min(work_items.c.deferred_until)).where(
            work_items.c.queue == self.name,
            work_items.c.state == State.PENDING,
            work_items.c.waiting == True,  # noqa: E712 - SQL
        )
        with self._store.read() as connection:
            found: datetime | None = connection.execute(query).scalar_one()
            return found

    def _kept(self, item: WorkItem) -> WorkItem:
        def renew(connection: Connection) -> bool:
            return self._items.renew(connection, item.id, item.fence)

        every_s, most_s = self._settings.lease_s / 3, self._settings.item_deadline_s
        self._heartbeat.keep(("item", item.id), renew, every_s=every_s, deadline_s=most_s)
        return item

    def _leave(
        self,
        item: WorkItem,
        event: Event,
        words: Callable[[Row[Any]], dict[str, Any]],
        reason: str = "",
    ) -> None:
        def work(connection: Connection, row: Row[Any]) -> None:
            self._items.move(connection, row, event, words(row), reason=reason)

        self._let_go(item, work)

    def _let_go(self, item: WorkItem, work: Callable[[Connection, Row[Any]], Result]) -> Result:
        """Do what ends the lock; from here on it is not renewed, whatever happens."""
        self._heartbeat.drop(("item", item.id))
        return self._while_held(item, work)

    def _while_held(self, item: WorkItem, work: Callable[[Connection, Row[Any]], Result]) -> Result:
        def guarded(connection: Connection) -> Result:
            return work(connection, self._items.held(connection, item.id, item.fence))

        return self._store.transact(guarded)
