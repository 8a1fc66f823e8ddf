"""The mornings of a pack: what is run when, and what happens in between.

Each morning: 05:30 pre-check, then P1, 06:00 P2, whatever waits until the cut-off at 07:30, 07:45
summary, 08:00 hand-over sheet, 08:30 the reports P4 and P5; then, where a whole day is asked for,
every half hour P1, P4 and P5 again. Between the mornings the pack's events happen.
"""

from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from io import StringIO
from pathlib import Path
from typing import Any, Protocol

from ruamel.yaml import YAML

from bot.cli import app, run_command
from bot.clock import LONDON, ScenarioClock
from bot.endings import Ended, Reconciliation
from bot.process import AnyProcess
from bot.registry import process_class
from bot.robot import Robot
from processes.demonstration.outcomes import Tags, read_tags
from processes.demonstration.programs import ProgramError, World

Processes = tuple[tuple[str, str], ...]
PROCESSES: Processes = (
    ("task_prioritisation", "p1"),
    ("operation_encompass", "p2"),
    ("operation_endeavour", "p3"),
)
REPORTS: Processes = (("csc_report", "p4"), ("marac_report", "p5"))
SENDING = ("operation_encompass", "operation_endeavour")
CUT_OFF = time(7, 30)
PAPERS = ((time(7, 45), "summary"), (time(8, 0), "hand-over"))
ENCOMPASS_AT = time(6, 0)
NOON = time(12, 0)
REPORTS_AT = time(8, 30)
NEXT_TICK, EVERY = time(9, 0), timedelta(minutes=30)


class Audience(Protocol):
    """Who is told how the story goes on."""

    def chapter(self, title: str) -> None:
        """A new part begins: a load, a perform, the events of a moment."""

    def queue_grew(self, process: str, items: int) -> None:
        """So many items are there to be worked now."""


@dataclass
class Diary:
    """What was noted on the way: a reconciliation for each load, papers for each morning."""

    reconciliations: list[tuple[str, int, Reconciliation]] = field(default_factory=list)
    ended: list[tuple[str, int, Ended]] = field(default_factory=list)
    papers: list[Path] = field(default_factory=list)
    tags: dict[int, Tags] = field(default_factory=dict)


@dataclass(frozen=True)
class Morning:
    """One run of the pack: its number and when it begins."""

    number: int
    at: datetime

    def moment(self, at: time) -> datetime:
        """That time of day on this morning."""
        return datetime.combine(self.at.date(), at, tzinfo=LONDON)


def mornings(pack: Path) -> tuple[Morning, ...]:
    """The runs that the pack asks for."""
    facts = _facts(pack)
    return tuple(
        Morning(int(run["run"]), datetime.fromisoformat(str(run["at"])).astimezone(LONDON))
        for run in facts["runs"]
    )


def selected_from(pack: Path) -> datetime:
    """When the last run before the pack was: the first selection begins there."""
    return datetime.fromisoformat(str(_facts(pack)["selected_from"])).astimezone(LONDON)


