"""Robots of a test: with a browser that is running, with somebody who watches them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from bot.application import Application
from bot.application_model import Approvals, ModelLibrary
from bot.application_model.approvals import APPROVALS_FILE
from bot.browser import RobotBrowser
from bot.config import Config
from bot.evidence import EvidenceStore
from bot.robot import NoProgress, Progress, Robot, objects_folder
from bot.runtime import Runtime
from bot.steps import StepLog


class Watcher(NoProgress):
    """A person who watches the robot, and stops it when they have seen enough."""

    def __init__(self) -> None:
        self.robot: Robot | None = None
        self.on_stage: dict[str, Callable[[], None]] = {}
        self.on_item: list[Callable[[], None]] = []

    def stage_started(self, process: str, key: str, title: str) -> None:  # noqa: ARG002
        """Do, once, what is to happen at this page."""
        for wanted in [wanted for wanted in self.on_stage if wanted in title]:
            self.on_stage.pop(wanted)()

    def item_ended(self, process: str, key: str, outcome: str) -> None:  # noqa: ARG002
        """Do, once, what is to happen after an item."""
        while self.on_item:
            self.on_item.pop()()


@cache
def shipped(objects: Path) -> tuple[ModelLibrary, Approvals]:
    """Models and approvals, read once: nothing in them ever changes."""
    return ModelLibrary.load(objects), Approvals.load(objects / APPROVALS_FILE)


@contextmanager
def a_robot(
    config: Config,
    browser: RobotBrowser,
    progress: Progress | None = None,
    timeout_ms: int = 30_000,
    step_log: StepLog | None = None,
    *,
    shadow: bool = False,
) -> Iterator[Robot]:
    """A robot of its own on a running world, with its own runtime and window."""
    models, approvals = shipped(objects_folder())
    with Runtime.open(config, env={}, shadow=shadow) as runtime:
        application = Application(
            browser,
            base_url=config.niche.url,
            models=models,
            approvals=approvals,
            timeout_ms=timeout_ms,
            step_log=step_log,
            read_only=shadow,
        )
        evidence = EvidenceStore(
            runtime.config.paths.var / "evidence", runtime.keys.derive("evidence"), runtime.clock
        )
        try:
            yield Robot(runtime, application, evidence, progress or NoProgress(), "test")
        finally:
            application.terminate()
