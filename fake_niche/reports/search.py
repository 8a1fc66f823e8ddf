"""The screen "Reports search": submitted and reviewed reports by form, time, flag and status."""

from datetime import UTC, datetime, timedelta
from typing import Final

from flask import render_template, request
from sqlalchemy import Select, or_, select
from sqlalchemy.orm import contains_eager

from fake_niche.access import is_closed_to_me
from fake_niche.audit import audit
from fake_niche.formats import iso_datetime, uk_datetime
from fake_niche.grids import Column, Grid, Row, asked_page, count, page_of, row
from fake_niche.models import Occurrence, Report
from fake_niche.reports.blueprint import blueprint, find_form, library
from fake_niche.reports.records import DOMESTIC, MISSING
from fake_niche.runtime import db

LISTED: Final = ("Submitted", "Reviewed")
FLAGS: Final = (DOMESTIC, MISSING)
_COLUMNS: Final = (
    Column("report", "PPN"),
    Column("occurrence", "Occurrence"),
    Column("form", "Form"),
    Column("flags", "Flags"),
    Column("status", "Status"),
    Column("revision", "Revision"),
    Column("submitted", "Submitted"),
    Column("amended", "Amended"),
    Column("subject", "Subject"),
)


@blueprint.get("/reports")
def search() -> tuple[str, int]:
    """The reports asked for, the one submitted or amended longest ago first."""
    values = {name: text.strip() for name, text in request.args.items()}
    errors = _errors(values)
    grid = _found(values) if not errors else Grid("reports", _COLUMNS, (), 0)
    audit("search", "reports", detail=" ".join(sorted(n for n, v in values.items() if v)))
    html = render_template(
        "reports/search.html",
        grid=grid,
        values=values,
        errors=errors,
        forms=_choices(sorted({label.split()[0] for label in library().forms})),
        flags=_choices(FLAGS),
        statuses=_choices(LISTED),
    )
    return html, 400 if errors else 200


def _choices(words: list[str] | tuple[str, ...]) -> list[tuple[str, str]]:
    return [("", ""), *((word, word) for word in words)]


def _errors(values: dict[str, str]) -> dict[str, str]:
    errors = {}
    for name, label in (("date_from", "From"), ("date_to", "To")):
        try:
            _moment(values.get(name, ""))
        except ValueError:
            errors[name] = f"{label} must be a date, DD/MM/YYYY, and may have a time, HH:MM"
    return errors


def _moment(text: str, *, end: bool = False) -> str:
    """A typed date or time in UTC; the end of a date is the midnight after it."""
    if not text:
        return ""
    moment = iso_datetime(text)
    if not end or " " in text:
        return moment
    following = datetime.strptime(text, "%d/%m/%Y").replace(tzinfo=UTC) + timedelta(days=1)
    return iso_datetime(following.strftime("%d/%m/%Y"))


def _found(values: dict[str, str]) -> Grid:
    wanted = _statement(values)
    page = asked_page()
    rows = db().scalars(page_of(wanted, page))
    return Grid("reports", _COLUMNS, tuple(map(_row, rows)), count(wanted), page)


def _statement(values: dict[str, str]) -> Select[Report]:
    status = values.get("status") or ""
    wanted = (
        select(Report)
        .join(Report.occurrence)
        .options(contains_eager(Report.occurrence))
        .where(Report.status.in_([status] if status in LISTED else LISTED))
        .order_by(Report.amended, Report.id)
    )
    if values.get("form"):
        wanted = wanted.where(Report.form_code == values["form"])
    if values.get("date_from"):
        wanted = wanted.where(Report.amended >= _moment(values["date_from"]))
    if values.get("date_to"):
        end = _moment(values["date_to"], end=True)
        whole_minute = end[:16] + ":59" + end[19:] if " " in values["date_to"] else end
        wanted = wanted.where(Report.amended <= whole_minute)
    return _flagged(wanted, values.get("flag", ""))


def _flagged(wanted: Select[Report], flag: str) -> Select[Report]:
    if flag == DOMESTIC:
        return wanted.where(or_(Report.domestic, Occurrence.domestic))
    if flag:
        return wanted.where(Report.data["ppn_types"].as_string().contains(flag, autoescape=True))
    return wanted


def _row(report: Report) -> Row:
    form = find_form(report.form_code, report.form_version)
    return row(
        report.id,
        (report.id, f"/report/{report.id}"),
        (report.occurrence_number, f"/occurrence/{report.occurrence_number}"),
        f"{report.form_code} {report.form_version}",
        "; ".join(flags_of(report)),
        form.statuses.shown(report.status) if form else report.status,
        report.revision,
        uk_datetime(report.submitted),
        uk_datetime(report.amended),
        _subject(report),
    )


def flags_of(report: Report) -> list[str]:
    """What the report is about: its ticks, and domestic abuse when its occurrence is domestic."""
    ticked = list(report.data.get("ppn_types") or ())
    if report.occurrence.domestic and DOMESTIC not in ticked:
        ticked.insert(0, DOMESTIC)
    return ticked


def _subject(report: Report) -> str:
    if is_closed_to_me(report.occurrence.restricted_to):
        return "Restricted"
    names = report.data.get("subject_surname"), report.data.get("subject_forenames")
    return ", ".join(filter(None, names))
