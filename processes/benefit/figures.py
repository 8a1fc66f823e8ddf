"""The figures of benefit: pure arithmetic on what the robot's queues hold; record ids only.

Benefit is average manual minutes minus average robot minutes, for each unit of work. Manual minutes
are the force's statement (`manual_minutes` in its profile), not a measurement; where it states
none, none are claimed. The practice is untested.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from processes.shared.settings import Licence

SECONDS = 60.0
DAYS_A_YEAR = 365
LEFT_OUT = {
    "P2.18": "confidential address",
    "P2.21": "failed the screening",
    "P2.23": "one text for several children",
}
NOTHING_RECORDED = "P2.22"


@dataclass(frozen=True)
class Worked:
    """One item in its latest attempt.

    Attributes:
        unit: what is counted once: the PPN of a notification that was reviewed, or the item itself
            when it was done; empty where neither is so (a bounce, a report that was not built).
        ended: when it ended; None while it waits.
        outcome: ``done``, ``SKIP``, ``BE``, ``HELD``, ``SE`` or ``waiting``.
        codes: the rows that applied.
    """

    process: str
    unit: str
    loaded: datetime
    ended: datetime | None
    worktime_s: float
    outcome: str
    codes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class DayFigures:
    """One process on one day; minutes a unit.

    Attributes:
        manual: as the force states it; None where it states nothing.
        saved: manual minutes of the units, less the robot's minutes for all items, also those that
            came to nothing; None where nothing is claimed.
    """

    process: str
    day: date
    items: int
    units: int
    robot: float
    manual: float | None
    saved: float | None


@dataclass(frozen=True)
class VoiceFigures:
    """What became of the children's words in the messages that went."""

    sent: int
    nothing_recorded: int
    left_out: Mapping[str, int]

    @property
    def share_left_out(self) -> float | None:
        """Left out, of the texts that were recorded; None where there was none."""
        recorded = self.sent + sum(self.left_out.values())
        return sum(self.left_out.values()) / recorded if recorded else None


@dataclass(frozen=True)
class LicenceFigures:
    """What the licences cost, beside the hours that are claimed.

    Attributes:
        pounds: a year.
        days: on how many days the hours were saved.
    """

    pounds: float
    bought: int
    needed: int
    hours_saved: float
    days: int

    @property
    def pounds_an_hour(self) -> float | None:
        """Cost of an hour saved if all days are as those counted; None while nothing is claimed."""
        if self.hours_saved <= 0:
            return None
        return self.pounds / DAYS_A_YEAR * self.days / self.hours_saved


def by_day(
    items: Iterable[Worked], manual_minutes: Mapping[str, float | None]
) -> tuple[DayFigures, ...]:
    """Give the figures of each process and day, oldest first."""
    groups: dict[tuple[date, str], list[Worked]] = defaultdict(list)
    for item in items:
        if item.ended is not None:
            groups[item.ended.date(), item.process].append(item)
    return tuple(
        _day(process, day, found, manual_minutes.get(process))
        for (day, process), found in sorted(groups.items())
    )


def _day(process: str, day: date, items: list[Worked], manual: float | None) -> DayFigures:
    units = len({item.unit for item in items} - {""})
    total = sum(item.worktime_s for item in items) / SECONDS
    saved = None if manual is None else manual * units - total
    robot = total / units if units else 0.0
    return DayFigures(process, day, len(items), units, robot, manual, saved)


def voices(items: Iterable[Worked], process: str) -> VoiceFigures:
    """Give what became of the children's words in a process's messages."""
    went = [item for item in items if item.process == process and item.outcome == "done"]
    left_out: Counter[str] = Counter()
    sent = nothing = 0
    for item in went:
        reasons = [code for code in LEFT_OUT if code in item.codes]
        if reasons:
            left_out[LEFT_OUT[reasons[0]]] += 1
        elif NOTHING_RECORDED in item.codes:
            nothing += 1
        else:
            sent += 1
    return VoiceFigures(sent, nothing, dict(left_out))


def licence_figures(days: Iterable[DayFigures], licence: Licence) -> LicenceFigures:
    """Give the cost of the licences beside the hours claimed."""
    counted = tuple(days)
    hours = sum(day.saved or 0.0 for day in counted) / SECONDS
    number = len({day.day for day in counted})
    return LicenceFigures(licence.pounds, licence.bought, licence.needed, hours, number)


@dataclass(frozen=True)
class QueuedTask:
    """A PPN task of the backlog: its tag, and when its PPN was last submitted or amended."""

    task: int
    tag: str
    submitted: datetime | None


@dataclass(frozen=True)
class Backlog:
    """What waits in the queue of PPN tasks."""

    tasks: int
    with_children: int
    without_children: int
    untagged: int
    oldest: datetime | None
    too_old_to_send: int


def backlog(tasks: Iterable[QueuedTask], sends_since: date) -> Backlog:
    """Give the backlog.

    Args:
        tasks: what the queue screen lists.
        sends_since: the earliest day whose incidents may still be told to a school.
    """
    found = tuple(tasks)
    tags = Counter(task.tag for task in found)
    dates = [task.submitted for task in found if task.submitted]
    return Backlog(
        tasks=len(found),
        with_children=tags["with"],
        without_children=tags["without"],
        untagged=tags[""],
        oldest=min(dates, default=None),
        too_old_to_send=sum(day.date() < sends_since for day in dates),
    )
