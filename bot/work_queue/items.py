"""What the work queue hands out: an item to work, and a row to look at."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row

from bot.exceptions import Finding
from bot.work_queue.states import HELD_TAG, State


class LockLost(Exception):  # noqa: N818 - it says what happened
    """The fence is refused: the item is no longer this session's; its work is dropped."""


@dataclass(frozen=True)
class WorkItem:
    """One attempt of an item, locked to a session.

    Attributes:
        id: this attempt.
        item: the item, the same over all its attempts.
        data: ids only, never personal data.
        fence: proves that the lock is still the one that was given.
        deferrals: how often it was deferred in a row for the same cause.
        session: who holds it.
    """

    id: int
    item: int
    queue: str
    key: str
    data: Mapping[str, str]
    attempt: int
    fence: int
    tags: tuple[str, ...]
    crashes: int
    deferrals: int
    priority: int
    loaded_at: datetime
    session: int


@dataclass(frozen=True)
class DeferralPolicy:
    """How long and how often an item waits for something that is in the way.

    Attributes:
        after: how long each time.
        times: how often before it becomes an exception; None is without limit.
        cut_off: replaces ``times``: it waits until then and not beyond.
    """

    after: timedelta = timedelta(minutes=15)
    times: int | None = 4
    cut_off: datetime | None = None


@dataclass(frozen=True)
class Pause:
    """Why a queue gives no items, who paused it, and when."""

    reason: str
    by: str
    at: datetime | None


@dataclass(frozen=True)
class QueueRow:
    """One attempt as a person sees it; ``superseded`` attempts have a later one."""

    id: int
    item: int
    queue: str
    key: str
    state: State
    attempt: int
    priority: int
    status: str
    tags: tuple[str, ...]
    loaded_at: datetime
    deferred_until: datetime | None
    locked_at: datetime | None
    finished_at: datetime | None
    worktime_s: float
    resource: str
    exception_type: str
    exception_code: str
    exception_detail: str
    stage: str
    evidence_id: str
    findings: tuple[Finding, ...]
    crashes: int
    deferrals: int
    data: Mapping[str, str]
    superseded: bool

    @property
    def is_held(self) -> bool:
        """Whether a person must decide about it."""
        return self.state is State.EXCEPTIONED and HELD_TAG in self.tags and not self.superseded


def work_item(row: Row[Any], tags: tuple[str, ...]) -> WorkItem:
    """Return the item of a locked row."""
    return WorkItem(
        id=row.id,
        item=row.item,
        queue=row.queue,
        key=row.key,
        data=row.data,
        attempt=row.attempt,
        fence=row.fence,
        tags=tags,
        crashes=row.crashes,
        deferrals=row.deferrals,
        priority=row.priority,
        loaded_at=row.loaded_at,
        session=row.session_id,
    )


def queue_row(row: Row[Any], tags: tuple[str, ...], now: datetime) -> QueueRow:
    """Return a row of the table as a person sees it at ``now``."""
    words = {name: getattr(row, name) for name in _SAME}
    return QueueRow(
        **words,
        state=shown_state(row, now),
        tags=tags,
        findings=tuple(Finding(**finding) for finding in row.findings),
    )


def shown_state(row: Row[Any], now: datetime) -> State:
    """Return the state, Deferred where it is Pending until a later moment."""
    is_deferred = row.waiting and row.deferred_until is not None and row.deferred_until > now
    return State.DEFERRED if is_deferred else State(row.state)


_SAME = tuple(
    name for name in QueueRow.__dataclass_fields__ if name not in {"state", "tags", "findings"}
)
