"""Schedules: what runs by the clock, on which days, and that it runs once.

APScheduler gives the times only; the database decides who runs them (docs/adr/0012).
"""

from bot.schedule.calendars import (
    EVERY_DAY,
    OTHER_DAYS,
    WORKING_DAYS,
    Calendar,
    ChosenDays,
    bank_holiday,
)
from bot.schedule.firing_rows import Firing, FiringState
from bot.schedule.firings import Firings
from bot.schedule.foresee import Foreseen, foresee
from bot.schedule.installed import installed_schedules
from bot.schedule.model import (
    HandOver,
    Misfire,
    RunCommand,
    RunProcess,
    Schedule,
    Task,
    Window,
)
from bot.schedule.times import Cron, ScheduleError, moment_of, wall_of

__all__ = [
    "EVERY_DAY",
    "OTHER_DAYS",
    "WORKING_DAYS",
    "Calendar",
    "ChosenDays",
    "Cron",
    "Firing",
    "FiringState",
    "Firings",
    "Foreseen",
    "HandOver",
    "Misfire",
    "RunCommand",
    "RunProcess",
    "Schedule",
    "ScheduleError",
    "Task",
    "Window",
    "bank_holiday",
    "foresee",
    "installed_schedules",
    "moment_of",
    "wall_of",
]
