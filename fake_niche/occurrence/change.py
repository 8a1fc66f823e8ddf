"""New occurrences, and changing one under a lock."""

from flask import redirect, render_template, request
from werkzeug.wrappers import Response

from fake_niche.models import Occurrence
from fake_niche.occurrence.base import blueprint
from fake_niche.occurrence.entry import Entry, choices, read_entry, stored_entry
from fake_niche.services import (
    Target,
    acquire_lock,
    audit,
    check_row_version,
    db,
    give_reason,
    me,
    next_occurrence_number,
    open_occurrence,
    release_lock,
    requires,
)


@blueprint.get("/occurrence/new")
@requires("occurrence.create")
def new() -> str:
    """The screen "New occurrence"."""
    return _form(None, Entry({"status": "Open", "domestic": "No"}, {}))


@blueprint.post("/occurrence/new")
@requires("occurrence.create")
def create() -> Response | tuple[str, int]:
    """Create the occurrence under the next number."""
    entry = read_entry(request.form)
    if entry.errors:
        return _form(None, entry), 422
    occurrence = Occurrence(number=next_occurrence_number(), officer_id=me().id)
    entry.apply_to(occurrence)
    db().add(occurrence)
    db().flush()
    target = Target("occurrence", occurrence.number)
    give_reason(target, "Raised by me")
    audit("add", target.key, reason="Raised by me")
    return redirect(target.path)


@blueprint.get("/occurrence/<number>/edit")
@requires("occurrence.edit")
def edit(number: str) -> str:
    """The occurrence's fields to change, held under a lock until saved or left."""
    occurrence = open_occurrence(number)
    acquire_lock(f"occurrence:{number}")
    return _form(occurrence, stored_entry(occurrence))


@blueprint.post("/occurrence/<number>/edit")
@requires("occurrence.edit")
def save(number: str) -> Response | tuple[str, int]:
    """Save the occurrence, or leave it as it is."""
    key = f"occurrence:{number}"
    if request.form.get("action") == "cancel":
        release_lock(key)
        return redirect(f"/occurrence/{number}")
    occurrence = open_occurrence(number, "edit")
    acquire_lock(key)
    entry = read_entry(request.form)
    if entry.errors:
        return _form(occurrence, entry), 422
    check_row_version(key, occurrence, request.form.get("row_version", ""))
    audit("save", key, detail=", ".join(entry.apply_to(occurrence)))
    release_lock(key)
    return redirect(f"/occurrence/{number}")


def _form(occurrence: Occurrence | None, entry: Entry) -> str:
    return render_template(
        "occurrence/edit.html",
        occurrence=occurrence,
        record_id=occurrence.number if occurrence else None,
        values=entry.values,
        errors=entry.errors,
        **choices(),
    )
