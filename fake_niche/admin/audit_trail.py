"""The audit: who did what to which record, when and why, newest first."""

from flask import render_template, request
from sqlalchemy import Select, select

from fake_niche.admin.base import blueprint
from fake_niche.grids import Row
from fake_niche.models import AuditEntry
from fake_niche.services import Column, Grid, asked_page, count, db, page_of, row, uk_datetime

_COLUMNS = (
    Column("entry", "Entry"),
    Column("at", "At"),
    Column("user", "User"),
    Column("operation", "Operation"),
    Column("record", "Record"),
    Column("reason", "Reason"),
    Column("recipient", "Recipient"),
    Column("detail", "Detail"),
)
_FILTERS = {
    "user": AuditEntry.user_id,
    "operation": AuditEntry.operation,
    "record": AuditEntry.record,
}


@blueprint.get("/audit")
def audit_trail() -> str:
    """The screen "Audit"."""
    values = {name: request.args.get(name, "").strip() for name in _FILTERS}
    wanted: Select[AuditEntry] = select(AuditEntry)
    for name, column in _FILTERS.items():
        if values[name]:
            wanted = wanted.where(column == values[name])
    page = asked_page()
    entries = db().scalars(page_of(wanted.order_by(AuditEntry.id.desc()), page))
    rows = tuple(_row(entry) for entry in entries)
    grid = Grid("audit", _COLUMNS, rows, count(wanted), page)
    return render_template("admin/audit.html", grid=grid, values=values)


def _row(entry: AuditEntry) -> Row:
    return row(
        str(entry.id),
        entry.id,
        uk_datetime(entry.at),
        entry.user_id,
        entry.operation,
        entry.record,
        entry.reason,
        entry.recipient,
        entry.detail,
    )
