"""A supervisor accepts a submitted report or sends it back."""

from flask import request
from werkzeug.wrappers import Response

from fake_niche.access import open_report
from fake_niche.errors import NotPermitted
from fake_niche.locks import acquire_lock, check_row_version, release_lock
from fake_niche.reports import records
from fake_niche.reports.blueprint import blueprint
from fake_niche.reports.changing import to_view
from fake_niche.reports.form_page import FormPage
from fake_niche.reports.pages import draw, recorded_page
from fake_niche.security.roles import requires


@blueprint.post("/report/<report_id>/review")
@requires("report.review")
def review(report_id: str) -> tuple[str, int] | Response:
    """Mark as reviewed, or return with a comment that says why."""
    report = open_report(report_id, "review")
    if report.status != "Submitted":
        raise NotPermitted("report.review: it is not waiting for review")
    comment = request.form.get("comment", "").strip()
    returned = request.form.get("action") == "return"
    if returned and not comment:
        return _ask_for_comment(recorded_page(report, "view"))
    key = f"report:{report_id}"
    acquire_lock(key)
    check_row_version(key, report, request.form.get("row_version", ""))
    (records.send_back if returned else records.review)(report, comment)
    release_lock(key)
    return to_view(report)


def _ask_for_comment(page: FormPage) -> tuple[str, int]:
    return draw(page, status=422, errors={"comment": "Say what the officer has to change"})
