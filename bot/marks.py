"""The high-water mark of each process: how far its selection has seen; it never goes back."""

from datetime import datetime

from sqlalchemy import Column, Connection, String, Table, insert, select, update

from bot.audit import Action, Audit, Entry
from bot.store import Store, UtcTime, metadata

marks = Table(
    "marks",
    metadata,
    Column("process", String(80), primary_key=True),
    Column("mark", UtcTime, nullable=False),
)


class Marks:
    """The marks of one database.

    Args:
        store: the database.
        audit: gets a row for each move.
    """

    def __init__(self, store: Store, audit: Audit) -> None:
        self._store = store
        self._audit = audit

    def get(self, process: str) -> datetime | None:
        """Return the mark of a process; None before its first."""
        with self._store.read() as connection:
            return _mark_of(connection, process)

    def move(self, process: str, to: datetime) -> None:
        """Move a mark on; an earlier moment than the mark changes nothing."""

        def work(connection: Connection) -> None:
            known = _mark_of(connection, process)
            if known is None or to > known:
                self._set(connection, process, to, "robot", "")

        self._store.transact(work)

    def move_back(self, process: str, to: datetime, by: str, reason: str) -> None:
        """Let a person move a mark anywhere, so that a selection is repeated."""
        self._store.transact(lambda connection: self._set(connection, process, to, by, reason))

    def _set(
        self, connection: Connection, process: str, to: datetime, by: str, reason: str
    ) -> None:
        query = update(marks).where(marks.c.process == process)
        if not connection.execute(query.values(mark=to)).rowcount:
            connection.execute(insert(marks), {"process": process, "mark": to})
        detail = {"mark": to.isoformat(timespec="seconds")}
        entry = Entry(Action.CONFIGURATION, f"mark {process}", by, reason, detail=detail)
        self._audit.append(connection, entry)


def _mark_of(connection: Connection, process: str) -> datetime | None:
    query = select(marks.c.mark).where(marks.c.process == process)
    found: datetime | None = connection.execute(query).scalar_one_or_none()
    return found
