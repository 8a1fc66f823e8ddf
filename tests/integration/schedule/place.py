"""A robot's folder for tests of the schedule: configuration, scenario clock, the small process."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time as real
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, time
from pathlib import Path
from typing import Any

from bot.application import Application
from bot.application_model import Approvals, ModelLibrary
from bot.clock import LONDON, ScenarioClock
from bot.config import Config
from bot.evidence import EvidenceStore
from bot.exit_status import ExitStatus
from bot.resource import Orders, Resource
from bot.robot import Robot, objects_folder
from bot.runtime import Runtime
from bot.schedule import Cron, HandOver, RunCommand, RunProcess, Schedule, Window

ROOT = Path(__file__).parents[3]
WAIT_S = 120.0
SCHOOLS = Schedule("schools", (RunProcess("slow"),), Cron("0", "6"), until=time(7, 30))
HANDING = Schedule("hand over", (HandOver("slow"),), Cron("30", "7"), until=time())
PAPER = Schedule("paper", (RunCommand(("slow-papers", "paper")),), Cron("45", "7"), until=time())
BROKEN = Schedule("broken", (RunCommand(("slow-papers", "fail")),), Cron("30", "5"), until=time(6))
HOURS = Schedule("hours", (RunProcess("slow"),), Cron("0", "10"), window=Window(time(8), time(11)))
MORNING = (SCHOOLS, HANDING, PAPER)
POINTS = """\
[mash_bot.processes]
slow = tests.integration.schedule.slow_process:SlowProcess
[mash_bot.commands]
slow-papers = tests.integration.schedule.slow_process:app
"""


@dataclass
class Place:
    """The folder; ``said`` is what robots in this process told."""

    root: Path
    said: list[str] = field(default_factory=list)

    @classmethod
    def at(cls, root: Path, moment: str) -> "Place":
        """A folder whose scenario begins at a wall time, with the small process installed."""
        info = root / "slow_process-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: slow-process\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(POINTS, encoding="utf-8")
        (root / "var").mkdir()
        base = datetime.fromisoformat(moment).replace(tzinfo=LONDON).isoformat()
        clock = {"synthetic": True, "base": base, "set_at": real.time()}
        (root / "clock.json").write_text(json.dumps(clock), encoding="utf-8")
        place = cls(root)
        place.config_of("robot-1")
        place.items("A", "B", "C")
        return place

    def config_of(self, resource: str) -> Path:
        """The configuration of a robot of this name."""
        path = self.root / f"{resource}.toml"
        sections: dict[str, dict[str, object]] = {
            "paths": {"var": self.root / "var"},
            "clock": {"scenario": self.root / "clock.json"},
            "resource": {"name": resource},
        }
        lines = [
            f'[{section}]\n{key} = "{Path(str(value)).as_posix()}"\n'
            for section, keys in sections.items()
            for key, value in keys.items()
        ]
        path.write_text("".join(lines), encoding="utf-8")
        return path

    # The records system ------------------------------------------------------------------------------

    def items(self, *keys: str) -> None:
        (self.root / "var" / "items").write_text("\n".join(keys), encoding="utf-8")

    def put(self, name: str) -> None:
        (self.root / "var" / name).touch()

    def remove(self, name: str) -> None:
        (self.root / "var" / name).unlink()

    def log(self) -> list[str]:
        file = self.root / "var" / "log"
        return file.read_text(encoding="utf-8").splitlines() if file.exists() else []

    def alerts(self) -> list[str]:
        file = self.root / "var" / "alerts.jsonl"
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        return [f"{line['title']}: {line['detail']}" for line in map(json.loads, lines)]

    # Time and robots ---------------------------------------------------------------------------------

    def move_to(self, moment: str) -> None:
        wall = datetime.fromisoformat(moment)
        ScenarioClock(self.root / "clock.json").move_to(wall.replace(tzinfo=LONDON))

    @contextmanager
    def runtime(self, resource: str = "robot-1") -> Iterator[Runtime]:
        config = Config.load(self.config_of(resource), {})
        with Runtime.open(config, env={}, create_key=True) as runtime:
            yield runtime

    def once(self, schedules: Sequence[Schedule] = MORNING, moment: str = "") -> ExitStatus:
        """A robot runs what is due now and ends; gives its exit status."""
        if moment:
            self.move_to(moment)
        with self.runtime() as runtime:
            orders = Orders(
                tuple(schedules),
                a_robot,
                self.config_of("robot-1"),
                self.said.append,
                once=True,
            )
            return Resource(runtime, orders).run()

    def start(self, resource: str) -> "subprocess.Popen[str]":
        """A robot of its own process, that runs until it is told to stop."""
        words = [str(self.config_of(resource)), "schools"]
        return subprocess.Popen(
            [sys.executable, "-m", f"{__package__}.robot_program", *words],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(self.root)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    # What is kept ------------------------------------------------------------------------------------

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        """Ask the robots' database, without opening anything of theirs."""
        file = self.root / "var" / "robot.sqlite"
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=WAIT_S)) as database:
            return database.execute(query).fetchall()

    def fired(self) -> list[tuple[str, str, str]]:
        """Schedule, wall time and state of every firing, oldest first."""
        rows = self.ask("SELECT schedule, wall, state FROM firings ORDER BY due_at, id")
        return [(schedule, wall[11:], state) for schedule, wall, state in rows]

    def reasons(self) -> list[str]:
        """What is told of every firing, oldest first."""
        return [row[0] for row in self.ask("SELECT reason FROM firings ORDER BY due_at, id")]

    def resources(self) -> dict[str, tuple[str, int]]:
        """Status and process of every robot, by name."""
        rows = self.ask("SELECT name, status, pid FROM resources")
        return {name: (status, pid) for name, status, pid in rows}

    def sessions(self) -> list[str]:
        """The state of every session, oldest first."""
        return [row[0] for row in self.ask("SELECT state FROM sessions ORDER BY id")]

    def states(self) -> dict[str, int]:
        """How many items are in each state."""
        with self.runtime() as runtime:
            counts = runtime.queue("Test - Slow").count()
            return {str(state): number for state, number in counts.items() if number}


@contextmanager
def a_robot(runtime: Runtime) -> Iterator[Robot]:
    """A robot for a process that needs no browser."""
    folder = objects_folder()
    application = Application(
        None,
        base_url="http://127.0.0.1:9",
        models=ModelLibrary.load(folder),
        approvals=Approvals.load(folder / "approvals.yaml"),
    )
    evidence = EvidenceStore(runtime.config.paths.var / "evidence", runtime.keys.derive("evidence"))
    yield Robot(runtime, application, evidence, run="test")


def until(holds: Callable[[], object]) -> None:
    """Wait until something holds that another process does."""
    end, pause = real.monotonic() + WAIT_S, threading.Event()
    while not holds():
        assert real.monotonic() < end
        pause.wait(0.1)


def tell_to_stop(robot: "subprocess.Popen[str]") -> int:
    """Send the termination signal and wait for the end; gives the exit status."""
    robot.send_signal(signal.SIGTERM)
    return robot.wait(WAIT_S)
