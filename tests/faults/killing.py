"""Kills a robot at chosen moments of its morning and starts it again, until the work is done."""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.browser import RobotBrowser
from fake_niche.seed.pack import seed as make_pack
from processes.demonstration.programs import World, running_world
from processes.demonstration.workspace import Workspace, configure, fresh_workspace
from tests.faults.checker import Left, look, violations
from tests.faults.morning import save_world
from tests.hub import Hub, hub_of
from tests.integration.screen.test_browser_ends import descendants, is_alive, wait_until
from tests.outside import MailServer, NicheRecords
from tests.robots import a_robot

MORNING_S = 1_800
PAUSE_MS = 40


class RobotProcess:
    """A robot as a process of its own, working the morning.

    Args:
        workspace: where its world and its files are.
        ledger: another ledger than the right one.
        die_at: the page at which it kills itself.
    """

    def __init__(self, workspace: Workspace, ledger: str = "", die_at: str = "") -> None:
        self._errors = (workspace.root / "robot.log").open("a", encoding="utf-8")
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-m", "tests.faults.morning", str(workspace.root)),
                *("--ledger", ledger, "--die-at", die_at),
            ],
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
        )

    def work_until(self, steps: int) -> bool:
        """Let it take so many steps; False when it ended before."""
        lines = self.process.stdout
        return all(lines and lines.readline() for _ in range(steps))

    def work_to_the_end(self) -> int:
        """Let it finish; gives how many steps it took.

        Raises:
            RuntimeError: it ended with a fault; the message is its own.
        """
        steps = sum(1 for _ in self.process.stdout or ())
        if self._ended():
            raise RuntimeError(Path(self._errors.name).read_text(encoding="utf-8")[-2000:])
        return steps

    def work_to_its_death(self) -> None:
        """Let it go on until it kills itself.

        Raises:
            RuntimeError: it ended otherwise.
        """
        for _ in self.process.stdout or ():
            continue
        if self._ended() != -signal.SIGKILL:
            raise RuntimeError(Path(self._errors.name).read_text(encoding="utf-8")[-2000:])

    def work_while(self, is_so: Callable[[], bool]) -> None:
        """Let it go on for as long as something is so."""
        while is_so() and self.work_on(0.05):
            continue

    def work_on(self, pause_s: float) -> bool:
        """Let it go on for a moment; False when it ended meanwhile."""
        try:
            self.process.wait(pause_s)
        except subprocess.TimeoutExpired:
            return True
        return False

    def kill(self) -> set[int]:
        """End it at once; gives the processes that outlived it, which should be none."""
        started = descendants(self.process.pid)
        os.kill(self.process.pid, signal.SIGKILL)
        self._ended()
        wait_until(lambda: not any(map(is_alive, started)))
        return {pid for pid in started if is_alive(pid)}

    def _ended(self) -> int:
        status = self.process.wait(MORNING_S)
        self._errors.close()
        if self.process.stdout:
            self.process.stdout.close()
        return status


@dataclass
class Ordeal:
    """What a morning with kills came to."""

    seed: int
    steps_undisturbed: int
    killed_after: list[int] = field(default_factory=list)
    outlived: set[int] = field(default_factory=set)
    held: tuple[str, ...] = ()
    mails: int = 0
    entries: int = 0
    violations: tuple[str, ...] = ()

    @property
    def is_right(self) -> bool:
        """Whether nothing is wrong."""
        return not self.violations and not self.outlived

    def __str__(self) -> str:
        steps = ", ".join(map(str, self.killed_after))
        lines = [
            f"seed {self.seed}: {len(self.killed_after)} kills, steps lived: {steps}",
            f"steps of the undisturbed morning: {self.steps_undisturbed}",
            f"mails accepted: {self.mails}; held 'may have been sent': {self._listed(self.held)}",
            f"processes that outlived their robot: {len(self.outlived)}",
            f"violations: {len(self.violations)}",
            *self.violations,
        ]
        return "\n".join(lines)

    @staticmethod
    def _listed(keys: tuple[str, ...]) -> str:
        return ", ".join(keys) or "none"


@contextmanager
def a_morning(root: Path, *scenarios: str, seed: int = 1) -> Iterator[tuple[Workspace, World]]:
    """A running world, configured, with nobody at work yet."""
    workspace = fresh_workspace(root)
    make_pack("smoke", seed, "hampshire", workspace.pack, scenarios=scenarios)
    with running_world(workspace.pack, workspace.mail_store) as world:
        configure(workspace, world)
        save_world(workspace, world)
        yield workspace, world


