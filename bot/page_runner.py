"""Runs the pages of a process: status, stage log, retries; everything else stays on the Main Page."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import TypeVar

from bot.exceptions import BotError, InternalException, OutOfScope, SystemException
from bot.robot import Robot
from bot.session_log import Session
from bot.work_queue import LockLost, WorkItem, WorkQueue

R = TypeVar("R")


class PageRunner(ABC):
    """What every process does around a page; ``bot.pages`` calls it.

    Args:
        robot: the robot that it runs on.
        name: the process, as the stage log names it.
    """

    queue: WorkQueue

    def __init__(self, robot: Robot, name: str) -> None:
        self.robot = robot
        self.runtime = robot.runtime
        self.item: WorkItem | None = None
        self.session = Session(0, name, "", robot.run, self.runtime.shadow)
        self._stage = ""
        self._name = name

    @property
    @abstractmethod
    def locked_item(self) -> WorkItem:
        """The item in hand."""

    @abstractmethod
    def launch_application(self) -> None:
        """Launch the application and log in; raises LoginSystemException C1."""

    def run_page(self, title: str, retries: int, call: Callable[[], R]) -> R:
        """Run a page: status, stage log, and its retries, each of which uses an attempt."""
        for left in range(retries, -1, -1):
            try:
                return self._run_stage(title, call)
            except SystemException as error:
                kept = self._keep_for_retry(error) if left else None
                if kept is None:
                    raise
                self.item = kept
                self.launch_application()
        raise InternalException(f"Page {title} ended without a result")

    def _run_stage(self, title: str, call: Callable[[], R]) -> R:
        item = self.item
        self._stage = title
        key = item.key if item else ""
        if item:
            self.queue.set_status(item, title)
        self.robot.progress.stage_started(self._name, key, title)
        number, attempt = (item.item, item.attempt) if item else (None, 0)
        with self.runtime.sessions.stage(self.session, title, number, attempt):
            try:
                return call()
            except (BotError, OutOfScope, LockLost):
                raise
            except Exception as error:
                raise InternalException(f"{title}: {type(error).__name__}") from error

    def _keep_for_retry(self, error: SystemException) -> WorkItem | None:
        item = self.locked_item
        seen = self.robot.capture(error, item.key)
        return self.queue.mark_exception_and_keep(item, error, evidence_id=seen, stage=self._stage)
