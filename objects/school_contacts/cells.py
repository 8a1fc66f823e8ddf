"""What stands in a cell of the workbook: a text, a day, one mailbox or something that is none."""

import re
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from email_validator import EmailNotValidError, validate_email

Cell: TypeAlias = int | float | str | bool | time | date | datetime | timedelta

_BRITISH = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def cell_text(cell: Cell) -> str:
    """Give the cell's text without outer spaces; a whole number without its ``.0``."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def cell_date(cell: Cell) -> date | None:
    """Give the day in the cell, whether Excel knows it as one or it is text, day first."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = cell_text(cell)
    if found := _BRITISH.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
    elif found := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def mailbox_fault(cell: Cell, domain_suffix: str) -> str:
    """Give why the cell is not exactly one mailbox; empty when it is one, or is blank.

    Args:
        cell: as it stands in the workbook.
        domain_suffix: what the domain must end with; empty = any.
    """
    raw = str(cell)
    text = raw.strip(" ")
    if not text:
        return ""
    if any(not char.isprintable() for char in raw):
        return "a line break or control character in the mailbox's cell"
    if text.count("@") > 1 or re.search("[;,]", text):
        return "more than one address in the mailbox's cell"
    return _address_fault(text, domain_suffix)


def _address_fault(text: str, domain_suffix: str) -> str:
    if not text.isascii():  # look-alike letters of other scripts
        return "the mailbox is malformed"
    try:
        found = validate_email(text, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        return "the mailbox is malformed"
    suffix = domain_suffix.casefold().lstrip(".")
    if suffix and not f".{found.ascii_domain}".casefold().endswith(f".{suffix}"):
        return "the mailbox is in a domain that is not written to"
    return ""
