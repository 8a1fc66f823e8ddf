"""The tab "OEL": the occurrence enquiry log, dated and append-only.

An entry changes nothing that is there, so a lock on the occurrence does not stop it.
"""

from flask import redirect, request
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload
from werkzeug.wrappers import Response

from fake_niche.grids import Row
from fake_niche.models import Occurrence, OelEntry
from fake_niche.occurrence.base import blueprint, tab
from fake_niche.services import (
    Column,
    Grid,
    asked_page,
    audit,
    clean_text,
    count,
    db,
    me,
    now_iso,
    open_occurrence,
    page_of,
    requires,
    row,
    uk_datetime,
)

TYPES = ("Enquiry", "Robot", "Supervision")
MAX_TEXT = 4000

_COLUMNS = (
    Column("entry", "Entry"),
    Column("written", "Written"),
    Column("author", "Author"),
    Column("author_role", "Role"),
    Column("type", "Type"),
    Column("text", "Text"),
)


@blueprint.get("/occurrence/<number>/oel")
def oel(number: str) -> str:
    """The log, newest first, filtered by a text that the entries contain."""
    return _page(open_occurrence(number), {"entry_type": _usual_type()}, {})


@blueprint.post("/occurrence/<number>/oel")
@requires("oel.add")
def add_entry(number: str) -> Response | tuple[str, int]:
    """Append an entry."""
    occurrence = open_occurrence(number, "edit")
    values = {name: clean_text(request.form.get(name, "")) for name in ("entry_type", "entry_text")}
    errors = _errors(values)
    if errors:
        return _page(occurrence, values, errors), 422
    entry = OelEntry(
        occurrence_number=number,
        written=now_iso(),
        author_id=me().id,
        type=values["entry_type"],
        text=values["entry_text"],
    )
    db().add(entry)
    db().flush()
    audit("add", f"occurrence:{number}", detail=f"OEL entry {entry.id}")
    return redirect(f"/occurrence/{number}/oel")


def _usual_type() -> str:
    return "Robot" if me().role == "robot" else "Enquiry"


def _errors(values: dict[str, str]) -> dict[str, str]:
    errors = {}
    if values["entry_type"] not in TYPES:
        errors["entry_type"] = "Type: choose one."
    if not values["entry_text"]:
        errors["entry_text"] = "Text: enter one."
    elif len(values["entry_text"]) > MAX_TEXT:
        errors["entry_text"] = f"Text: at most {MAX_TEXT} characters are allowed."
    return errors


def _page(occurrence: Occurrence, values: dict[str, str], errors: dict[str, str]) -> str:
    contains = request.args.get("contains", "").strip()
    return tab(
        occurrence,
        "OEL",
        grid=_grid(occurrence.number, contains),
        values={**values, "contains": contains},
        errors=errors,
        types=[(name, name) for name in TYPES],
    )


def _grid(number: str, contains: str) -> Grid:
    wanted: Select[OelEntry] = select(OelEntry).where(OelEntry.occurrence_number == number)
    if contains:
        wanted = wanted.where(OelEntry.text.icontains(contains, autoescape=True))
    newest_first = wanted.order_by(OelEntry.written.desc(), OelEntry.id.desc())
    page = asked_page()
    found = db().scalars(page_of(newest_first.options(joinedload(OelEntry.author)), page))
    return Grid("oel", _COLUMNS, tuple(_row(entry) for entry in found), count(wanted), page)


def _row(entry: OelEntry) -> Row:
    return row(
        str(entry.id),
        entry.id,
        uk_datetime(entry.written),
        entry.author_id,
        entry.author.role,
        entry.type,
        entry.text,
    )
