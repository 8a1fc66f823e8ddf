"""School days, bank holidays and the morning, Europe/London."""

from datetime import UTC, date, datetime, time

import pytest

from processes.shared.ages import LONDON
from processes.shared.calendar import (
    is_past_cut_off,
    is_school_day,
    is_working,
    school_days_late,
    sends_on,
    staff_start_after,
)
from processes.shared.policy import CalendarPolicy, DayRange, StaffCalendar
from tests.builders.prioritisation import POLICY

MONDAY = date(2026, 3, 2)
HALF_TERM = (DayRange(date(2026, 2, 16), date(2026, 2, 20)),)


@pytest.mark.parametrize(
    "day", [date(2026, 12, 25), date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 4)]
)
def test_bank_holidays_of_england_and_wales_are_no_school_days(day: date) -> None:
    assert not is_school_day(day)


def test_a_bank_holiday_of_scotland_alone_is_a_school_day() -> None:
    assert is_school_day(date(2026, 11, 30))  # St Andrew's Day


def test_weekends_and_listed_holidays_are_no_school_days() -> None:
    assert not is_school_day(date(2026, 2, 28))
    assert not is_school_day(date(2026, 2, 18), HALF_TERM)
    assert is_school_day(date(2026, 2, 18))


@pytest.mark.parametrize(
    ("incident", "late"),
    [
        (date(2026, 3, 2), 0),
        (date(2026, 3, 1), 0),
        (date(2026, 2, 27), 0),  # Friday evening, told on Monday morning
        (date(2026, 2, 26), 1),
        (date(2026, 2, 20), 5),
        (date(2026, 2, 19), 6),
    ],
)
def test_late_counts_the_school_days_in_between(incident: date, late: int) -> None:
    assert school_days_late(incident, MONDAY) == late


def test_school_holidays_do_not_make_a_message_late() -> None:
    assert school_days_late(date(2026, 2, 13), MONDAY, HALF_TERM) == 5


@pytest.mark.parametrize(
    ("policy", "saturday"),
    [
        (CalendarPolicy.DAILY, True),
        (CalendarPolicy.NEXT_SCHOOL_DAY, False),
        (CalendarPolicy.WEEKDAY_TERM, False),
    ],
)
def test_the_calendar_policy_says_whether_a_saturday_is_used(
    policy: CalendarPolicy, saturday: bool
) -> None:
    assert sends_on(date(2026, 2, 28), policy) is saturday
    assert sends_on(MONDAY, policy)


@pytest.mark.parametrize(
    ("moment", "past"),
    [
        (datetime(2026, 3, 2, 7, 29, 59, tzinfo=LONDON), False),
        (datetime(2026, 3, 2, 7, 30, tzinfo=LONDON), True),
        (datetime(2026, 7, 1, 6, 29, tzinfo=UTC), False),
        (datetime(2026, 7, 1, 6, 30, tzinfo=UTC), True),
        (datetime(2026, 3, 2, 9, 10, tzinfo=LONDON), True),
    ],
)
def test_the_cut_off_is_half_past_seven_by_the_wall_clock(moment: datetime, past: bool) -> None:
    assert is_past_cut_off(moment, POLICY.settings.times.cut_off) is past


@pytest.mark.parametrize(
    ("moment", "open_"),
    [
        (datetime(2026, 3, 2, 8, 0, tzinfo=LONDON), True),
        (datetime(2026, 3, 2, 15, 45, tzinfo=LONDON), True),
        (datetime(2026, 3, 6, 15, 45, tzinfo=LONDON), False),  # Friday
        (datetime(2026, 3, 7, 10, 0, tzinfo=LONDON), False),  # Saturday
        (datetime(2026, 4, 3, 10, 0, tzinfo=LONDON), False),  # Good Friday
    ],
)
def test_queues_are_read_in_working_hours(moment: datetime, open_: bool) -> None:
    assert is_working(moment, POLICY.hours) is open_


def test_staff_of_a_force_without_weekend_cover_start_on_monday() -> None:
    staff = StaffCalendar(weekday_start=time(8), other_day_start=None)
    friday_noon = datetime(2026, 2, 27, 12, 0, tzinfo=LONDON)
    assert staff_start_after(friday_noon, staff) == datetime(2026, 3, 2, 8, 0, tzinfo=LONDON)


def test_staff_start_at_eight_by_the_wall_clock_when_the_clocks_have_changed() -> None:
    night = datetime(2026, 3, 29, 0, 30, tzinfo=LONDON)
    start = staff_start_after(night, POLICY.staff_calendar)
    assert start.astimezone(UTC) == datetime(2026, 3, 29, 7, 0, tzinfo=UTC)
