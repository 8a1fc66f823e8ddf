"""Calendars: on which days a schedule runs, and why not on the others; wall dates, no clock."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Protocol

import holidays

_SATURDAY = 5


class Calendar(Protocol):
    """On which days a schedule runs."""

    @property
    def name(self) -> str:
        """As a person reads it, such as ``working days``."""

    def why_not(self, day: date) -> str:
        """Why nothing runs on a day, such as ``Easter Monday``; empty where it runs."""


@dataclass(frozen=True)
class EveryDay:
    """Every day of the year."""

    name: str = "every day"

    def why_not(self, day: date) -> str:  # noqa: ARG002 - every day is right
        """Nothing speaks against a day."""
        return ""


@dataclass(frozen=True)
class WorkingDays:
    """Monday to Friday without the bank holidays of England and Wales."""

    name: str = "working days"

    def why_not(self, day: date) -> str:
        """The day of the weekend, or the bank holiday by its name."""
        return f"{day:%A}" if day.weekday() >= _SATURDAY else bank_holiday(day)


@dataclass(frozen=True)
class OtherDays:
    """Weekends and bank holidays: the days on which fewer people work."""

    name: str = "weekends and bank holidays"

    def why_not(self, day: date) -> str:
        """A working day."""
        return "" if WorkingDays().why_not(day) else "working day"


@dataclass(frozen=True)
class ChosenDays:
    """The days that a rule chooses, such as a force's school days.

    Attributes:
        name: as a person reads it.
        allows: says whether a day is one of them.
        otherwise: why another day is none, where it is a weekday and no bank holiday.
    """

    name: str
    allows: Callable[[date], bool] = field(compare=False)
    otherwise: str

    def why_not(self, day: date) -> str:
        """The day of the weekend, the bank holiday, or the rule's own word."""
        return "" if self.allows(day) else WorkingDays().why_not(day) or self.otherwise


EVERY_DAY = EveryDay()
WORKING_DAYS = WorkingDays()
OTHER_DAYS = OtherDays()


@cache
def _bank_holidays(year: int) -> dict[date, str]:
    return dict(holidays.country_holidays("GB", subdiv="ENG", years=year))


def bank_holiday(day: date) -> str:
    """The bank holiday of England and Wales on a day, substitute days too; empty where none is."""
    return _bank_holidays(day.year).get(day, "").replace("(observed)", "(substitute day)")
