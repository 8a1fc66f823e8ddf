"""``--keep``: the hub stays up, with addresses and log-ins printed, until somebody ends it."""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from rich.console import Console

from processes.demonstration.programs import World
from processes.demonstration.workspace import Workspace

LOOK_EVERY_S = 1.0


@contextmanager
def ended_in_order() -> Iterator[None]:
    """A termination signal ends like Ctrl-C, so that the programs that were started end too."""

    def end(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def stay(workspace: Workspace, world: World, console: Console) -> None:
    """Print the addresses and log-ins; wait for Enter, or for a signal where there is no terminal."""
    accounts = (workspace.pack / "accounts.yaml").read_text(encoding="utf-8")
    console.print(
        f"\nFake Niche   {world.niche_url}\nSchools' mail {world.inbox_url}\n\n{accounts}"
    )
    with suppress(KeyboardInterrupt):
        if sys.stdin.isatty():
            console.input("Press Enter to end it all. ")
            return
        console.print(f"Running until it is told to end: Ctrl-C, or end process {os.getpid()}.")
        while not threading.Event().wait(LOOK_EVERY_S):
            continue
