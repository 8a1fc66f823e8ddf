"""A unit's task queue in Niche."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from bot.application_model import Reading, Row
from bot.business_object import BusinessObject, action
from bot.exceptions import SystemException

SCREEN = "Task queue"


@dataclass(frozen=True)
class QueueRow:
    """One task as the queue lists it.

    Attributes:
        task: the task's number, without the ``T`` of the screen.
        ppn: ids of the linked PPNs, none or several.
        revision: the highest revision of the linked PPNs as shown; ``0`` for a draft or none.
    """

    task: int
    title: str
    type: str
    status: str
    occurrence: str
    ppn: tuple[str, ...]
    revision: int
    due: datetime | None
    for_robot: bool
    locked_by: str


class NicheTaskQueue(BusinessObject):
    """Reads the queue of a unit, all pages of it."""

    @action
    def get_tasks(self, unit: str, *, status: str = "New") -> tuple[QueueRow, ...]:
        """All tasks of ``unit`` with that status, oldest first.

        Args:
            unit: the unit's code, such as ``MASH-PPN``.
            status: as in the filter, such as ``New``.

        Raises:
            SystemException: C5, when the rows read are not as many as the grid's own total.
        """
        rows: list[QueueRow] = []
        total = 0
        for reading in self._pages(unit, status):
            rows += [_row(row) for row in reading.grid("Grid - Tasks")]
            total = reading.number("Output - Rows in all") or 0
        if len(rows) != total or len({row.task for row in rows}) != total:
            raise SystemException(f"Queue {unit}: {len(rows)} rows read of {total}", code="C5")
        return tuple(rows)

    @action
    def find_task(self, unit: str, containing: str) -> str | None:
        """The task of a unit, in any status, whose title holds a text; as shown, ``T1042``."""
        query = urlencode({"status": "", "title_contains": containing})
        self.go(f"/queue/{unit}?{query}")
        rows = self.read(SCREEN, unit).grid("Grid - Tasks")
        return next((row["Task"] for row in rows if containing in row["Title"]), None)

    def _pages(self, unit: str, status: str) -> Iterator[Reading]:
        number = 1
        while True:
            query = urlencode({"status": status, "sort": "task", "page": number})
            self.go(f"/queue/{unit}?{query}")
            reading = self.read(SCREEN, unit)
            yield reading
            if number >= _page_count(reading["Output - Page"]):
                return
            number += 1


def _row(row: Row) -> QueueRow:
    return QueueRow(
        task=int(row["Task"].removeprefix("T")),
        title=row["Title"],
        type=row["Type"],
        status=row["Status"],
        occurrence=row["Occurrence"],
        ppn=row.listed("PPN"),
        revision=row.number("Revision") or 0,
        due=row.moment("Due"),
        for_robot=row["Robot"] == "Yes",
        locked_by=row["Locked"],
    )


def _page_count(shown: str) -> int:
    """The number of pages from a pager's words: ``1 of 3`` gives 3."""
    return int(shown.rsplit(" of ", 1)[1])