class Story:
    """Runs the mornings of a pack on one robot."""

    def __init__(
        self,
        robot: Robot,
        world: World,
        audience: Audience,
        config: Path,
        *,
        until: time | None = None,
    ) -> None:
        self._until = until
        self._robot = robot
        self._world = world
        self._audience = audience
        self._config = config
        self._clock = ScenarioClock(world.pack / "clock.json")
        self.diary = Diary()

    def tell(self) -> Diary:
        """All mornings, with the events between them."""
        self._set_first_mark()
        for morning in mornings(self._world.pack):
            self._morning(morning)
            self.diary.tags[morning.number] = read_tags(self._world.pack)
            self._world.happen(f"after-run-{morning.number}")
        return self.diary

    def _morning(self, morning: Morning) -> None:
        self._move_to(morning.at)
        self._run("pre-check")
        for name, short in PROCESSES:
            if short == "p2":
                self._move_to(morning.moment(ENCOMPASS_AT))
            self._load_and_perform(name, short, morning)
        self._work_what_waits(morning, PROCESSES)
        self._hand_over(morning)
        for at, command in PAPERS:
            self._move_to(morning.moment(at))
            self.diary.papers.append(self._paper(command))
        self._move_to(morning.moment(REPORTS_AT))
        for name, short in REPORTS:
            self._load_and_perform(name, short, morning)
        self._work_what_waits(morning, REPORTS)
        self._rest_of_the_day(morning)

    def _rest_of_the_day(self, morning: Morning) -> None:
        """Where the whole day is asked for: every half hour the queues that are read in hours."""
        tick = morning.moment(NEXT_TICK)
        while self._until is not None and tick <= morning.moment(self._until):
            self._move_to(tick)
            for name, short in (PROCESSES[0], *REPORTS):
                self._load_and_perform(name, short, morning, tells=False)
            tick += EVERY

    def _paper(self, command: str) -> Path:
        """Run a paper's command and give the file it wrote."""
        return Path(self._run(command).strip().rpartition("Written to ")[2])

    def _run(self, command: str) -> str:
        """Run a command of the morning, as the schedule would; gives what it printed.

        Raises:
            ProgramError: the command failed.
        """
        said = StringIO()
        with redirect_stdout(said):
            status = run_command(app, ["encompass", command, "--config", str(self._config)])
        if status:
            raise ProgramError(f"encompass {command}: {said.getvalue().strip()}", status)
        return said.getvalue()

    def _load_and_perform(
        self, name: str, short: str, morning: Morning, *, tells: bool = True
    ) -> None:
        process = process_class(name)(self._robot)
        if tells:
            self._audience.chapter(f"{morning.at:%A}: {process.queue_name}")
        reconciliation = process.load_queue()
        self.diary.reconciliations.append((name, morning.number, reconciliation))
        self._audience.queue_grew(name, sum(process.queue.count().values()))
        self._world.happen(f"{short}-loaded-{morning.number}")
        self._perform(process, morning)

    def _perform(self, process: AnyProcess, morning: Morning) -> None:
        self.diary.ended.append((process.name, morning.number, process.main_page()))

    def _work_what_waits(self, morning: Morning, processes: Processes = PROCESSES) -> None:
        """Move the clock on when all that is left is deferred, up to and over the cut-off."""
        for due in self._due_times(morning, processes):
            self._move_to(due)
            for name, _ in processes:
                process = process_class(name)(self._robot)
                waiting = process.queue.next_due()
                if waiting is not None and waiting <= self._clock.now():
                    self._perform(process, morning)

    def _hand_over(self, morning: Morning) -> None:
        """At the cut-off what has not been sent goes to people, from a paused queue too."""
        self._move_to(morning.moment(CUT_OFF))
        for name in SENDING:
            process_class(name)(self._robot).hand_over()

    def _due_times(self, morning: Morning, processes: Processes) -> Iterator[datetime]:
        last = morning.moment(NOON)
        while True:
            due = [
                when
                for name, _ in processes
                if (when := process_class(name)(self._robot).queue.next_due()) is not None
            ]
            if not due or min(due) > last:
                return
            yield min(due) + timedelta(seconds=1)

    def _move_to(self, moment: datetime) -> None:
        if moment > self._clock.now():
            self._clock.move_to(moment)

    def _set_first_mark(self) -> None:
        marks = self._robot.runtime.marks
        overlap = timedelta(hours=24)
        for name in SENDING:
            if marks.get(name) is None:
                marks.move(name, selected_from(self._world.pack) + overlap)


def _facts(pack: Path) -> dict[str, Any]:
    facts: dict[str, Any] = YAML(typ="safe", pure=True).load(
        (pack / "pack.yaml").read_text(encoding="utf-8")
    )
    return facts
