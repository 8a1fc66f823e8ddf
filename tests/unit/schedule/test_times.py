"""Wall times and moments: cron, and summer time both ways (clocks of 2026: 29 March, 25 October)."""

from datetime import date, datetime
from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.schedule import Cron, ScheduleError, moment_of, wall_of
from bot.schedule.times import comes_twice, exists
from tests.unit.schedule.world import a_schedule, utc, wall


def walls(cron: Cron, after: str, count: int) -> list[str]:
    return [f"{each:%a %d/%m %H:%M}" for each in islice(cron.walls(wall(after)), count)]


def test_cron_gives_the_wall_times_after_a_wall_time() -> None:
    assert walls(Cron("0", "6"), "2026-03-28T06:00", 2) == ["Sun 29/03 06:00", "Mon 30/03 06:00"]
    assert walls(Cron("*/30", "8-15", "mon-fri"), "2026-03-06T15:00", 2) == [
        "Fri 06/03 15:30",
        "Mon 09/03 08:00",
    ]


def test_cron_counts_on_the_wall_as_if_there_were_no_summer_time() -> None:
    assert walls(Cron("*/30", "*"), "2026-03-29T00:30", 3) == [
        "Sun 29/03 01:00",
        "Sun 29/03 01:30",
        "Sun 29/03 02:00",
    ]


def test_a_wall_time_comes_in_the_offset_of_its_day() -> None:
    assert moment_of(wall("2026-03-28T06:00")) == utc("2026-03-28T06:00")
    assert moment_of(wall("2026-03-29T06:00")) == utc("2026-03-29T05:00")
    assert moment_of(wall("2026-10-24T06:00")) == utc("2026-10-24T05:00")
    assert moment_of(wall("2026-10-25T06:00")) == utc("2026-10-25T06:00")


@pytest.mark.parametrize("minute", ["00", "10", "59"])
def test_a_wall_time_that_does_not_exist_comes_at_the_next_one_that_does(minute: str) -> None:
    missing = wall(f"2026-03-29T01:{minute}")
    assert not exists(missing)
    assert moment_of(missing) == utc("2026-03-29T01:00")
    assert wall_of(moment_of(missing)) == wall("2026-03-29T02:00")


def test_a_wall_time_that_comes_twice_comes_the_first_time() -> None:
    twice = wall("2026-10-25T01:30")
    assert exists(twice)
    assert comes_twice(twice)
    assert moment_of(twice) == utc("2026-10-25T00:30")
    assert not comes_twice(wall("2026-10-25T02:00"))
    assert not comes_twice(wall("2026-03-29T01:30"))


@given(st.datetimes(wall("2020-01-01"), wall("2035-01-01")))
def test_a_later_wall_time_never_comes_before_an_earlier_one(when: datetime) -> None:
    minute = when.replace(second=0, microsecond=0)
    following = list(islice(Cron("*/7", "*").walls(minute), 30))
    moments = [moment_of(each) for each in following]
    assert all(one <= other for one, other in pairwise(moments))
    assert all(wall_of(moment_of(each)) >= each for each in following)


@pytest.mark.parametrize(
    "cron", [Cron("61"), Cron("*/0", "*"), Cron("0", "6", "someday"), Cron("", "6")]
)
def test_a_field_that_is_not_crons_is_refused_with_the_name_of_the_schedule(cron: Cron) -> None:
    with pytest.raises(ScheduleError, match="schedule morning: cron"):
        a_schedule(cron)


def test_nothing_that_could_never_run_is_a_schedule() -> None:
    with pytest.raises(ScheduleError, match="give it a name"):
        a_schedule(name="")
    with pytest.raises(ScheduleError, match="a grace"):
        a_schedule(grace_minutes=-1)


def test_the_clocks_of_2026_are_what_these_tests_say() -> None:
    forward, back = date(2026, 3, 29), date(2026, 10, 25)
    assert not exists(datetime.combine(forward, datetime.min.time()).replace(hour=1))
    assert comes_twice(datetime.combine(back, datetime.min.time()).replace(hour=1))
