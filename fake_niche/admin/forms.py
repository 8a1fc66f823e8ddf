"""Form versions: which one new reports are written in."""

from flask import redirect, render_template, request
from sqlalchemy import select
from werkzeug.wrappers import Response

from fake_niche.admin.base import blueprint
from fake_niche.models import FormTemplate
from fake_niche.services import Column, audit, db, row, ticked, whole

_COLUMNS = (Column("form", "Form"), Column("version", "Version"), Column("current", "Current"))


@blueprint.get("/forms")
def forms() -> str:
    """The screen "Form versions"."""
    return _page({})


@blueprint.post("/forms")
def make_current() -> Response | tuple[str, int]:
    """Make a version the one that new reports are written in; old reports keep theirs."""
    code, _, version = request.form.get("version", "").partition(" ")
    chosen = db().get(FormTemplate, (code, version))
    if chosen is None:
        return _page({"version": "Version: choose one."}), 422
    for template in db().scalars(select(FormTemplate).where(FormTemplate.code == code)):
        template.current = template is chosen
    audit("edit", f"form:{code} {version}", detail="made current")
    return redirect("/admin/forms")


def _page(errors: dict[str, str]) -> str:
    order = FormTemplate.code, FormTemplate.version
    found = db().scalars(select(FormTemplate).order_by(*order)).all()
    names = [f"{one.code} {one.version}" for one in found]
    rows = [row(n, o.code, o.version, ticked(o.current)) for n, o in zip(names, found, strict=True)]
    return render_template(
        "admin/forms.html",
        grid=whole("forms", _COLUMNS, rows),
        versions=[("", ""), *((name, name) for name in names)],
        errors=errors,
    )
