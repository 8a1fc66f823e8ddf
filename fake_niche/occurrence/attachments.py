"""The tab "Attachments": files with a marking and a hash."""

import hashlib

from flask import Response as FlaskResponse
from flask import redirect, request
from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import defer
from werkzeug.utils import secure_filename
from werkzeug.wrappers import Response

from fake_niche.errors import RecordMissing
from fake_niche.grids import Row
from fake_niche.models import Attachment, Occurrence, Task
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
_TASK = Column("task", "Task")


@blueprint.get("/occurrence/<number>/attachments")
def attachments(number: str) -> str:
    """The files of the occurrence."""
    return _page(open_occurrence(number), {})


@blueprint.post("/occurrence/<number>/attachments")
@requires("attachment.add")
def attach(number: str) -> Response | tuple[str, int]:
    """Add a file; one that names a task hangs on the task too."""
    occurrence = open_occurrence(number, "edit")
    upload = request.files.get("file")
    content = upload.read() if upload else b""
    name = secure_filename(upload.filename or "") if upload else ""
    if not content or not name:
        return _page(occurrence, {"file": "File: choose one that is not empty."}), 422
    if request.form.get("marking") not in MARKINGS:
        return _page(occurrence, {"marking": "Marking: choose one."}), 422
    task = request.form.get("task", "").strip()
    if task and _task_id(number, task) is None:
        return _page(
            occurrence, {"task": "Task: enter the number of a task on this occurrence."}
        ), 422
    db().add(_attachment(number, name, content, _task_id(number, task)))
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


def _task_id(number: str, task: str) -> int | None:
    """The id of the occurrence's task that was entered as ``T12`` or ``12``."""
    digits = task.upper().removeprefix("T")
    found = db().get(Task, int(digits)) if digits.isdecimal() and len(digits) < 10 else None  # noqa: PLR2004 - as many digits as a task may have
    return found.id if found and found.occurrence_number == number else None


def _attachment(number: str, name: str, content: bytes, task_id: int | None) -> Attachment:
    return Attachment(
        occurrence_number=number,
        task_id=task_id,
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
        grid=attachment_grid(select(Attachment).where(_is_of(occurrence)), with_task=True),
        errors=errors,
        values={
            "marking": request.form.get("marking", "OFFICIAL-SENSITIVE"),
            "task": request.form.get("task", request.args.get("task", "")),
        },
        markings=[(name, name) for name in MARKINGS],
    )


def _is_of(occurrence: Occurrence) -> ColumnElement[bool]:
    return Attachment.occurrence_number == occurrence.number


def attachment_grid(wanted: Select[Attachment], *, with_task: bool = False) -> Grid:
    """The files that ``wanted`` brings, each leading to its content; oldest first."""
    found = db().scalars(wanted.options(defer(Attachment.content)).order_by(Attachment.id))
    columns = (*_COLUMNS, _TASK) if with_task else _COLUMNS
    return whole("attachments", columns, [_row(one, with_task=with_task) for one in found])


def _row(one: Attachment, *, with_task: bool) -> Row:
    task = (f"T{one.task_id}", f"/task/{one.task_id}") if one.task_id else ""
    return row(
        str(one.id),
        (one.id, f"/occurrence/{one.occurrence_number}/attachments/{one.id}"),
        one.name,
        one.marking,
        one.sha256,
        uk_datetime(one.added),
        one.added_by,
        *((task,) if with_task else ()),
    )
