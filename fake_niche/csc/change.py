"""New CSC requests, and changing one under a lock."""

from flask import redirect, render_template, request
from werkzeug.wrappers import Response

from fake_niche.csc.base import blueprint
from fake_niche.csc.entry import Entry, choices, read_entry, stored_entry
from fake_niche.models import CscRequest
from fake_niche.services import (
    acquire_lock,
    audit,
    check_row_version,
    db,
    me,
    next_csc_request_id,
    now_iso,
    open_csc_request,
    open_occurrence,
    release_lock,
    requires,
    uk_datetime,
)


@blueprint.get("/csc/new")
@requires("csc.edit")
def new() -> str:
    """The screen "CSC request - New" for an occurrence; without one it asks for its number."""
    number = request.args.get("occurrence", "").strip()
    if not number:
        return render_template("csc/which.html", values={}, errors={})
    open_occurrence(number)
    return _form(None, number, Entry({"received": uk_datetime(now_iso()), "status": "Open"}, {}))


@blueprint.post("/csc/new")
@requires("csc.edit")
def create() -> Response | tuple[str, int]:
    """Raise the request under the next number."""
    number = request.args.get("occurrence", "").strip()
    if request.form.get("action") == "cancel":
        return redirect(f"/occurrence/{number}")
    open_occurrence(number, "edit")
    entry = read_entry(request.form)
    if entry.errors:
        return _form(None, number, entry), 422
    raised = CscRequest(id=next_csc_request_id(), occurrence_number=number, created_by=me().id)
    entry.apply_to(raised)
    db().add(raised)
    db().flush()
    audit("add", f"csc:{raised.id}", reason="Raised by me")
    return redirect(f"/csc/{raised.id}")


@blueprint.get("/csc/<request_id>/edit")
@requires("csc.edit")
def edit(request_id: str) -> str:
    """The request's fields to change, held under a lock until saved or left."""
    found = open_csc_request(request_id)
    acquire_lock(f"csc:{request_id}")
    return _form(found, found.occurrence_number, stored_entry(found))


@blueprint.post("/csc/<request_id>/edit")
@requires("csc.edit")
def save(request_id: str) -> Response | tuple[str, int]:
    """Save the request, or leave it as it is."""
    key, path = f"csc:{request_id}", f"/csc/{request_id}"
    if request.form.get("action") == "cancel":
        release_lock(key)
        return redirect(path)
    found = open_csc_request(request_id, "edit")
    acquire_lock(key)
    entry = read_entry(request.form)
    if entry.errors:
        return _form(found, found.occurrence_number, entry), 422
    check_row_version(key, found, request.form.get("row_version", ""))
    audit("save", key, detail=", ".join(entry.apply_to(found)))
    release_lock(key)
    return redirect(path)


def _form(found: CscRequest | None, number: str, entry: Entry) -> str:
    return render_template(
        "csc/edit.html",
        found=found,
        number=number,
        record_id=found.id if found else None,
        values=entry.values,
        errors=entry.errors,
        **choices(),
    )
