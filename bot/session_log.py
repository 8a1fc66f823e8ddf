"""Sessions: what ran, where, when, how it ended; and the stage-by-stage log of each."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Float,
    Integer,
    Row,
    String,
    Table,
    Text,
    insert,
    select,
    update,
)
from sqlalchemy.sql.dml import Update

from bot.audit import Action, Audit, Entry
from bot.clock import Clock
from bot.heartbeat import Heartbeat
from bot.process_identity import ProcessIdentity
from bot.stage_log import Stage, StageLog
from bot.store import Store, UtcTime, database_now, metadata, new_id

SESSION_LEASE_S = 60.0
ANY_RESOURCE = "any"
"""Where a session is requested of whichever robot is free first."""

sessions = Table(
    "sessions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("process", String(80), nullable=False),
    Column("resource", String(80), nullable=False, index=True),
    Column("run", String(80), nullable=False),
    Column("shadow", Boolean, nullable=False),
    Column("state", String(12), nullable=False, index=True),
    Column("requested_by", String(120), nullable=False),
    Column("requested_at", UtcTime, nullable=False),
    Column("started_at", UtcTime),
    Column("finished_at", UtcTime),
    Column("detail", Text, nullable=False, default=""),
    Column("machine", String(160), nullable=False, default=""),
    Column("boot", String(40), nullable=False, default=""),
    Column("pid", Integer, nullable=False, default=0),
    Column("pid_started", String(24), nullable=False, default=""),
    Column("lease_until", Float, nullable=False, default=0.0),
)


class SessionState(StrEnum):
    """What a session is doing; Blue Prism's words."""

    PENDING = "Pending"
    RUNNING = "Running"
    STOPPING = "Stopping"
    COMPLETED = "Completed"
    STOPPED = "Stopped"
    TERMINATED = "Terminated"


LIVE_STATES = (SessionState.RUNNING, SessionState.STOPPING)


@dataclass(frozen=True)
class Session:
    """One run of a process on a resource."""

    id: int
    process: str
    resource: str
    run: str = ""
    shadow: bool = False


