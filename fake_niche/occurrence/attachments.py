"""The tab "Attachments": files with a marking and a hash."""

import hashlib

from flask import Response as FlaskResponse
from flask import redirect, request
from sqlalchemy import select
from sqlalchemy.orm import defer
from werkzeug.utils import secure_filename
from werkzeug.wrappers import Response

from fake_niche.errors import RecordMissing
from fake_niche.models import Attachment, Occurrence
from fake_niche.occurrence.base import blueprint, tab
from fake_niche.services import (
    Column,
    Grid,
    audit,
    db,
    me,
    now_iso,
    open_occurrence,
    requires,
    row,
    uk_datetime,
    whole,
)

MARKINGS = ("OFFICIAL", "OFFICIAL-SENSITIVE")

_COLUMNS = (
    Column("attachment", "Attachment"),
    Column("name", "Name"),
    Column("marking", "Marking"),
    Column("sha256", "SHA-256"),
    Column("added", "Added"),
    Column("added_by", "Added by"),
)


@blueprint.get("/occurrence/<number>/attachments")
def attachments(number: str) -> str:
    """The files of the occurrence."""
    return _page(open_occurrence(number), {})


@blueprint.post("/occurrence/<number>/attachments")
@requires("attachment.add")
def attach(number: str) -> Response | tuple[str, int]:
    """Add a file."""
    occurrence = open_occurrence(number, "edit")
    upload = request.files.get("file")
    content = upload.read() if upload else b""
    name = secure_filename(upload.filename or "") if upload else ""
    if not content or not name:
        return _page(occurrence, {"file": "File: choose one that is not empty."}), 422
    if request.form.get("marking") not in MARKINGS:
        return _page(occurrence, {"marking": "Marking: choose one."}), 422
    db().add(_attachment(number, name, content))
    audit("add", f"occurrence:{number}", detail="attachment")
    return redirect(f"/occurrence/{number}/attachments")


@blueprint.get("/occurrence/<number>/attachments/<int:attachment_id>")
def download(number: str, attachment_id: int) -> FlaskResponse:
    """One file, as an attachment: a browser never shows it in this site's name."""
    open_occurrence(number, "view attachment")
    found = db().get(Attachment, attachment_id)
    if found is None or found.occurrence_number != number:
        raise RecordMissing(str(attachment_id))
    headers = {"Content-Disposition": f'attachment; filename="{secure_filename(found.name)}"'}
    return FlaskResponse(found.content, mimetype="application/octet-stream", headers=headers)


def _attachment(number: str, name: str, content: bytes) -> Attachment:
    return Attachment(
        occurrence_number=number,
        name=name,
        marking=request.form["marking"],
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        added=now_iso(),
        added_by=me().id,
    )


def _page(occurrence: Occurrence, errors: dict[str, str]) -> str:
    return tab(
        occurrence,
        "Attachments",
        grid=_grid(occurrence.number),
        errors=errors,
        values={"marking": request.form.get("marking", "OFFICIAL-SENSITIVE")},
        markings=[(name, name) for name in MARKINGS],
    )


def _grid(number: str) -> Grid:
    wanted = select(Attachment).where(Attachment.occurrence_number == number)
    found = db().scalars(wanted.options(defer(Attachment.content)).order_by(Attachment.id))
    rows = [
        row(
            str(one.id),
            (one.id, f"/occurrence/{number}/attachments/{one.id}"),
            one.name,
            one.marking,
            one.sha256,
            uk_datetime(one.added),
            one.added_by,
        )
        for one in found
    ]
    return whole("attachments", _COLUMNS, rows)
