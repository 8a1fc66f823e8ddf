"""What P2 loads: PPNs since the mark, messages that came back, pupils who have left."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.endings import Reconciliation
from bot.exceptions import BusinessException, SystemException
from objects.niche_reports_search import FoundReport, NicheReportsSearch
from processes.operation_encompass.items import EncompassItem, Listing, Notification, PupilLeftTask
from processes.operation_encompass.reading import child_row
from processes.operation_encompass.returns import Returns
from processes.operation_encompass.rules import group_children

if TYPE_CHECKING:
    from processes.operation_encompass import OperationEncompass

DOMESTIC_ABUSE = "Domestic abuse"
PUPIL_LEFT = "Pupil left"
FIRST_LOOK_BACK = timedelta(days=14)


class Loading:
    """The load of one run."""

    def __init__(self, process: "OperationEncompass") -> None:
        self._process = process
        self._runtime = process.runtime
        self._search = NicheReportsSearch(process.robot.application)

    def load(self) -> Reconciliation:
        """Add an item for each child of each PPN; PPNs are what the reconciliation counts."""
        now = self._runtime.clock.now()
        reports = self._search.get_reports(self._since(now), now, DOMESTIC_ABUSE)
        loaded = handled = 0
        for report in reports:
            items = self._children_of(report)
            added = sum(self._add(item) for item in items)
            loaded += bool(added)
            handled += bool(items) and not added
        Returns(self._process).load()
        self._load_pupils_left()
        self._move_mark(reports)
        return Reconciliation(len(reports), loaded, handled, len(reports) - loaded - handled)

    def _since(self, now: datetime) -> datetime:
        """The mark less the overlap; before the first run, two weeks."""
        mark = self._runtime.marks.get(self._process.name)
        overlap = timedelta(hours=self._process.policy.lookbacks.mark_overlap_hours)
        return mark - overlap if mark else now - FIRST_LOOK_BACK

    def add_children(self, listing: Listing) -> None:
        """Add the children of a PPN that could not be read when it was loaded."""
        for item in self._notifications(listing):
            self._add(item)

    def _children_of(self, report: FoundReport) -> tuple[EncompassItem, ...]:
        """The children's items; where the PPN cannot be read now, one item that lists them later.

        One PPN that is restricted or does not answer keeps no other child waiting.
        """
        listing = Listing(report.occurrence, report.ppn, report.revision)
        try:
            return self._notifications(listing)
        except (BusinessException, SystemException) as error:
            self._process.robot.alert("PPN not read by the load", f"{report.ppn}: {error.detail}")
            return (listing,)

    def _notifications(self, listing: Listing) -> tuple[Notification, ...]:
        reason = self._process.reason(listing.occurrence)
        ppn = self._process.ppn_form.open(listing.ppn, reason)
        groups = group_children(tuple(child_row(row) for row in ppn.children if row.is_filled))
        return tuple(
            Notification(listing.occurrence, group.key, listing.ppn, ppn.revision)
            for group in groups
        )

    def _load_pupils_left(self) -> None:
        queue = self._process.policy.settings.robot_queue
        for row in self._process.queues.get_tasks(queue):
            if row.type == PUPIL_LEFT and row.for_robot:
                self._add(PupilLeftTask(row.task, row.occurrence))

    def _add(self, item: EncompassItem) -> bool:
        return self._process.queue.add(item.key, item.data())

    def _move_mark(self, reports: tuple[FoundReport, ...]) -> None:
        seen = [report.amended for report in reports if report.amended]
        if seen:
            self._runtime.marks.move(self._process.name, max(seen))
