"""The tab "Occurrences": every part that the person had, newest first."""

from typing import Final

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager

from fake_niche.grids import Row
from fake_niche.models import Involvement, Occurrence
from fake_niche.person.base import blueprint, tab
from fake_niche.services import (
    Column,
    Grid,
    asked_page,
    count,
    db,
    is_closed_to_me,
    open_person,
    page_of,
    row,
    uk_datetime,
    unit_name,
    yes,
)

_COLUMNS: Final = (
    Column("occurrence", "Occurrence"),
    Column("role", "Role"),
    Column("type", "Type"),
    Column("classification", "Classification"),
    Column("started", "Started"),
    Column("status", "Status"),
    Column("disposal", "Disposal"),
    Column("domestic", "Domestic"),
    Column("flags", "Flags"),
    Column("summary", "Summary"),
    Column("restricted", "Restricted"),
)


@blueprint.get("/person/<person_id>/occurrences")
def occurrences(person_id: str) -> str:
    """The person's part in occurrences; of restricted ones only whose they are."""
    person = open_person(person_id)
    wanted = _wanted(person_id)
    page = asked_page()
    rows = tuple(_row(one) for one in db().scalars(page_of(wanted, page)))
    return tab(person, "Occurrences", grid=Grid("occurrences", _COLUMNS, rows, count(wanted), page))


def _wanted(person_id: str) -> Select[Involvement]:
    newest_first = Occurrence.started.desc(), Occurrence.number.desc(), Involvement.id
    wanted = select(Involvement).join(Involvement.occurrence)
    wanted = wanted.options(contains_eager(Involvement.occurrence))
    return wanted.where(Involvement.person_id == person_id).order_by(*newest_first)


def _row(one: Involvement) -> Row:
    number, occurrence = one.occurrence_number, one.occurrence
    if is_closed_to_me(occurrence.restricted_to):
        blank = [""] * (len(_COLUMNS) - 2)
        return row("", "Restricted", *blank, unit_name(str(occurrence.restricted_to)))
    return row(
        number,
        (number, f"/occurrence/{number}"),
        one.role,
        occurrence.type,
        occurrence.classification,
        uk_datetime(occurrence.started),
        occurrence.status,
        occurrence.disposal,
        yes(occurrence.domestic),
        "; ".join(occurrence.qualifiers or []),
        occurrence.summary,
        "",
    )
