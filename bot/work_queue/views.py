"""What people see of queues: rows, counts, ageing, export; nothing here changes anything."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, or_, select

from bot.application_model.files import write_whole
from bot.store import Store
from bot.work_queue.items import Pause, QueueRow, queue_row
from bot.work_queue.states import KeyPolicy, State
from bot.work_queue.tables import work_item_tags, work_items, work_queues
from bot.work_queue.tags import tags_of_all

_PAGE = 500
_AGES = (
    ("under 1 hour", timedelta(hours=1)),
    ("under 1 day", timedelta(days=1)),
    ("under 7 days", timedelta(days=7)),
)
_OLDEST = "7 days and more"


@dataclass(frozen=True)
class QueueFilter:
    """Which rows to show; an empty part lets all through.

    Attributes:
        states: any of these.
        tags: all of these.
        key: part of the key.
        exception_type: the display name.
        latest_only: of each item only its latest attempt.
    """

    states: tuple[State, ...] = ()
    tags: tuple[str, ...] = ()
    key: str = ""
    exception_type: str = ""
    latest_only: bool = True


@dataclass(frozen=True)
class Ageing:
    """How long what waits has been waiting; ``oldest`` is None where nothing waits."""

    buckets: dict[str, int]
    oldest: datetime | None


def queue_names(store: Store) -> tuple[str, ...]:
    """Return the names of the queues of a database."""
    with store.read() as connection:
        return tuple(connection.scalars(select(work_queues.c.name).order_by(work_queues.c.name)))


def queue_of(store: Store, item_id: int) -> str | None:
    """Return the queue of an attempt; None where there is no such attempt."""
    with store.read() as connection:
        query = select(work_items.c.queue).where(work_items.c.id == item_id)
        return connection.execute(query).scalar_one_or_none()


def policy_of(store: Store, queue: str) -> KeyPolicy | None:
    """Return the key policy a queue was made with; None where there is no such queue."""
    query = select(work_queues.c.key_policy).where(work_queues.c.name == queue)
    with store.read() as connection:
        known = connection.execute(query).scalar_one_or_none()
    return None if known is None else KeyPolicy(known)


def rows_of(
    connection: Connection,
    queue: str,
    chosen: QueueFilter,
    now: datetime,
    *,
    limit: int,
    offset: int,
) -> tuple[QueueRow, ...]:
    """Return the rows that a filter lets through, newest first."""
    query = _filtered(queue, chosen, now).order_by(work_items.c.id.desc())
    return shown(connection, connection.execute(query.limit(limit).offset(offset)).all(), now)


def shown(connection: Connection, found: Any, now: datetime) -> tuple[QueueRow, ...]:  # noqa: ANN401
    """Return rows of the table with their tags, as people see them."""
    rows: list[Row[Any]] = list(found)
    tags = tags_of_all(connection, [row.id for row in rows])
    return tuple(queue_row(row, tags.get(row.id, ()), now) for row in rows)


def count(connection: Connection, queue: str, now: datetime) -> dict[State, int]:
    """Return how many items are in each state, each item by its latest attempt."""
    found = dict.fromkeys(State, 0)
    states = (
        select(work_items.c.state, func.count())
        .where(work_items.c.queue == queue, work_items.c.superseded == False)  # noqa: E712
        .group_by(work_items.c.state)
    )
    for state, number in connection.execute(states):
        found[State(state)] = number
    deferred = select(func.count()).where(
        work_items.c.queue == queue, _in_state(State.DEFERRED, now)
    )
    found[State.DEFERRED] = connection.execute(deferred).scalar_one()
    found[State.PENDING] -= found[State.DEFERRED]
    return found


def ageing(connection: Connection, queue: str, now: datetime) -> Ageing:
    """Return how long the items that are not finished have been waiting since they were loaded."""
    live = (work_items.c.queue == queue) & work_items.c.state.in_([State.PENDING, State.LOCKED])
    buckets: dict[str, int] = {}
    newer = now + timedelta(days=1)
    for name, age in _AGES:
        between = live & (work_items.c.loaded_at > now - age) & (work_items.c.loaded_at <= newer)
        buckets[name] = connection.execute(select(func.count()).where(between)).scalar_one()
        newer = now - age
    old = live & (work_items.c.loaded_at <= newer)
    buckets[_OLDEST] = connection.execute(select(func.count()).where(old)).scalar_one()
    oldest = connection.execute(select(func.min(work_items.c.loaded_at)).where(live)).scalar_one()
    return Ageing(buckets, oldest)


def export(store: Store, path: Path, queue: str, chosen: QueueFilter, now: datetime) -> int:
    """Write the rows that a filter lets through as CSV; returns how many."""
    names = [column.name for column in fields(QueueRow)]
    number = 0
    with write_whole(path) as stream:
        file = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="", write_through=True)
        writer = csv.writer(file)
        writer.writerow(names)
        for row in _all_rows(store, queue, chosen, now):
            writer.writerow([_cell(getattr(row, name)) for name in names])
            number += 1
        file.detach()
    return number


def pause_of(connection: Connection, queue: str) -> Pause | None:
    """Return why a queue is paused; None where it is not."""
    row = connection.execute(select(work_queues).where(work_queues.c.name == queue)).first()
    if row is None or not row.paused:
        return None
    return Pause(row.pause_reason, row.paused_by, row.paused_at)


def _all_rows(store: Store, queue: str, chosen: QueueFilter, now: datetime) -> Iterator[QueueRow]:
    offset = 0
    while True:
        with store.read() as connection:
            page = rows_of(connection, queue, chosen, now, limit=_PAGE, offset=offset)
        yield from page
        if len(page) < _PAGE:
            return
        offset += _PAGE


def _filtered(queue: str, chosen: QueueFilter, now: datetime) -> Select[Any]:
    query = select(work_items).where(work_items.c.queue == queue)
    if chosen.latest_only:
        query = query.where(work_items.c.superseded == False)  # noqa: E712 - SQL
    if chosen.states:
        query = query.where(or_(*(_in_state(state, now) for state in chosen.states)))
    if chosen.key:
        query = query.where(work_items.c.key.contains(chosen.key, autoescape=True))
    if chosen.exception_type:
        query = query.where(work_items.c.exception_type == chosen.exception_type)
    for tag in chosen.tags:
        tagged = select(work_item_tags.c.item_id).where(work_item_tags.c.tag == tag)
        query = query.where(work_items.c.id.in_(tagged))
    return query


def _in_state(state: State, now: datetime) -> ColumnElement[bool]:
    is_later = and_(work_items.c.waiting == True, work_items.c.deferred_until > now)  # noqa: E712
    if state is State.DEFERRED:
        return and_(work_items.c.state == State.PENDING, is_later)
    if state is State.PENDING:
        return and_(work_items.c.state == state, ~func.coalesce(is_later, False))
    return work_items.c.state == state


def _cell(value: object) -> str:
    """Return a cell that a spreadsheet takes as text, whatever it begins with."""
    if isinstance(value, tuple):
        text = "; ".join(getattr(part, "code", str(part)) for part in value)
    elif isinstance(value, dict):
        text = "; ".join(f"{name}={part}" for name, part in sorted(value.items()))
    elif isinstance(value, datetime):
        text = value.isoformat(timespec="seconds")
    else:
        text = "" if value is None else str(value)
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
