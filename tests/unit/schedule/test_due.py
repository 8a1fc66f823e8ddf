"""What is due, and what the misfire policies make of times at which nobody was there."""

from datetime import datetime, time

from bot.schedule import Cron, Misfire
from bot.schedule.due import DueTime, due_times
from bot.schedule.model import Schedule
from tests.unit.schedule.world import a_schedule, utc, wall

EVERY_TEN = Cron("*/10", "*")


def due(
    schedule: Schedule, now: str, newest: str = "", since: str = "2026-01-01T00:00"
) -> list[tuple[str, bool, str]]:
    found = due_times(
        schedule, since=utc(since), newest=wall(newest) if newest else None, now=utc(now)
    )
    return [_short(each) for each in found]


def _short(each: DueTime) -> tuple[str, bool, str]:
    return (f"{each.wall:%d %H:%M}", each.begins, each.reason)


def test_a_time_that_has_come_begins_and_one_to_come_does_not() -> None:
    morning = a_schedule()
    assert due(morning, "2026-03-02T05:59:59", newest="2026-03-01T06:00") == []
    assert due(morning, "2026-03-02T06:00", newest="2026-03-01T06:00") == [("02 06:00", True, "")]
    assert due(morning, "2026-03-02T06:00", newest="2026-03-02T06:00") == []


def test_what_was_before_the_first_robot_watched_is_not_due() -> None:
    assert due(a_schedule(), "2026-03-02T07:00", since="2026-03-02T06:01") == []
    assert due(a_schedule(), "2026-03-02T07:00", since="2026-03-02T06:00") != []


def test_run_once_runs_the_newest_for_all_that_were_missed() -> None:
    found = due(a_schedule(EVERY_TEN), "2026-03-02T09:13", newest="2026-03-02T08:00")
    told = "3 min late; stands for 6 earlier, from 02/03/2026 08:10"
    assert found == [("02 09:10", True, told)]


def test_skip_notes_the_missed_ones_and_runs_only_what_is_on_time() -> None:
    skipping = a_schedule(EVERY_TEN, misfire=Misfire.SKIP)
    found = due(skipping, "2026-03-02T09:11", newest="2026-03-02T08:30")
    told = "11 min late; stands for 2 earlier, from 02/03/2026 08:40"
    assert found == [("02 09:00", False, told), ("02 09:10", True, "")]


def test_all_runs_each_in_its_order() -> None:
    every = a_schedule(EVERY_TEN, misfire=Misfire.ALL)
    found = due(every, "2026-03-02T09:11", newest="2026-03-02T08:40")
    assert [(when, begins) for when, begins, _ in found] == [
        ("02 08:50", True),
        ("02 09:00", True),
        ("02 09:10", True),
    ]


def test_a_machine_that_was_off_at_six_begins_nothing_after_the_cut_off() -> None:
    schools = a_schedule(until=time(7, 30))
    newest = "2026-03-01T06:00"
    told = "3 h 10 min late; nothing of it begins after 07:30"
    assert due(schools, "2026-03-02T09:10", newest) == [("02 06:00", False, told)]
    assert due(schools, "2026-03-02T07:29:59", newest) == [("02 06:00", True, "1 h 29 min late")]
    assert due(schools, "2026-03-02T07:30", newest)[0][1] is False


def test_of_a_machine_that_was_off_for_days_only_the_last_week_is_looked_at() -> None:
    found = due(a_schedule(misfire=Misfire.ALL), "2026-03-20T06:00", newest="2026-01-05T06:00")
    assert found[0][0] == "13 06:00"
    assert len(found) == 8


def test_a_clock_that_went_back_makes_nothing_due_again() -> None:
    every = a_schedule(EVERY_TEN, misfire=Misfire.ALL)
    assert due(every, "2026-03-02T09:00", newest="2026-03-02T10:00") == []


def test_when_the_clocks_go_forward_the_hour_that_is_missing_runs_once_at_two() -> None:
    newest = "2026-03-29T00:50"
    assert due(a_schedule(EVERY_TEN), "2026-03-29T00:59:59", newest) == []
    found = due(a_schedule(EVERY_TEN), "2026-03-29T01:00", newest)
    assert found == [("29 02:00", True, "stands for 6 earlier, from 29/03/2026 01:00")]
    night = a_schedule(Cron("30", "1"))
    assert due(night, "2026-03-29T01:00", "2026-03-28T01:30") == [("29 01:30", True, "")]
    assert due(night, "2026-03-29T02:00", "2026-03-29T01:30") == []


def test_when_the_clocks_go_back_a_time_that_comes_twice_runs_the_first_time_only() -> None:
    night = a_schedule(Cron("30", "1"))
    assert due(night, "2026-10-25T00:30", "2026-10-24T01:30") == [("25 01:30", True, "")]
    assert due(night, "2026-10-25T01:30", "2026-10-25T01:30") == []
    assert due(a_schedule(EVERY_TEN), "2026-10-25T01:30", "2026-10-25T01:50") == []
    assert due(a_schedule(EVERY_TEN), "2026-10-25T02:00", "2026-10-25T01:50") == [
        ("25 02:00", True, "")
    ]


def test_six_in_the_morning_is_six_on_the_wall_on_both_days() -> None:
    for day, moment in (("2026-03-29", "05:00"), ("2026-10-25", "06:00")):
        now = utc(f"{day}T{moment}")
        found = due_times(a_schedule(), since=utc("2026-01-01"), newest=_before(day), now=now)
        assert [each.at for each in found] == [now]


def _before(day: str) -> datetime:
    return wall(f"{day}T00:00")
