"""The overview: what the pack holds."""

from flask import render_template
from sqlalchemy import func, select

from fake_niche.admin.base import blueprint
from fake_niche.models import (
    Base,
    CscRequest,
    MaracCase,
    MissingEpisode,
    Occurrence,
    OelEntry,
    Person,
    RecordLock,
    Report,
    School,
    Task,
    User,
)
from fake_niche.services import Column, db, niche, row, whole

_COLUMNS = (Column("kind", "Kind"), Column("number", "Number"))
_TABLES: tuple[tuple[str, type[Base]], ...] = (
    ("Occurrences", Occurrence),
    ("PPN reports", Report),
    ("Tasks", Task),
    ("CSC requests", CscRequest),
    ("MARAC cases", MaracCase),
    ("Missing episodes", MissingEpisode),
    ("People", Person),
    ("Schools", School),
    ("OEL entries", OelEntry),
    ("Users", User),
    ("Records locked", RecordLock),
)


@blueprint.get("")
def show() -> str:
    """The screen "Administration"."""
    rows = [
        row(name, name, db().scalar(select(func.count()).select_from(table)) or 0)
        for name, table in _TABLES
    ]
    grid = whole("records", _COLUMNS, rows)
    return render_template("admin/overview.html", grid=grid, pack=niche().pack)
