"""An occurrence in Niche: summary, involved persons, reports and the enquiry log (OEL)."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from urllib.parse import urlencode

from bot.application_model import Reading, Row
from bot.business_object import action
from bot.exceptions import SystemException
from objects.niche_screen import NicheScreen

SUMMARY = "Occurrence - Summary"
INVOLVED = "Occurrence - Involved"
OEL = "Occurrence - OEL"
MISSING = "Occurrence - Missing"
ATTACHMENTS = "Occurrence - Attachments"


@dataclass(frozen=True)
class Occurrence:
    """The summary of an occurrence."""

    number: str
    type: str
    classification: str
    domestic: bool
    qualifiers: tuple[str, ...]
    markers: tuple[str, ...]
    started: datetime | None
    status: str
    address: str
    address_kind: str
    force_area: str
    restricted_to: str
    disposal: str
    officer: str
    next_date: date | None


@dataclass(frozen=True)
class InvolvedPerson:
    """One row of the Involved tab; one person may have several roles."""

    person: str
    name: str
    role: str
    born: date | None
    present: str
    resident: str
    source: str
    deceased: bool
    restricted: bool


@dataclass(frozen=True)
class LogEntry:
    """One entry of the OEL."""

    entry: str
    written: datetime | None
    author: str
    author_role: str
    type: str
    text: str


@dataclass(frozen=True)
class Attachment:
    """A file on the occurrence; ``task`` is empty where it hangs on none."""

    id: str
    name: str
    marking: str
    sha256: str
    task: str


@dataclass(frozen=True)
class MissingEpisode:
    """One time that a person was missing."""

    episode: str
    person: str
    category: str
    reported: datetime | None
    status: str
    found: datetime | None


class NicheOccurrence(NicheScreen):
    """Reads an occurrence, writes to its log and attaches files to it."""

    @action
    def open(self, number: str, reason: str) -> Occurrence:
        """The summary; the reason covers all tabs in this session."""
        self.open_record(number, reason, leads_to=SUMMARY)
        return _occurrence(self.read(SUMMARY, number))

    @action
    def get_occurrence(self, number: str) -> Occurrence:
        """The summary of an occurrence that a reason covers."""
        self.go(f"/occurrence/{number}")
        return _occurrence(self.read(SUMMARY, number))

    @action
    def get_involved(self, number: str) -> tuple[InvolvedPerson, ...]:
        """All rows of the Involved tab; raises SystemException C5 when rows are missing."""
        self.go(f"/occurrence/{number}/involved")
        seen = self.read(INVOLVED, number)
        rows = _all_rows(seen, "Grid - Involved")
        return tuple(_involved(row) for row in rows)

    @action
    def get_episodes(self, number: str) -> tuple[MissingEpisode, ...]:
        """All rows of the Missing tab; raises SystemException C5 when rows are missing."""
        self.go(f"/occurrence/{number}/missing")
        seen = self.read(MISSING, number)
        return tuple(_episode(row) for row in _all_rows(seen, "Grid - Missing"))

    @action
    def get_entries(self, number: str, containing: str = "") -> tuple[LogEntry, ...]:
        """The entries that hold the text, newest first, at most a page of 25.

        Args:
            number: the occurrence.
            containing: the filter of the screen, such as ``R-7KQ2M4``.
        """
        self._open_log(number, containing)
        seen = self.read(OEL, number)
        return tuple(_entry(row) for row in seen.grid("Grid - OEL"))

    @action
    def add_entry(self, number: str, text: str, *, reference: str) -> None:
        """Add an entry of type Robot and see that it stands there; one that stands is left.

        Args:
            number: the occurrence.
            text: the entry, ending with its reference.
            reference: the visible reference without brackets, by which it is found again.

        Raises:
            SystemException: C11, the entry is not in the log after the save.
        """
        self._open_log(number, reference)
        if self._entries_with(number, reference):
            return
        self.write("Drop-down - Entry type", "Robot")
        self.write("Text area - Entry text", text)
        self.press("Button - Add entry", leads_to=OEL)
        found = self._entries_with(number, reference)  # the newest come first
        if found != 1:
            raise SystemException(f"OEL entry {reference} stands {found} times", code="C11")

    @action
    def get_attachments(self, number: str) -> tuple[Attachment, ...]:
        """Every file on the occurrence, oldest first; raises SystemException C5 when rows lack."""
        self.go(f"/occurrence/{number}/attachments")
        return _attachments(self.read(ATTACHMENTS, number))

    @action
    def attach(self, number: str, file: Path, *, marking: str, sha256: str, task: str = "") -> str:
        """Attach a file and see that it stands there; one that stands is left.

        Args:
            number: the occurrence.
            file: what is uploaded, under its own name.
            marking: as in the list of the screen.
            sha256: of the file, by which Niche must know it afterwards.
            task: a task of the occurrence that it hangs on, as shown, such as ``T12``.

        Returns:
            The attachment's number.

        Raises:
            SystemException: C5, the file is not in the list after the upload, with that hash.
        """
        self.go(f"/occurrence/{number}/attachments")
        standing = _attached(self.read(ATTACHMENTS, number), file.name, sha256)
        if not standing:
            self.write("File - File", file.name, text=str(file))
            self.write("Drop-down - Marking", marking)
            self.write("Text - Task", task)
            self.press("Button - Add attachment", leads_to=ATTACHMENTS)
            standing = _attached(self.read(ATTACHMENTS, number), file.name, sha256)
        if len(standing) != 1:
            times = len(standing)
            raise SystemException(f"{file.name} is attached {times} times", code="C5")
        return standing[0]

    def _entries_with(self, number: str, reference: str) -> int:
        rows = self.read(OEL, number).grid("Grid - OEL")
        return sum(reference in row["Text"] for row in rows)

    def _open_log(self, number: str, containing: str) -> None:
        self.go(f"/occurrence/{number}/oel?{urlencode({'contains': containing})}")


def _all_rows(seen: Reading, grid: str) -> tuple[Row, ...]:
    rows = seen.grid(grid)
    total = seen.number("Output - Rows in all")
    if len(rows) != total:
        raise SystemException(f"{seen.screen}: {len(rows)} rows read of {total}", code="C5")
    return rows


def _attachments(seen: Reading) -> tuple[Attachment, ...]:
    rows = _all_rows(seen, "Grid - Attachments")
    return tuple(
        Attachment(row["Attachment"], row["Name"], row["Marking"], row["SHA-256"], row["Task"])
        for row in rows
    )


def _attached(seen: Reading, name: str, sha256: str) -> list[str]:
    found = _attachments(seen)
    return [each.id for each in found if (each.name, each.sha256) == (name, sha256)]


def _occurrence(seen: Reading) -> Occurrence:
    return Occurrence(
        number=seen.record,
        type=seen["Output - Type"],
        classification=seen["Output - Classification"],
        domestic=seen["Output - Domestic"] == "Yes",
        qualifiers=seen.listed("Output - Qualifiers"),
        markers=seen.listed("Output - Markers"),
        started=seen.moment("Output - Started"),
        status=seen["Output - Status"],
        address=seen["Output - Address"],
        address_kind=seen["Output - Address kind"],
        force_area=seen["Output - Force area"],
        restricted_to=seen["Output - Restricted to"],
        disposal=seen["Output - Disposal"],
        officer=seen["Output - Officer"],
        next_date=seen.date("Output - Next date"),
    )


def _involved(row: Row) -> InvolvedPerson:
    return InvolvedPerson(
        person=row["Person"],
        name=row["Name"],
        role=row["Role"],
        born=row.date("Born"),
        present=row["Present"],
        resident=row["Resident"],
        source=row["Source"],
        deceased=row["Deceased"] == "Yes",
        restricted=row["Restricted"] == "Yes",
    )


def _episode(row: Row) -> MissingEpisode:
    return MissingEpisode(
        episode=row["Episode"],
        person=row["Person"],
        category=row["Category"],
        reported=row.moment("Reported"),
        status=row["Status"],
        found=row.moment("Found"),
    )


def _entry(row: Row) -> LogEntry:
    return LogEntry(
        entry=row["Entry"],
        written=row.moment("Written"),
        author=row["Author"],
        author_role=row["Role"],
        type=row["Type"],
        text=row["Text"],
    )
