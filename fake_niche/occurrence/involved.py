"""The tab "Involved": who has a part in the occurrence, and adding somebody."""

from flask import redirect, request
from sqlalchemy import select
from sqlalchemy.orm import joinedload
from werkzeug.wrappers import Response

from fake_niche.grids import Row
from fake_niche.models import Involvement, Occurrence, Person
from fake_niche.occurrence.base import blueprint, tab
from fake_niche.services import (
    Column,
    Grid,
    audit,
    clean_text,
    db,
    is_closed_to_me,
    me,
    open_occurrence,
    requires,
    row,
    ticked,
    uk_date,
    whole,
)

ROLES = ("Victim", "Suspect", "Witness", "Child", "Other party", "Subject")
ANSWERS = ("", "Yes", "No", "Not known")

_COLUMNS = (
    Column("person", "Person"),
    Column("name", "Name"),
    Column("role", "Role"),
    Column("born", "Born"),
    Column("present", "Present"),
    Column("resident", "Resident"),
    Column("source", "Source"),
    Column("deceased", "Deceased"),
    Column("restricted", "Restricted"),
)
_ENTERED = ("person", "role", "present", "resident", "source")


@blueprint.get("/occurrence/<number>/involved")
def involved(number: str) -> str:
    """Everybody involved; of a restricted person only the number is shown."""
    return _page(open_occurrence(number), {"source": "Officer"}, {})


@blueprint.post("/occurrence/<number>/involved")
@requires("involvement.add")
def add_involvement(number: str) -> Response | tuple[str, int]:
    """Give a person a part in the occurrence."""
    occurrence = open_occurrence(number, "edit")
    values = {name: clean_text(request.form.get(name, "")) for name in _ENTERED}
    errors = _errors(occurrence, values)
    if errors:
        return _page(occurrence, values, errors), 422
    db().add(
        Involvement(
            occurrence_number=number,
            person_id=values["person"],
            role=values["role"],
            present=values["present"],
            resident=values["resident"],
            source=values["source"] or "Officer",
            confirmed_by=me().id,
        )
    )
    audit("add", f"occurrence:{number}", detail=f"involvement of {values['person']}")
    return redirect(f"/occurrence/{number}/involved")


def _errors(occurrence: Occurrence, values: dict[str, str]) -> dict[str, str]:
    errors = {}
    if not values["person"] or db().get(Person, values["person"]) is None:
        errors["person"] = "Person: enter the number of a person."
    if values["role"] not in ROLES:
        errors["role"] = "Role: choose one."
    known = {(one.person_id, one.role) for one in occurrence.involvements}
    if (values["person"], values["role"]) in known:
        errors["role"] = "Role: the person is involved in this role already."
    for name in ("present", "resident"):
        if values[name] not in ANSWERS:
            errors[name] = f"{name.title()}: choose one."
    return errors


def _page(occurrence: Occurrence, values: dict[str, str], errors: dict[str, str]) -> str:
    return tab(
        occurrence,
        "Involved",
        grid=_grid(occurrence.number),
        values=values,
        errors=errors,
        roles=[("", ""), *((name, name) for name in ROLES)],
        answers=[(name, name) for name in ANSWERS],
    )


def _grid(number: str) -> Grid:
    wanted = select(Involvement).where(Involvement.occurrence_number == number)
    found = db().scalars(wanted.options(joinedload(Involvement.person)).order_by(Involvement.id))
    return whole("involved", _COLUMNS, [_row(one) for one in found])


def _row(one: Involvement) -> Row:
    person = one.person
    hidden = is_closed_to_me(person.restricted_to)
    return row(
        person.id,
        (person.id, f"/person/{person.id}"),
        "Restricted" if hidden else f"{person.forenames} {person.surname}".strip(),
        one.role,
        "" if hidden else uk_date(person.born),
        one.present,
        one.resident,
        one.source,
        "" if hidden else ticked(person.deceased),
        ticked(person.restricted_to),
    )
