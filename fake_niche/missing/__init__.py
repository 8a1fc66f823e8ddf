"""The screen "Missing episodes": every episode of every occurrence, by when it last changed."""

from datetime import UTC, datetime, timedelta
from typing import Final

from flask import Blueprint, render_template, request
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from fake_niche.access import is_closed_to_me
from fake_niche.audit import audit
from fake_niche.formats import iso_datetime, uk_datetime
from fake_niche.grids import Column, Grid, Row, asked_page, count, page_of, row
from fake_niche.models import MissingEpisode
from fake_niche.runtime import db

blueprint = Blueprint("missing", __name__)

_COLUMNS: Final = (
    Column("episode", "Episode"),
    Column("occurrence", "Occurrence"),
    Column("person", "Person"),
    Column("category", "Category"),
    Column("reported", "Reported"),
    Column("status", "Status"),
    Column("changed", "Changed"),
)


@blueprint.get("/missing")
def episodes() -> tuple[str, int]:
    """The episodes that changed in a period, the one that changed longest ago first."""
    values = {name: request.args.get(name, "").strip() for name in ("date_from", "date_to")}
    errors = _errors(values)
    grid = Grid("episodes", _COLUMNS, (), 0) if errors else _found(values)
    audit("search", "missing", detail=" ".join(name for name, text in values.items() if text))
    page = render_template("missing/list.html", grid=grid, values=values, errors=errors)
    return page, 400 if errors else 200


def _errors(values: dict[str, str]) -> dict[str, str]:
    errors = {}
    for name, label in (("date_from", "From"), ("date_to", "To")):
        try:
            _moment(values[name])
        except ValueError:
            errors[name] = f"{label} must be a date, DD/MM/YYYY, and may have a time, HH:MM"
    return errors


def _moment(text: str) -> str:
    return iso_datetime(text) if text else ""


def _found(values: dict[str, str]) -> Grid:
    wanted: Select[MissingEpisode] = select(MissingEpisode)
    if values["date_from"]:
        wanted = wanted.where(MissingEpisode.changed >= _moment(values["date_from"]))
    if values["date_to"]:
        wanted = wanted.where(MissingEpisode.changed < _end(values["date_to"]))
    page = asked_page()
    ordered = wanted.order_by(MissingEpisode.changed, MissingEpisode.id)
    shown = page_of(ordered.options(joinedload(MissingEpisode.occurrence)), page)
    return Grid("episodes", _COLUMNS, tuple(map(_row, db().scalars(shown))), count(wanted), page)


def _end(text: str) -> str:
    """The moment after the minute or the day that was typed."""
    step = timedelta(minutes=1) if " " in text else timedelta(days=1)
    return (datetime.fromisoformat(_moment(text)).astimezone(UTC) + step).isoformat()


def _row(episode: MissingEpisode) -> Row:
    number = episode.occurrence_number
    hidden = is_closed_to_me(episode.occurrence.restricted_to)
    shown = "Restricted" if hidden else (episode.person_id, f"/person/{episode.person_id}")
    return row(
        str(episode.id),
        episode.id,
        (number, f"/occurrence/{number}/missing"),
        shown,
        episode.risk,
        uk_datetime(episode.reported),
        episode.status,
        uk_datetime(episode.changed),
    )
