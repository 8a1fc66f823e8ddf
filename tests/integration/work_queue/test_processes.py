"""Several robots, and robots that die: real processes on one database."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from bot.effects import EffectState
from bot.exceptions import SystemException, SystemExceptionTryOnce
from bot.session_log import SessionState
from bot.work_queue import QueueSettings, State
from tests.unit.runtime.parts import Parts, an_effect

WAIT_S = 30.0

Robot = subprocess.Popen[str]
Start = Callable[..., Robot]

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals are of POSIX")


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    with ExitStack() as stack:

        def begin(command: str, *words: str) -> Robot:
            robot = subprocess.Popen(
                [sys.executable, "-m", f"{__package__}.worker", command, str(tmp_path), *words],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            stack.enter_context(robot)
            stack.callback(robot.kill)
            return robot

        yield begin


def line_of(robot: Robot) -> str:
    assert robot.stdout is not None
    return robot.stdout.readline().strip()


def tell(robot: Robot) -> None:
    assert robot.stdin is not None
    robot.stdin.write("\n")
    robot.stdin.flush()


def until(holds: Callable[[], object]) -> None:
    end, pause = time.monotonic() + WAIT_S, threading.Event()
    while not holds():
        assert time.monotonic() < end
        pause.wait(0.02)


def test_robots_that_claim_at_the_same_time_share_the_items_without_doubles(
    parts: Parts, start: Start
) -> None:
    queue = parts.queue()
    for number in range(120):
        queue.add(f"P1/{number}", {})
    robots = [start("drain", f"robot-{number}") for number in range(3)]
    for robot in robots:
        assert line_of(robot) == "ready"
    for robot in robots:
        tell(robot)
    worked = [key for robot in robots for key in robot.communicate(timeout=WAIT_S)[0].split()]
    assert sorted(worked) == sorted(f"P1/{number}" for number in range(120))
    assert queue.count()[State.COMPLETED] == 120
    assert parts.audit.verify().ok


def test_a_killed_robots_item_is_given_back_at_once_when_it_restarts(
    parts: Parts, start: Start
) -> None:
    queue = parts.queue()
    queue.add("P1/1", {})
    robot = start("hold", "robot-1", "60", "600")
    number, fence = map(int, line_of(robot).split())
    living = parts.session("robot-1")
    assert queue.give_back_own_locks(living) == 0  # it lives
    robot.kill()
    robot.wait(WAIT_S)
    elsewhere = parts.session("robot-2")
    assert queue.give_back_own_locks(elsewhere) == 0  # not this resource's
    restarted = parts.session("robot-1")
    assert queue.give_back_own_locks(restarted) == 1
    item = queue.get_next(restarted)
    assert item is not None
    assert (item.id, item.crashes, item.attempt) == (number, 1, 1)
    assert item.fence > fence
    ended = [row for row in parts.sessions.list() if row.state == SessionState.TERMINATED]
    assert [row.pid for row in ended] == [robot.pid]


def test_a_killed_robots_item_is_taken_over_by_another_machine_when_its_lease_is_over(
    parts: Parts, start: Start
) -> None:
    queue = parts.queue(settings=QueueSettings(lease_s=0.5))
    queue.add("P1/1", {})
    robot = start("hold", "robot-1", "0.5", "600")
    number = int(line_of(robot).split()[0])
    robot.kill()
    until(lambda: queue.reap() == 1)
    item = queue.get_next(parts.session("robot-2"))
    assert item is not None
    assert (item.id, item.crashes) == (number, 1)


def test_a_robot_paused_longer_than_its_lease_is_refused_when_it_wakes(
    parts: Parts, start: Start
) -> None:
    queue = parts.queue(settings=QueueSettings(lease_s=0.5))
    queue.add("P1/1", {})
    robot = start("hold", "robot-1", "0.5", "600")
    assert line_of(robot)
    os.kill(robot.pid, signal.SIGSTOP)
    until(lambda: queue.reap() == 1)
    item = queue.get_next(parts.session("robot-2"))
    assert item is not None
    os.kill(robot.pid, signal.SIGCONT)
    tell(robot)
    assert line_of(robot) == "refused"
    queue.mark_completed(item)
    assert queue.count()[State.COMPLETED] == 1


def test_a_robot_that_works_longer_than_its_lease_keeps_its_item(
    parts: Parts, start: Start
) -> None:
    queue = parts.queue()
    queue.add("P1/1", {})
    robot = start("hold", "robot-1", "0.6", "600")
    number = int(line_of(robot).split()[0])
    taken_at = time.monotonic()
    until(lambda: queue.reap() or time.monotonic() - taken_at > 2)
    assert queue.get(number).state is State.LOCKED
    tell(robot)
    assert line_of(robot) == "completed"


def test_a_robot_that_hangs_past_the_items_deadline_loses_it(parts: Parts, start: Start) -> None:
    queue = parts.queue()
    queue.add("P1/1", {})
    robot = start("hold", "robot-1", "0.5", "1")
    assert line_of(robot)
    until(lambda: queue.reap() == 1)
    tell(robot)
    assert line_of(robot) == "refused"


@pytest.mark.parametrize("point", ["planned", "beginning", "sending", "acted", "done"])
@pytest.mark.parametrize("kind", ["oel", "mail"])
def test_a_robot_killed_at_any_point_of_an_effect_never_doubles_or_loses_it(
    parts: Parts, start: Start, tmp_path: Path, kind: str, point: str
) -> None:
    robot = start("effect", kind, point)
    assert robot.wait(WAIT_S) == -signal.SIGKILL
    outside = tmp_path / "outside.txt"
    before = count(outside)
    unknown = kind == "mail" and point in {"sending", "acted"}
    for _ in range(2):  # recovery is idempotent
        try:
            recover(parts, outside, kind)
        except SystemExceptionTryOnce:
            assert unknown
    found = parts.ledger.find(an_effect(kind))
    assert found is not None
    assert found.state is (EffectState.UNKNOWN if unknown else EffectState.DONE)
    assert count(outside) == (before if unknown else 1)
    assert parts.audit.verify().ok


def recover(parts: Parts, outside: Path, kind: str) -> None:
    def act() -> str:
        with outside.open("a", encoding="utf-8") as file:
            file.write("done\n")
        return "proof"

    def probe() -> str | None:
        return "found" if outside.exists() else None

    session = parts.session()
    is_screen = kind == "oel"
    parts.ledger.perform(
        an_effect(kind),
        act,
        probe if is_screen else None,
        conclusive=is_screen,
        session=session,
    )


def count(outside: Path) -> int:
    return len(outside.read_text(encoding="utf-8").splitlines()) if outside.exists() else 0


def test_a_database_that_another_keeps_is_tried_again_and_not_for_ever(tmp_path: Path) -> None:
    with (
        Parts.open(tmp_path) as other,
        Parts.open(tmp_path, busy_timeout_ms=50) as parts,
    ):
        queue = parts.queue()
        kept, free = threading.Event(), threading.Event()

        def keep(_: object) -> None:
            kept.set()
            free.wait(WAIT_S)

        keeper = threading.Thread(target=lambda: other.store.transact(keep))
        keeper.start()
        kept.wait(WAIT_S)
        try:
            began = time.monotonic()
            with pytest.raises(SystemException, match="database locked for 3 tries"):
                queue.add("P1/1", {})
            assert time.monotonic() - began < 5
        finally:
            free.set()
            keeper.join()
        assert queue.add("P1/1", {})
        assert queue.count()[State.PENDING] == 1


def test_when_the_disk_is_full_nothing_is_half_done_and_the_robot_says_so(
    parts: Parts, start: Start
) -> None:
    queue = parts.queue()
    queue.add("P1/1", {})
    robot = start("fill", "robot-1")
    assert line_of(robot) == "unavailable"
    added = int(line_of(robot))
    assert robot.wait(WAIT_S) == 0
    assert queue.count()[State.PENDING] == added + 1
    assert parts.audit.verify().ok
