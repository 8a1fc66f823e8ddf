"""What the terminal shows while the demonstration runs."""

from collections import Counter
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

TITLES = {
    "task_prioritisation": "P1 Task prioritisation",
    "operation_encompass": "P2 Operation Encompass",
    "operation_endeavour": "P3 Operation Endeavour",
    "csc_report": "P4 CSC reports",
    "marac_report": "P5 MARAC reports",
}


class LiveProgress:
    """Bars with the current stage and rate on a terminal; plain lines elsewhere."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._bars = Progress(
            TextColumn("[bold]{task.fields[title]:<24}"),
            BarColumn(bar_width=28),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]:>14}"),
            TimeElapsedColumn(),
            TextColumn("[dim]{task.fields[stage]}"),
            console=console,
            disable=not console.is_terminal,
        )
        self._tasks: dict[str, TaskID] = {}
        self._ended: Counter[str] = Counter()

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bars.stop()

    def chapter(self, title: str) -> None:
        """A line of its own."""
        self._console.print(f"[bold]{title}[/]", highlight=False)

    def queue_grew(self, process: str, items: int) -> None:
        """The bar of the process has so many items in all."""
        if process not in self._tasks:
            self._tasks[process] = self._bars.add_task(
                process, total=items, title=TITLES.get(process, process), stage="", rate=""
            )
        self._bars.update(self._tasks[process], total=items)

    def stage_started(self, process: str, key: str, title: str) -> None:  # noqa: ARG002
        """Show the stage beside its bar."""
        if process in self._tasks:
            self._bars.update(self._tasks[process], stage=title)

    def item_ended(self, process: str, key: str, outcome: str) -> None:
        """Move the bar on; an item that is tried again or waits does not count."""
        if process not in self._tasks or outcome in {"retry", "deferred"}:
            return
        self._ended[process] += 1
        task = self._tasks[process]
        self._bars.update(task, completed=self._ended[process], rate=self._rate(task))
        if not self._console.is_terminal:
            self._console.print(f"  {key}  {outcome}", highlight=False)

    def _rate(self, task: TaskID) -> str:
        speed = self._bars.tasks[self._bars.task_ids.index(task)].speed
        return f"{speed * 60:.0f} a minute" if speed else ""
