"""A small process for tests: its records system is a folder, and files there make it fail or wait."""

import threading
from datetime import datetime
from pathlib import Path

import typer

from bot.clock import LONDON, ScenarioClock
from bot.endings import Reconciliation
from bot.exceptions import BotError, LoginSystemException, RecordLocked, SystemUnavailableException
from bot.process import Process
from bot.work_queue import WorkItem

app = typer.Typer()
ELEVEN = datetime(2026, 3, 2, 11, tzinfo=LONDON)


class SlowProcess(Process[str]):
    """Items are the lines of ``items``; each is done by a line in ``log``.

    A file in the folder named ``away`` makes Niche away, ``refused`` refuses the log-in, ``hold-X``
    makes item X wait until it is gone, ``locked-X`` locks its record, ``breaks-X`` means that mail is
    away, and ``ends-the-hours-at-X`` moves the clock to eleven once it is done.
    """

    name = "slow"
    queue_name = "Test - Slow"

    @property
    def folder(self) -> Path:
        return self.runtime.config.paths.var

    def note(self, line: str) -> None:
        with (self.folder / "log").open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")

    def is_there(self, name: str) -> bool:
        return (self.folder / name).exists()

    def launch_application(self) -> None:
        now = f"{self.runtime.clock.now():%H:%M}"
        if self.is_there("refused"):
            self.note(f"{now} refused")
            raise LoginSystemException("log-in refused", code="C1")
        if self.is_there("away"):
            self.note(f"{now} away")
            raise SystemUnavailableException("Niche is away", code="C8")

    def load(self) -> Reconciliation:
        keys = (self.folder / "items").read_text(encoding="utf-8").split()
        loaded = sum(self.queue.add(key, {}) for key in keys)
        self.note(f"loaded {loaded}")
        return Reconciliation(len(keys), loaded, len(keys) - loaded, 0)

    def work_item(self, item: str) -> None:
        if self.is_there(f"locked-{item}"):
            raise RecordLocked("locked", code="C3")
        if self.is_there(f"breaks-{item}"):
            raise SystemUnavailableException("mail is away", code="P2.30")
        self.note(f"began {item}")
        pause = threading.Event()
        while self.is_there(f"hold-{item}"):
            pause.wait(0.02)
        self.note(f"did {item}")
        if self.is_there(f"ends-the-hours-at-{item}"):
            ScenarioClock(self.folder.parent / "clock.json").move_to(ELEVEN)

    def item_of(self, item: WorkItem) -> str:
        return item.key

    def report_exception(self, item: str, error: BotError) -> None:
        self.note(f"to people: {item} {error.code}")


@app.command("paper")
def paper(config: Path | None = None) -> None:
    """Write a paper beside the configuration."""
    assert config is not None
    (config.parent / "paper").write_text("paper", encoding="utf-8")


@app.command("fail")
def fail(config: Path | None = None) -> None:
    """End with a status of its own."""
    del config
    raise typer.Exit(7)
