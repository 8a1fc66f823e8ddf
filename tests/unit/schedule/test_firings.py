"""Each (schedule, wall time) fires at most once, however many robots watch and however clocks jump."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.schedule import Cron, Firing, Firings, FiringState, Misfire, Schedule, moment_of
from tests.unit.schedule.world import PutClock, a_schedule, some_firings, utc

MORNING = a_schedule(until=time(7, 30))
TICKS = a_schedule(Cron("*/10", "*"), name="ticks")
EVERY = a_schedule(Cron("*/30", "*"), name="every", misfire=Misfire.ALL)
SKIPPING = a_schedule(Cron("*/20", "*"), name="skipping", misfire=Misfire.SKIP)
ALL = (MORNING, TICKS, EVERY, SKIPPING)
STARTS = ("2026-03-02T05:00", "2026-03-28T23:30", "2026-10-24T23:30")


@contextmanager
def robots(count: int, moment: datetime) -> Iterator[list[tuple[PutClock, Firings]]]:
    """Robots on one database, each with a clock of its own."""
    with TemporaryDirectory() as folder:
        clocks = [PutClock(moment) for _ in range(count)]
        found = [some_firings(Path(folder), clock, f"robot-{n}") for n, clock in enumerate(clocks)]
        try:
            yield list(zip(clocks, found, strict=True))
        finally:
            for each in found:
                each._heartbeat.close()
                each._store.close()


def run_all(firings: Firings, schedules: tuple[Schedule, ...]) -> list[Firing]:
    firings.note_due(schedules)
    ran = []
    while firing := firings.take(schedules):
        ran.append(firing)
        firings.end(firing, FiringState.DONE, {})
    return ran


STEPS = st.lists(
    st.tuples(
        st.integers(0, 2),  # which robot looks
        st.one_of(  # how its clock has moved since, in minutes: time goes on, jumps, steps back
            st.integers(0, 25), st.integers(-180, -1), st.integers(60, 2_000)
        ),
        st.booleans(),  # whether it notes first, or only takes
    ),
    max_size=25,
)


@settings(deadline=None, max_examples=25)
@given(start=st.sampled_from(STARTS), steps=STEPS)
def test_each_time_fires_at_most_once_whatever_robots_and_clocks_do(
    start: str, steps: list[tuple[int, int, bool]]
) -> None:
    ran: Counter[tuple[str, datetime]] = Counter()
    with robots(3, utc(start)) as watching:
        for _, firings in watching:
            firings.note_due(ALL)
        for which, minutes, notes in steps:
            clock, firings = watching[which]
            clock.moment += timedelta(minutes=minutes)
            if notes:
                firings.note_due(ALL)
            while firing := firings.take(ALL):
                ran[firing.schedule, firing.wall] += 1
                assert firing.due_at <= clock.moment
                end = _known(firing).cut_off(firing.wall)
                assert end is None or clock.moment < end
                firings.end(firing, FiringState.DONE, {})
        rows = watching[0][1].list(10_000)
        noted = Counter((row.schedule, row.wall) for row in rows)
    assert [key for key, times in ran.items() if times > 1] == []
    assert [key for key, times in noted.items() if times > 1] == []


@settings(deadline=None, max_examples=15)
@given(
    start=st.sampled_from(STARTS),
    looks=st.lists(st.tuples(st.integers(0, 2), st.integers(0, 120)), max_size=30),
)
def test_robots_whose_clock_only_goes_on_run_every_time_and_each_once(
    start: str, looks: list[tuple[int, int]]
) -> None:
    """With looks that are seconds apart nothing is missed; who looks does not matter."""
    now, ran = utc(start), []
    with robots(3, now) as watching:
        for _, firings in watching:
            firings.note_due((EVERY,))
            ran += run_all(firings, (EVERY,))
        for which, minutes in looks:
            now += timedelta(minutes=minutes)
            clock, firings = watching[which]
            clock.moment = now
            ran += run_all(firings, (EVERY,))
    from_first = utc(start) - EVERY.grace
    due = EVERY.walls(
        from_first.replace(tzinfo=None), now.replace(tzinfo=None) + timedelta(hours=2)
    )
    expected = [w for w in due if from_first <= moment_of(w) <= now]
    if looks:
        assert [firing.wall for firing in ran] == expected


def _known(firing: Firing) -> Schedule:
    return next(schedule for schedule in ALL if schedule.name == firing.schedule)


@pytest.fixture
def one() -> Iterator[tuple[PutClock, Firings]]:
    with robots(1, utc("2026-03-01T12:05")) as (only,):
        only[1].note_due(ALL)
        yield only


def test_of_one_moment_the_first_schedule_goes_first(one: tuple[PutClock, Firings]) -> None:
    clock, firings = one
    clock.moment = utc("2026-03-02T06:00")
    ran = [firing.schedule for firing in run_all(firings, (MORNING, TICKS))]
    assert ran[-2:] == ["morning", "ticks"]


def test_a_firing_that_could_not_run_is_taken_again_when_its_time_comes(
    one: tuple[PutClock, Firings],
) -> None:
    clock, firings = one
    clock.moment = utc("2026-03-02T06:00")
    firings.note_due((MORNING,))
    firing = firings.take((MORNING,))
    assert firing is not None
    firings.again(firing, utc("2026-03-02T06:04"), {"nothing": "loaded"}, "Niche is away")
    assert firings.take((MORNING,)) is None
    clock.moment = utc("2026-03-02T06:04")
    again = firings.take((MORNING,))
    assert again is not None
    assert (again.tries, again.progress) == (2, {"nothing": "loaded"})
    assert firings.take((MORNING,)) is None


def test_a_firing_that_waits_is_given_up_at_its_cut_off(one: tuple[PutClock, Firings]) -> None:
    clock, firings = one
    clock.moment = utc("2026-03-02T06:00")
    firings.note_due((MORNING,))
    firing = firings.take((MORNING,))
    assert firing is not None
    firings.again(firing, utc("2026-03-02T07:29"), {}, "Niche is away")
    clock.moment = utc("2026-03-02T07:30")
    assert firings.take((MORNING,)) is None
    row = firings.list(1)[0]
    assert (row.state, row.reason) == (
        FiringState.GAVE_UP,
        "Niche is away; nothing of it begins any more",
    )


def test_what_a_robot_may_not_run_is_left_for_the_others(one: tuple[PutClock, Firings]) -> None:
    clock, firings = one
    clock.moment = utc("2026-03-02T06:00")
    firings.note_due((MORNING,))
    assert firings.take((MORNING,), lambda _: False) is None
    assert firings.take((MORNING,)) is not None


def test_a_schedule_that_a_robot_does_not_know_is_left_alone(
    one: tuple[PutClock, Firings],
) -> None:
    clock, firings = one
    clock.moment = utc("2026-03-02T06:00")
    firings.note_due((MORNING,))
    assert firings.take((TICKS,)) is None


def test_an_end_that_comes_after_another_try_changes_nothing(
    one: tuple[PutClock, Firings],
) -> None:
    clock, firings = one
    clock.moment = utc("2026-03-02T06:00")
    firings.note_due((MORNING,))
    late = firings.take((MORNING,))
    assert late is not None
    firings.again(late, clock.moment, {}, "released")
    now = firings.take((MORNING,))
    assert now is not None
    firings.end(late, FiringState.FAILED, {}, "too late")
    assert firings.list(1)[0].state == FiringState.RUNNING
    firings.end(now, FiringState.DONE, {})
    assert firings.list(1)[0].state == FiringState.DONE
