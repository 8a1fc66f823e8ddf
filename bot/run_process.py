"""One run of one process on this machine: load, then perform."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

from rich.console import Console

from bot.captions import Captions
from bot.config import Config
from bot.exit_status import ExitStatus
from bot.process import AnyProcess, Ended
from bot.registry import process_class
from bot.robot import open_robot
from bot.runtime import Runtime
from bot.work_queue import State


@dataclass(frozen=True)
class RunOptions:
    """What the command line says of a run; ``slow_mo_ms`` in milliseconds."""

    process: str
    headed: bool = False
    slow_mo_ms: int = 0
    captions: bool = False
    load: bool = True
    perform: bool = True


class TerminalProgress:
    """One line for each item that ends."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def stage_started(self, process: str, key: str, title: str) -> None:
        """Nothing: a line for each stage would hide the items."""

    def item_ended(self, process: str, key: str, outcome: str) -> None:
        """The item's key and what became of it."""
        self._console.print(f"{process}  {key}  {outcome}", highlight=False)


def run_process(config: Config, options: RunOptions) -> ExitStatus:
    """Run a process as the options say; gives the exit status of the command."""
    wanted = process_class(options.process)
    console = Console()
    with (
        Runtime.open(with_browser(config, options)) as runtime,
        open_robot(
            runtime,
            progress=TerminalProgress(console),
            captions=Captions() if options.captions else None,
            run=runtime.clock.now().date().isoformat(),
        ) as robot,
    ):
        process = wanted(robot)
        if options.load:
            console.print(f"{process.queue_name}: {process.load_queue()}", highlight=False)
        if not options.perform:
            return ExitStatus.OK
        with stopping_between_items(process):
            return status_of(process, process.main_page())


def with_browser(config: Config, options: RunOptions) -> Config:
    """The configuration with what the command line says of the browser."""
    chosen = {
        "headed": options.headed or config.browser.headed,
        "slow_mo_ms": options.slow_mo_ms or config.browser.slow_mo_ms,
    }
    return config.model_copy(update={"browser": config.browser.model_copy(update=chosen)})


@contextmanager
def stopping_between_items(process: AnyProcess) -> Iterator[None]:
    """A termination signal finishes the item in hand and stops the session before the next."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        process.runtime.stops.stop_session(process.session.id, "signal")

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def status_of(process: AnyProcess, ended: Ended) -> ExitStatus:
    """The exit status that says how the session ended."""
    if process.queue.pause_state():
        return ExitStatus.DRIFT
    if ended is Ended.COMPLETED:
        exceptions = process.queue.count().get(State.EXCEPTIONED, 0)
        return ExitStatus.EXCEPTIONS if exceptions else ExitStatus.OK
    return {
        Ended.STOPPED: ExitStatus.STOPPED,
        Ended.TERMINATED: ExitStatus.TERMINATED,
        Ended.WAITING: ExitStatus.UNAVAILABLE,
    }[ended]
