"""The task queue of a unit: filtered, sorted and paged by the database."""

from typing import Any

from flask import Blueprint, render_template, request
from sqlalchemy import Select, SQLColumnExpression, select
from sqlalchemy.orm import selectinload

from fake_niche.errors import RecordMissing
from fake_niche.faults import strike
from fake_niche.grids import Row
from fake_niche.models import OrgUnit, RecordLock, Report, Task
from fake_niche.services import (
    Column,
    Grid,
    asked_page,
    audit,
    count,
    db,
    page_of,
    row,
    ticked,
    uk_datetime,
)

blueprint = Blueprint("queue", __name__)

STATUSES = ("New", "Accepted", "Completed", "Cancelled")
TYPES = (
    "PPN review",
    "Encompass exception",
    "Encompass held",
    "Pupil left",
    "School details",
    "Check children",
    "Breach check",
    "Restricted record",
    "Endeavour exception",
    "Endeavour held",
    "CSC request",
    "CSC exception",
    "CSC check and redact",
    "MARAC report",
    "MARAC exception",
    "MARAC check and redact",
)
COLUMNS = (
    Column("task", "Task", sort=True),
    Column("title", "Title", sort=True),
    Column("type", "Type", sort=True),
    Column("status", "Status", sort=True),
    Column("occurrence", "Occurrence", sort=True),
    Column("ppn", "PPN"),
    Column("rev", "Rev"),
    Column("due", "Due", sort=True),
    Column("robot", "Robot"),
    Column("locked_by", "Locked"),
)
_SORTS = {
    "task": Task.id,
    "title": Task.title,
    "type": Task.type,
    "status": Task.status,
    "occurrence": Task.occurrence_number,
    "due": Task.due,
}

_REPORTS = selectinload(Task.reports).load_only(Report.id, Report.revision)


@blueprint.get("/queue/<unit>")
def show(unit: str) -> str:
    """A unit's queue; ``status`` is New unless the address says otherwise (empty: all)."""
    found = db().get(OrgUnit, unit)
    if found is None:
        raise RecordMissing(unit)
    audit("view", f"queue:{unit}")
    return render_template(
        "queue/queue.html",
        unit=found,
        record_id=unit,
        grid=_grid(unit),
        values=_asked(),
        statuses=[("", "All"), *((name, name) for name in STATUSES)],
        types=[("", "All"), *((name, name) for name in TYPES)],
    )


def _asked() -> dict[str, str]:
    names = ("type", "title_contains")
    asked = {name: request.args.get(name, "").strip() for name in names}
    return {"status": request.args.get("status", "New"), **asked}


def _grid(unit: str) -> Grid:
    sort = request.args.get("sort", "")
    wanted = _filtered(unit)
    page = asked_page()
    order = _order(sort)
    tasks = db().scalars(page_of(wanted.order_by(*order).options(_REPORTS), page)).all()
    holders = _lock_holders([task.id for task in tasks])
    rows = [_row(task, holders.get(task.id, "")) for task in tasks]
    return _with_preferences(Grid("tasks", COLUMNS, tuple(rows), count(wanted), page, sort))


def _filtered(unit: str) -> Select[Task]:
    asked = _asked()
    wanted = select(Task).where(Task.unit_code == unit)
    if asked["status"]:
        wanted = wanted.where(Task.status == asked["status"])
    if asked["type"]:
        wanted = wanted.where(Task.type == asked["type"])
    if asked["title_contains"]:
        wanted = wanted.where(Task.title.icontains(asked["title_contains"], autoescape=True))
    return wanted


def _order(sort: str) -> tuple[SQLColumnExpression[Any], ...]:
    column: SQLColumnExpression[Any] = _SORTS.get(sort.removeprefix("-"), Task.id)
    if sort.startswith("-"):
        return column.desc(), Task.id.desc()
    return (column,) if column is Task.id else (column, Task.id)


def _lock_holders(tasks: list[int]) -> dict[int, str]:
    keys = [f"task:{task}" for task in tasks]
    locks = db().scalars(select(RecordLock).where(RecordLock.record.in_(keys)))
    return {int(lock.record.removeprefix("task:")): lock.user_id for lock in locks}


def _row(task: Task, holder: str) -> Row:
    reports = sorted(task.reports, key=lambda report: report.id)
    number = task.occurrence_number
    return row(
        f"T{task.id}",
        (f"T{task.id}", f"/task/{task.id}"),
        task.title,
        task.type,
        task.status,
        (number, f"/occurrence/{number}"),
        ", ".join(report.id for report in reports),
        max((report.revision for report in reports), default=0),
        uk_datetime(task.due),
        ticked(task.for_robot),
        holder,
    )


def _with_preferences(grid: Grid) -> Grid:
    """The grid without the column that the fault "queue column hidden" hides."""
    hidden = strike("column_hidden")
    keys = [column.key for column in grid.columns]
    if hidden is None or hidden.value not in keys:
        return grid
    place = keys.index(hidden.value)
    columns = grid.columns[:place] + grid.columns[place + 1 :]
    rows = tuple(Row(one.record, one.cells[:place] + one.cells[place + 1 :]) for one in grid.rows)
    return Grid(grid.name, columns, rows, grid.total, grid.page, grid.sort)
