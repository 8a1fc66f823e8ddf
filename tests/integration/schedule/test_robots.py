"""Robots as processes of their own, on one database: together, killed, restarted, told to stop."""

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from bot.resource import ResourceStatus
from tests.integration.schedule.place import MORNING, WAIT_S, Place, tell_to_stop, until

Robot = subprocess.Popen[str]
Start = Callable[[str], Robot]

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals are of POSIX")


@pytest.fixture
def watched(place: Place) -> Place:
    """The schedules have been watched since before 06:00."""
    place.once(MORNING)
    return place


@pytest.fixture
def start(watched: Place) -> Iterator[Start]:
    with ExitStack() as stack:

        def begin(name: str) -> Robot:
            robot = watched.start(name)
            stack.enter_context(robot)
            stack.callback(robot.kill)
            until(lambda: is_registered(watched, name, robot) or robot.poll() is not None)
            assert robot.poll() is None, robot.communicate()
            return robot

        yield begin


def is_registered(place: Place, name: str, robot: Robot) -> bool:
    status, process = place.resources().get(name, ("", 0))
    return process == robot.pid and status != ResourceStatus.ENDED


def state_of(place: Place, schedule: str) -> str:
    return {name: state for name, _, state in place.fired()}.get(schedule, "")


def test_two_robots_on_one_database_fire_a_schedule_once(watched: Place, start: Start) -> None:
    robots = [start("robot-1"), start("robot-2")]
    watched.move_to("2026-03-02T06:00")
    until(lambda: state_of(watched, "schools") == "Done")
    watched.move_to("2026-03-02T07:45")
    until(lambda: state_of(watched, "paper") == "Done")
    assert [tell_to_stop(robot) for robot in robots] == [0, 0]
    assert watched.fired() == [
        ("schools", "06:00", "Done"),
        ("hand over", "07:30", "Done"),
        ("paper", "07:45", "Done"),
    ]
    assert [watched.log().count(f"did {key}") for key in "ABC"] == [1, 1, 1]
    assert len([line for line in watched.log() if line.startswith("loaded")]) == 1
    with watched.runtime() as runtime:
        assert runtime.audit.verify().ok


def test_a_robot_that_is_told_to_stop_finishes_its_item_and_another_does_the_rest(
    watched: Place, start: Start
) -> None:
    watched.put("hold-A")
    first = start("robot-1")
    watched.move_to("2026-03-02T06:00")
    until(lambda: "began A" in watched.log())
    first.terminate()
    assert first.poll() is None  # the item is in hand
    watched.remove("hold-A")
    assert first.wait(WAIT_S) == 0
    assert watched.log() == ["loaded 3", "began A", "did A"]
    assert watched.states() == {"Completed": 1, "Pending": 2}
    assert watched.fired() == [("schools", "06:00", "Waiting")]
    start("robot-2")
    until(lambda: state_of(watched, "schools") == "Done")
    assert watched.log()[3:] == ["began B", "did B", "began C", "did C"]
    assert watched.alerts() == []


def test_a_killed_robot_goes_on_where_it_was_when_it_is_started_again(
    watched: Place, start: Start
) -> None:
    watched.put("hold-B")
    robot = start("robot-1")
    watched.move_to("2026-03-02T06:00")
    until(lambda: "began B" in watched.log())
    robot.kill()
    robot.wait(WAIT_S)
    assert watched.fired() == [("schools", "06:00", "Running")]
    watched.remove("hold-B")
    start("robot-1")
    until(lambda: state_of(watched, "schools") == "Done")
    assert [watched.log().count(f"did {key}") for key in "ABC"] == [1, 1, 1]
    assert watched.states() == {"Completed": 3}
    assert "Terminated" in watched.sessions()


def test_a_robot_that_is_killed_and_comes_back_too_late_begins_nothing(
    watched: Place, start: Start
) -> None:
    watched.put("hold-A")
    robot = start("robot-1")
    watched.move_to("2026-03-02T06:00")
    until(lambda: "began A" in watched.log())
    robot.kill()
    robot.wait(WAIT_S)
    watched.remove("hold-A")
    watched.move_to("2026-03-02T09:10")
    start("robot-1")
    until(lambda: state_of(watched, "paper") == "Done")
    assert watched.fired()[:2] == [("schools", "06:00", "Gave up"), ("hand over", "07:30", "Done")]
    assert [line for line in watched.log() if line.startswith("did")] == []
    assert sorted(line for line in watched.log() if "to people" in line) == [
        f"to people: {key} CUT" for key in "ABC"
    ]


def test_an_idle_robot_takes_a_request_and_ends_at_once_when_it_is_told(
    watched: Place, start: Start
) -> None:
    robot = start("robot-1")
    with watched.runtime() as runtime:
        runtime.sessions.request("slow", "any", "A")
    until(lambda: "did C" in watched.log())
    assert tell_to_stop(robot) == 0
    assert not is_registered(watched, "robot-1", robot)


def test_a_second_robot_of_the_same_name_is_refused(watched: Place, start: Start) -> None:
    start("robot-1")
    second = watched.start("robot-1")
    said, _ = second.communicate(timeout=WAIT_S)
    assert second.returncode == 10
    assert "robot named robot-1 runs already" in said
    assert "[resource] name" in said
