"""The robot's database: one write engine and one read engine for each URL.

SQLite (WAL, immediate writes) is the embedded default. What is particular to SQLite stands in this
file only; the tables of all other files are portable. No transaction stays open across a page, a
mail or a file: callers pass a function and get its result once it is committed.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import (
    Connection,
    Dialect,
    Engine,
    Float,
    Insert,
    MetaData,
    String,
    TypeDecorator,
    create_engine,
    event,
)
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction

from bot.clock import LONDON
from bot.exceptions import SystemException, SystemUnavailableException

Result = TypeVar("Result")

TRIES = 3
"""How often a transaction is begun again when another writer keeps the database."""
BUSY_TIMEOUT_MS = 5_000

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)
"""Every table of the robot."""


class UtcTime(TypeDecorator[datetime]):
    """An aware moment, kept as ISO text in UTC of fixed width, so that text order is time order."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Return the text that is kept."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a zone is not kept")
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ANN401, ARG002
        """Return the moment in Europe/London."""
        return None if value is None else datetime.fromisoformat(value).astimezone(LONDON)


class database_now(GenericFunction[float]):  # noqa: N801 - an SQL function is named as in SQL
    """Seconds since 1970 by the database's own clock; leases are measured with it."""

    type = Float()
    inherit_cache = True


@compiles(database_now)
def _database_now(element: database_now, compiler: SQLCompiler, **words: Any) -> str:  # noqa: ANN401, ARG001
    return "extract(epoch from clock_timestamp())"


@compiles(database_now, "sqlite")
def _sqlite_now(element: database_now, compiler: SQLCompiler, **words: Any) -> str:  # noqa: ANN401, ARG001
    return "((julianday('now') - 2440587.5) * 86400.0)"


class Store:
    """The database behind the queue, the ledger, the logs and the audit.

    Args:
        url: SQLAlchemy's form, such as ``sqlite:////srv/robot.sqlite``.
        busy_timeout_ms: how long one try waits for another writer.
    """

    def __init__(self, url: str, *, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> None:
        self._url = make_url(url)
        self._busy_ms = busy_timeout_ms
        self._after_commit: list[Callable[[], None]] = []
        self.writer = self._engine(write=True, durable=False)
        self._durable = self._engine(write=True, durable=True)
        self._reader = self._engine(write=False, durable=False)

    def create_schema(self) -> None:
        """Make the tables that are missing; safe when several processes start at once."""
        self.transact(metadata.create_all)

    def transact(self, work: Callable[[Connection], Result], *, durable: bool = False) -> Result:
        """Run ``work`` in one write transaction and return its result once it is committed.

        Args:
            work: gets the connection; may run again if the database asks for it, so it must do
                nothing but database work.
            durable: wait until the disk has it; for what is about to be done in the world.

        Raises:
            SystemException: another writer kept the database for every try.
            SystemUnavailableException: the disk is full or the database is away.
        """
        engine = self._durable if durable else self.writer
        for trial in range(1, TRIES + 1):
            try:
                with engine.begin() as connection:
                    result = work(connection)
                break
            except DBAPIError as error:
                _judge(error, last=trial == TRIES)
        for follow in self._after_commit:
            follow()
        return result

    def after_commit(self, follow: Callable[[], None]) -> None:
        """Call ``follow`` after each committed write; it may read, and must not write."""
        self._after_commit.append(follow)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection that can only read, with a steady view of the data.

        Raises:
            SystemUnavailableException: the database is away.
        """
        try:
            with self._reader.connect() as connection:
                yield connection
        except DBAPIError as error:
            _judge(error, last=True)

    def close(self) -> None:
        """Give back every connection."""
        for engine in (self.writer, self._durable, self._reader):
            engine.dispose()

    def _engine(self, *, write: bool, durable: bool) -> Engine:
        if self._url.get_backend_name() != "sqlite":
            return create_engine(self._url, pool_pre_ping=True, hide_parameters=True)
        return _sqlite_engine(self._url, write=write, durable=durable, busy_ms=self._busy_ms)


def new_id(connection: Connection, query: Insert, values: Mapping[str, Any]) -> int:
    """Insert one row and return its number."""
    key = connection.execute(query, values).inserted_primary_key
    return int(key[0]) if key else 0


def _sqlite_engine(url: URL, *, write: bool, durable: bool, busy_ms: int) -> Engine:
    if not url.database or url.database == ":memory:":
        raise ValueError("the robot's database is a file; a memory is not shared by its engines")
    Path(url.database).absolute().parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": busy_ms / 1000}, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def _prepare(raw: Any, record: object) -> None:  # noqa: ANN401, ARG001
        raw.isolation_level = None  # the transaction is begun below, not by the driver
        _use_wal(raw)
        raw.execute("PRAGMA foreign_keys = ON")
        raw.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
        raw.execute(f"PRAGMA query_only = {'OFF' if write else 'ON'}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


def _use_wal(raw: sqlite3.Connection) -> None:
    """Switch a new file to WAL; the switch does not wait for others, so it waits here."""
    for trial in range(TRIES):
        if raw.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
            return
        try:
            raw.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if trial == TRIES - 1:
                raise
            raw.execute("BEGIN EXCLUSIVE")
            raw.execute("COMMIT")


_AWAY = ("full", "disk i/o", "readonly", "unable to open", "not a database", "malformed", "connect")
"""Words by which the drivers say that the database cannot be used now."""


def _judge(error: DBAPIError, *, last: bool) -> None:
    """Return when the transaction may be tried again; raise what it means when it may not."""
    if isinstance(error, IntegrityError):
        raise error
    cause = str(error.orig).lower()
    if any(word in cause for word in _AWAY):
        raise SystemUnavailableException(f"database: {error.orig}", code="C8") from error
    busy = isinstance(error, OperationalError) and ("locked" in cause or "busy" in cause)
    if not (busy or _is_serialisation_failure(error)):
        raise error
    if last:
        raise SystemException(f"database locked for {TRIES} tries", code="C5") from error


def _is_serialisation_failure(error: DBAPIError) -> bool:
    return getattr(error.orig, "sqlstate", None) in {"40001", "40P01", "55P03"}
