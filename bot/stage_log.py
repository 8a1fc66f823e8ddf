"""The stage-by-stage log: start, stop, item, attempt, exception and proofs; no personal data."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    ForeignKey,
    Integer,
    Row,
    String,
    Table,
    Text,
    insert,
    select,
    update,
)

from bot.clock import Clock
from bot.exceptions import BotError, OutOfScope
from bot.store import Store, UtcTime, metadata, new_id

stages = Table(
    "stages",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("session_id", ForeignKey("sessions.id"), nullable=False, index=True),
    # the item, over all its attempts
    Column("item_id", Integer, index=True),
    Column("attempt", Integer, nullable=False),
    Column("stage", String(120), nullable=False),
    Column("started_at", UtcTime, nullable=False),
    Column("finished_at", UtcTime),
    Column("result", String(40), nullable=False),
    Column("exception_type", String(40), nullable=False),
    Column("exception_detail", Text, nullable=False),
    Column("proofs", JSON, nullable=False),
)


class Stage:
    """A stage that is under way."""

    def __init__(self) -> None:
        self.proofs: list[str] = []

    def add_proof(self, proof: str) -> None:
        """Keep the hash of a screen that was proved in this stage."""
        if proof not in self.proofs:
            self.proofs.append(proof)


class StageLog:
    """Writes a row when a stage starts and completes it when the stage stops.

    Args:
        store: the database.
        clock: says when.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    @contextmanager
    def stage(
        self, session_id: int, title: str, item_id: int | None, attempt: int
    ) -> Iterator[Stage]:
        """Log one stage; the exception that ends it is kept and raised again."""
        stage = Stage()
        key = self._open(session_id, title, item_id, attempt)
        try:
            yield stage
        except BaseException as error:
            self._close(key, stage, *_words(error))
            raise
        self._close(key, stage, "done")

    def stages(self, session_id: int | None, item_id: int | None) -> Sequence[Row[Any]]:
        """Return the stages of a session or of an item's attempt, in order."""
        query = select(stages).order_by(stages.c.id)
        if session_id is not None:
            query = query.where(stages.c.session_id == session_id)
        if item_id is not None:
            query = query.where(stages.c.item_id == item_id)
        with self._store.read() as connection:
            return connection.execute(query).all()

    def _open(self, session_id: int, title: str, item_id: int | None, attempt: int) -> int:
        words: dict[str, Any] = {
            "session_id": session_id,
            "item_id": item_id,
            "attempt": attempt,
            "stage": title,
            "started_at": self._clock.now(),
            "result": "",
            "exception_type": "",
            "exception_detail": "",
            "proofs": [],
        }
        return self._store.transact(lambda connection: new_id(connection, insert(stages), words))

    def _close(self, key: int, stage: Stage, result: str, kind: str = "", detail: str = "") -> None:
        words = {
            "finished_at": self._clock.now(),
            "result": result,
            "exception_type": kind,
            "exception_detail": detail,
            "proofs": stage.proofs,
        }
        query = update(stages).where(stages.c.id == key)
        self._store.transact(lambda connection: connection.execute(query, words))


def _words(error: BaseException) -> tuple[str, str, str]:
    """Return result, type and detail; of what is not ours only the class: its text may tell."""
    if isinstance(error, OutOfScope):
        return "out of scope", "", error.findings[0].code
    if isinstance(error, BotError):
        code = f"{error.code}: " if error.code else ""
        return error.outcome, error.display_name, code + error.detail
    return ("fault" if isinstance(error, Exception) else "stopped"), type(error).__name__, ""
