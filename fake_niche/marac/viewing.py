"""The screen "MARAC case", and the list of all of them."""

from flask import render_template, request
from sqlalchemy import Select, or_, select

from fake_niche.grids import Row
from fake_niche.marac.base import STATUSES, blueprint, view
from fake_niche.models import MaracCase, Occurrence
from fake_niche.services import (
    Column,
    Grid,
    asked_page,
    audit,
    count,
    db,
    me,
    open_marac_case,
    page_of,
    row,
    uk_date,
    yes,
)

_CASES = (
    Column("case", "Case"),
    Column("occurrence", "Occurrence"),
    Column("referred", "Referred"),
    Column("referred_by", "Referred by"),
    Column("meeting", "Meeting"),
    Column("area", "Area"),
    Column("status", "Status"),
    Column("held_elsewhere", "Held elsewhere"),
)


@blueprint.get("/marac")
def cases() -> str:
    """The screen "MARAC cases": newest first; those of restricted occurrences are left out."""
    status = request.args.get("status", "")
    audit("search", "marac", detail="status" if status else "")
    wanted = _wanted(status)
    page = asked_page()
    rows = tuple(_row(one) for one in db().scalars(page_of(wanted, page)))
    return render_template(
        "marac/list.html",
        grid=Grid("cases", _CASES, rows, count(wanted), page),
        values={"status": status},
        statuses=[("", "All"), *((name, name) for name in STATUSES)],
    )


@blueprint.get("/marac/<case_id>")
def show(case_id: str) -> str:
    """The case, with its people and the actions of its meeting."""
    return view(open_marac_case(case_id))


def _wanted(status: str) -> Select[MaracCase]:
    open_to_me = or_(Occurrence.restricted_to.is_(None), Occurrence.restricted_to == me().unit_code)
    wanted = select(MaracCase).join(MaracCase.occurrence).where(open_to_me)
    if status:
        wanted = wanted.where(MaracCase.status == status)
    return wanted.order_by(MaracCase.id.desc())


def _row(one: MaracCase) -> Row:
    return row(
        one.id,
        (one.id, f"/marac/{one.id}"),
        (one.occurrence_number, f"/occurrence/{one.occurrence_number}"),
        uk_date(one.referred_on),
        one.referred_by,
        uk_date(one.meeting_on),
        one.area,
        one.status,
        yes(one.held_elsewhere),
    )
