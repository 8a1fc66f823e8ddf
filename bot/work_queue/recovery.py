"""Gives back the locks of holders that are gone; anybody may do it, and twice does no harm."""

import contextlib
from typing import Any

from sqlalchemy import Connection, Row, select

from bot.session_log import Session, is_gone, sessions
from bot.store import Store
from bot.work_queue.items import LockLost
from bot.work_queue.states import State
from bot.work_queue.store import ItemStore
from bot.work_queue.tables import work_items


def reap(store: Store, items: ItemStore) -> int:
    """Give back the locks whose lease is over by the database's clock; returns how many."""
    with store.read() as connection:
        if not items.overdue(connection):
            return 0

    def work(connection: Connection) -> int:
        over = items.overdue(connection)
        for row in over:
            items.crash(connection, row, "lease expired")
        return len(over)

    return store.transact(work)


def give_back(store: Store, items: ItemStore, queue: str, session: Session) -> int:
    """Give back what earlier processes of a resource held, if they are provably gone."""
    held = (
        select(work_items, sessions.c.machine, sessions.c.boot, sessions.c.pid)
        .add_columns(sessions.c.pid_started)
        .join(sessions, sessions.c.id == work_items.c.session_id)
        .where(work_items.c.queue == queue, work_items.c.state == State.LOCKED)
        .where(sessions.c.resource == session.resource, sessions.c.id != session.id)
    )
    with store.read() as connection:
        gone = [row for row in connection.execute(held) if is_gone(row)]
    return sum(_give_back_one(store, items, row) for row in gone)


def _give_back_one(store: Store, items: ItemStore, row: Row[Any]) -> bool:
    def work(connection: Connection) -> bool:
        found = items.held(connection, row.id, row.fence)
        items.crash(connection, found, "the robot's process ended")
        return True

    with contextlib.suppress(LockLost):  # another recovery was first
        return store.transact(work)
    return False