@contextmanager
def looked_at(workspace: Workspace, world: World) -> Iterator[Hub]:
    """The hub after the robots have gone; nothing is started."""
    config = configure(workspace, world)
    with a_robot(config, RobotBrowser()) as robot:
        yield hub_of(workspace, world, robot)


def undisturbed(root: Path, *scenarios: str, seed: int = 1) -> tuple[Left, int]:
    """What the pack's morning leaves when nobody is killed, and how many steps it takes."""
    with a_morning(root, *scenarios, seed=seed) as (workspace, world):
        steps = RobotProcess(workspace).work_to_the_end()
        with looked_at(workspace, world) as hub:
            return look(hub), steps


def killed_at_random(
    root: Path,
    *scenarios: str,
    kills: int,
    seed: int,
    tell: Callable[[str], None] = lambda _: None,
) -> Ordeal:
    """A morning with so many kills, held against the same morning undisturbed."""
    wanted, steps = undisturbed(root / "undisturbed", *scenarios)
    tell(f"undisturbed: {steps} steps, {wanted.mails.total()} mails")
    ordeal = Ordeal(seed, steps)
    with a_morning(root / "killed", *scenarios) as (workspace, world):
        _kill_again_and_again(workspace, ordeal, kills, tell)
        _end(workspace, world, ordeal, wanted)
    return ordeal


def killed_at_pages(root: Path, wanted: Left, *scenarios: str, pages: tuple[str, ...]) -> Ordeal:
    """A morning that is killed as each of these pages begins, held against the undisturbed one."""
    ordeal = Ordeal(0, 0)
    with a_morning(root, *scenarios) as (workspace, world):
        for page in pages:
            RobotProcess(workspace, die_at=page).work_to_its_death()
        _end(workspace, world, ordeal, wanted)
    return ordeal


def killed_while_sending(
    root: Path,
    wanted: Left,
    *scenarios: str,
    faults: tuple[str, ...],
    ledger: str = "",
    meanwhile: Callable[[NicheRecords], None] = lambda _: None,
) -> Ordeal:
    """A morning that is killed while the mail server keeps the robot waiting.

    Args:
        root: an empty folder.
        wanted: what the undisturbed morning leaves.
        scenarios: with one message to send.
        faults: of the mail server; the first keeps the robot waiting.
        ledger: another ledger than the right one.
        meanwhile: what happens in Niche before the robot is started again.
    """
    ordeal = Ordeal(0, 0)
    with a_morning(root, *scenarios) as (workspace, world):
        mail = MailServer(world)
        for fault in faults:
            mail.fault(fault, remaining=1)
        robot = RobotProcess(workspace, ledger)
        try:
            robot.work_while(lambda: mail.hits(faults[0]) == 0)
        finally:
            ordeal.outlived |= robot.kill()
        mail.heal()
        meanwhile(NicheRecords(workspace.pack))
        _end(workspace, world, ordeal, wanted, ledger)
    return ordeal


def _end(
    workspace: Workspace, world: World, ordeal: Ordeal, wanted: Left, ledger: str = ""
) -> None:
    RobotProcess(workspace, ledger).work_to_the_end()
    with looked_at(workspace, world) as hub:
        left = look(hub)
        ordeal.held, ordeal.mails = tuple(left.doubtful.values()), left.mails.total()
        ordeal.entries = sum("Operation Encompass" in text for _, text in left.entries)
        ordeal.violations = violations(hub, wanted)


def _kill_again_and_again(
    workspace: Workspace, ordeal: Ordeal, kills: int, tell: Callable[[str], None]
) -> None:
    chance = random.Random(ordeal.seed)
    moments = sorted(chance.sample(range(1, ordeal.steps_undisturbed), kills))
    lives = [after - before for before, after in zip([0, *moments], moments, strict=False)]
    for lived in lives:
        robot = RobotProcess(workspace)
        if robot.work_until(lived) and robot.work_on(chance.uniform(0, PAUSE_MS) / 1000):
            ordeal.outlived |= robot.kill()
            ordeal.killed_after.append(lived)
            tell(f"killed after {lived} steps")
        else:
            robot.work_to_the_end()
