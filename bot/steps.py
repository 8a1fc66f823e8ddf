"""What the robot does on the screen, step by step: for log, evidence and people who watch."""

from dataclasses import dataclass
from typing import Protocol

from playwright.sync_api import Page


@dataclass(frozen=True)
class Step:
    """One act on a screen; names, never values.

    Attributes:
        act: ``go``, ``read``, ``write``, ``press``, ``wait`` or ``action``.
        screen: the model's name, or the address's path for ``go``.
        element: the model's element, or the object's action.
        duration_ms: how long it took.
        result: ``ok``, or the exception's display name.
        box: where the element is on the screen (x, y, width, height), for those who draw it.
    """

    act: str
    screen: str = ""
    element: str = ""
    duration_ms: float = 0.0
    result: str = "ok"
    box: tuple[float, float, float, float] | None = None


class StepLog(Protocol):
    """Whoever keeps steps."""

    def record(self, step: Step) -> None:
        """Keep one finished step."""


class StepObserver(Protocol):
    """Whoever shows steps to people (captions, highlight); called only when somebody watches."""

    def before(self, page: Page, step: Step) -> None:
        """The step is about to be done."""

    def after(self, page: Page, step: Step) -> None:
        """The step was done."""
