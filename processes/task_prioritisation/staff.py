"""What staff did about a PPN task: the tag that its title ends with now."""

from collections.abc import Mapping
from functools import cached_property

from bot.deeds import NOTHING, Deed, Words
from objects.niche_task import NicheTask
from objects.niche_task_queue import NicheTaskQueue
from processes.shared.settings import Settings
from processes.task_prioritisation.titles import Tag, tag_of

ANY_STATUS = ""
SAID = {Tag.WITH: "with children", Tag.WITHOUT: "without children"}
"""A tag as the work queue and the comparison with staff name it."""


class StaffTitles:
    """The titles as they stand now; the queue is read once, a task that left it is opened.

    Args:
        queues: reads the PPN queue.
        tasks: opens a task.
        settings: of the force.
    """

    def __init__(self, queues: NicheTaskQueue, tasks: NicheTask, settings: Settings) -> None:
        self._queues = queues
        self._tasks = tasks
        self._settings = settings

    def staff_did(self, task: int, reason: str) -> Deed:
        """The tag on a task's title.

        Args:
            task: its number.
            reason: for access, where the task is opened.
        """
        title = self._titles.get(task)
        if title is None:
            title = self._tasks.open(task, reason).title
        return Deed(self._said(title), (f"T{task}",))

    @cached_property
    def _titles(self) -> Mapping[int, str]:
        rows = self._queues.get_tasks(self._settings.ppn_queue, status=ANY_STATUS)
        return {row.task: row.title for row in rows}

    def _said(self, title: str) -> Words:
        tag = tag_of(title, self._settings.titles)
        return frozenset({SAID[tag]}) if tag else NOTHING
