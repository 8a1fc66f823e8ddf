"""The tab "MARAC": the cases that the person is in, as victim, perpetrator or child."""

from typing import Final

from sqlalchemy import select

from fake_niche.grids import Row
from fake_niche.models import MaracCase, MaracPerson
from fake_niche.person.base import blueprint, tab
from fake_niche.services import (
    Column,
    db,
    is_closed_to_me,
    open_person,
    row,
    uk_date,
    whole,
    yes,
)

_COLUMNS: Final = (
    Column("case", "Case"),
    Column("role", "Role"),
    Column("referred", "Referred"),
    Column("meeting", "Meeting"),
    Column("area", "Area"),
    Column("status", "Status"),
    Column("held_elsewhere", "Held elsewhere"),
)
_ROLES: Final = ("Perpetrator", "Child")


@blueprint.get("/person/<person_id>/marac")
def marac(person_id: str) -> str:
    """The cases, the one referred last first; of restricted ones only that they are."""
    person = open_person(person_id)
    parts = [*_as_victim(person_id), *_in_other_roles(person_id)]
    newest_first = sorted(parts, key=lambda part: (part[0].referred_on, part[0].id), reverse=True)
    rows = [_row(case, role) for case, role in newest_first]
    return tab(person, "MARAC", grid=whole("marac", _COLUMNS, rows))


def _as_victim(person_id: str) -> list[tuple[MaracCase, str]]:
    cases = db().scalars(select(MaracCase).where(MaracCase.victim_id == person_id))
    return [(case, "Victim") for case in cases]


def _in_other_roles(person_id: str) -> list[tuple[MaracCase, str]]:
    wanted = MaracPerson.person_id == person_id, MaracPerson.role.in_(_ROLES)
    joined = select(MaracCase, MaracPerson.role).join(MaracPerson).where(*wanted)
    return [(case, role) for case, role in db().execute(joined)]


def _row(case: MaracCase, role: str) -> Row:
    if is_closed_to_me(case.occurrence.restricted_to):
        return row("", "Restricted", *("" for _ in _COLUMNS[1:]))
    return row(
        case.id,
        (case.id, f"/marac/{case.id}"),
        role,
        uk_date(case.referred_on),
        uk_date(case.meeting_on),
        case.area,
        case.status,
        yes(case.held_elsewhere),
    )
