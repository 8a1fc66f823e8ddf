"""Adding and removing the people whom a MARAC case names."""

from collections.abc import Callable

from flask import redirect, request
from werkzeug.wrappers import Response

from fake_niche.linked_people import entered_person
from fake_niche.marac.base import ROLES, blueprint, view
from fake_niche.models import MaracCase, MaracPerson
from fake_niche.services import (
    acquire_lock,
    audit,
    check_row_version,
    db,
    open_marac_case,
    release_lock,
    requires,
)


@blueprint.post("/marac/<case_id>/people")
@requires("marac.edit")
def add_person(case_id: str) -> Response | tuple[str, int]:
    """Add a person to the case."""
    found = open_marac_case(case_id, "edit")
    acquire_lock(f"marac:{case_id}")
    values, errors = entered_person(ROLES)
    known = {(one.person_id, one.role) for one in found.people}
    if (values["person"], values["role"]) in known:
        errors["role"] = "Role: the person has this role in the case already."
    if errors:
        return view(found, values, errors), 422
    person = MaracPerson(person_id=values["person"], role=values["role"])
    return _changed(found, lambda: found.people.append(person), f"person {person.person_id}")


@blueprint.post("/marac/<case_id>/people/remove")
@requires("marac.edit")
def remove_person(case_id: str) -> Response | tuple[str, int]:
    """Take a person out of the case."""
    found = open_marac_case(case_id, "edit")
    acquire_lock(f"marac:{case_id}")
    chosen = request.form.get("linked", "")
    linked = next((one for one in found.people if str(one.id) == chosen), None)
    if linked is None:
        return view(found, {}, {"linked": "Linked person: choose one."}), 422
    return _changed(found, lambda: db().delete(linked), f"without {linked.person_id}")


def _changed(found: MaracCase, change: Callable[[], None], detail: str) -> Response:
    """Another set of people is another case to report on: it has the next row version."""
    key = f"marac:{found.id}"
    check_row_version(key, found, request.form.get("row_version", ""))
    change()
    audit("save", key, detail=detail)
    release_lock(key)
    return redirect(f"/marac/{found.id}")
