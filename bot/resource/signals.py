"""How a robot is told to stop, and how it waits until then."""

import signal
from contextlib import suppress
from queue import Empty, SimpleQueue
from types import FrameType, TracebackType
from typing import Any, Self

from bot.stop_flags import StopFlags

_NAMES = ("SIGTERM", "SIGINT", "SIGBREAK")


class StopSignal:
    """Termination and interrupt: the item in hand is finished, no other is begun.

    The handler only sets flags and wakes a queue that is made for handlers, so that it may come in
    the middle of anything, a database write included. A second interrupt ends the robot at once.

    Args:
        stops: told to stop what runs in this process.
    """

    def __init__(self, stops: StopFlags) -> None:
        self._asked = False
        self._stops = stops
        self._woken: SimpleQueue[None] = SimpleQueue()
        self._before: dict[int, Any] = {}

    def is_asked(self) -> bool:
        """Whether the robot was told to stop."""
        return self._asked

    def wait(self, seconds: float) -> None:
        """Wait so long, or until the robot is told to stop."""
        if not self._asked:
            with suppress(Empty):
                self._woken.get(timeout=seconds)

    def _stop(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002 - a handler's
        if self._asked and number == signal.SIGINT:
            raise KeyboardInterrupt
        self._asked = True
        self._stops.stop_here("the robot was told to stop")
        self._woken.put(None)

    def __enter__(self) -> Self:
        for name in _NAMES:
            number = getattr(signal, name, None)
            if number is not None:
                self._before[number] = signal.signal(number, self._stop)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)
