"""Working days of England and Wales, by which a MARAC report is due."""

from datetime import date, timedelta
from functools import cache

import holidays

_SATURDAY = 5


def working_days_before(day: date, count: int) -> date:
    """The date that lies ``count`` working days before ``day``."""
    while count:
        day -= timedelta(days=1)
        count -= day.weekday() < _SATURDAY and day not in _bank_holidays(day.year)
    return day


@cache
def _bank_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))
