"""How old the child is, on every birth date that anybody recorded."""

from datetime import date

from processes.school_notification.facts import Case
from processes.shared.ages import age_on, local_date


def births(case: Case) -> tuple[date, ...]:
    """Give every birth date recorded for the child, on the PPN and on the record."""
    record = (case.child.born,) if case.child else ()
    found = (*(row.born for row in case.rows), *record)
    return tuple(dict.fromkeys(born for born in found if isinstance(born, date)))


def youngest_on(case: Case, day: date) -> int | None:
    """Give the lowest age that any recorded birth date makes; None when there is none.

    Rules that leave a child out use this one: two birth dates must not make an adult of a child.
    """
    return min((age_on(born, day) for born in births(case)), default=None)


def oldest_on(case: Case, day: date) -> int | None:
    """Give the highest age that any recorded birth date makes."""
    return max((age_on(born, day) for born in births(case)), default=None)


def today(case: Case) -> date:
    """Give the day of the decision in London."""
    return local_date(case.now)
