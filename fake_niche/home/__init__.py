"""The first screen: the person's queues and the notices of the day."""

from flask import Blueprint, render_template
from sqlalchemy import func, or_, select

from fake_niche.models import OrgUnit, Task
from fake_niche.services import Column, Grid, audit, db, me, row, whole

blueprint = Blueprint("home", __name__)

_COLUMNS = (
    Column("unit", "Unit"),
    Column("name", "Name"),
    Column("new", "New"),
    Column("accepted", "Accepted"),
)


@blueprint.get("/")
def show() -> str:
    """The home screen."""
    audit("view", "home")
    return render_template("home/home.html", units=_units())


def _units() -> Grid:
    mine = or_(OrgUnit.kind == "queue", OrgUnit.code == me().unit_code)
    units = db().scalars(select(OrgUnit).where(mine).order_by(OrgUnit.code)).all()
    counts = _counts([unit.code for unit in units])
    rows = [
        row(
            unit.code,
            (unit.code, f"/queue/{unit.code}?status=New"),
            unit.name,
            counts.get((unit.code, "New"), 0),
            counts.get((unit.code, "Accepted"), 0),
        )
        for unit in units
    ]
    return whole("units", _COLUMNS, rows)


def _counts(units: list[str]) -> dict[tuple[str, str], int]:
    wanted = Task.unit_code.in_(units), Task.status.in_(("New", "Accepted"))
    found = db().execute(
        select(Task.unit_code, Task.status, func.count())
        .where(*wanted)
        .group_by(Task.unit_code, Task.status)
    )
    return {(unit, status): number for unit, status, number in found}
