"""Stop flags: one session between its items, all sessions, or all sending; each with a name.

A robot may also stop what runs in its own process: on a signal, or when its hours end.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, Connection, Integer, Row, String, Table, Text, insert, select, update

from bot.audit import Action, Audit, Entry
from bot.clock import LONDON, Clock
from bot.exceptions import StopRequested
from bot.session_log import LIVE_STATES, Session, SessionState, sessions
from bot.store import Store, UtcTime, metadata

ALL = "all"
SENDING = "sending"

stop_flags = Table(
    "stop_flags",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("scope", String(40), nullable=False, index=True),
    Column("set_by", String(120), nullable=False),
    Column("set_at", UtcTime, nullable=False),
    Column("reason", Text, nullable=False),
    Column("released_by", String(120), nullable=False, default=""),
    Column("released_at", UtcTime),
)


@dataclass(frozen=True)
class StopFlag:
    """A stop that is in force: ``scope`` is ``all``, ``sending`` or ``session N``."""

    scope: str
    by: str
    at: datetime
    reason: str


class StopFlags:
    """The stops of one database.

    Args:
        store: the database.
        clock: says when.
        audit: gets a row for each stop and release.
    """

    def __init__(self, store: Store, clock: Clock, audit: Audit) -> None:
        self._store = store
        self._clock = clock
        self._audit = audit
        self._here = ""
        self._ends_at: datetime | None = None

    def stop_here(self, reason: str) -> None:
        """Stop what runs in this process before its next item; safe in a signal handler."""
        self._here = reason

    def stop_here_at(self, moment: datetime | None) -> None:
        """Stop what runs in this process before an item that would begin at or after a moment."""
        self._ends_at = moment

    def stop_session(self, session_id: int, by: str, reason: str = "") -> bool:
        """Ask a session to stop after its item; False where it is not running."""
        live = update(sessions).where(sessions.c.id == session_id)
        live = live.where(sessions.c.state.in_(LIVE_STATES))

        def work(connection: Connection) -> bool:
            if not connection.execute(live.values(state=str(SessionState.STOPPING))).rowcount:
                return False
            self._raise_flag(connection, f"session {session_id}", by, reason)
            return True

        return self._store.transact(work)

    def stop_all(self, by: str, reason: str = "") -> None:
        """Stop every session after its item; none works an item until it is released."""
        self._store.transact(lambda connection: self._raise_flag(connection, ALL, by, reason))

    def stop_sending(self, by: str, reason: str = "") -> None:
        """Stop all sending before the next message; held at once by every robot."""
        self._store.transact(
            lambda connection: self._raise_flag(connection, SENDING, by, reason), durable=True
        )

    def release(self, by: str, *, sending: bool = True) -> int:
        """Release what is in force; returns how many stops that were.

        Args:
            by: the person.
            sending: also release the stop of all sending.
        """
        standing = update(stop_flags).where(stop_flags.c.released_at.is_(None))
        if not sending:
            standing = standing.where(stop_flags.c.scope != SENDING)
        words = {"released_by": by, "released_at": self._clock.now()}

        def work(connection: Connection) -> int:
            number = connection.execute(standing.values(**words)).rowcount
            if number:
                self._audit.append(connection, Entry(Action.STOP, "stop released", by))
            return number

        return self._store.transact(work)

    def check_session(self, session: Session) -> None:
        """Pass where the session may take another item.

        Raises:
            StopRequested: somebody asked it, or all of them, to stop; or its time is over.
        """
        if self._here:
            raise StopRequested(self._here)
        if self._ends_at and self._clock.now().astimezone(UTC) >= self._ends_at.astimezone(UTC):
            raise StopRequested(f"its time is over at {self._ends_at.astimezone(LONDON):%H:%M}")
        _stop_at(self.active(), ALL, f"session {session.id}")

    def check_sending(self, connection: Connection | None = None) -> None:
        """Pass where messages may be sent.

        Args:
            connection: look in the caller's transaction, so that no stop falls in between.

        Raises:
            StopRequested: all sending is stopped.
        """
        flags = self.active() if connection is None else _active(connection)
        _stop_at(flags, SENDING)

    def active(self) -> tuple[StopFlag, ...]:
        """Return the stops in force, oldest first."""
        with self._store.read() as connection:
            return _active(connection)

    def _raise_flag(self, connection: Connection, scope: str, by: str, reason: str) -> None:
        words = {"scope": scope, "set_by": by, "set_at": self._clock.now(), "reason": reason}
        connection.execute(insert(stop_flags), words)
        self._audit.append(connection, Entry(Action.STOP, f"stop {scope}", by, reason))


def _active(connection: Connection) -> tuple[StopFlag, ...]:
    query = select(stop_flags).where(stop_flags.c.released_at.is_(None))
    return tuple(_flag(row) for row in connection.execute(query.order_by(stop_flags.c.id)))


def _stop_at(flags: tuple[StopFlag, ...], *scopes: str) -> None:
    for flag in flags:
        if flag.scope in scopes:
            raise StopRequested(f"{flag.scope} stopped by {flag.by}: {flag.reason}")


def _flag(row: Row[Any]) -> StopFlag:
    return StopFlag(row.scope, row.set_by, row.set_at, row.reason)
