"""No browser outlives its robot, however the robot ends."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc"),
]
GONE_WITHIN_S = 10.0


class RunningRobot:
    """The robot's program with the processes it started."""

    def __init__(self, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.integration.screen.robot_program", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout
        self.browser = int(self.process.stdout.readline())
        self.started = descendants(self.process.pid)

    def left(self) -> set[int]:
        return {pid for pid in self.started if is_alive(pid)}


def descendants(root: int) -> set[int]:
    parents: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            after_name = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents.setdefault(int(after_name[1]), []).append(int(stat.parent.name))
    found: set[int] = set()
    waiting = [root]
    while waiting:
        for child in parents.get(waiting.pop(), []):
            found.add(child)
            waiting.append(child)
    return found


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def wait_until(is_so: Callable[[], bool]) -> bool:
    until, pause = time.monotonic() + GONE_WITHIN_S, threading.Event()
    while not is_so() and time.monotonic() < until:
        pause.wait(0.02)
    return is_so()


@pytest.fixture
def robot() -> Iterator[RunningRobot]:
    yield from running()


@pytest.fixture
def hanging_robot() -> Iterator[RunningRobot]:
    yield from running("--hanging")


def running(*arguments: str) -> Iterator[RunningRobot]:
    robot = RunningRobot(*arguments)
    yield robot
    for pid in (robot.process.pid, *robot.left()):
        if is_alive(pid):
            os.kill(pid, signal.SIGKILL)
    robot.process.communicate()


def test_the_browser_is_among_the_processes_of_the_robot(robot: RunningRobot) -> None:
    assert robot.browser in robot.started


def test_a_robot_that_ends_leaves_no_browser(robot: RunningRobot) -> None:
    robot.process.communicate("")
    assert wait_until(lambda: not robot.left())


@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGTERM])
def test_a_robot_that_is_killed_leaves_no_browser(robot: RunningRobot, blow: int) -> None:
    os.kill(robot.process.pid, blow)
    assert wait_until(lambda: not robot.left())


def test_a_robot_killed_while_its_page_hangs_leaves_no_browser(hanging_robot: RunningRobot) -> None:
    os.kill(hanging_robot.process.pid, signal.SIGKILL)
    assert wait_until(lambda: not hanging_robot.left())


def test_a_robot_killed_together_with_its_driver_leaves_no_browser(robot: RunningRobot) -> None:
    driver = next(p for p in robot.started if "node" in Path(f"/proc/{p}/cmdline").read_text())
    os.kill(driver, signal.SIGSTOP)
    os.kill(robot.process.pid, signal.SIGKILL)
    os.kill(driver, signal.SIGKILL)
    assert wait_until(lambda: not robot.left())
