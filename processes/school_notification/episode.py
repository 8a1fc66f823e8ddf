"""A time that a child was missing, as Niche has it."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from processes.shared.names import fold


class EpisodeStatus(Enum):
    """What became of a missing person, as Niche says it."""

    MISSING = "Missing"
    FOUND = "Found"
    FOUND_DECEASED = "Found deceased"
    CANCELLED = "Cancelled"
    NOT_KNOWN = ""

    @classmethod
    def read(cls, text: str) -> "EpisodeStatus":
        """The status of that wording; an unlisted one is not known."""
        return next((status for status in cls if fold(status.value) == fold(text)), cls.NOT_KNOWN)


@dataclass(frozen=True)
class Episode:
    """One time that a person was missing; ``found`` is None while it is not known."""

    episode: str
    person: str
    category: str
    reported: datetime | None
    found: datetime | None
    status: EpisodeStatus
