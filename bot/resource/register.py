"""The register of resources: which robots there are, where, what they do, and that they live."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Float,
    Integer,
    Row,
    String,
    Table,
    insert,
    select,
    update,
)

from bot.clock import Clock
from bot.heartbeat import Heartbeat
from bot.process_identity import ProcessIdentity
from bot.store import Store, UtcTime, database_now, metadata

LEASE_S = 60.0

resources = Table(
    "resources",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("machine", String(160), nullable=False),
    Column("boot", String(40), nullable=False),
    Column("pid", Integer, nullable=False),
    Column("pid_started", String(24), nullable=False),
    Column("status", String(20), nullable=False),
    Column("now", String(200), nullable=False, default=""),
    Column("started_at", UtcTime, nullable=False),
    Column("last_beat", UtcTime, nullable=False),
    Column("lease_until", Float, nullable=False),
)


class ResourceStatus(StrEnum):
    """What a robot is doing."""

    IDLE = "Idle"
    WORKING = "Working"
    STOPPED = "Stopped"
    REFUSED = "Log-in refused"
    ENDED = "Ended"
    GONE = "Gone"


class NameTakenError(Exception):
    """Another robot runs under this name; the message says where, and the mend."""


class Register:
    """The resources of one database, and this process among them.

    Args:
        store: the database.
        clock: says when.
        heartbeat: says every 20 seconds that this process lives.
        name: the name of this robot.
    """

    def __init__(self, store: Store, clock: Clock, heartbeat: Heartbeat, name: str) -> None:
        self._store = store
        self._clock = clock
        self._heartbeat = heartbeat
        self._name = name
        self._here = ProcessIdentity.here()
        self._said = (ResourceStatus.ENDED, "")

    @contextmanager
    def entered(self) -> Iterator[None]:
        """Be in the register while this lasts.

        Raises:
            NameTakenError: another robot that lives has the name.
        """
        self._store.transact(self._enter)
        self._said = (ResourceStatus.IDLE, "")
        self._heartbeat.keep(("resource", self._name), self._beat, every_s=LEASE_S / 3)
        try:
            yield
        finally:
            self._heartbeat.drop(("resource", self._name))
            self.say(ResourceStatus.ENDED)

    def say(self, status: ResourceStatus, now: str = "") -> None:
        """Say what this robot does now, such as the schedule and its time."""
        if self._said == (status, now):
            return
        words = {"status": str(status), "now": now, "last_beat": self._clock.now()}
        self._store.transact(lambda connection: connection.execute(self._mine().values(words)))
        self._said = (status, now)

    def _enter(self, connection: Connection) -> None:
        known = connection.execute(_with_life().where(resources.c.name == self._name)).first()
        if known is not None and lives(known) and not self._is_here(known):
            raise NameTakenError(
                f"a robot named {self._name} runs already, as process {known.pid}; "
                "fix: end it, or give this one a name of its own in [resource] name"
            )
        words = self._row()
        if known is None:
            connection.execute(insert(resources), words | {"name": self._name})
        else:
            connection.execute(
                update(resources).where(resources.c.name == self._name).values(words)
            )
        self._beat(connection)

    def _is_here(self, row: Row[Any]) -> bool:
        return (row.machine, row.pid) == (self._here.machine, self._here.pid)

    def _row(self) -> dict[str, Any]:
        now = self._clock.now()
        return {
            "machine": self._here.machine,
            "boot": self._here.boot,
            "pid": self._here.pid,
            "pid_started": self._here.started,
            "status": str(ResourceStatus.IDLE),
            "now": "",
            "started_at": now,
            "last_beat": now,
            "lease_until": 0.0,
        }

    def _beat(self, connection: Connection) -> bool:
        words = {"lease_until": database_now() + LEASE_S, "last_beat": self._clock.now()}
        return connection.execute(self._mine().values(words)).rowcount == 1

    def _mine(self) -> Any:  # noqa: ANN401 - an update, whose generics differ by version
        here = self._here
        named = update(resources).where(resources.c.name == self._name)
        return named.where(resources.c.pid == here.pid, resources.c.machine == here.machine)


def list_resources(store: Store) -> Sequence[Row[Any]]:
    """Return the resources by name; ``renewed`` says whether each one's heart still beats."""
    with store.read() as connection:
        return connection.execute(_with_life().order_by(resources.c.name)).all()


def lives(row: Row[Any]) -> bool:
    """Whether a robot of the register may still be running."""
    identity = ProcessIdentity(row.machine, row.boot, row.pid, row.pid_started)
    is_gone = row.status == ResourceStatus.ENDED or identity.is_provably_gone()
    return bool(row.renewed) and not is_gone


def _with_life() -> Any:  # noqa: ANN401 - a select, whose generics differ by version
    return select(resources, (resources.c.lease_until > database_now()).label("renewed"))
