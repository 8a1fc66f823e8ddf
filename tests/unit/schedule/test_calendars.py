"""Calendars: working days of England and Wales, other days, school days, hours of a day."""

from datetime import date, datetime, time, timedelta

import pytest

from bot.schedule import EVERY_DAY, OTHER_DAYS, WORKING_DAYS, ChosenDays, Cron, Window
from processes.shared.calendar import is_working_day
from tests.unit.schedule.world import a_schedule, wall

HOURS = Window(time(8), time(16), time(15, 30))


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 4, 2), ""),
        (date(2026, 4, 3), "Good Friday"),
        (date(2026, 4, 4), "Saturday"),
        (date(2026, 4, 6), "Easter Monday"),
        (date(2026, 5, 4), "May Day"),
        (date(2026, 8, 31), "Late Summer Bank Holiday"),
        (date(2026, 12, 25), "Christmas Day"),
        (date(2026, 12, 28), "Boxing Day (substitute day)"),
        (date(2027, 12, 27), "Christmas Day (substitute day)"),
        (date(2027, 12, 28), "Boxing Day (substitute day)"),
        (date(2022, 9, 19), "State Funeral of Queen Elizabeth II"),
    ],
)
def test_a_day_that_is_no_working_day_says_why(day: date, why: str) -> None:
    assert WORKING_DAYS.why_not(day) == why
    assert bool(OTHER_DAYS.why_not(day)) is (why == "")
    assert EVERY_DAY.why_not(day) == ""


def test_a_scottish_bank_holiday_is_a_working_day_here() -> None:
    assert WORKING_DAYS.why_not(date(2026, 1, 2)) == ""
    assert WORKING_DAYS.why_not(date(2026, 11, 30)) == ""


def test_the_runtimes_working_days_are_those_of_the_rules() -> None:
    days = [date(2024, 1, 1) + timedelta(days=n) for n in range(5 * 366)]
    assert [d for d in days if is_working_day(d) is bool(WORKING_DAYS.why_not(d))] == []


def test_chosen_days_say_the_bank_holiday_before_their_own_word() -> None:
    term = ChosenDays("school days", lambda day: day.month != 4, "school holiday")
    assert term.why_not(date(2026, 3, 2)) == ""
    assert term.why_not(date(2026, 4, 7)) == "school holiday"
    assert term.why_not(date(2026, 4, 6)) == "Easter Monday"


def ticks(day: str) -> list[str]:
    every_half_hour = a_schedule(Cron("*/30", "*"), calendar=WORKING_DAYS, window=HOURS)
    start = wall(day)
    found = every_half_hour.walls(start - timedelta(minutes=1), start + timedelta(hours=24))
    return [f"{each:%H:%M}" for each in found if each.date() == start.date()]


def test_the_last_tick_is_before_the_end_of_the_day_and_earlier_on_a_friday() -> None:
    assert (ticks("2026-03-05")[0], ticks("2026-03-05")[-1]) == ("08:00", "15:30")
    assert (ticks("2026-03-06")[0], ticks("2026-03-06")[-1]) == ("08:00", "15:00")
    assert ticks("2026-03-07") == []
    assert ticks("2026-04-06") == []


def test_the_end_of_the_hours_is_the_last_start_of_a_firing_too() -> None:
    reports = a_schedule(Cron("*/30", "*"), calendar=WORKING_DAYS, window=HOURS)
    assert reports.cut_off(wall("2026-03-06T15:00")) == datetime.fromisoformat(
        "2026-03-06T15:30+00:00"
    )
    assert reports.last_start(wall("2026-03-05T15:30")) == datetime.fromisoformat(
        "2026-03-05T16:00+00:00"
    )


def test_until_is_a_time_of_the_same_night_where_it_is_earlier_than_the_start() -> None:
    night = a_schedule(Cron("0", "23"), until=time(2))
    assert night.cut_off(wall("2026-03-02T23:00")) == datetime.fromisoformat(
        "2026-03-03T02:00+00:00"
    )
    day = a_schedule(Cron("30", "7"), until=time())
    assert day.cut_off(wall("2026-07-01T07:30")) == datetime.fromisoformat("2026-07-02T00:00+01:00")
