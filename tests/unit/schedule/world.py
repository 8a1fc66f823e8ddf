"""Schedules of a test, clocks that stand where they are put, and a database of firings."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from bot.clock import LONDON
from bot.heartbeat import Heartbeat
from bot.schedule import (
    EVERY_DAY,
    Calendar,
    Cron,
    Firings,
    Misfire,
    RunCommand,
    Schedule,
    Window,
)
from bot.store import Store


class PutClock:
    """A clock that stands still where it is put, forwards or back."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment.astimezone(LONDON)


def a_schedule(
    cron: Cron = Cron("0", "6"),  # noqa: B008 - frozen
    *,
    name: str = "morning",
    calendar: Calendar = EVERY_DAY,
    window: Window | None = None,
    misfire: Misfire = Misfire.RUN_ONCE,
    grace_minutes: int = 2,
    until: time | None = None,
) -> Schedule:
    return Schedule(
        name,
        (RunCommand(("nothing",)),),
        cron,
        calendar,
        window=window,
        misfire=misfire,
        grace=timedelta(minutes=grace_minutes),
        until=until,
    )


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


def some_firings(folder: Path, clock: PutClock, resource: str = "robot-1") -> Firings:
    store = Store(f"sqlite:///{folder / 'robot.sqlite'}")
    store.create_schema()
    return Firings(store, clock, Heartbeat(store), resource)
