"""A person's link to a school: adding one, and closing or verifying one."""

from flask import redirect, render_template, request
from werkzeug.wrappers import Response

from fake_niche.errors import RecordMissing
from fake_niche.models import Person, PupilLink, School
from fake_niche.person.base import blueprint
from fake_niche.services import (
    acquire_lock,
    audit,
    check_row_version,
    clean_text,
    db,
    iso_date,
    open_person,
    release_lock,
    requires,
    today_iso,
    uk_date,
)

_DATES = {
    "since": "From",
    "until": "To",
    "verified_on": "Verified",
    "reported_left": "Reported left",
}


@blueprint.get("/person/<person_id>/schools/new")
@requires("pupil_link.edit")
def new_link(person_id: str) -> str:
    """The screen "New pupil link"."""
    person = open_person(person_id)
    acquire_lock(f"person:{person_id}")
    return _form(person, None, {"since": uk_date(today_iso()), "source": "School"}, {})


@blueprint.post("/person/<person_id>/schools/new")
@requires("pupil_link.edit")
def add_link(person_id: str) -> Response | tuple[str, int]:
    """Link the person to a school."""
    link = PupilLink(person_id=person_id)
    return _save(person_id, link, is_new=True)


@blueprint.get("/person/<person_id>/schools/<int:link_id>/edit")
@requires("pupil_link.edit")
def edit_link(person_id: str, link_id: int) -> str:
    """The screen "Pupil link", held under a lock on the person."""
    person = open_person(person_id)
    acquire_lock(f"person:{person_id}")
    link = _link(person_id, link_id)
    values = {name: uk_date(getattr(link, name)) for name in _DATES}
    return _form(person, link, {**values, "source": link.source, "school": link.school_id}, {})


@blueprint.post("/person/<person_id>/schools/<int:link_id>/edit")
@requires("pupil_link.edit")
def save_link(person_id: str, link_id: int) -> Response | tuple[str, int]:
    """Save the link, or leave it as it is."""
    return _save(person_id, _link(person_id, link_id), is_new=False)


def _save(person_id: str, link: PupilLink, *, is_new: bool) -> Response | tuple[str, int]:
    key, path = f"person:{person_id}", f"/person/{person_id}/schools"
    if request.form.get("action") == "cancel":
        release_lock(key)
        return redirect(path)
    person = open_person(person_id, "edit")
    acquire_lock(key)
    values = {
        name: clean_text(request.form.get(name, "")) for name in (*_DATES, "school", "source")
    }
    errors = _errors(values, is_new=is_new)
    if errors:
        return _form(person, None if is_new else link, values, errors), 422
    check_row_version(key, person, request.form.get("row_version", ""))
    _put(link, values, is_new=is_new)
    audit("save", key, detail="pupil link")
    release_lock(key)
    return redirect(path)


def _put(link: PupilLink, values: dict[str, str], *, is_new: bool) -> None:
    for name in _DATES:
        setattr(link, name, iso_date(values[name]) if values[name] else None)
    link.source = values["source"] or "School"
    if is_new:
        link.school_id = values["school"]
        db().add(link)


def _errors(values: dict[str, str], *, is_new: bool) -> dict[str, str]:
    errors = {}
    for name, label in _DATES.items():
        if values[name] and not _is_date(values[name]):
            errors[name] = f"{label}: enter it as DD/MM/YYYY."
    if is_new and (not values["school"] or db().get(School, values["school"]) is None):
        errors["school"] = "School: enter the number of a school."
    return errors


def _is_date(text: str) -> bool:
    try:
        iso_date(text)
    except ValueError:
        return False
    return True


def _link(person_id: str, link_id: int) -> PupilLink:
    link = db().get(PupilLink, link_id)
    if link is None or link.person_id != person_id:
        raise RecordMissing(str(link_id))
    return link


def _form(
    person: Person, link: PupilLink | None, values: dict[str, str], errors: dict[str, str]
) -> str:
    return render_template(
        "person/pupil_link.html",
        person=person,
        record_id=person.id,
        link=link,
        values=values,
        errors=errors,
    )
