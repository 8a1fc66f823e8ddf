"""The robot: one resource with its runtime, its one browser window and its evidence store.

A *resource* is a robot process with one browser on its main thread. Processes get everything they
use of the machine from here, so that a test can give them real parts of its own.
"""

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from importlib.metadata import entry_points
from pathlib import Path
from typing import Protocol

from bot.application import Application
from bot.application_model import Approvals, ModelLibrary
from bot.application_model.approvals import APPROVALS_FILE
from bot.browser import BrowserSettings, RobotBrowser
from bot.captions import Captions
from bot.config import Config, ConfigError
from bot.evidence import EvidenceStore, PictureKind
from bot.exceptions import BotError, DriftException
from bot.runtime import Runtime


class Progress(Protocol):
    """Who watches a session: the terminal, the demonstration, later the control room."""

    def stage_started(self, process: str, key: str, title: str) -> None:
        """A page of the process has started on an item."""

    def item_ended(self, process: str, key: str, outcome: str) -> None:
        """An item's attempt has ended: ``done``, ``SKIP``, ``BE``, …, or ``retry`` or ``deferred``."""


class NoProgress:
    """Nobody watches."""

    def stage_started(self, process: str, key: str, title: str) -> None:
        """Nothing."""

    def item_ended(self, process: str, key: str, outcome: str) -> None:
        """Nothing."""


@dataclass(frozen=True)
class CaptionedProgress:
    """Tells the captions which stage is running, and somebody else everything."""

    captions: Captions
    others: Progress

    def stage_started(self, process: str, key: str, title: str) -> None:
        """The stage stands before each step's caption from now on."""
        self.captions.stage = title
        self.others.stage_started(process, key, title)

    def item_ended(self, process: str, key: str, outcome: str) -> None:
        """For the others only."""
        self.others.item_ended(process, key, outcome)


@dataclass(frozen=True)
class Robot:
    """What a process works with.

    Attributes:
        run: names the run that sessions belong to, such as ``2026-03-02``.
        shows_full_pictures: evidence pictures show values; only where the data is synthetic.
    """

    runtime: Runtime
    application: Application
    evidence: EvidenceStore
    progress: Progress = field(default_factory=NoProgress)
    run: str = ""

    @property
    def shows_full_pictures(self) -> bool:
        """True on a scenario clock, which is refused unless the data is synthetic."""
        return self.runtime.config.clock.scenario is not None

    def capture(self, error: BotError, reference: str) -> str:
        """Keep evidence of an exception; gives its id, or nothing when the page is gone.

        The first cause is never hidden: whatever fails here is noted in the alerts only.
        """
        picture: PictureKind = "full" if self.shows_full_pictures else "blanked"
        try:
            return self.evidence.capture(
                self.application, error=error, reference=reference, picture=picture
            )
        except (BotError, OSError) as fault:
            self.alert("Evidence not kept", f"{reference}: {type(fault).__name__}")
            return ""

    def alert(self, title: str, detail: str) -> None:
        """Raise an alert for the service desk: one line of JSON in ``var/alerts.jsonl``."""
        raise_alert(self.runtime, title, detail)

    def report_drift(self, error: DriftException, process: str, reference: str) -> Path:
        """Write what a screen shows instead of what was approved; gives the report.

        Args:
            error: names screen, element, rule, what was approved and what was found.
            process: whose queue is paused.
            reference: the work item's key; empty when the queue itself was being read.
        """
        now = self.runtime.clock.now()
        facts = {
            "at": now.isoformat(),
            "process": process,
            "item": reference,
            "detail": error.detail,
            "screen": error.screen,
            "element": error.element,
            "rule": error.rule,
            "expected": error.expected,
            "found": error.found,
        }
        folder = self.runtime.config.paths.var / "drift"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{now:%Y-%m-%dT%H%M%S}-{process}.json"
        path.write_text(json.dumps(facts, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        return path


def raise_alert(runtime: Runtime, title: str, detail: str) -> None:
    """Write an alert for the service desk; it needs no browser."""
    line = {"at": runtime.clock.now().isoformat(), "title": title, "detail": detail}
    with _alerts_file(runtime.config).open("a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")


def _alerts_file(config: Config) -> Path:
    config.paths.var.mkdir(parents=True, exist_ok=True)
    return config.paths.var / "alerts.jsonl"


def objects_folder() -> Path:
    """Where the installed objects and their model files lie (entry point ``mash_bot.objects``).

    Raises:
        ConfigError: when no objects are installed beside the runtime.
    """
    for point in entry_points(group="mash_bot.objects"):
        return Path(next(iter(point.load().__path__)))
    raise ConfigError("No business objects are installed: install the package again")


def approvals_of(runtime: Runtime, objects: Path) -> Approvals:
    """The approvals shipped with the objects, and those that people gave in the database."""
    return Approvals.load(objects / APPROVALS_FILE).with_rows(runtime.approvals.complete())


def browser_settings(config: Config) -> BrowserSettings:
    """What the configuration says of the browser."""
    chosen = config.browser
    return BrowserSettings(
        headed=chosen.headed, executable=chosen.executable, slow_mo_ms=chosen.slow_mo_ms
    )


@contextmanager
def open_robot(
    runtime: Runtime,
    *,
    progress: Progress | None = None,
    captions: Captions | None = None,
    run: str = "",
    browser: RobotBrowser | None = None,
) -> Iterator[Robot]:
    """A robot with its browser; its own browser is gone afterwards, however it ends.

    Args:
        runtime: the durable runtime, open.
        progress: who watches the session.
        captions: shown in the page at each step, with the stage.
        run: names the run that the sessions belong to.
        browser: one that runs already and is left running; else the robot has its own.
    """
    config = runtime.config
    folder = objects_folder()
    with ExitStack() as stack:
        own = browser or stack.enter_context(RobotBrowser(browser_settings(config)))
        application = Application(
            own,
            base_url=config.niche.url,
            models=ModelLibrary.load(folder),
            approvals=approvals_of(runtime, folder),
            observer=captions,
            state_file=config.paths.var / "niche-login.state",
            state_keys=runtime.keys,
            read_only=runtime.shadow,
        )
        key = runtime.keys.derive("evidence")
        evidence = EvidenceStore(config.paths.var / "evidence", key, runtime.clock)
        watching: Progress = progress or NoProgress()
        if captions is not None:
            watching = CaptionedProgress(captions, watching)
        yield Robot(runtime, application, evidence, watching, run)
