"""The screen "PPN", to write: a draft, an amendment, or the section that is the hub's own."""

import json
from dataclasses import replace

from flask import redirect, request
from werkzeug.wrappers import Response

from fake_niche.access import open_report
from fake_niche.audit import audit
from fake_niche.errors import NotPermitted
from fake_niche.forms.inputs import Inputs
from fake_niche.forms.posted import Posted, Problem, unanswered
from fake_niche.locks import acquire_lock, check_row_version, release_lock
from fake_niche.models import Report
from fake_niche.reports import records
from fake_niche.reports.blueprint import blueprint
from fake_niche.reports.form_page import FormPage, Mode
from fake_niche.reports.pages import asked_step, draw, recorded_page, typed_over
from fake_niche.reports.records import STILL_WRITTEN
from fake_niche.security.roles import check_may

Answer = tuple[str, int] | Response


@blueprint.route("/report/<report_id>/edit", methods=["GET", "POST"])
def edit(report_id: str) -> Answer:
    """Write a draft or a returned report; of a submitted one only the hub's own section."""
    report = open_report(report_id, "edit")
    check_may("report.edit" if report.status in STILL_WRITTEN else "report.mash_section")
    return _answer(report, "edit")


@blueprint.route("/report/<report_id>/amend", methods=["GET", "POST"])
def amend(report_id: str) -> Answer:
    """Change a submitted report; handing it in raises its revision."""
    report = open_report(report_id, "amend")
    check_may("report.amend")
    if report.status in STILL_WRITTEN:
        raise NotPermitted("report.amend: it is not submitted yet")
    return _answer(report, "amend")


_PAGES = ("step", "turn")  # the list of pages, and the buttons Next and Back


def _answer(report: Report, mode: Mode) -> Answer:
    key = f"report:{report.id}"
    if request.method == "POST" and request.form.get("action") == "cancel":
        release_lock(key)
        return to_view(report)
    acquire_lock(key)
    page = recorded_page(report, mode)
    return draw(page) if request.method == "GET" else _take(page, request.form.get("action", ""))


def _take(page: FormPage, action: str) -> Answer:
    posted = _posted()
    seen = request.form.get("row_version", "")
    if action.partition(":")[0] in (*_PAGES, "page"):
        return draw(_moved(_again(page, posted), action), seen)
    check_row_version(f"report:{page.report.id}", page.report, seen)
    taken = Posted(page.options, posted, dict(page.report.data))
    taken.take(page.editable)
    problems = _problems(page, taken, action)
    if problems:
        again = replace(_again(page, posted), problems=problems)
        return draw(_moved(again, f"step:{problems[0].step}"), seen, 422)
    _save(page, taken, action)
    return to_view(page.report)


def _posted() -> Inputs:
    """What this page posted, together with what the pages before it did."""
    own = {name: request.form.getlist(name) for name in request.form}
    carried = json.loads(own.pop("carried", ["{}"])[0])
    if not isinstance(carried, dict):
        return own
    earlier = {str(name): [str(v) for v in values] for name, values in carried.items()}
    return {n: [*earlier.get(n, []), *own.get(n, [])] for n in {**earlier, **own}}


def _again(page: FormPage, posted: Inputs) -> FormPage:
    inputs = typed_over(page.options, page.report, posted)
    step = asked_step(page.form, request.form.get("step", "1"))
    return replace(page, inputs=inputs, posted=posted, step=step)


def _moved(page: FormPage, action: str) -> FormPage:
    """The page after "step:2" or "turn:2" of a wizard, or "page:children:2" of a grid."""
    what, _, where = action.partition(":")
    if what in _PAGES:
        return replace(page, step=asked_step(page.form, where))
    grid, _, number = where.partition(":")
    return replace(page, grid_pages={grid: int(number) if number.isdecimal() else 1})


def _problems(page: FormPage, taken: Posted, action: str) -> tuple[Problem, ...]:
    """A draft may leave out anything, but what it says must have its shape."""
    if taken.problems or not _is_handed_in(page, action):
        return tuple(taken.problems)
    return tuple(unanswered(page.options, taken.answers))


def _is_handed_in(page: FormPage, action: str) -> bool:
    return page.mode == "amend" or action == "submit"


def _save(page: FormPage, taken: Posted, action: str) -> None:
    report = page.report
    changed = sorted(k for k, v in taken.answers.items() if (report.data.get(k) or "") != (v or ""))
    records.keep(report, taken.answers)
    audit("edit", f"report:{report.id}", detail=" ".join(changed))
    if page.mode == "amend":
        records.amend(report)
    elif action == "submit" and report.status in STILL_WRITTEN:
        check_may("report.submit")
        records.submit(report)
    release_lock(f"report:{report.id}")


def to_view(report: Report) -> Response:
    """Back to the report's own screen."""
    return redirect(f"/report/{report.id}")
