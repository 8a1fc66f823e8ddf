"""Tasks: looking at one, raising one, and changing one under a lock."""

from flask import Blueprint, redirect, render_template, request
from sqlalchemy import select
from werkzeug.wrappers import Response

from fake_niche.faults import title_limit
from fake_niche.models import Attachment, Task
from fake_niche.occurrence.attachments import attachment_grid
from fake_niche.services import (
    Column,
    Grid,
    Target,
    acquire_lock,
    audit,
    check_may,
    check_row_version,
    db,
    give_reason,
    lock_holder_name,
    next_task_id,
    now_iso,
    open_task,
    release_lock,
    requires,
    row,
    whole,
)
from fake_niche.task.entry import (
    TITLE_LIMIT,
    Entry,
    choices,
    read_entry,
    stored_entry,
)

blueprint = Blueprint("task", __name__)

_NAMED = ("occurrence", "person", "report", "csc_request", "marac_case")
_REPORTS = (
    Column("report", "PPN report"),
    Column("form", "Form"),
    Column("status", "Status"),
    Column("revision", "Revision"),
)


@blueprint.get("/task/<int:task_id>")
def show(task_id: int) -> str:
    """The screen "Task"."""
    task = open_task(task_id)
    return render_template(
        "task/task.html",
        task=task,
        record_id=f"T{task_id}",
        holder=lock_holder_name(f"task:{task_id}"),
        grid=_reports(task),
        attachments=attachment_grid(select(Attachment).where(Attachment.task_id == task_id)),
    )


@blueprint.get("/task/<int:task_id>/edit")
@requires("task.edit")
def edit(task_id: int) -> str:
    """The task's fields to change, held under a lock until saved or left."""
    task = open_task(task_id)
    acquire_lock(f"task:{task_id}")
    return _form(task, stored_entry(task))


@blueprint.post("/task/<int:task_id>/edit")
@requires("task.edit")
def save(task_id: int) -> Response | tuple[str, int]:
    """Save, complete or reassign the task, or leave it as it is."""
    key = f"task:{task_id}"
    action = request.form.get("action", "save")
    task = open_task(task_id, "edit" if action != "cancel" else "view")
    if action == "cancel":
        release_lock(key)
        return redirect(f"/task/{task_id}")
    acquire_lock(key)
    entry = read_entry(request.form, title_limit(TITLE_LIMIT))
    if action == "complete":
        entry.values["status"] = "Completed"
    if entry.errors:
        return _form(task, entry), 422
    _check_allowed(task, entry)
    check_row_version(key, task, request.form.get("row_version", ""))
    audit(action, key, detail=", ".join(entry.apply_to(task)))
    release_lock(key)
    return redirect(f"/task/{task_id}")


@blueprint.get("/task/new")
@requires("task.create")
def new() -> str:
    """The screen "New task", for the records that the address may name."""
    given = {name: request.args.get(name, "") for name in _NAMED}
    return _form(None, Entry({"unit": "", "status": "New", "type": "", **given}, {}))


@blueprint.post("/task/new")
@requires("task.create")
def create() -> Response | tuple[str, int]:
    """Raise the task."""
    if request.form.get("action") == "cancel":
        return redirect("/")
    entry = read_entry(request.form, title_limit(TITLE_LIMIT))
    if entry.errors:
        return _form(None, entry), 422
    task = Task(id=next_task_id(), created=now_iso())
    entry.apply_to(task)
    db().add(task)
    db().flush()
    target = Target("task", str(task.id))
    give_reason(target, "Raised by me")
    audit("add", target.key, reason="Raised by me")
    return redirect(target.path)


def _check_allowed(task: Task, entry: Entry) -> None:
    wanted = entry.values
    if (wanted["unit"], wanted["user"]) != (task.unit_code, task.user_id or ""):
        check_may("task.reassign")
    if wanted["status"] != task.status:
        check_may("task.complete")


def _form(task: Task | None, entry: Entry) -> str:
    return render_template(
        "task/edit.html",
        task=task,
        record_id=f"T{task.id}" if task else None,
        grid=_reports(task) if task else None,
        limit=title_limit(TITLE_LIMIT),
        values=entry.values,
        errors=entry.errors,
        **choices(),
    )


def _reports(task: Task) -> Grid:
    rows = [
        row(
            report.id,
            (report.id, f"/report/{report.id}"),
            f"{report.form_code} {report.form_version}",
            report.status,
            report.revision,
        )
        for report in sorted(task.reports, key=lambda report: report.id)
    ]
    return whole("reports", _REPORTS, rows)
