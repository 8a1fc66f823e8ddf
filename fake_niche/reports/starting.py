"""The screen "New PPN": a draft that already knows what the occurrence knows."""

from flask import redirect, render_template, request
from sqlalchemy import select
from werkzeug.wrappers import Response

from fake_niche.access import open_occurrence
from fake_niche.models import FormTemplate, Occurrence
from fake_niche.reports import records
from fake_niche.reports.blueprint import blueprint, library
from fake_niche.reports.prefilling import known_answers
from fake_niche.runtime import db
from fake_niche.security.roles import requires


@blueprint.get("/report/new")
@requires("report.create")
def new() -> tuple[str, int]:
    """Ask for occurrence, form version and subject."""
    number = request.args.get("occurrence", "").strip()
    occurrence = open_occurrence(number) if number else None
    return _ask(occurrence, {"occurrence_number": number}, {})


@blueprint.post("/report/new")
@requires("report.create")
def create() -> tuple[str, int] | Response:
    """Start the draft and go on to write it."""
    values = request.form.to_dict()
    number = values.get("occurrence_number", "").strip()
    if not number:
        return _ask(None, values, {"occurrence_number": "Occurrence must be given"})
    occurrence = open_occurrence(number)
    if values.get("form") not in library().forms:
        return _ask(occurrence, values, {"form": "Form must be chosen"})
    code, _, version = values["form"].partition(" ")
    answers = known_answers(occurrence, values.get("subject", ""))
    report = records.start(occurrence, code, version, answers)
    return redirect(f"/report/{report.id}/edit")


def _ask(
    occurrence: Occurrence | None, values: dict[str, str], errors: dict[str, str]
) -> tuple[str, int]:
    people = [
        (i.person_id, f"{i.person.surname}, {i.person.forenames} ({i.role})")
        for i in (occurrence.involvements if occurrence else ())
    ]
    html = render_template(
        "reports/new.html",
        subjects=[("", ""), *people],
        forms=[(label, label) for label in library().forms],
        values={"form": current_label(), **values},
        errors=errors,
    )
    return html, 422 if errors else 200


def current_label() -> str:
    """The form version that new reports are written in: the one marked so, else the first."""
    marked = select(FormTemplate).where(FormTemplate.current).order_by(FormTemplate.version)
    for template in db().scalars(marked):
        label = f"{template.code} {template.version}"
        if label in library().forms:
            return label
    return next(iter(library().forms))
