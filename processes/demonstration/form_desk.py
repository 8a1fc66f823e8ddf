"""A fake Niche with a few PPNs, started to look at form versions side by side."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

from bot.application import Application
from bot.browser import RobotBrowser
from bot.exceptions import BotError
from bot.forms.desk import NoFormDeskError
from bot.registry import process_class
from bot.robot import Robot, open_robot
from bot.runtime import Runtime
from objects.niche_ppn_form import SCREEN, NichePpnForm, Ppn
from objects.niche_task_queue import NicheTaskQueue
from processes.demonstration.niche_facts import NicheFacts
from processes.demonstration.programs import ProgramError, World, running_world, seed_pack
from processes.demonstration.workspace import configure, fresh_workspace

SCENARIOS = ("P2:middle-names", "P2.8", "P2.23", "P1.1")
RECORDS = 3
OTHER_QUEUE = "MASH-CSC"
LOGS_IN = "task_prioritisation"


@dataclass(frozen=True)
class PpnDesk:
    """PPNs that the robot may open, in any version that the fake Niche has."""

    world: World
    application: Application
    records: Sequence[str]
    every_record: Sequence[str]
    versions: Sequence[str]
    opened: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, robot: Robot, world: World) -> Self:
        """Log the robot in."""
        facts = NicheFacts(world.pack)
        process_class(LOGS_IN)(robot).launch_application()
        ppns = facts.ppns()
        return cls(world, robot.application, ppns[:RECORDS], ppns, facts.form_versions())

    def read(self, version: str, record: str) -> Ppn:
        """The PPN, read and proved in that version of the form.

        Raises:
            DriftException: C6, the form is not the approved one; nothing was read.
        """
        self._switch(version, record)
        return NichePpnForm(self.application).get_ppn(record)

    def others_go_on(self) -> bool:
        """The CSC requests' queue, which processes read that read no PPN."""
        self.world.heal()
        try:
            NicheTaskQueue(self.application).get_tasks(OTHER_QUEUE)
        except BotError:
            return False
        return True

    def show(self, version: str, record: str) -> None:
        """Bring the PPN to the window, in that version of the form."""
        self._switch(version, record)
        self.application.go(f"/report/{record}")

    def _switch(self, version: str, record: str) -> None:
        """Let the form be of that version; the first time, give the reason for access."""
        self.world.heal()
        if record not in self.opened:
            NichePpnForm(self.application).open_record(record, "Form check", leads_to=SCREEN)
            self.opened.add(record)
        self.world.fault({"kind": "form_version", "path": r"^/report/", "value": version})


@contextmanager
def _told() -> Iterator[None]:
    """A program that does not start, because of a form file for example, says why."""
    try:
        yield
    except ProgramError as error:
        raise NoFormDeskError(
            f"cause: {error}; fix: mend the form file, or what else it names"
        ) from error


@contextmanager
def ppn_desk(forms: Path | None, browser: RobotBrowser | None = None) -> Iterator[PpnDesk]:
    """Seed, start and log in; everything ends with the block.

    Args:
        forms: a folder with more versions of the form.
        browser: one that runs already; else the desk starts its own.
    """
    with ExitStack() as stack:
        folder = stack.enter_context(TemporaryDirectory())
        stack.enter_context(_told())
        workspace = fresh_workspace(Path(folder) / "desk")
        with ThreadPoolExecutor(1) as beside:
            seeded = beside.submit(
                seed_pack, workspace.pack, pack="smoke", seed=1, scenarios=SCENARIOS
            )
            window = browser or stack.enter_context(RobotBrowser())
            seeded.result()
        with (
            running_world(workspace.pack, workspace.mail_store, forms) as world,
            Runtime.open(configure(workspace, world), env={}) as runtime,
            open_robot(runtime, run="form check", browser=window) as robot,
        ):
            yield PpnDesk.of(robot, world)
