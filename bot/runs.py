"""Runs of a process: what was loaded and sent, and the limit of what a run may send by itself."""

from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import Any

from sqlalchemy import Column, Connection, Integer, String, Table, Text, insert, select, update

from bot.audit import Action, Audit, Entry
from bot.clock import Clock
from bot.store import Store, UtcTime, metadata, new_id

FEWEST_RUNS = 3
"""With fewer finished runs there is no usual number to compare with."""

runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("process", String(80), nullable=False, index=True),
    Column("name", String(80), nullable=False),
    Column("started_at", UtcTime, nullable=False),
    Column("finished_at", UtcTime),
    Column("seen", Integer, nullable=False, default=0),
    Column("loaded", Integer, nullable=False, default=0),
    Column("already_handled", Integer, nullable=False, default=0),
    Column("out_of_scope", Integer, nullable=False, default=0),
    Column("sent", Integer, nullable=False, default=0),
    Column("approved_by", String(120), nullable=False, default=""),
    Column("approval_reason", Text, nullable=False, default=""),
)


@dataclass(frozen=True)
class Run:
    """One run as it is kept; ``approved_by`` let it send above the limit."""

    id: int
    process: str
    name: str
    started_at: datetime
    finished_at: datetime | None
    seen: int
    loaded: int
    already_handled: int
    out_of_scope: int
    sent: int
    approved_by: str


class Runs:
    """The runs of one database.

    Args:
        store: the database.
        clock: says when.
        audit: gets a row for each approval.
    """

    def __init__(self, store: Store, clock: Clock, audit: Audit) -> None:
        self._store = store
        self._clock = clock
        self._audit = audit

    def begin(self, process: str, name: str) -> int:
        """Begin a run and return its number."""
        words = {"process": process, "name": name, "started_at": self._clock.now()}
        return self._store.transact(lambda connection: new_id(connection, insert(runs), words))

    def count_sent(self, run_id: int, n: int = 1) -> None:
        """Count messages that went out."""
        query = update(runs).where(runs.c.id == run_id).values(sent=runs.c.sent + n)
        self._store.transact(lambda connection: connection.execute(query))

    def finish(
        self,
        run_id: int,
        *,
        seen: int = 0,
        loaded: int = 0,
        already_handled: int = 0,
        out_of_scope: int = 0,
    ) -> None:
        """End a run with its reconciliation."""
        words: dict[str, Any] = {"seen": seen, "loaded": loaded, "out_of_scope": out_of_scope}
        words |= {"already_handled": already_handled, "finished_at": self._clock.now()}
        query = update(runs).where(runs.c.id == run_id).values(**words)
        self._store.transact(lambda connection: connection.execute(query))

    def send_limit(self, process: str, factor: float = 3, last: int = 14) -> int | None:
        """Return how many messages a run may send: a multiple of the median of the last runs.

        Returns:
            None where fewer than three runs have finished: then there is no usual number.
        """
        query = select(runs.c.sent).where(runs.c.process == process)
        finished = query.where(runs.c.finished_at.is_not(None)).order_by(runs.c.id.desc())
        with self._store.read() as connection:
            sent = list(connection.scalars(finished.limit(last)))
        return round(factor * median(sent)) if len(sent) >= FEWEST_RUNS else None

    def approve(self, run_id: int, by: str, reason: str) -> None:
        """Let a person allow a run to send above its limit."""
        query = update(runs).where(runs.c.id == run_id)

        def work(connection: Connection) -> None:
            connection.execute(query.values(approved_by=by, approval_reason=reason))
            entry = Entry(
                Action.DECISION, f"run {run_id}", by, reason, detail={"sends": "approved"}
            )
            self._audit.append(connection, entry)

        self._store.transact(work)

    def is_approved(self, run_id: int) -> bool:
        """Say whether a person allowed a run to send above its limit."""
        return self.get(run_id).approved_by != ""

    def last(self, process: str) -> Run | None:
        """Return the newest finished run of a process; None before the first."""
        query = select(runs.c.id).where(runs.c.process == process)
        finished = query.where(runs.c.finished_at.is_not(None)).order_by(runs.c.id.desc())
        with self._store.read() as connection:
            run_id = connection.scalar(finished.limit(1))
        return None if run_id is None else self.get(run_id)

    def get(self, run_id: int) -> Run:
        """Return a run.

        Raises:
            LookupError: there is none.
        """
        with self._store.read() as connection:
            row = connection.execute(select(runs).where(runs.c.id == run_id)).first()
        if row is None:
            raise LookupError(f"there is no run {run_id}")
        return Run(**{name: getattr(row, name) for name in Run.__dataclass_fields__})
