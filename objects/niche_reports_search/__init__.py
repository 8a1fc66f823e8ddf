"""The reports search of Niche: PPNs submitted or amended in a period."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from bot.application_model import Reading, Row
from bot.business_object import BusinessObject, action
from bot.clock import LONDON
from bot.exceptions import SystemException

SCREEN = "Reports search"


@dataclass(frozen=True)
class FoundReport:
    """One PPN as the search lists it."""

    ppn: str
    occurrence: str
    form: str
    flags: tuple[str, ...]
    status: str
    revision: int
    submitted: datetime | None
    amended: datetime | None
    subject: str


class NicheReportsSearch(BusinessObject):
    """Searches reports; all pages."""

    @action
    def get_reports(self, start: datetime, end: datetime, flag: str) -> tuple[FoundReport, ...]:
        """PPNs last submitted or amended from ``start`` to ``end`` that carry the flag.

        Args:
            start: aware; the screen takes minutes.
            end: aware, inclusive.
            flag: as in the filter, such as ``Domestic abuse``.

        Raises:
            SystemException: C5, when the screen searched for another period, or the rows read are
                not as many as the grid's own total.
        """
        rows: list[FoundReport] = []
        total = 0
        for reading in self._pages(start, end, flag):
            rows += [_report(row) for row in reading.grid("Grid - Reports")]
            total = reading.number("Output - Rows in all") or 0
        if len(rows) != total or len({row.ppn for row in rows}) != total:
            raise SystemException(f"Reports: {len(rows)} rows read of {total}", code="C5")
        return tuple(rows)

    def _pages(self, start: datetime, end: datetime, flag: str) -> Iterator[Reading]:
        number = 1
        period = {"date_from": _typed(start), "date_to": _typed(end)}
        while True:
            query = urlencode({"form": "PPN", **period, "flag": flag, "page": number})
            self.go(f"/reports?{query}")
            reading = self.read(SCREEN)
            if (reading["Text - From"], reading["Text - To"]) != tuple(period.values()):
                raise SystemException("Reports: the screen searched for another period", code="C5")
            yield reading
            if number >= int(reading["Output - Page"].rsplit(" of ", 1)[1]):
                return
            number += 1


def _typed(moment: datetime) -> str:
    return f"{moment.astimezone(LONDON):%d/%m/%Y %H:%M}"


def _report(row: Row) -> FoundReport:
    return FoundReport(
        ppn=row["PPN"],
        occurrence=row["Occurrence"],
        form=row["Form"],
        flags=row.listed("Flags", "; "),
        status=row["Status"],
        revision=row.number("Revision") or 0,
        submitted=row.moment("Submitted"),
        amended=row.moment("Amended"),
        subject=row["Subject"],
    )
