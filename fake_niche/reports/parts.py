"""The parts of a form that a page fetches by itself: frames, lazy tabs, options of a type-ahead."""

from typing import Any, cast

from flask import abort, jsonify, render_template, request
from werkzeug.wrappers import Response

from fake_niche.access import open_report
from fake_niche.forms import Form, Grid
from fake_niche.forms.controls import Control, TypeAhead
from fake_niche.forms.format import controls_of, grids_of
from fake_niche.forms.option_sets import OptionSets
from fake_niche.locks import lock_holder
from fake_niche.reports.blueprint import blueprint, find_form
from fake_niche.reports.form_page import FormPage, Mode
from fake_niche.reports.pages import listed_schools, recorded_page

_MODES = ("view", "edit", "amend")


@blueprint.get("/report/<report_id>/frame/<key>")
def frame(report_id: str, key: str) -> str:
    """A section that is shown in a frame of its own."""
    page = _page(report_id)
    section = next((s for s in page.form.each_section() if s.key == key and s.frame), None)
    if section is None:
        abort(404)
    return render_template("reports/frame.html", page=page, section=section)


@blueprint.get("/report/<report_id>/row/<grid_name>/<number>")
def row(report_id: str, grid_name: str, number: str) -> str:
    """What a lazy tab shows of one row."""
    page = _page(report_id)
    found = ((s, g) for s in page.form.each_section() for g in grids_of(s) if g.name == grid_name)
    section, grid = next(found, (None, None))
    if section is None or grid is None or number not in page.values(f"{grid_name}-row"):
        abort(404)
    return render_template("reports/row.html", page=page, section=section, grid=grid, number=number)


@blueprint.get("/report-options/<code>/<version>/<name>")
def options(code: str, version: str, name: str) -> Response:
    """The values and texts that a type-ahead offers."""
    form = find_form(code, version)
    control = next((c for c in _all_controls(form) if c.name == name), None) if form else None
    if form is None or not isinstance(control, TypeAhead):
        abort(404)
    offered = OptionSets(form, listed_schools()).of(control).offered
    return jsonify([[option.value, option.text] for _, option in offered if option.value])


def _page(report_id: str) -> FormPage:
    asked: Any = request.args.get("mode", "view")
    mode = cast("Mode", asked if asked in _MODES else "view")
    report = open_report(report_id)
    return recorded_page(report, "view" if lock_holder(f"report:{report_id}") else mode)


def _all_controls(form: Form) -> list[Control]:
    grids: list[Grid] = [g for s in form.each_section() for g in grids_of(s)]
    own = [c for s in form.each_section() for c in controls_of(s)]
    return own + [column for grid in grids for column in grid.columns]
