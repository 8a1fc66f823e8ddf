"""A whole hub for a test: a seeded pack, the fake Niche and the mail server as programs, a robot.

Everything is real: the robot's database, its browser, the screens, the mail server. A test says
what happens in the hub and then looks at it from outside: at Niche's own database, at what the
mail server accepted, at the robot's queue and alerts.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path

from bot.browser import RobotBrowser
from bot.clock import LONDON, ScenarioClock
from bot.config import Config
from bot.effects import Effect
from bot.endings import Ended, Reconciliation
from bot.exceptions import BotError
from bot.process import AnyProcess
from bot.registry import process_class
from bot.robot import Robot
from bot.runtime import Runtime
from bot.work_queue import QueueRow, State
from fake_niche.seed.pack import seed as make_pack
from fake_niche.seed.versions import USUAL
from processes.demonstration.answer_key import (
    AcceptedMail,
    Actual,
    Comparison,
    Expected,
    compare,
    read_answer_key,
)
from processes.demonstration.attached import read_documents
from processes.demonstration.outcomes import Tags, actual_outcomes, all_rows, read_tags
from processes.demonstration.programs import World, running_world
from processes.demonstration.story import mornings, selected_from
from processes.demonstration.workspace import Workspace, configure, fresh_workspace
from tests.outside import MailServer, NicheRecords
from tests.robots import Watcher, a_robot

PROCESSES = {
    "P1": "task_prioritisation",
    "P2": "operation_encompass",
    "P3": "operation_endeavour",
}
REPORTS = {"P4": "csc_report", "P5": "marac_report"}
NAMES = {**PROCESSES, **REPORTS}
AT = {
    "P1": time(5, 40),
    "P2": time(6, 0),
    "P3": time(6, 10),
    "P4": time(8, 30),
    "P5": time(8, 35),
}
TELLS_SCHOOLS = ("P2", "P3")
OVERLAP = timedelta(hours=24)


@dataclass
class Hub:
    """A hub with one robot at work; more robots may join.

    Attributes:
        niche: Niche's records, looked at from outside.
        mail: the mail server, looked at from outside.
        tags: the title tags at the end of each run.
    """

    workspace: Workspace
    world: World
    robot: Robot
    clock: ScenarioClock
    watcher: Watcher
    niche: NicheRecords
    mail: MailServer
    tags: dict[int, Tags] = field(default_factory=dict)

    @property
    def runtime(self) -> Runtime:
        """The robot's runtime."""
        return self.robot.runtime

    @property
    def config(self) -> Config:
        """The robot's configuration."""
        return self.robot.runtime.config

    # What happens ----------------------------------------------------------------------------------

    def process(self, code: str) -> AnyProcess:
        """The process on this robot, its queue and its pages."""
        return process_class(NAMES[code])(self.robot)

    def load(self, code: str, run: int = 1) -> Reconciliation:
        """The loader of a process, at its hour; then what happens in the hub after it."""
        self.move_to(AT[code])
        seen = self.process(code).load_queue()
        self.world.happen(f"{code.lower()}-loaded-{run}")
        return seen

    def perform(self, code: str) -> Ended:
        """The Main Page of a process until its queue gives nothing more."""
        return self.process(code).main_page()

    def work(self, *codes: str, run: int = 1) -> Ended:
        """Load and perform; then whatever waits, until nothing is due before noon."""
        ended = Ended.COMPLETED
        for code in codes:
            self.load(code, run)
            ended = self.perform(code)
        return self.work_what_waits(*codes) or ended

    def work_what_waits(self, *codes: str) -> Ended | None:
        """Move the clock to each time that something is due, and perform."""
        ended = None
        while due := self._next_due(codes):
            self._move(due + timedelta(seconds=1))
            for code in codes:
                ended = self.perform(code)
        return ended

    def resume(self) -> None:
        """The first run of the pack, from wherever it stands; what is done already stays done."""
        self._move(mornings(self.world.pack)[0].at)
        for codes in (tuple(PROCESSES), tuple(REPORTS)):
            for code in codes:
                if self.runtime.runs.last(NAMES[code]) is None:
                    self.load(code)
                self.world.happen(f"{code.lower()}-loaded-1")
                self.perform(code)
            self.work_what_waits(*codes)

    def try_to_load(self, code: str) -> str:
        """Load, expecting to be prevented; gives the outcome word of what prevented it."""
        try:
            self.load(code)
        except BotError as error:
            return error.outcome
        return ""

    def at_page(self, title: str, happens: Callable[[], None]) -> None:
        """Let something happen when the robot next comes to a page."""
        self.watcher.on_stage[title] = happens

    def after_an_item(self, happens: Callable[[], None]) -> None:
        """Let something happen when the robot has ended its next item."""
        self.watcher.on_item.append(happens)

    def work_at_the_cut_off(self, code: str) -> None:
        """What has waited until 07:30 is worked then, and nothing is left to wait."""
        self.move_to(time(7, 30, 1))
        self.perform(code)
        self.work_what_waits(code)

    def whole_days(self, *codes: str) -> None:
        """Every run of the pack on these processes, with all that happens in the hub meanwhile."""
        for morning in mornings(self.world.pack):
            self._move(morning.at)
            for code in NAMES:
                if code in codes:
                    self.load(code, morning.number)
                    self.perform(code)
                self.world.happen(f"{code.lower()}-loaded-{morning.number}")
            self.work_what_waits(*codes)
            self.tags[morning.number] = read_tags(self.world.pack)
            self.world.happen(f"after-run-{morning.number}")

    def move_to(self, at: time) -> None:
        """Move the clock on to that hour of this day; it never goes back."""
        self._move(datetime.combine(self.clock.now().date(), at, tzinfo=LONDON))

    def _move(self, to: datetime) -> None:
        if to > self.clock.now():
            self.clock.move_to(to)

    def _next_due(self, codes: tuple[str, ...]) -> datetime | None:
        noon = datetime.combine(self.clock.now().date(), time(12), tzinfo=LONDON)
        found = [self.process(code).queue.next_due() for code in codes]
        due = [when for when in found if when is not None and when < noon]
        return min(due, default=None)

    # What became of it ---------------------------------------------------------------------------

    def rows(self, code: str = "") -> tuple[QueueRow, ...]:
        """The latest attempt of every item of a process; of all processes without one."""
        return tuple(row for row in all_rows(self.runtime) if row.key.startswith(code))

    def row(self, code: str = "") -> QueueRow:
        """The latest attempt of the one item that there is."""
        (row,) = self.rows(code)
        return row

    def attempts(self, row: QueueRow) -> tuple[QueueRow, ...]:
        """Every attempt of an item, first to last."""
        return self.runtime.queue(row.queue).attempts(row.item)

    def alerts(self) -> list[str]:
        """What the service desk was told: title and detail of each alert."""
        file = self.config.paths.var / "alerts.jsonl"
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        return [f"{alert['title']}: {alert['detail']}" for alert in map(json.loads, lines)]

    def drift_reports(self) -> list[dict[str, str]]:
        """The drift reports, oldest first."""
        files = sorted((self.config.paths.var / "drift").glob("*.json"))
        return [json.loads(file.read_text(encoding="utf-8")) for file in files]

    def owed(self) -> tuple[Effect, ...]:
        """Log entries and staff tasks that are owed."""
        return self.runtime.ledger.owed()

    def expected(self) -> tuple[Expected, ...]:
        """The answer key of the pack."""
        return read_answer_key(self.world.pack / "answer_key" / "answer_key.yaml")

    def outcomes(self) -> tuple[tuple[Actual, ...], tuple[AcceptedMail, ...]]:
        """What became of every item, and messages that no item owns."""
        tags = self.tags or {1: read_tags(self.world.pack)}
        documents = read_documents(self.world.pack)
        return actual_outcomes(self.runtime, self.world.mails(), tags, documents)

    def comparison(self) -> Comparison:
        """What became of every item, held against the answer key."""
        actual, strays = self.outcomes()
        return compare(self.expected(), actual, strays)

    def faults_of(self, code: str) -> list[tuple[str, tuple[str, ...]]]:
        """What the answer key finds wrong with the items of a process."""
        verdicts = self.comparison().verdicts
        return [(v.key, v.faults) for v in verdicts if v.key.startswith(code) and v.faults]

    def is_told(self, row: QueueRow) -> bool:
        """A final exception has its log entry, or it is owed, and staff can see a task."""
        episode = _episode(row)
        effects = [e for e in self.runtime.ledger.find_all(kind="oel") if e.key.episode == episode]
        entries = [e.reference for e in effects if e.owed or self.niche.stands(e.reference)]
        return (bool(entries) or row.exception_code == "C12") and self._has_task(row)

    def _has_task(self, row: QueueRow) -> bool:
        if row.key.startswith("P1"):
            return self.niche.task(int(row.data["task"])).status == "New"
        if row.data.get("kind") == "left":
            return self.niche.task(int(row.data["task"])).status == "New"
        episode = _episode(row)
        tasks = [e for e in self.runtime.ledger.find_all(kind="task") if e.key.episode == episode]
        return any(e.owed or self.niche.has_task(e.reference) for e in tasks)

    def finals(self) -> tuple[QueueRow, ...]:
        """Items that ended as an exception."""
        return tuple(row for row in self.rows() if row.state is State.EXCEPTIONED)


