"""Adding and removing the people whom a CSC request is about."""

from collections.abc import Callable

from flask import redirect, request
from werkzeug.wrappers import Response

from fake_niche.csc.base import ROLES, blueprint, view
from fake_niche.linked_people import entered_person
from fake_niche.models import CscRequest, CscRequestPerson
from fake_niche.services import (
    acquire_lock,
    audit,
    check_row_version,
    db,
    open_csc_request,
    release_lock,
    requires,
)


@blueprint.post("/csc/<request_id>/people")
@requires("csc.edit")
def add_person(request_id: str) -> Response | tuple[str, int]:
    """Add a person to the request."""
    found = open_csc_request(request_id, "edit")
    acquire_lock(f"csc:{request_id}")
    values, errors = entered_person(ROLES)
    if any(one.person_id == values["person"] for one in found.people):
        errors["person"] = "Person: the request is about this person already."
    if errors:
        return view(found, values, errors), 422
    person = CscRequestPerson(person_id=values["person"], role=values["role"])
    return _changed(found, lambda: found.people.append(person), f"person {person.person_id}")


@blueprint.post("/csc/<request_id>/people/remove")
@requires("csc.edit")
def remove_person(request_id: str) -> Response | tuple[str, int]:
    """Take a person out of the request."""
    found = open_csc_request(request_id, "edit")
    acquire_lock(f"csc:{request_id}")
    chosen = request.form.get("linked", "")
    linked = next((one for one in found.people if str(one.id) == chosen), None)
    if linked is None:
        return view(found, {}, {"linked": "Linked person: choose one."}), 422
    return _changed(found, lambda: db().delete(linked), f"without {linked.person_id}")


def _changed(found: CscRequest, change: Callable[[], None], detail: str) -> Response:
    """Another set of people is another request: it has the next row version."""
    key = f"csc:{found.id}"
    check_row_version(key, found, request.form.get("row_version", ""))
    change()
    audit("save", key, detail=detail)
    release_lock(key)
    return redirect(f"/csc/{found.id}")
