"""How a message says dates, what a place in it may hold, and what becomes of one that may not leave."""

from datetime import date, datetime

from bot.exceptions import HeldException
from processes.shared.disclosure import one_line
from processes.shared.findings import held
from processes.shared.guard import Breach, Permitted

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def in_words(day: date | None) -> str:
    """Give a date as a letter writes it: ``28 February 2026``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if day else "not known"


def moment_in_words(moment: datetime | None) -> str:
    """Give a moment as a letter writes it: ``28 February 2026 at 21:40``."""
    return f"{in_words(moment.date())} at {moment:%H:%M}" if moment else "not known"


def only(*values: str) -> Permitted:
    """A place that holds one of these values and nothing else."""
    return Permitted(frozenset(one_line(value) for value in values))


def raise_for(found: tuple[Breach, ...]) -> None:
    """Stop a message that must not leave.

    Raises:
        HeldException: G1, it holds something that this school may not have; nothing is sent.
    """
    if found:
        detail = "; ".join(str(breach) for breach in found)
        raise HeldException(detail, code="G1", findings=(held("G1", detail),))
