"""The tab "Missing": the times that somebody was missing, and changing one under a lock."""

from typing import Final

from flask import redirect, render_template, request
from sqlalchemy import select
from werkzeug.wrappers import Response

from fake_niche.entered import length_errors, missing_errors, time_errors
from fake_niche.errors import RecordMissing
from fake_niche.grids import Row
from fake_niche.linked_people import is_person
from fake_niche.models import MissingEpisode, Occurrence
from fake_niche.occurrence.base import blueprint, tab
from fake_niche.services import (
    Column,
    acquire_lock,
    audit,
    check_row_version,
    clean_text,
    db,
    iso_datetime,
    may,
    now_iso,
    open_occurrence,
    release_lock,
    requires,
    row,
    uk_datetime,
    whole,
)

CATEGORIES: Final = ("No apparent risk", "Low", "Medium", "High")
STATUSES: Final = ("Missing", "Found", "Found deceased", "Cancelled")
_FOUND: Final = ("Found", "Found deceased")
_TIMES: Final = {"reported": "Reported", "found": "Found"}
_NAMES: Final = ("person", "category", "status", "reason", *_TIMES)
_COLUMNS: Final = (
    Column("episode", "Episode"),
    Column("person", "Person"),
    Column("category", "Category"),
    Column("reported", "Reported"),
    Column("status", "Status"),
    Column("found", "Found"),
    Column("changed", "Changed"),
    Column("reason", "Reason"),
)
Texts = dict[str, str]


@blueprint.get("/occurrence/<number>/missing")
def missing(number: str) -> str:
    """The episodes of the occurrence, in the order they were recorded."""
    occurrence = open_occurrence(number)
    wanted = select(MissingEpisode).where(MissingEpisode.occurrence_number == number)
    found = db().scalars(wanted.order_by(MissingEpisode.id))
    return tab(occurrence, "Missing", grid=whole("missing", _COLUMNS, [_row(one) for one in found]))


@blueprint.get("/occurrence/<number>/missing/new")
@requires("missing.edit")
def new_episode(number: str) -> str:
    """The screen "Missing episode" for a new one, held under a lock on the occurrence."""
    occurrence = open_occurrence(number)
    acquire_lock(f"occurrence:{number}")
    return _form(occurrence, None, {"status": "Missing", "reported": uk_datetime(now_iso())}, {})


@blueprint.post("/occurrence/<number>/missing/new")
@requires("missing.edit")
def add_episode(number: str) -> Response | tuple[str, int]:
    """Record that somebody is missing."""
    return _save(number, None)


@blueprint.get("/occurrence/<number>/missing/<int:episode_id>/edit")
@requires("missing.edit")
def edit_episode(number: str, episode_id: int) -> str:
    """The screen "Missing episode", held under a lock on the occurrence."""
    occurrence = open_occurrence(number)
    acquire_lock(f"occurrence:{number}")
    return _form(occurrence, episode_id, _stored(_episode(number, episode_id)), {})


@blueprint.post("/occurrence/<number>/missing/<int:episode_id>/edit")
@requires("missing.edit")
def save_episode(number: str, episode_id: int) -> Response | tuple[str, int]:
    """Save the episode, or leave it as it is."""
    return _save(number, episode_id)


def _save(number: str, episode_id: int | None) -> Response | tuple[str, int]:
    key, path = f"occurrence:{number}", f"/occurrence/{number}/missing"
    if request.form.get("action") == "cancel":
        release_lock(key)
        return redirect(path)
    occurrence = open_occurrence(number, "edit")
    acquire_lock(key)
    values = {name: clean_text(request.form.get(name, "")) for name in _NAMES}
    errors = _errors(values)
    if errors:
        return _form(occurrence, episode_id, values, errors), 422
    check_row_version(key, occurrence, request.form.get("row_version", ""))
    _put(_episode(number, episode_id) if episode_id else _next_episode(number), values)
    audit("save", key, detail="missing episode")
    release_lock(key)
    return redirect(path)


def _errors(values: Texts) -> Texts:
    errors = {
        **time_errors(values, _TIMES),
        **missing_errors(values, {"reported": "Reported"}),
        **length_errors(MissingEpisode, values, {"reason": "Reason"}),
    }
    if not is_person(values["person"]):
        errors["person"] = "Person: enter the number of a person."
    if values["category"] not in CATEGORIES:
        errors["category"] = "Category: choose one."
    return {**errors, **_status_errors(values)}


def _status_errors(values: Texts) -> Texts:
    if values["status"] not in STATUSES:
        return {"status": "Status: choose one."}
    if values["status"] in _FOUND and not values["found"]:
        return {"found": "Found: enter when."}
    if values["status"] == "Cancelled" and not values["reason"]:
        return {"reason": "Reason: say why it is cancelled."}
    return {}


def _next_episode(number: str) -> MissingEpisode:
    episode = MissingEpisode(occurrence_number=number, row_version=0)
    db().add(episode)
    return episode


def _put(episode: MissingEpisode, values: Texts) -> None:
    episode.person_id = values["person"]
    episode.risk = values["category"]
    episode.status = values["status"]
    episode.reason = values["reason"]
    episode.reported = iso_datetime(values["reported"])
    episode.found = iso_datetime(values["found"]) if values["found"] else None
    episode.changed = now_iso()
    episode.row_version += 1


def _stored(episode: MissingEpisode) -> Texts:
    return {
        "person": episode.person_id,
        "category": episode.risk,
        "status": episode.status,
        "reason": episode.reason,
        "reported": uk_datetime(episode.reported),
        "found": uk_datetime(episode.found),
    }


def _episode(number: str, episode_id: int) -> MissingEpisode:
    found = db().get(MissingEpisode, episode_id)
    if found is None or found.occurrence_number != number:
        raise RecordMissing(str(episode_id))
    return found


def _row(one: MissingEpisode) -> Row:
    edit = f"/occurrence/{one.occurrence_number}/missing/{one.id}/edit"
    return row(
        str(one.id),
        (one.id, edit if may("missing.edit") else ""),
        (one.person_id, f"/person/{one.person_id}"),
        one.risk,
        uk_datetime(one.reported),
        one.status,
        uk_datetime(one.found),
        uk_datetime(one.changed),
        one.reason,
    )


def _form(occurrence: Occurrence, episode_id: int | None, values: Texts, errors: Texts) -> str:
    return render_template(
        "occurrence/episode.html",
        occurrence=occurrence,
        record_id=occurrence.number,
        episode_id=episode_id,
        values=values,
        errors=errors,
        categories=[("", ""), *((name, name) for name in CATEGORIES)],
        statuses=[(name, name) for name in STATUSES],
    )
