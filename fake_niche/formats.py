"""How dates and times look on the screens: London wall clock, day first."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
_DATE_LENGTH = 10


def uk_date(iso: str | None) -> str:
    """``2026-03-02`` as ``02/03/2026``; empty for nothing."""
    if not iso:
        return ""
    return date.fromisoformat(iso[:_DATE_LENGTH]).strftime("%d/%m/%Y")


def uk_datetime(iso: str | None) -> str:
    """A UTC time as ``02/03/2026 06:00`` in London; a bare date as a date; empty for nothing."""
    if not iso:
        return ""
    if len(iso) <= _DATE_LENGTH:
        return uk_date(iso)
    moment = datetime.fromisoformat(iso)
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(LONDON).strftime("%d/%m/%Y %H:%M")


def iso_date(text: str) -> str:
    """``02/03/2026`` as ``2026-03-02``.

    Raises:
        ValueError: not a date that the screens accept.
    """
    return datetime.strptime(text.strip(), "%d/%m/%Y").date().isoformat()  # noqa: DTZ007


def iso_datetime(text: str) -> str:
    """``02/03/2026 06:00`` (London) as ISO in UTC; a bare date is midnight.

    Raises:
        ValueError: not a time that the screens accept.
    """
    wanted = text.strip()
    shape = "%d/%m/%Y %H:%M" if " " in wanted else "%d/%m/%Y"
    local = datetime.strptime(wanted, shape).replace(tzinfo=LONDON)
    return local.astimezone(UTC).isoformat(timespec="seconds")


def is_date(text: str) -> bool:
    """Whether the screens accept it as a date."""
    return _is_accepted(iso_date, text)


def is_datetime(text: str) -> bool:
    """Whether the screens accept it as a time, or as a date."""
    return _is_accepted(iso_datetime, text)


def _is_accepted(read: Callable[[str], str], text: str) -> bool:
    try:
        read(text)
    except ValueError:
        return False
    return True


def clean_text(text: str) -> str:
    """A text as entered, with plain line breaks and without the NUL that a database refuses."""
    return text.replace("\r\n", "\n").replace("\x00", "\ufffd").strip()


def yes(value: object) -> str:
    """``Yes`` for true, ``No`` for false."""
    return "Yes" if value else "No"


def ticked(value: object) -> str:
    """``Yes`` for true, empty for false: how a grid shows a tick."""
    return "Yes" if value else ""
