"""The tabs "Reports", "Tasks" and "Audit"."""

from sqlalchemy import select

from fake_niche.models import AuditEntry, Report, Task
from fake_niche.occurrence.base import blueprint, tab
from fake_niche.services import (
    Column,
    Grid,
    asked_page,
    count,
    db,
    open_occurrence,
    page_of,
    requires,
    row,
    uk_datetime,
    whole,
)

_REPORTS = (
    Column("report", "PPN report"),
    Column("form", "Form"),
    Column("status", "Status"),
    Column("revision", "Revision"),
    Column("subject", "Subject"),
    Column("submitted", "Submitted"),
    Column("amended", "Amended"),
)
_TASKS = (
    Column("task", "Task"),
    Column("title", "Title"),
    Column("type", "Type"),
    Column("status", "Status"),
    Column("unit", "Unit"),
    Column("created", "Created"),
)
_AUDIT = (
    Column("at", "At"),
    Column("user", "User"),
    Column("operation", "Operation"),
    Column("reason", "Reason"),
    Column("recipient", "Recipient"),
    Column("detail", "Detail"),
)


@blueprint.get("/occurrence/<number>/reports")
def reports(number: str) -> str:
    """The tab "Reports"."""
    occurrence = open_occurrence(number)
    found = db().scalars(
        select(Report).where(Report.occurrence_number == number).order_by(Report.id)
    )
    rows = [
        row(
            report.id,
            (report.id, f"/report/{report.id}"),
            f"{report.form_code} {report.form_version}",
            report.status,
            report.revision,
            (report.subject_id, f"/person/{report.subject_id}"),
            uk_datetime(report.submitted),
            uk_datetime(report.amended),
        )
        for report in found
    ]
    return tab(occurrence, "Reports", grid=whole("reports", _REPORTS, rows))


@blueprint.get("/occurrence/<number>/tasks")
def tasks(number: str) -> str:
    """The tab "Tasks"."""
    occurrence = open_occurrence(number)
    found = db().scalars(select(Task).where(Task.occurrence_number == number).order_by(Task.id))
    rows = [
        row(
            f"T{task.id}",
            (f"T{task.id}", f"/task/{task.id}"),
            task.title,
            task.type,
            task.status,
            task.unit.name,
            uk_datetime(task.created),
        )
        for task in found
    ]
    return tab(occurrence, "Tasks", grid=whole("tasks", _TASKS, rows))


@blueprint.get("/occurrence/<number>/audit")
@requires("audit.view")
def audit_trail(number: str) -> str:
    """The tab "Audit": who opened or changed the occurrence, newest first."""
    occurrence = open_occurrence(number)
    wanted = select(AuditEntry).where(AuditEntry.record == f"occurrence:{number}")
    page = asked_page()
    rows = tuple(
        row(
            str(entry.id),
            uk_datetime(entry.at),
            entry.user_id,
            entry.operation,
            entry.reason,
            entry.recipient,
            entry.detail,
        )
        for entry in db().scalars(page_of(wanted.order_by(AuditEntry.id.desc()), page))
    )
    return tab(occurrence, "Audit", grid=Grid("audit", _AUDIT, rows, count(wanted), page))
