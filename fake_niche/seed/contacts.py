"""The contact workbook and the list of mailboxes that may be written to."""

import csv
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

from fake_niche.seed.schools import Contact, School

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


def write_workbook(path: Path, schools: Sequence[School]) -> None:
    """Writes the sheet "Contacts"; every cell is text, whatever it begins with."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Contacts")
    sheet.append(COLUMNS)
    for school in schools:
        for contact in school.contacts:
            sheet.append(_cells(contact))
    book.save(path)


def write_allowed(path: Path, schools: Sequence[School]) -> None:
    """Writes ``mailbox,school_id`` for every mailbox that may be written to."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("mailbox", "school_id"))
        for school in schools:
            writer.writerows((mailbox, school.id) for mailbox in school.allowed)


def _cells(contact: Contact) -> tuple[str, ...]:
    return (
        contact.school_id,
        contact.school_name,
        contact.town,
        contact.phase,
        contact.dsl_name,
        contact.dsl_mailbox,
        contact.head_name,
        contact.head_mailbox,
        contact.verified,
        contact.notes,
    )
