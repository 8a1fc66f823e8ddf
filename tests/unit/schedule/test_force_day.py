"""The force's schedules from its profile, and what `schedule next` says of them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
import time_machine

from bot.clock import LONDON, SystemClock
from bot.config import Config, ConfigError
from bot.schedule import Foreseen, HandOver, RunProcess, Schedule, foresee, installed_schedules
from processes import schedules as force
from processes.profiles.profile import load_profile
from processes.shared.calendar import is_working, sends_on
from processes.shared.policy import CalendarPolicy, DayRange, Policy

HAMPSHIRE = load_profile("hampshire")
FIVE = tuple(force.NAMES.values())
EASTER = DayRange(date(2026, 3, 30), date(2026, 4, 10))


@pytest.fixture(autouse=True)
def all_five_are_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(force, "process_names", lambda: FIVE)


def schedules_of(monkeypatch: pytest.MonkeyPatch, policy: Policy) -> tuple[Schedule, ...]:
    monkeypatch.setattr(force, "load_profile", lambda _: policy)
    return force.schedules(Config())


def named(schedules: tuple[Schedule, ...], name: str) -> Schedule:
    return next(schedule for schedule in schedules if schedule.name == name)


def a_day(schedules: tuple[Schedule, ...], day: date) -> Iterator[Foreseen]:
    midnight = datetime.combine(day, time(), LONDON)
    return (each for each in foresee(schedules, midnight, 500) if each.at.date() == day)


def test_a_working_day_of_the_force() -> None:
    day = list(a_day(force.schedules(Config()), date(2026, 3, 5)))
    once = [f"{each.at:%H:%M} {each.schedule}" for each in day if "queue" not in each.schedule]
    reports = [line for line in once if "reports" in line]
    assert [line for line in once if "reports" not in line] == [
        "05:30 pre-check",
        "06:00 schools",
        "07:30 hand over what waits",
        "07:45 summary",
        "08:00 hand-over sheet",
    ]
    assert reports[:2] == ["08:00 csc reports", "08:00 marac reports"]
    assert reports[-2:] == ["15:30 csc reports", "15:30 marac reports"]
    assert len(reports) == 2 * 16
    assert sum(each.schedule == "task queue" for each in day) == 24 * 6


def test_encompass_then_endeavour_and_both_are_handed_over() -> None:
    found = force.schedules(Config())
    both = ("operation_encompass", "operation_endeavour")
    assert named(found, "schools").tasks == tuple(map(RunProcess, both))
    assert named(found, "hand over what waits").tasks == tuple(map(HandOver, both))
    assert named(found, "schools").until == HAMPSHIRE.settings.times.cut_off


def test_only_what_is_installed_and_in_the_profile_is_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(force, "process_names", lambda: ("operation_encompass", "csc_report"))
    names = [schedule.name for schedule in force.schedules(Config())]
    assert names == [
        "pre-check",
        "schools",
        "hand over what waits",
        "summary",
        "hand-over sheet",
        "csc reports",
    ]
    fewer = schedules_of(monkeypatch, replace(HAMPSHIRE, processes=("P4",)))
    assert [schedule.name for schedule in fewer] == ["csc reports"]


@pytest.mark.parametrize("policy", list(CalendarPolicy))
def test_schools_are_written_to_on_the_days_of_the_calendar_policy(
    monkeypatch: pytest.MonkeyPatch, policy: CalendarPolicy
) -> None:
    profile = replace(HAMPSHIRE, calendar_policy=policy, school_holidays=(EASTER,))
    schools = named(schedules_of(monkeypatch, profile), "schools")
    start = datetime(2026, 3, 1)  # noqa: DTZ001 - a wall time
    days = [wall.date() for wall in schools.walls(start, start + timedelta(days=90))]
    every = [start.date() + timedelta(days=n) for n in range(90)]
    assert days == [day for day in every if sends_on(day, policy, (EASTER,))]
    assert (date(2026, 4, 7) in days) is (policy is CalendarPolicy.DAILY)


def test_the_days_that_are_passed_over_are_named_with_their_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    weekdays = CalendarPolicy.WEEKDAY_TERM
    profile = replace(HAMPSHIRE, calendar_policy=weekdays, school_holidays=(EASTER,))
    schools = named(schedules_of(monkeypatch, profile), "schools")
    second = foresee([schools], datetime(2026, 3, 27, tzinfo=LONDON), 2)[1]
    assert f"{second.at:%d/%m/%Y %H:%M %Z}" == "13/04/2026 06:00 BST"
    assert second.passed_over[:3] == (
        "Sat 28/03/2026: Saturday",
        "Sun 29/03/2026: Sunday",
        "Mon 30/03/2026: school holiday",
    )
    assert "Fri 03/04/2026: Good Friday" in second.passed_over
    assert "Mon 06/04/2026: Easter Monday" in second.passed_over
    assert second.why == (
        "school days, cron 0 6 * * *; nothing of it begins after 07:30; missed: run once"
    )


def test_reports_run_when_the_profile_says_that_its_queues_are_read() -> None:
    reports = named(force.schedules(Config()), "csc reports")
    start = datetime(2026, 12, 20)  # noqa: DTZ001 - a wall time
    half_hours = [start + timedelta(minutes=30 * n) for n in range(1, 48 * 14)]
    found = list(reports.walls(start, half_hours[-1]))
    hours = HAMPSHIRE.hours
    assert found == [t for t in half_hours if is_working(t.replace(tzinfo=LONDON), hours)]
    assert {t.date() for t in found} & {date(2026, 12, 25), date(2026, 12, 28)} == set()


def test_the_sheet_is_ready_when_people_start_at_weekends_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    staff = replace(HAMPSHIRE.staff_calendar, other_day_start=time(10))
    found = schedules_of(monkeypatch, replace(HAMPSHIRE, staff_calendar=staff))
    sheets = [schedule for schedule in found if "sheet" in schedule.name]
    coming = foresee(sheets, datetime(2026, 4, 2, tzinfo=LONDON), 6)
    assert [f"{each.at:%a %H:%M}" for each in coming] == [
        "Thu 08:00", "Fri 10:00", "Sat 10:00", "Sun 10:00", "Mon 10:00", "Tue 08:00",
    ]  # fmt: skip


@pytest.mark.parametrize("minutes", [0, 7, 45, 90])
def test_minutes_that_cron_cannot_say_are_refused_by_their_key(
    monkeypatch: pytest.MonkeyPatch, minutes: int
) -> None:
    hours = replace(HAMPSHIRE.hours, every_minutes=minutes)
    with pytest.raises(ConfigError, match=r"hours\.every_minutes: .* use 5, 10"):
        schedules_of(monkeypatch, replace(HAMPSHIRE, hours=hours))


def test_the_nights_of_the_clocks_are_told() -> None:
    queue = named(force.schedules(Config()), "task queue")
    [spring] = foresee([queue], datetime(2026, 3, 29, 0, 55, tzinfo=LONDON), 1)
    assert f"{spring.at:%H:%M %Z}" == "02:00 BST"
    assert "stands for 6 that the clock leaps over, from 01:00" in spring.why
    nights = foresee([queue], datetime(2026, 3, 29, 0, 55, tzinfo=LONDON), 3)
    assert [f"{one.at:%H:%M}" for one in nights] == ["02:00", "02:10", "02:20"]
    [autumn] = foresee([queue], datetime(2026, 10, 25, 0, 55, tzinfo=LONDON), 1)
    assert f"{autumn.at:%H:%M %Z}" == "01:00 BST"
    assert "01:00 comes twice that day: the first time only" in autumn.why


@time_machine.travel("2026-12-31T23:59:30+00:00", tick=False)
def test_the_installed_schedules_go_on_into_the_new_year() -> None:
    coming = foresee(installed_schedules(Config()), SystemClock().now(), 1)
    assert coming[0].at == datetime(2027, 1, 1, tzinfo=LONDON)
