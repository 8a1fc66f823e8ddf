"""What will run when, and why: the times to come of every schedule, with the days passed over."""

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby, islice

from bot.schedule.model import Misfire, Schedule
from bot.schedule.times import comes_twice, exists, moment_of, wall_of

HORIZON = timedelta(days=400)
_DAY = timedelta(days=1)
_MOST_DAYS = 14


@dataclass(frozen=True)
class Foreseen:
    """One time to come.

    Attributes:
        at: when it comes, in Europe/London.
        wall: the wall time that the schedule names.
        tasks: what runs, in this order.
        why: why it runs then.
        passed_over: days before it on which it does not run, each with its reason.
    """

    at: datetime
    wall: datetime
    schedule: str
    tasks: tuple[str, ...]
    why: str
    passed_over: tuple[str, ...] = ()


def foresee(schedules: Sequence[Schedule], at: datetime, count: int) -> list[Foreseen]:
    """Give the next times of all schedules at or after a moment, soonest first."""
    streams = (_of(schedule, place, at) for place, schedule in enumerate(schedules))
    return [found for *_, found in islice(heapq.merge(*streams, key=lambda one: one[:2]), count)]


def _of(schedule: Schedule, place: int, at: datetime) -> Iterator[tuple[datetime, int, Foreseen]]:
    start = wall_of(at) - timedelta(hours=2)  # summer time, either way
    before = wall_of(at) - _DAY
    for moment, walls in _together(schedule, start):
        wall = walls[-1]
        if moment < at:
            before = wall
            continue
        passed = tuple(_passed_over(schedule, before, wall))
        tasks = tuple(str(task) for task in schedule.tasks)
        when = moment.astimezone(at.tzinfo)
        why = "; ".join((*reasons(schedule, wall), *_stands_for(walls)))
        yield moment, place, Foreseen(when, wall, schedule.name, tasks, why, passed)
        before = wall


def _together(
    schedule: Schedule, start: datetime
) -> Iterator[tuple[datetime, tuple[datetime, ...]]]:
    """The times by their moment: when clocks go forward, several come at once and run once."""
    walls = schedule.walls(start, start + HORIZON)
    if schedule.misfire is not Misfire.RUN_ONCE:
        yield from ((moment_of(wall), (wall,)) for wall in walls)
        return
    for moment, alike in groupby(walls, key=moment_of):
        yield moment, tuple(alike)


def _stands_for(walls: tuple[datetime, ...]) -> Iterator[str]:
    if len(walls) > 1:
        yield f"stands for {len(walls) - 1} that the clock leaps over, from {walls[0]:%H:%M}"


def reasons(schedule: Schedule, wall: datetime) -> Iterator[str]:
    """Why a schedule runs at a wall time, and what becomes of it if nobody is there."""
    yield f"{schedule.calendar.name}, cron {schedule.cron}"
    if schedule.window:
        yield f"hours {schedule.window}"
    if not exists(wall):
        yield f"{wall:%H:%M} does not exist that day: the clocks go forward"
    elif comes_twice(wall):
        yield f"{wall:%H:%M} comes twice that day: the first time only"
    if schedule.until:
        yield f"nothing of it begins after {schedule.until_in_words}"
    yield f"missed: {schedule.misfire}"


def _passed_over(schedule: Schedule, before: datetime, wall: datetime) -> Iterator[str]:
    """The days between two times that the calendar leaves out."""
    day, told = before.date() + _DAY, 0
    while day < wall.date() and told < _MOST_DAYS:
        if why := schedule.calendar.why_not(day):
            yield f"{day:%a %d/%m/%Y}: {why}"
            told += 1
        day += _DAY
