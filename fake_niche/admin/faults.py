"""Faults: switching them on and off by hand."""

from flask import redirect, render_template, request
from sqlalchemy import delete, select
from werkzeug.wrappers import Response

from fake_niche.admin.base import blueprint
from fake_niche.faults import KINDS, FaultError, switch_on
from fake_niche.models import Fault
from fake_niche.services import Column, Grid, audit, db, row, whole

_COLUMNS = (
    Column("fault", "Fault"),
    Column("kind", "Kind"),
    Column("path", "Path"),
    Column("remaining", "Remaining"),
    Column("probability", "Probability"),
    Column("seed", "Seed"),
    Column("value", "Value"),
)
_SETTINGS = ("path", "remaining", "probability", "seed", "value")


@blueprint.get("/faults")
def faults() -> str:
    """The screen "Faults"."""
    return _page({"probability": "1", "seed": "0"}, {})


@blueprint.post("/faults")
def switch() -> Response | tuple[str, int]:
    """Switch a fault on."""
    values = {name: request.form.get(name, "").strip() for name in ("kind", *_SETTINGS)}
    try:
        switch_on(db(), values["kind"], **{name: values[name] for name in _SETTINGS})
    except FaultError as error:
        return _page(values, {"kind": str(error)}), 422
    audit("edit", "faults", detail=f"{values['kind']} on")
    return redirect("/admin/faults")


@blueprint.post("/faults/off")
def switch_off() -> Response:
    """Switch one fault off, or all."""
    chosen = request.form.get("fault", "")
    change = delete(Fault)
    if chosen.isdecimal():
        change = change.where(Fault.id == int(chosen))
    db().execute(change)
    audit("edit", "faults", detail="off")
    return redirect("/admin/faults")


def _page(values: dict[str, str], errors: dict[str, str]) -> str:
    found = db().scalars(select(Fault).order_by(Fault.id)).all()
    return render_template(
        "admin/faults.html",
        grid=_grid(list(found)),
        kinds=[("", ""), *((kind, one.title) for kind, one in KINDS.items())],
        meanings=[(one.title, one.value) for one in KINDS.values() if one.value],
        on=[("", "All"), *((str(one.id), f"{one.id} · {one.kind}") for one in found)],
        values=values,
        errors=errors,
    )


def _grid(found: list[Fault]) -> Grid:
    rows = [
        row(
            str(one.id),
            one.id,
            KINDS[one.kind].title if one.kind in KINDS else one.kind,
            one.path or "any",
            "until off" if one.remaining is None else one.remaining,
            one.probability,
            one.seed,
            one.value,
        )
        for one in found
    ]
    return whole("faults", _COLUMNS, rows)
