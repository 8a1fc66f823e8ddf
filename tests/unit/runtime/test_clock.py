"""The scenario's clock is shared through a file, moves on only, and is refused for live data."""

import json
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import ClockError, ScenarioClock, SystemClock, clock_for, today

BASE = datetime(2026, 3, 2, 5, 30, tzinfo=UTC)


def a_clock_file(folder: Path, **changes: object) -> Path:
    path = folder / "clock.json"
    content = {"synthetic": True, "base": BASE.isoformat(), "set_at": time.time()}
    path.write_text(json.dumps(content | changes), encoding="utf-8")
    return path


def test_the_scenario_begins_at_its_base_and_goes_on_with_real_time(tmp_path: Path) -> None:
    clock = ScenarioClock(a_clock_file(tmp_path, set_at=time.time() - 60))
    assert timedelta(seconds=60) <= clock.now() - BASE < timedelta(seconds=70)


def test_times_are_in_london_summer_time_too(tmp_path: Path) -> None:
    path = a_clock_file(tmp_path, base="2026-07-01T05:30:00+00:00")
    assert ScenarioClock(path).now().strftime("%H:%M %Z") == "06:30 BST"
    assert today(ScenarioClock(path)).isoformat() == "2026-07-01"


def test_who_reads_the_file_sees_at_once_that_another_moved_it(tmp_path: Path) -> None:
    path = a_clock_file(tmp_path)
    robot, demonstration = ScenarioClock(path), ScenarioClock(path)
    assert robot.now() < BASE + timedelta(minutes=1)
    demonstration.move_to(BASE + timedelta(hours=2))
    assert robot.now() >= BASE + timedelta(hours=2)
    demonstration.advance(timedelta(hours=1))
    assert robot.now() >= BASE + timedelta(hours=3)


def test_time_is_never_moved_back(tmp_path: Path) -> None:
    clock = ScenarioClock(a_clock_file(tmp_path))
    with pytest.raises(ClockError, match="never moved back"):
        clock.move_to(BASE - timedelta(seconds=1))
    with pytest.raises(ClockError, match="never moved back"):
        clock.advance(timedelta(seconds=-5))
    assert clock.now() >= BASE


def test_only_one_moves_the_clock_at_a_time(tmp_path: Path) -> None:
    path = a_clock_file(tmp_path)
    (tmp_path / "clock.json.lock").touch()
    with pytest.raises(ClockError, match="somebody else"):
        ScenarioClock(path).advance(timedelta(hours=1))


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"synthetic": False}, "not marked synthetic"),
        ({"synthetic": "true"}, "not marked synthetic"),
        ({"base": "yesterday"}, "not a scenario clock"),
        ({"base": "2026-03-02T05:30:00"}, "no zone"),
        ({"set_at": None}, "not a scenario clock"),
    ],
)
def test_a_file_that_is_not_a_synthetic_scenario_is_refused(
    tmp_path: Path, changes: dict[str, object], says: str
) -> None:
    with pytest.raises(ClockError, match=says):
        ScenarioClock(a_clock_file(tmp_path, **changes))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ClockError, match=r"clock\.json"):
        ScenarioClock(tmp_path / "clock.json")


def test_without_a_scenario_the_system_tells_the_time() -> None:
    assert isinstance(clock_for(None), SystemClock)
    assert abs(SystemClock().now() - datetime.now(UTC)) < timedelta(seconds=5)
