"""Puts a report, its form version and the lists of the database together into a page."""

from collections.abc import Mapping

from flask import render_template, request
from sqlalchemy import select

from fake_niche.faults import served_form_version, served_trap
from fake_niche.forms import Form, Grid
from fake_niche.forms.inputs import Inputs, inputs_of
from fake_niche.forms.option_sets import ListedSchool, OptionSets, Schools
from fake_niche.forms.overlay import overlaid
from fake_niche.locks import lock_holder_name
from fake_niche.models import Report, School
from fake_niche.reports.blueprint import form_of, with_trap
from fake_niche.reports.form_page import FormPage, Mode
from fake_niche.reports.records import STILL_WRITTEN
from fake_niche.runtime import db
from fake_niche.security.roles import may


def options_for(report: Report) -> OptionSets:
    """What the controls of the report's form version offer now."""
    form = form_of(report.form_code, served_form_version(report.form_version))
    trap = served_trap()
    return OptionSets(with_trap(form, trap) if trap else form, listed_schools())


def listed_schools() -> Schools:
    """The PPN's school list; a closed school stays on it as long as it is listed."""
    columns = School.id, School.name, School.town, School.phase
    listed = select(*columns).where(School.listed).order_by(School.name, School.town, School.id)
    return tuple(ListedSchool(*row) for row in db().execute(listed))


def recorded_page(report: Report, mode: Mode) -> FormPage:
    """The page that the address asks for, with the answers that are recorded."""
    options = options_for(report)
    return FormPage(
        report=report,
        options=options,
        inputs=inputs_of(options, report.data),
        mode=mode,
        editable=editable_sections(options.form, report, mode),
        step=asked_step(options.form, request.args.get("step", "1")),
        grid_pages=asked_grid_pages(options.form),
    )


def editable_sections(form: Form, report: Report, mode: Mode) -> frozenset[str]:
    """The sections that the person logged in may change, by their keys."""
    if mode == "view":
        return frozenset()
    users = {"officer"} if mode == "amend" or report.status in STILL_WRITTEN else set()
    if users and may("report.review"):
        users.add("supervisor")
    if mode == "edit" and may("report.mash_section"):
        users.add("mash")
    return frozenset(s.key for s in form.each_section() if s.used_by in users)


def asked_step(form: Form, asked: str) -> int:
    """The wizard page of that number; the nearest there is."""
    return min(max(1, int(asked)), len(form.pages) or 1) if asked.isdecimal() else 1


def asked_grid_pages(form: Form) -> dict[str, int]:
    """For each grid, the page of it that the address asks for."""
    grids = (g for s in form.each_section() for g in s.content if isinstance(g, Grid))
    asked = {grid.name: request.args.get(f"{grid.name}_page", "1") for grid in grids}
    return {name: int(page) for name, page in asked.items() if page.isdecimal()}


def typed_over(options: OptionSets, report: Report, posted: Inputs) -> Inputs:
    """The inputs to show again: what was typed, over what is recorded."""
    return overlaid(options.form, inputs_of(options, report.data), posted)


def draw(
    page: FormPage,
    row_version: str = "",
    status: int = 200,
    errors: Mapping[str, str] | None = None,
) -> tuple[str, int]:
    """The screen "PPN" with the page.

    Args:
        page: what to show.
        row_version: the one that the person began with, when not the record's.
        status: of the answer; from 400 on nothing is saved.
        errors: what is wrong with the review, by field.
    """
    key = f"report:{page.report.id}"
    html = render_template(
        "reports/report.html",
        page=page,
        record_id=page.report.id,
        holder=lock_holder_name(key),
        row_version=row_version or page.report.row_version,
        errors=errors or {},
    )
    return html, status
