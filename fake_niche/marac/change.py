"""New MARAC cases, and changing one under a lock."""

from flask import redirect, render_template, request
from werkzeug.wrappers import Response

from fake_niche.marac.base import blueprint
from fake_niche.marac.entry import Entry, choices, read_entry, stored_entry
from fake_niche.models import MaracCase
from fake_niche.services import (
    acquire_lock,
    audit,
    check_row_version,
    db,
    me,
    next_marac_case_id,
    open_marac_case,
    open_occurrence,
    release_lock,
    requires,
    today_iso,
    uk_date,
)


@blueprint.get("/marac/new")
@requires("marac.edit")
def new() -> str:
    """The screen "MARAC case - New" for an occurrence; without one it asks for its number."""
    number = request.args.get("occurrence", "").strip()
    if not number:
        return render_template("marac/which.html", values={}, errors={})
    open_occurrence(number)
    usual = {"referred_on": uk_date(today_iso()), "referred_by": me().name, "status": "Referred"}
    return _form(None, number, Entry(usual, {}))


@blueprint.post("/marac/new")
@requires("marac.edit")
def create() -> Response | tuple[str, int]:
    """Raise the case under the next number."""
    number = request.args.get("occurrence", "").strip()
    if request.form.get("action") == "cancel":
        return redirect(f"/occurrence/{number}")
    open_occurrence(number, "edit")
    entry = read_entry(request.form)
    if entry.errors:
        return _form(None, number, entry), 422
    raised = MaracCase(id=next_marac_case_id(), occurrence_number=number, created_by=me().id)
    entry.apply_to(raised)
    db().add(raised)
    db().flush()
    audit("add", f"marac:{raised.id}", reason="Raised by me")
    return redirect(f"/marac/{raised.id}")


@blueprint.get("/marac/<case_id>/edit")
@requires("marac.edit")
def edit(case_id: str) -> str:
    """The case's fields to change, held under a lock until saved or left."""
    found = open_marac_case(case_id)
    acquire_lock(f"marac:{case_id}")
    return _form(found, found.occurrence_number, stored_entry(found))


@blueprint.post("/marac/<case_id>/edit")
@requires("marac.edit")
def save(case_id: str) -> Response | tuple[str, int]:
    """Save the case, or leave it as it is."""
    key, path = f"marac:{case_id}", f"/marac/{case_id}"
    if request.form.get("action") == "cancel":
        release_lock(key)
        return redirect(path)
    found = open_marac_case(case_id, "edit")
    acquire_lock(key)
    entry = read_entry(request.form)
    if entry.errors:
        return _form(found, found.occurrence_number, entry), 422
    check_row_version(key, found, request.form.get("row_version", ""))
    audit("save", key, detail=", ".join(entry.apply_to(found)))
    release_lock(key)
    return redirect(path)


def _form(found: MaracCase | None, number: str, entry: Entry) -> str:
    return render_template(
        "marac/edit.html",
        found=found,
        number=number,
        record_id=found.id if found else None,
        values=entry.values,
        errors=entry.errors,
        **choices(),
    )