class SessionLog:
    """Every session of one database.

    Args:
        store: the database.
        clock: says when.
        audit: gets a row for each start and end of a session.
        heartbeat: renews the session while this process lives.
    """

    def __init__(self, store: Store, clock: Clock, audit: Audit, heartbeat: Heartbeat) -> None:
        self._store = store
        self._clock = clock
        self._audit = audit
        self._heartbeat = heartbeat
        self._stage_log = StageLog(store, clock)
        self._claimed: Session | None = None

    def start(self, process: str, resource: str, *, run: str = "", shadow: bool = False) -> Session:
        """Start a session in this process and return it; what ran here before has ended."""
        self.terminate_gone(resource)
        claimed, self._claimed = self._claimed, None
        if claimed is not None:
            return claimed

        def work(connection: Connection) -> int:
            words = self._requested(process, resource, "robot") | self._running()
            words |= {"run": run, "shadow": shadow}
            key = new_id(connection, insert(sessions), words)
            self._note(connection, key, f"{process} started on {resource}")
            return key

        return self._kept(Session(self._store.transact(work), process, resource, run, shadow))

    def request(self, process: str, resource: str, by: str) -> int:
        """Ask for a session on a resource, which takes it when it is free; returns its number."""

        def work(connection: Connection) -> int:
            key = new_id(connection, insert(sessions), self._requested(process, resource, by))
            self._note(connection, key, f"{process} requested on {resource}", actor=by)
            return key

        return self._store.transact(work)

    def claim_requested(self, resource: str) -> Session | None:
        """Start the oldest session requested for this resource or for any; None without one."""
        waiting = select(sessions).where(sessions.c.state == SessionState.PENDING)
        wanted = waiting.where(sessions.c.resource.in_((resource, ANY_RESOURCE)))
        oldest = wanted.order_by(sessions.c.id).limit(1)
        with self._store.read() as connection:  # a robot asks often, and mostly there is none
            if connection.execute(oldest).first() is None:
                return None

        def work(connection: Connection) -> Session | None:
            found = connection.execute(oldest.with_for_update(skip_locked=True)).first()
            if found is None:
                return None
            connection.execute(_of(found.id), self._running() | {"resource": resource})
            self._note(connection, found.id, f"{found.process} started on {resource}")
            return Session(found.id, found.process, resource, found.run, found.shadow)

        claimed = self._store.transact(work)
        return None if claimed is None else self._kept(claimed)

    def run_as(self, session: Session) -> None:
        """Let the next start in this process be this session, which was requested and claimed."""
        self._claimed = session

    def finish(self, session: Session, state: SessionState, detail: str = "") -> None:
        """End a session as Completed, Stopped or Terminated; a second end changes nothing."""
        words = {"state": str(state), "finished_at": self._clock.now(), "detail": detail}
        live = _of(session.id).where(sessions.c.state.in_(LIVE_STATES))

        def work(connection: Connection) -> None:
            if connection.execute(live, words).rowcount:
                self._note(connection, session.id, f"{session.process} {state.lower()}", detail)

        self._heartbeat.drop(("session", session.id))
        self._store.transact(work)

    def stop_requested(self, session: Session) -> bool:
        """Say whether somebody asked this session to stop."""
        query = select(sessions.c.state).where(sessions.c.id == session.id)
        with self._store.read() as connection:
            return str(connection.execute(query).scalar_one()) == SessionState.STOPPING

    def stage(
        self, session: Session, title: str, item_id: int | None = None, attempt: int = 0
    ) -> AbstractContextManager[Stage]:
        """Log a stage's start and stop, and the exception that ends it, which is raised again."""
        return self._stage_log.stage(session.id, title, item_id, attempt)

    def stages(
        self, session_id: int | None = None, item_id: int | None = None
    ) -> Sequence[Row[Any]]:
        """Return the stages of a session or of an item's attempt, in order."""
        return self._stage_log.stages(session_id, item_id)

    def list(self, limit: int = 50) -> Sequence[Row[Any]]:
        """Return sessions, newest first, with every column of the table."""
        query = select(sessions).order_by(sessions.c.id.desc()).limit(limit)
        with self._store.read() as connection:
            return connection.execute(query).all()

    def terminate_gone(self, resource: str) -> int:
        """End the sessions of a resource whose process is provably gone; returns how many."""
        live = select(sessions).where(sessions.c.state.in_(LIVE_STATES))
        with self._store.read() as connection:
            found = connection.execute(live.where(sessions.c.resource == resource)).all()
        gone = [row for row in found if is_gone(row)]
        for row in gone:
            session = Session(row.id, row.process, row.resource)
            self.finish(session, SessionState.TERMINATED, "the robot's process ended")
        return len(gone)

    def _requested(self, process: str, resource: str, by: str) -> dict[str, Any]:
        return {
            "process": process,
            "resource": resource,
            "run": "",
            "shadow": False,
            "state": str(SessionState.PENDING),
            "requested_by": by,
            "requested_at": self._clock.now(),
        }

    def _running(self) -> dict[str, Any]:
        here = ProcessIdentity.here()
        return {
            "state": str(SessionState.RUNNING),
            "started_at": self._clock.now(),
            "machine": here.machine,
            "boot": here.boot,
            "pid": here.pid,
            "pid_started": here.started,
        }

    def _kept(self, session: Session) -> Session:
        def renew(connection: Connection) -> bool:
            lease = {"lease_until": database_now() + SESSION_LEASE_S}
            live = _of(session.id).where(sessions.c.state.in_(LIVE_STATES))
            return connection.execute(live.values(lease)).rowcount == 1

        self._store.transact(renew)
        self._heartbeat.keep(("session", session.id), renew, every_s=SESSION_LEASE_S / 3)
        return session

    def _note(
        self, connection: Connection, key: int, reason: str, detail: str = "", actor: str = "robot"
    ) -> None:
        words = {"detail": detail} if detail else {}
        entry = Entry(Action.SESSION, f"session {key}", actor, reason, detail=words)
        self._audit.append(connection, entry)


def is_alive(connection: Connection, session_id: int) -> bool:
    """Say whether a session may still be acting: it runs, is renewed, and is not provably gone."""
    query = select(sessions, (sessions.c.lease_until > database_now()).label("renewed"))
    found = connection.execute(query.where(sessions.c.id == session_id)).first()
    return found is not None and found.state in LIVE_STATES and found.renewed and not is_gone(found)


def is_gone(row: Row[Any]) -> bool:
    """Say whether the process that ran a session has ended for certain."""
    return ProcessIdentity(row.machine, row.boot, row.pid, row.pid_started).is_provably_gone()


def _of(session_id: int) -> Update:
    return update(sessions).where(sessions.c.id == session_id)
