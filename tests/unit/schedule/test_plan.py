"""How a firing goes on: back-off until the cut-off, waiting items, endings."""

from datetime import UTC, datetime, time
from itertools import pairwise

import pytest

from bot.resource.plan import next_step
from bot.resource.results import Outcome, TaskResult, back_off
from bot.schedule import Cron, Firing, FiringState
from tests.unit.schedule.world import a_schedule, utc, wall

SCHOOLS = a_schedule(until=time(7, 30))
TICKS = a_schedule(Cron("*/10", "*"), name="ticks")
AWAY = TaskResult(Outcome.AGAIN, "Niche is away")
DONE = TaskResult(Outcome.DONE)


def a_firing(tries: int = 1, at: str = "2026-03-02T06:00") -> Firing:
    return Firing(1, "morning", wall(at), utc(at), tries)


def test_the_waits_grow_from_a_minute_to_a_quarter_of_an_hour() -> None:
    minutes = [int(back_off(tries).total_seconds()) // 60 for tries in range(1, 8)]
    assert minutes == [1, 2, 4, 8, 15, 15, 15]


def test_what_is_away_at_six_is_tried_again_until_half_past_seven_and_never_after() -> None:
    now, tried = utc("2026-03-02T06:00"), []
    for tries in range(1, 50):
        tried.append(now)
        step = next_step(a_firing(tries), SCHOOLS, [AWAY], now)
        if step.again_at is None:
            break
        now = step.again_at
    assert step.state is FiringState.GAVE_UP
    assert [f"{each:%H:%M}" for each in tried] == [
        "06:00", "06:01", "06:03", "06:07", "06:15", "06:30", "06:45", "07:00", "07:15",
    ]  # fmt: skip
    assert all(one < other < utc("2026-03-02T07:30") for one, other in pairwise(tried))


def test_a_tick_is_tried_again_until_the_next_tick_only() -> None:
    at = "2026-03-02T10:00"
    step = next_step(a_firing(1, at), TICKS, [AWAY], utc(at))
    assert step.again_at == utc("2026-03-02T10:01")
    late = next_step(a_firing(4, at), TICKS, [AWAY], utc("2026-03-02T10:07"))
    assert late.state is FiringState.GAVE_UP


def waits(until: datetime) -> TaskResult:
    return TaskResult(Outcome.DONE, waits_until=until.astimezone(UTC))


def test_before_the_cut_off_a_firing_waits_for_items_that_wait() -> None:
    now = utc("2026-03-02T06:20")
    step = next_step(a_firing(), SCHOOLS, [waits(utc("2026-03-02T06:35"))], now)
    assert (step.state, step.again_at) == (FiringState.WAITING, utc("2026-03-02T06:35"))
    due = next_step(a_firing(), SCHOOLS, [waits(utc("2026-03-02T06:00"))], now)
    assert due.again_at == utc("2026-03-02T06:21")  # never at once: that would be a busy loop
    late = next_step(a_firing(), SCHOOLS, [waits(utc("2026-03-02T07:30"))], now)
    assert late.state is FiringState.DONE


def test_a_tick_leaves_items_that_wait_to_the_next_tick() -> None:
    now = utc("2026-03-02T10:00")
    step = next_step(a_firing(1, "2026-03-02T10:00"), TICKS, [waits(now)], now)
    assert step.state is FiringState.DONE


@pytest.mark.parametrize("outcome", [Outcome.FAILED, Outcome.REFUSED])
def test_a_task_that_failed_ends_the_firing_as_failed(outcome: Outcome) -> None:
    failed = TaskResult(outcome, "why")
    step = next_step(a_firing(), SCHOOLS, [DONE, failed], utc("2026-03-02T06:00"))
    assert (step.state, step.why) == (FiringState.FAILED, "why")
    both = next_step(a_firing(), SCHOOLS, [AWAY, failed], utc("2026-03-02T06:00"))
    assert both.state is FiringState.WAITING


def test_what_a_stopped_robot_releases_may_be_taken_at_once() -> None:
    now = utc("2026-03-02T06:10")
    step = next_step(a_firing(), SCHOOLS, [TaskResult(Outcome.RELEASED, "told to stop")], now)
    assert (step.state, step.again_at) == (FiringState.WAITING, now)
