"""A page that hangs must not hang its robot: after the time-out the browser is killed."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

CHECK_EVERY_S = 0.5


class Watchdog:
    """Kills one process when a step takes too long; one thread for the life of the browser.

    Args:
        pid: the browser's process; 0 watches nothing.
    """

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._deadline: float | None = None
        self._ended = threading.Event()
        self.has_bitten = False
        if pid:
            threading.Thread(target=self._watch, name="watchdog", daemon=True).start()

    @contextmanager
    def limit(self, seconds: float) -> Iterator[None]:
        """Kill the process if what is within takes longer."""
        before = self._deadline
        self._deadline = time.monotonic() + seconds
        try:
            yield
        finally:
            self._deadline = before

    def end(self) -> None:
        """Stop watching."""
        self._ended.set()

    def _watch(self) -> None:
        while not self._ended.wait(CHECK_EVERY_S):
            deadline = self._deadline
            if deadline is not None and time.monotonic() > deadline:
                self.has_bitten = True
                _kill(self.pid)
                return


def _kill(pid: int) -> None:
    try:
        os.kill(pid, getattr(signal, "SIGKILL", signal.SIGTERM))
    except OSError:
        return  # it is gone already
