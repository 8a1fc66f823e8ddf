"""A schedule: which tasks run, in which order, at which wall times, and until when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.schedule.calendars import EVERY_DAY, Calendar
from bot.schedule.times import Cron, ScheduleError, moment_of

_FRIDAY = 4
_DAY = timedelta(days=1)


class Misfire(StrEnum):
    """What becomes of times at which no robot was there to run them."""

    RUN_ONCE = "run once"
    SKIP = "skip"
    ALL = "run all"


@dataclass(frozen=True)
class RunProcess:
    """Load and perform a process."""

    process: str

    def __str__(self) -> str:
        """As a person reads it."""
        return self.process


@dataclass(frozen=True)
class RunCommand:
    """A command that a process brings, such as ``encompass summary``."""

    words: tuple[str, ...]

    def __str__(self) -> str:
        """As a person types it."""
        return " ".join(self.words)


@dataclass(frozen=True)
class HandOver:
    """Give to people all that still waits; what was not loaded today is loaded first."""

    process: str

    def __str__(self) -> str:
        """As a person reads it."""
        return f"hand over {self.process}"


Task = RunProcess | RunCommand | HandOver


@dataclass(frozen=True)
class Window:
    """Hours of the day in which a schedule runs; it ends earlier on a Friday where that is set."""

    start: time
    until: time
    friday_until: time | None = None

    def end(self, day: date) -> time:
        """When the window of a day ends."""
        return self.friday_until if day.weekday() == _FRIDAY and self.friday_until else self.until

    def holds(self, wall: datetime) -> bool:
        """Whether a wall time is in the window; its end is not."""
        return self.start <= wall.time() < self.end(wall.date())

    def __str__(self) -> str:
        """As a person reads it."""
        friday = f", Friday to {self.friday_until:%H:%M}" if self.friday_until else ""
        return f"{self.start:%H:%M} to {self.until:%H:%M}{friday}"


@dataclass(frozen=True)
class Schedule:
    """What runs by the clock of the wall in London.

    Attributes:
        name: unique; with the wall time it is what fires once.
        tasks: in this order.
        cron: the wall times.
        calendar: the days.
        window: the hours; a session ends between its items when they end.
        misfire: what becomes of times that nobody ran.
        grace: a time that is reached later than this was missed.
        until: from this time of the day on nothing of it begins.
    """

    name: str
    tasks: tuple[Task, ...]
    cron: Cron
    calendar: Calendar = EVERY_DAY
    window: Window | None = None
    misfire: Misfire = Misfire.RUN_ONCE
    grace: timedelta = timedelta(minutes=2)
    until: time | None = None

    def __post_init__(self) -> None:
        """Refuse what could never run.

        Raises:
            ScheduleError: no name, no task, a field that is not cron's, or a negative grace.
        """
        if not self.name or not self.tasks or self.grace < timedelta():
            raise ScheduleError(f"schedule {self.name!r}: give it a name, a task, a grace of 0 up")
        try:
            next(self.cron.walls(datetime(2026, 1, 1)), None)  # noqa: DTZ001 - a wall time
        except ScheduleError as error:
            raise ScheduleError(f"schedule {self.name}: {error}") from error

    @property
    def until_in_words(self) -> str:
        """Until when it begins, as a person reads it; empty where it always does."""
        if self.until is None:
            return ""
        return f"{self.until:%H:%M}" if self.until != time() else "24:00"

    def walls(self, after: datetime, before: datetime) -> Iterator[datetime]:
        """Give the wall times at which it runs, after one wall time and not beyond another."""
        for wall in self.cron.walls(after):
            if wall > before:
                return
            if self.runs_at(wall):
                yield wall

    def runs_at(self, wall: datetime) -> bool:
        """Whether calendar and window allow a wall time of its cron."""
        in_window = self.window is None or self.window.holds(wall)
        return in_window and not self.calendar.why_not(wall.date())

    def cut_off(self, wall: datetime) -> datetime | None:
        """The moment from which nothing of this firing begins; None where the day sets none."""
        ends = [_next_wall(wall, self.until)] if self.until else []
        if self.window:
            ends.append(_next_wall(wall, self.window.end(wall.date())))
        return moment_of(min(ends)) if ends else None

    def last_start(self, wall: datetime) -> datetime:
        """The moment from which a firing is not tried again: its cut-off, or its next time."""
        following = next(self.walls(wall, wall + 8 * _DAY), wall + 8 * _DAY)
        ends = [moment_of(following), self.cut_off(wall)]
        return min(end for end in ends if end is not None)


def _next_wall(wall: datetime, at: time) -> datetime:
    """The next time that the clock shows ``at``, after a wall time."""
    found = datetime.combine(wall.date(), at)
    return found if found > wall else found + _DAY
