"""The button "Hand to the robot" of a MARAC case."""

from datetime import UTC, date, datetime, time

from flask import redirect, request
from werkzeug.wrappers import Response

from fake_niche.formats import LONDON
from fake_niche.marac.base import blueprint, view, why_not_handed_over
from fake_niche.robot_tasks import raise_robot_task
from fake_niche.services import (
    acquire_lock,
    audit,
    check_row_version,
    open_marac_case,
    release_lock,
    requires,
    today_iso,
)
from fake_niche.working_days import working_days_before

DAYS_BEFORE_THE_MEETING = 5


@blueprint.post("/marac/<case_id>/hand-over")
@requires("robot.hand_over")
def hand_over(case_id: str) -> Response | tuple[str, int]:
    """Raise the robot's task for the case."""
    key = f"marac:{case_id}"
    found = open_marac_case(case_id, "edit")
    acquire_lock(key)
    refusal = why_not_handed_over(found)
    if refusal:
        return view(found, errors={"status": refusal}), 422
    check_row_version(key, found, request.form.get("row_version", ""))
    task = raise_robot_task(
        f"{found.id} MARAC report",
        "MARAC report",
        due_for(found.meeting_on, today_iso()),
        occurrence_number=found.occurrence_number,
        marac_case_id=found.id,
    )
    audit("hand over", key, detail=f"T{task.id}")
    release_lock(key)
    return redirect(f"/task/{task.id}")


def due_for(meeting_on: str | None, today: str) -> str | None:
    """When the report is due: 16:00 five working days before the meeting, or on its day.

    The meeting's own day is taken when the earlier one has passed; without a meeting there is none.
    """
    if not meeting_on:
        return None
    meeting = date.fromisoformat(meeting_on)
    early = working_days_before(meeting, DAYS_BEFORE_THE_MEETING)
    day = early if early.isoformat() >= today else meeting
    return datetime.combine(day, time(16), LONDON).astimezone(UTC).isoformat()
