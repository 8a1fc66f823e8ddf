"""Dates as a form version writes them; underneath they are ISO."""

from datetime import date, datetime
from typing import Final

from fake_niche.forms.controls import DateFormat

_PATTERNS: Final[dict[DateFormat, str]] = {
    "native": "%Y-%m-%d",
    "YYYY-MM-DD": "%Y-%m-%d",
    "DD/MM/YYYY": "%d/%m/%Y",
    "MM/DD/YYYY": "%m/%d/%Y",
}


def written(iso: str, shape: DateFormat) -> str:
    """An ISO date in the form's shape; what is no date (an impossible one, kept) as it is."""
    try:
        return date.fromisoformat(iso).strftime(_PATTERNS[shape])
    except ValueError:
        return iso


def iso_of(text: str, shape: DateFormat) -> str:
    """The ISO date of a text in the form's shape; empty for empty.

    Raises:
        ValueError: not a date of that shape.
    """
    if not text:
        return ""
    return datetime.strptime(text, _PATTERNS[shape]).date().isoformat()  # noqa: DTZ007


def boxes_of(iso: str) -> tuple[str, str, str]:
    """Day, month and year of an ISO date, without leading noughts; three blanks for no date."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return "", "", ""
    return str(day.day), str(day.month), str(day.year)


def iso_of_boxes(day: str, month: str, year: str) -> str:
    """The ISO date of three boxes; empty when all are.

    Raises:
        ValueError: a box is missing or they make no date.
    """
    if not (day or month or year):
        return ""
    return date(int(year), int(month), int(day)).isoformat()
