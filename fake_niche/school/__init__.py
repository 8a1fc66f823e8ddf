"""The screen "School"."""

from flask import Blueprint, render_template

from fake_niche.services import open_school

blueprint = Blueprint("school", __name__)


@blueprint.get("/school/<school_id>")
def show(school_id: str) -> str:
    """A school, with what became of it."""
    school = open_school(school_id)
    return render_template("school/school.html", school=school, record_id=school_id)
