"""One run of one process on this machine: load, then perform."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from types import FrameType

from rich.console import Console

from bot.captions import Captions
from bot.cli_output import write_json
from bot.config import Config
from bot.endings import Ended, Reconciliation
from bot.exit_status import ExitStatus
from bot.failures import failure_of
from bot.process import AnyProcess
from bot.registry import process_class
from bot.robot import open_robot
from bot.runtime import Runtime
from bot.shadow import Findings, compare, write_findings
from bot.work_queue import State


@dataclass(frozen=True)
class RunOptions:
    """What the command line says of a run; ``slow_mo_ms`` in milliseconds.

    Attributes:
        shadow: decide everything, perform nothing, and compare with staff at the end.
    """

    process: str
    headed: bool = False
    slow_mo_ms: int = 0
    captions: bool = False
    load: bool = True
    perform: bool = True
    hand_over: bool = False
    as_json: bool = False
    shadow: bool = False


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
    console = Console(quiet=options.as_json)
    with (
        Runtime.open(with_browser(config, options), shadow=options.shadow) as runtime,
        open_robot(
            runtime,
            progress=TerminalProgress(console),
            captions=Captions() if options.captions else None,
            run=runtime.clock.now().date().isoformat(),
        ) as robot,
    ):
        process = wanted(robot)
        if options.hand_over:
            return _hand_over(process, console, as_json=options.as_json)
        loaded = process.load_queue() if options.load else None
        if loaded:
            console.print(f"{process.queue_name}: {loaded}", highlight=False)
        status = _perform(process) if options.perform else ExitStatus.OK
        found = _compared(process, status) if options.shadow else None
        if options.as_json:
            shadow = {"shadow": found.as_json()} if found else {}
            write_json(_facts(process, loaded, status) | shadow)
        elif found:
            write_findings(found)
        return status


def _compared(process: AnyProcess, status: ExitStatus) -> Findings | None:
    """What staff did, held against the run; nothing where the application could not be used."""
    usable = status in {ExitStatus.OK, ExitStatus.EXCEPTIONS}
    return compare(process.robot, [process.name]) if usable else None


def _hand_over(process: AnyProcess, console: Console, *, as_json: bool) -> ExitStatus:
    handed = process.hand_over()
    console.print(f"{process.queue_name}: {handed} items handed to people", highlight=False)
    status = ExitStatus.EXCEPTIONS if handed else ExitStatus.OK
    if as_json:
        write_json(_facts(process, None, status) | {"handed_over": handed})
    return status


def _perform(process: AnyProcess) -> ExitStatus:
    with stopping_between_items(process):
        ended = process.main_page()
    status, why = end_of(process, ended)
    if why:
        sys.stderr.write(f"mash-bot: {why}\n")
    return status


def _facts(
    process: AnyProcess, loaded: Reconciliation | None, status: ExitStatus
) -> dict[str, object]:
    counts = {str(state): number for state, number in process.queue.count().items()}
    words = asdict(loaded) if loaded else None
    return {"queue": process.queue_name, "loaded": words, "items": counts, "status": int(status)}


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
        process.runtime.stops.stop_here("signal")  # no write: it may come in the middle of one

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def end_of(process: AnyProcess, ended: Ended) -> tuple[ExitStatus, str]:
    """The exit status that says how a session ended; and, where it ended early, cause and fix."""
    if ended is Ended.STOPPED:
        return ExitStatus.STOPPED, (
            "stopped because a person asked; the other items wait; "
            "fix: mash-bot stop --release, then run again"
        )
    if ended is not Ended.COMPLETED and process.last_error:
        failure = failure_of(process.last_error)
        return failure.status, f"{failure.line} ({_waiting(process)} items wait)"
    if pause := process.queue.pause_state():
        return ExitStatus.STOPPED, (
            f"queue {process.queue_name} is paused by {pause.by}: {pause.reason}; "
            f'fix: mend that, then mash-bot queue resume "{process.queue_name}"'
        )
    exceptions = process.queue.count().get(State.EXCEPTIONED, 0)
    return (ExitStatus.EXCEPTIONS if exceptions else ExitStatus.OK), ""


def _waiting(process: AnyProcess) -> int:
    counts = process.queue.count()
    return counts.get(State.PENDING, 0) + counts.get(State.DEFERRED, 0)
