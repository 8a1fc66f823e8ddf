"""The rows of firings, and the states they go through."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Float,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    select,
    update,
)
from sqlalchemy.sql.dml import Update

from bot.process_identity import ProcessIdentity
from bot.schedule.due import DueTime
from bot.schedule.model import Schedule
from bot.store import UtcTime, database_now, metadata

LEASE_S = 60.0
_WALL = "%Y-%m-%dT%H:%M"

watched = Table(
    "schedules",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("since", UtcTime, nullable=False),
)
firings = Table(
    "firings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("schedule", String(80), nullable=False),
    Column("wall", String(16), nullable=False),
    Column("due_at", UtcTime, nullable=False),
    Column("state", String(12), nullable=False, index=True),
    Column("reason", Text, nullable=False, default=""),
    Column("progress", JSON, nullable=False),
    Column("tries", Integer, nullable=False, default=0),
    Column("again_at", UtcTime),
    Column("ended_at", UtcTime),
    Column("resource", String(80), nullable=False, default=""),
    Column("machine", String(160), nullable=False, default=""),
    Column("boot", String(40), nullable=False, default=""),
    Column("pid", Integer, nullable=False, default=0),
    Column("pid_started", String(24), nullable=False, default=""),
    Column("lease_until", Float, nullable=False, default=0.0),
    UniqueConstraint("schedule", "wall"),
)


class FiringState(StrEnum):
    """What became of a time of a schedule."""

    WAITING = "Waiting"
    RUNNING = "Running"
    DONE = "Done"
    SKIPPED = "Skipped"
    FAILED = "Failed"
    GAVE_UP = "Gave up"
    STOPPED = "Stopped"


@dataclass(frozen=True)
class Firing:
    """One time of a schedule, in the hands of a robot.

    Attributes:
        wall: the wall time, naive.
        tries: how often it was taken, this time included.
        progress: how far each task has come, by the task's own words.
    """

    id: int
    schedule: str
    wall: datetime
    due_at: datetime
    tries: int
    progress: Mapping[str, str] = field(default_factory=dict)


def holder(resource: str) -> dict[str, Any]:
    """The columns that say who runs a firing: this process, under its robot's name."""
    here = ProcessIdentity.here()
    return {
        "resource": resource,
        "machine": here.machine,
        "boot": here.boot,
        "pid": here.pid,
        "pid_started": here.started,
        "lease_until": database_now() + LEASE_S,
    }


def held(firing: Firing) -> Update:
    """The row, as long as it is in these hands: a later try has another number."""
    mine = update(firings).where(firings.c.id == firing.id, firings.c.tries == firing.tries)
    return mine.where(firings.c.state == FiringState.RUNNING)


def since_of(connection: Connection, name: str) -> datetime | None:
    """From when on a schedule is watched; None before the first robot watches it."""
    found: datetime | None = connection.scalar(
        select(watched.c.since).where(watched.c.name == name)
    )
    return found


def row_of(schedule: Schedule, due: DueTime, now: datetime) -> dict[str, Any]:
    """The row of a time that has just come."""
    state = FiringState.WAITING if due.begins else FiringState.SKIPPED
    return {
        "schedule": schedule.name,
        "wall": due.wall.strftime(_WALL),
        "due_at": due.at,
        "state": str(state),
        "reason": due.reason,
        "progress": {},
        "again_at": due.at if due.begins else None,
        "ended_at": None if due.begins else now,
    }
