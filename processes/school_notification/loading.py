"""What an operation loads: PPNs since the mark, messages that came back, pupils who have left."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.endings import Reconciliation
from bot.exceptions import BusinessException, SystemException
from objects.niche_reports_search import FoundReport, NicheReportsSearch
from processes.school_notification.items import Listing, Notification, PupilLeftTask, SchoolItem
from processes.school_notification.operation import ENCOMPASS
from processes.school_notification.returns import Returns

if TYPE_CHECKING:
    from processes.school_notification.process import SchoolNotification

PUPIL_LEFT = "Pupil left"
FIRST_LOOK_BACK = timedelta(days=14)


class Loading:
    """The load of one run."""

    def __init__(self, process: "SchoolNotification") -> None:
        self._process = process
        self._runtime = process.runtime
        self._search = NicheReportsSearch(process.robot.application)

    def load(self) -> Reconciliation:
        """Add an item for each child of each PPN; PPNs are what the reconciliation counts."""
        now = self._runtime.clock.now()
        reports = self._process.select_reports(self._search, self._since(now), now)
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

    def _children_of(self, report: FoundReport) -> tuple[SchoolItem, ...]:
        """The children's items; where the PPN cannot be read now, one item that lists them later.

        One PPN that is restricted or does not answer keeps no other child waiting.
        """
        listing = Listing(report.occurrence, report.ppn, report.revision, self._process.code)
        try:
            return self._notifications(listing)
        except (BusinessException, SystemException) as error:
            self._process.robot.alert("PPN not read by the load", f"{report.ppn}: {error.detail}")
            return (listing,)

    def _notifications(self, listing: Listing) -> tuple[Notification, ...]:
        reason = self._process.reason(listing.occurrence)
        ppn = self._process.ppn_form.open(listing.ppn, reason)
        return self._process.list_children(listing, ppn)

    def _load_pupils_left(self) -> None:
        """A coordinator's tasks; they are about messages of every operation, and P2 works them."""
        if self._process.operation is not ENCOMPASS:
            return
        queue = self._process.policy.settings.robot_queue
        for row in self._process.queues.get_tasks(queue):
            if row.type == PUPIL_LEFT and row.for_robot:
                self._add(PupilLeftTask(row.task, row.occurrence))

    def _add(self, item: SchoolItem) -> bool:
        return self._process.queue.add(item.key, item.data())

    def _move_mark(self, reports: tuple[FoundReport, ...]) -> None:
        seen = [report.amended for report in reports if report.amended]
        if seen:
            self._runtime.marks.move(self._process.name, max(seen))
