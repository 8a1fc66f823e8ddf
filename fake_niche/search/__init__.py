"""Searching by name, number or id."""

from typing import Final

from flask import Blueprint, render_template, request
from sqlalchemy import Select, or_, select

from fake_niche.grids import Row
from fake_niche.models import Base, Occurrence, Person, PersonAlias, School
from fake_niche.services import (
    Column,
    Grid,
    asked_page,
    audit,
    count,
    db,
    find_target,
    me,
    page_of,
    row,
    uk_date,
    uk_datetime,
)

blueprint = Blueprint("search", __name__)

KINDS: Final = ("People", "Schools", "Occurrences")
_COLUMNS = (
    Column("record", "Record"),
    Column("name", "Name"),
    Column("detail", "Detail"),
)


@blueprint.get("/search")
def show() -> str:
    """The screen "Search"; a restricted person is found by nobody outside the unit."""
    kind, text = request.args.get("kind", KINDS[0]), request.args.get("q", "").strip()
    if text:
        audit("search", "search", detail=kind)
    return render_template(
        "search/search.html",
        values={"kind": kind, "q": text},
        kinds=[(name, name) for name in KINDS],
        exact=find_target(text) if text else None,
        grid=_grid(kind, text) if text and kind in KINDS else None,
    )


def people_named(text: str) -> Select[Person]:
    """People whose name or alias has every word of ``text``, or whose number it is."""
    wanted = select(Person).where(
        or_(Person.restricted_to.is_(None), Person.restricted_to == me().unit_code)
    )
    if find_target(text):
        return wanted.where(Person.id == text.upper())
    for word in text.split():
        alias = Person.aliases.any(PersonAlias.name.icontains(word, autoescape=True))
        in_name = Person.surname.icontains(word, autoescape=True)
        in_forenames = Person.forenames.icontains(word, autoescape=True)
        wanted = wanted.where(or_(in_name, in_forenames, alias))
    return wanted.order_by(Person.surname, Person.forenames, Person.id)


def schools_named(text: str) -> Select[School]:
    """Schools whose name or town has every word of ``text``, or whose number it is."""
    wanted = select(School)
    if find_target(text):
        return wanted.where(School.id == text.upper())
    for word in text.split():
        in_name = School.name.icontains(word, autoescape=True)
        wanted = wanted.where(or_(in_name, School.town.icontains(word, autoescape=True)))
    return wanted.order_by(School.name, School.town)


def _occurrences(text: str) -> Select[Occurrence]:
    closed = Occurrence.restricted_to.is_(None) | (Occurrence.restricted_to == me().unit_code)
    wanted = Occurrence.number.contains(text, autoescape=True)
    return select(Occurrence).where(closed, wanted).order_by(Occurrence.number.desc())


def _grid(kind: str, text: str) -> Grid:
    page = asked_page()
    if kind == "People":
        return _found(people_named(text), page)
    if kind == "Schools":
        return _found(schools_named(text), page)
    return _found(_occurrences(text), page)


def _found(wanted: Select[Person] | Select[School] | Select[Occurrence], page: int) -> Grid:
    rows = tuple(_row(record) for record in db().scalars(page_of(wanted, page)))
    return Grid("found", _COLUMNS, rows, count(wanted), page)


def _row(record: Base) -> Row:
    if isinstance(record, Person):
        name = f"{record.surname}, {record.forenames}"
        return row(record.id, (record.id, f"/person/{record.id}"), name, uk_date(record.born))
    if isinstance(record, School):
        return row(record.id, (record.id, f"/school/{record.id}"), record.name, record.town)
    assert isinstance(record, Occurrence)  # noqa: S101 - there are three kinds
    number = record.number
    when = uk_datetime(record.started)
    return row(number, (number, f"/occurrence/{number}"), record.type, when)
