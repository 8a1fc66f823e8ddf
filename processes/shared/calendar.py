"""School days, bank holidays of England and Wales, working hours; Europe/London wall clock."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import cache

import holidays

from processes.shared.ages import LONDON, local_date
from processes.shared.policy import CalendarPolicy, DayRange, StaffCalendar, WeekHours

_SATURDAY = 5


@cache
def _bank_holidays(year: int) -> frozenset[date]:
    england_and_wales = holidays.country_holidays("GB", subdiv="ENG", years=year)
    return frozenset(england_and_wales)


def is_bank_holiday(day: date) -> bool:
    """Tell whether England and Wales have a bank holiday."""
    return day in _bank_holidays(day.year)


def is_working_day(day: date) -> bool:
    """Tell whether it is a weekday and no bank holiday."""
    return day.weekday() < _SATURDAY and not is_bank_holiday(day)


def is_school_day(day: date, school_holidays: Iterable[DayRange] = ()) -> bool:
    """Tell whether schools are open; the force may list its authorities' holidays."""
    return is_working_day(day) and not any(r.first <= day <= r.last for r in school_holidays)


def school_days_late(incident: date, today: date, school_holidays: Iterable[DayRange] = ()) -> int:
    """Give how many school days began without the school knowing.

    These are the school days after the incident's own day and before today: a message on the
    morning after is not late, and neither is Monday's about the weekend.
    """
    ranges = tuple(school_holidays)
    between = (incident + timedelta(days=n) for n in range(1, max((today - incident).days, 1)))
    return sum(is_school_day(day, ranges) for day in between)


def sends_on(
    day: date, calendar_policy: CalendarPolicy, school_holidays: Iterable[DayRange] = ()
) -> bool:
    """Tell whether this force sends to schools on ``day``."""
    if calendar_policy is CalendarPolicy.DAILY:
        return True
    if calendar_policy is CalendarPolicy.WEEKDAY_TERM:
        return day.weekday() < _SATURDAY and is_school_day(day, school_holidays)
    return is_school_day(day, school_holidays)


def is_past_cut_off(moment: datetime, cut_off: time) -> bool:
    """Tell whether nothing may be sent any more this morning."""
    return moment.astimezone(LONDON).time() >= cut_off


def is_working(moment: datetime, hours: WeekHours) -> bool:
    """Tell whether the queues of this force are read at ``moment``."""
    local = moment.astimezone(LONDON)
    if not is_working_day(local.date()):
        return False
    until = hours.friday_until if local.weekday() == _SATURDAY - 1 else hours.until
    return hours.start <= local.time() < until


def staff_start_after(moment: datetime, staff: StaffCalendar) -> datetime:
    """Give when the next staff start work, at or after ``moment``."""
    day = local_date(moment)
    while True:
        start = staff.weekday_start if is_working_day(day) else staff.other_day_start
        if start is not None:
            begins = datetime.combine(day, start, LONDON)
            if begins >= moment:
                return begins
        day += timedelta(days=1)
