"""The button "Hand to the robot" of a CSC request."""

from flask import redirect, request
from werkzeug.wrappers import Response

from fake_niche.csc.base import blueprint, view, why_not_handed_over
from fake_niche.robot_tasks import raise_robot_task
from fake_niche.services import (
    acquire_lock,
    audit,
    check_row_version,
    open_csc_request,
    release_lock,
    requires,
)


@blueprint.post("/csc/<request_id>/hand-over")
@requires("robot.hand_over")
def hand_over(request_id: str) -> Response | tuple[str, int]:
    """Raise the robot's task for the request; its status says that the robot has it."""
    key = f"csc:{request_id}"
    found = open_csc_request(request_id, "edit")
    acquire_lock(key)
    refusal = why_not_handed_over(found)
    if refusal:
        return view(found, errors={"status": refusal}), 422
    check_row_version(key, found, request.form.get("row_version", ""))
    task = raise_robot_task(
        f"{found.id} information sharing report",
        "CSC request",
        found.deadline,
        occurrence_number=found.occurrence_number,
        csc_request_id=found.id,
    )
    found.status = "With robot"
    audit("hand over", key, detail=f"T{task.id}")
    release_lock(key)
    return redirect(f"/task/{task.id}")
