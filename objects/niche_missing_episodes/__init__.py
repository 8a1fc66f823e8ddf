"""The list of missing episodes in Niche: which have changed in a period."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from bot.application_model import Reading, Row
from bot.business_object import BusinessObject, action
from bot.clock import LONDON
from bot.exceptions import SystemException

SCREEN = "Missing episodes"


@dataclass(frozen=True)
class ListedEpisode:
    """One episode as the list shows it; the times it holds are read on the occurrence."""

    episode: str
    occurrence: str
    person: str
    status: str
    changed: datetime | None


class NicheMissingEpisodes(BusinessObject):
    """Lists missing episodes; all pages."""

    @action
    def get_changed(self, start: datetime, end: datetime) -> tuple[ListedEpisode, ...]:
        """Episodes that were recorded or changed from ``start`` to ``end``, both inclusive.

        Raises:
            SystemException: C5, when the screen searched for another period, or the rows read are
                not as many as the grid's own total.
        """
        rows: list[ListedEpisode] = []
        total = 0
        for reading in self._pages(start, end):
            rows += [_episode(row) for row in reading.grid("Grid - Episodes")]
            total = reading.number("Output - Rows in all") or 0
        if len(rows) != total or len({row.episode for row in rows}) != total:
            raise SystemException(f"Missing episodes: {len(rows)} rows read of {total}", code="C5")
        return tuple(rows)

    def _pages(self, start: datetime, end: datetime) -> Iterator[Reading]:
        number = 1
        period = {"date_from": _typed(start), "date_to": _typed(end)}
        while True:
            self.go(f"/missing?{urlencode({**period, 'page': number})}")
            reading = self.read(SCREEN)
            if (reading["Text - From"], reading["Text - To"]) != tuple(period.values()):
                raise SystemException("Missing episodes: searched for another period", code="C5")
            yield reading
            if number >= int(reading["Output - Page"].rsplit(" of ", 1)[1]):
                return
            number += 1


def _typed(moment: datetime) -> str:
    return f"{moment.astimezone(LONDON):%d/%m/%Y %H:%M}"


def _episode(row: Row) -> ListedEpisode:
    return ListedEpisode(
        episode=row["Episode"],
        occurrence=row["Occurrence"],
        person=row["Person"],
        status=row["Status"],
        changed=row.moment("Changed"),
    )
