"""The screen "CSC request", and the list of all of them."""

from flask import render_template, request
from sqlalchemy import Select, or_, select

from fake_niche.csc.base import STATUSES, blueprint, view
from fake_niche.grids import Row
from fake_niche.models import CscRequest, Occurrence
from fake_niche.services import (
    Column,
    Grid,
    asked_page,
    audit,
    count,
    db,
    me,
    open_csc_request,
    page_of,
    row,
    uk_datetime,
)

_REQUESTS = (
    Column("request", "Request"),
    Column("occurrence", "Occurrence"),
    Column("type", "Type"),
    Column("authority", "Authority"),
    Column("requester", "Requester"),
    Column("received", "Received"),
    Column("deadline", "Deadline"),
    Column("status", "Status"),
)


@blueprint.get("/csc")
def requests() -> str:
    """The screen "CSC requests": newest first; those of restricted occurrences are left out."""
    status = request.args.get("status", "")
    audit("search", "csc", detail="status" if status else "")
    wanted = _wanted(status)
    page = asked_page()
    rows = tuple(_row(one) for one in db().scalars(page_of(wanted, page)))
    return render_template(
        "csc/list.html",
        grid=Grid("requests", _REQUESTS, rows, count(wanted), page),
        values={"status": status},
        statuses=[("", "All"), *((name, name) for name in STATUSES)],
    )


@blueprint.get("/csc/<request_id>")
def show(request_id: str) -> str:
    """The request, with the people it is about."""
    return view(open_csc_request(request_id))


def _wanted(status: str) -> Select[CscRequest]:
    open_to_me = or_(Occurrence.restricted_to.is_(None), Occurrence.restricted_to == me().unit_code)
    wanted = select(CscRequest).join(CscRequest.occurrence).where(open_to_me)
    if status:
        wanted = wanted.where(CscRequest.status == status)
    return wanted.order_by(CscRequest.id.desc())


def _row(one: CscRequest) -> Row:
    return row(
        one.id,
        (one.id, f"/csc/{one.id}"),
        (one.occurrence_number, f"/occurrence/{one.occurrence_number}"),
        one.type,
        one.authority,
        one.requester,
        uk_datetime(one.received),
        uk_datetime(one.deadline),
        one.status,
    )
