"""Wall times of a schedule and the moments at which they come, summer time both ways.

A *wall time* is what the clock on the wall in London shows: naive, to the minute. A *moment* is in
UTC, so that two moments compare by the time between them. Cron speaks of wall times: APScheduler's
trigger counts them on a calendar without summer time, and `moment_of` says when each one comes.
"""

from collections.abc import Iterator
from dataclasses import astuple, dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from apscheduler.triggers.cron import CronTrigger

from bot.clock import LONDON

_MINUTE = timedelta(minutes=1)


class ScheduleError(Exception):
    """A schedule is wrong; the message names the schedule, the field and the mend."""


@dataclass(frozen=True)
class Cron:
    """Cron fields, of wall time in London, such as ``Cron("*/10", "*")``."""

    minute: str = "0"
    hour: str = "0"
    day_of_week: str = "*"
    day: str = "*"
    month: str = "*"

    def __str__(self) -> str:
        """As cron writes it: minute, hour, day, month, day of the week."""
        return f"{self.minute} {self.hour} {self.day} {self.month} {self.day_of_week}"

    def walls(self, after: datetime) -> Iterator[datetime]:
        """Give the wall times after a wall time, without end.

        Raises:
            ScheduleError: a field is not cron's.
        """
        trigger, found = _trigger(self), after.replace(tzinfo=UTC)
        while following := trigger.get_next_fire_time(found, found):
            found = following
            yield found.replace(tzinfo=None)


@cache
def _trigger(cron: Cron) -> CronTrigger:
    minute, hour, day_of_week, day, month = astuple(cron)
    try:
        return CronTrigger(
            minute=minute, hour=hour, day_of_week=day_of_week, day=day, month=month, timezone=UTC
        )
    except (ValueError, TypeError) as error:
        raise ScheduleError(f"cron {cron}: {error}; write it as cron does") from error


def moment_of(wall: datetime) -> datetime:
    """The moment at which a wall time comes, in UTC.

    One that does not exist, because the clocks go forward over it, comes at the next minute that
    exists; one that the clocks show twice comes the first time only.
    """
    while not exists(wall):
        wall += _MINUTE
    return wall.replace(tzinfo=LONDON, fold=0).astimezone(UTC)


def exists(wall: datetime) -> bool:
    """Whether the clocks of London ever show this wall time."""
    return wall_of(wall.replace(tzinfo=LONDON).astimezone(UTC)) == wall


def comes_twice(wall: datetime) -> bool:
    """Whether the clocks show this wall time twice, because they go back over it."""
    first, second = (wall.replace(tzinfo=LONDON, fold=fold).astimezone(UTC) for fold in (0, 1))
    return first < second


def wall_of(moment: datetime) -> datetime:
    """What the clocks of London show at a moment."""
    return moment.astimezone(LONDON).replace(tzinfo=None, fold=0)
