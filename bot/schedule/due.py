"""Which times of a schedule are due, and what its misfire policy makes of those that were missed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.schedule.model import Misfire, Schedule
from bot.schedule.times import moment_of, wall_of

LOOK_BACK = timedelta(days=7)
"""Times that lie further back are not caught up, nor noted as missed."""


@dataclass(frozen=True)
class DueTime:
    """A wall time that has come.

    Attributes:
        wall: what the clock of the wall showed.
        at: the moment, in UTC.
        begins: it is to be run; else it is only noted as skipped.
        reason: what a person reads of it; empty where it is on time.
    """

    wall: datetime
    at: datetime
    begins: bool
    reason: str = ""


def due_times(
    schedule: Schedule, *, since: datetime, newest: datetime | None, now: datetime
) -> tuple[DueTime, ...]:
    """Give what has come of a schedule and was not noted yet, oldest first.

    Times before the newest one that is noted never come again, so a clock that goes back runs
    nothing twice.

    Args:
        schedule: the schedule.
        since: from which moment this database watches it.
        newest: the newest wall time that was noted.
        now: the present moment.
    """
    start = wall_of(max(since, now - LOOK_BACK)) - timedelta(hours=2)  # summer time, either way
    after = start if newest is None else max(start, newest)
    found = [
        _judged(schedule, wall, now)
        for wall in schedule.walls(after, wall_of(now) + timedelta(hours=2))
        if since <= moment_of(wall) <= now
    ]
    return _by_policy(schedule.misfire, found)


def _judged(schedule: Schedule, wall: datetime, now: datetime) -> DueTime:
    at, end = moment_of(wall), schedule.cut_off(wall)
    late = f"{in_words(now - at)} late" if now - at > schedule.grace else ""
    if end is not None and now >= end:
        why = f"{in_words(now - at)} late; nothing of it begins after {wall_of(end):%H:%M}"
        return DueTime(wall, at, begins=False, reason=why)
    is_skipped = bool(late) and schedule.misfire is Misfire.SKIP
    return DueTime(wall, at, not is_skipped, late)


def _by_policy(misfire: Misfire, found: Sequence[DueTime]) -> tuple[DueTime, ...]:
    if misfire is Misfire.RUN_ONCE:
        return _only_newest(found)
    skipped = [due for due in found if not due.begins]
    return (*_only_newest(skipped), *(due for due in found if due.begins))


def _only_newest(found: Sequence[DueTime]) -> tuple[DueTime, ...]:
    """The newest, which says how many earlier ones it stands for."""
    if not found:
        return ()
    *earlier, newest = found
    told = [newest.reason] if newest.reason else []
    if earlier:
        told.append(f"stands for {len(earlier)} earlier, from {earlier[0].wall:%d/%m/%Y %H:%M}")
    return (replace(newest, reason="; ".join(told)),)


def in_words(late: timedelta) -> str:
    """A time as a person says it, such as ``3 h 10 min``."""
    minutes = int(late.total_seconds()) // 60
    return f"{minutes // 60} h {minutes % 60} min" if minutes >= 60 else f"{minutes} min"  # noqa: PLR2004 - an hour
