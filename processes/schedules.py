"""The force's day by the clock, from its profile: the morning, the task queue, the working hours."""

from collections.abc import Iterator
from datetime import time, timedelta
from functools import partial

from bot.config import Config, ConfigError
from bot.registry import process_names
from bot.schedule import (
    EVERY_DAY,
    OTHER_DAYS,
    WORKING_DAYS,
    Calendar,
    ChosenDays,
    Cron,
    HandOver,
    Misfire,
    RunCommand,
    RunProcess,
    Schedule,
    Task,
    Window,
)
from processes.profiles.profile import load_profile
from processes.shared.calendar import sends_on
from processes.shared.policy import CalendarPolicy, Policy

NAMES = {
    "P1": "task_prioritisation",
    "P2": "operation_encompass",
    "P3": "operation_endeavour",
    "P4": "csc_report",
    "P5": "marac_report",
}
MORNING = ("P2", "P3")
"""They write to schools, in this order; all that still waits is handed to people."""
MIDNIGHT = time(0)
"""A paper or a hand-over of a day is made on that day, however late; never on the next."""
_HOUR = 60


def schedules(config: Config) -> tuple[Schedule, ...]:
    """The schedules of the configured force; of one moment the first goes first.

    Raises:
        ConfigError: the profile is wrong, or its hours cannot be written as cron.
    """
    policy = load_profile(config.profile.name)
    installed = process_names()
    runs = {code: name for code, name in NAMES.items() if name in installed}
    mine = {code: name for code, name in runs.items() if code in policy.processes}
    found = (_morning, _working_hours, _task_queue)
    return tuple(schedule for part in found for schedule in part(policy, mine))


def _morning(policy: Policy, runs: dict[str, str]) -> Iterator[Schedule]:
    times, calendar = policy.settings.times, school_calendar(policy)
    sending = tuple(runs[code] for code in MORNING if code in runs)
    if "P2" in runs:
        check = _command("pre-check")
        yield _daily("pre-check", times.pre_check, check, calendar, until=times.encompass)
    if sending:
        tasks = tuple(RunProcess(name) for name in sending)
        name = "schools"
        yield _daily(name, times.encompass, tasks, calendar, until=times.cut_off)
        handing = tuple(HandOver(name) for name in sending)
        yield _daily("hand over what waits", times.cut_off, handing, calendar)
    if "P2" in runs:
        yield _daily("summary", times.summary, _command("summary"), calendar)
        yield from _sheets(policy)


def _sheets(policy: Policy) -> Iterator[Schedule]:
    """The hand-over sheet: when people start, who on other days may start at another time."""
    at, sheet = policy.settings.times.hand_over, _command("hand-over")
    other = policy.staff_calendar.other_day_start or at
    if other == policy.staff_calendar.weekday_start:
        yield _daily("hand-over sheet", at, sheet, EVERY_DAY)
        return
    yield _daily("hand-over sheet", at, sheet, WORKING_DAYS)
    yield _daily("hand-over sheet, other days", other, sheet, OTHER_DAYS)


def _working_hours(policy: Policy, runs: dict[str, str]) -> Iterator[Schedule]:
    hours = policy.hours
    every = _every("hours.every_minutes", hours.every_minutes)
    window = Window(hours.start, hours.until, hours.friday_until)
    for code in ("P4", "P5"):
        if code in runs:
            tasks = (RunProcess(runs[code]),)
            yield Schedule(
                f"{runs[code].replace('_', ' ')}s", tasks, every, WORKING_DAYS, window=window
            )


def _task_queue(policy: Policy, runs: dict[str, str]) -> Iterator[Schedule]:
    if "P1" in runs:
        minutes = policy.hours.prioritisation_every_minutes
        every = _every("hours.prioritisation_every_minutes", minutes)
        yield Schedule("task queue", (RunProcess(runs["P1"]),), every)


def school_calendar(policy: Policy) -> Calendar:
    """The days on which this force writes to schools."""
    chosen = policy.calendar_policy
    if chosen is CalendarPolicy.DAILY:
        return EVERY_DAY
    allows = partial(sends_on, calendar_policy=chosen, school_holidays=policy.school_holidays)
    return ChosenDays("school days", allows, "school holiday")


def _command(word: str) -> tuple[Task, ...]:
    return (RunCommand(("encompass", word)),)


def _daily(
    name: str, at: time, tasks: tuple[Task, ...], calendar: Calendar, until: time = MIDNIGHT
) -> Schedule:
    cron = Cron(str(at.minute), str(at.hour))
    grace = timedelta(minutes=5)
    return Schedule(name, tasks, cron, calendar, misfire=Misfire.RUN_ONCE, grace=grace, until=until)


def _every(key: str, minutes: int) -> Cron:
    if minutes < 1 or _HOUR % minutes:
        raise ConfigError(f"{key}: {minutes} does not divide an hour; use 5, 10, 15, 20, 30 or 60")
    return Cron(f"*/{minutes}" if minutes < _HOUR else "0", "*")
