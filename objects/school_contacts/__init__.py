"""The school contact workbook and the list of mailboxes that may be written to.

It returns rows and facts; which mailbox is used, and whether at all, is decided by the rules.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from python_calamine import CalamineError, CalamineWorkbook

from bot.exceptions import SystemException
from objects.school_contacts.cells import Cell, cell_date, cell_text, mailbox_fault

CODE = "P2.9"
SHEET = "Contacts"
COLUMNS = (
    "School id",
    "School name",
    "Town",
    "Phase",
    "DSL name",
    "DSL mailbox",
    "Head teacher",
    "Head mailbox",
    "Last verified",
    "Notes",
)
_ALLOWED_COLUMNS = ["mailbox", "school_id"]


class AllowedMailbox(NamedTuple):
    """A mailbox, in lower case, that may be written to about pupils of a school."""

    mailbox: str
    school_id: str


@dataclass(frozen=True)
class ContactLimits:
    """When the workbook is not used.

    Attributes:
        max_age_days: how long ago its newest "Last verified" may be.
        row_tolerance: by which part its row count may differ from the last one, such as 0.2.
        domain_suffix: what a mailbox's domain must end with, such as ``.example``; empty = any.
    """

    max_age_days: int
    row_tolerance: float
    domain_suffix: str


@dataclass(frozen=True)
class WorkbookFacts:
    """What the pre-check found: how many rows, and the newest day on which one was verified."""

    rows: int
    verified: date


@dataclass(frozen=True)
class ContactRow:
    """A row of the workbook.

    Attributes:
        row: its number in the sheet; the first row below the heading is 2.
        dsl_mailbox: one well-formed address, or empty.
        dsl_mailbox_fault: why the cell is no mailbox; empty for a good or a blank one.
        last_verified: None where the cell is blank or is no date.
    """

    row: int
    school_id: str
    school_name: str
    town: str
    phase: str
    dsl_name: str
    dsl_mailbox: str
    dsl_mailbox_fault: str
    head_name: str
    head_mailbox: str
    head_mailbox_fault: str
    last_verified: date | None


class SchoolContacts:
    """The workbook, read afresh each time it is asked.

    Args:
        workbook: the force's spreadsheet.
        allowed: the list of allowed mailboxes (CSV: mailbox, school_id).
        limits: when the workbook is not used.
    """

    def __init__(self, workbook: Path, allowed: Path, limits: ContactLimits) -> None:
        self._workbook = workbook
        self._allowed = allowed
        self._limits = limits

    def check_workbook(self, today: date, last_rows: int | None) -> WorkbookFacts:
        """Check that the workbook opens and is the one that people maintain.

        Args:
            today: the day of the run.
            last_rows: the row count when it was last good; None the first time.

        Raises:
            SystemException: P2.9, with the cause.
        """
        rows = self.get_rows()
        self._check_row_count(len(rows), last_rows)
        verified = [r.last_verified for r in rows if r.last_verified and r.last_verified <= today]
        if not verified:
            raise _unusable("no row says when it was verified")
        if (today - max(verified)).days > self._limits.max_age_days:
            raise _unusable(f"nothing was verified for {self._limits.max_age_days} days")
        return WorkbookFacts(len(rows), max(verified))

    def get_rows(self) -> tuple[ContactRow, ...]:
        """Give every row that is not blank.

        Raises:
            SystemException: P2.9, the workbook is missing, locked, damaged or has other columns.
        """
        heading, *body = self._cells()
        columns = _columns(heading)
        return tuple(
            self._row(number, {name: cells[at] for name, at in columns.items()})
            for number, cells in enumerate(body, 2)
            if any(cell_text(cell) for cell in cells)
        )

    def get_allowed(self) -> frozenset[AllowedMailbox]:
        """Give the mailboxes that may be written to.

        Raises:
            SystemException: P2.9, the list is missing or has other columns.
        """
        try:
            with self._allowed.open(encoding="utf-8-sig", newline="") as file:
                reader = csv.DictReader(file)
                if reader.fieldnames != _ALLOWED_COLUMNS:
                    raise _unusable("the list of allowed mailboxes has other columns")
                return frozenset(_allowed(reader))
        except (OSError, UnicodeDecodeError) as error:
            raise _unusable("the list of allowed mailboxes cannot be read") from error

    def _cells(self) -> list[list[Cell]]:
        try:
            with CalamineWorkbook.from_path(self._workbook) as book:
                if SHEET not in book.sheet_names:
                    raise _unusable(f"it has no sheet '{SHEET}'")
                cells = book.get_sheet_by_name(SHEET).to_python(skip_empty_area=False)
        except (CalamineError, OSError) as error:
            raise _unusable("it is missing, locked or damaged") from error
        if not cells:
            raise _unusable("it is empty")
        return cells

    def _check_row_count(self, rows: int, last_rows: int | None) -> None:
        if not rows:
            raise _unusable("it has no rows")
        if last_rows and abs(rows - last_rows) > self._limits.row_tolerance * last_rows:
            raise _unusable(f"it has {rows} rows, and had {last_rows}")

    def _row(self, number: int, cells: dict[str, Cell]) -> ContactRow:
        lead, lead_fault = self._mailbox(cells["DSL mailbox"])
        head, head_fault = self._mailbox(cells["Head mailbox"])
        return ContactRow(
            row=number,
            school_id=cell_text(cells["School id"]),
            school_name=cell_text(cells["School name"]),
            town=cell_text(cells["Town"]),
            phase=cell_text(cells["Phase"]),
            dsl_name=cell_text(cells["DSL name"]),
            dsl_mailbox=lead,
            dsl_mailbox_fault=lead_fault,
            head_name=cell_text(cells["Head teacher"]),
            head_mailbox=head,
            head_mailbox_fault=head_fault,
            last_verified=cell_date(cells["Last verified"]),
        )

    def _mailbox(self, cell: Cell) -> tuple[str, str]:
        """Give the address and why it is none; a faulty cell gives no address at all."""
        fault = mailbox_fault(cell, self._limits.domain_suffix)
        return ("", fault) if fault else (cell_text(cell), "")


def _columns(heading: list[Cell]) -> dict[str, int]:
    """Give where each known column stands; any other set of columns is another workbook."""
    names = [" ".join(cell_text(cell).split()).casefold() for cell in heading]
    while names and not names[-1]:
        names.pop()
    if sorted(names) != sorted(name.casefold() for name in COLUMNS):
        raise _unusable("its columns are not the known ones")
    return {name: names.index(name.casefold()) for name in COLUMNS}


def _allowed(rows: Iterable[dict[str, str]]) -> Iterable[AllowedMailbox]:
    for row in rows:
        mailbox, school = (row["mailbox"] or "").strip(), (row["school_id"] or "").strip()
        if mailbox and school:
            yield AllowedMailbox(mailbox.casefold(), school.upper())


def _unusable(cause: str) -> SystemException:
    return SystemException(f"the school contacts cannot be used: {cause}", code=CODE)