def _episode(row: QueueRow) -> str:
    data = row.data
    if row.key.startswith("P1"):
        return f"T{data['task']}.{data['revision']}"
    if "ppn" not in data:
        return f"T{data['task']}"
    return "/".join(part for part in (f"{data['ppn']}.{data['revision']}", data["episode"]) if part)


@contextmanager
def a_hub(
    folder: Path,
    browser: RobotBrowser,
    *scenarios: str,
    forms: Path | None = None,
    form_versions: tuple[str, ...] = USUAL,
    timeout_ms: int = 30_000,
) -> Iterator[Hub]:
    """A hub on the scenarios named; it is Monday 05:30 and the robot is not logged in.

    Args:
        folder: an empty folder.
        browser: the robot's browser.
        scenarios: rows of the tables, such as ``P2.18`` or ``C3:unlocked-meanwhile``.
        forms: a folder with more versions of the form.
        form_versions: the versions that the PPNs are written in, mixed.
        timeout_ms: the longest that one step of the robot may take.
    """
    workspace = fresh_workspace(folder)
    make_pack("smoke", 1, "hampshire", workspace.pack, scenarios=scenarios, versions=form_versions)
    with running_world(workspace.pack, workspace.mail_store, forms) as world:
        watcher = Watcher()
        with a_robot(configure(workspace, world), browser, watcher, timeout_ms) as robot:
            watcher.robot = robot
            yield hub_of(workspace, world, robot, watcher)


def hub_of(workspace: Workspace, world: World, robot: Robot, watcher: Watcher | None = None) -> Hub:
    """The hub around a robot; before their first run, P2 and P3 select from where the pack says."""
    marks = robot.runtime.marks
    for code in TELLS_SCHOOLS:
        if marks.get(PROCESSES[code]) is None:
            marks.move(PROCESSES[code], selected_from(workspace.pack) + OVERLAP)
    return Hub(
        workspace,
        world,
        robot,
        ScenarioClock(workspace.pack / "clock.json"),
        watcher or Watcher(),
        niche=NicheRecords(workspace.pack),
        mail=MailServer(world),
    )
