"""What the screens of a CSC request share."""

from typing import Final

from flask import Blueprint, render_template

from fake_niche.linked_people import name_and_birth
from fake_niche.models import CscRequest, CscRequestPerson, Task
from fake_niche.robot_tasks import open_robot_task
from fake_niche.services import Column, Grid, lock_holder_name, may, row, whole

blueprint = Blueprint("csc", __name__)

TYPES: Final = ("Section 47", "Section 17", "Court order", "Other")
STATUSES: Final = ("Open", "With robot", "Check and redact", "Sent", "Withdrawn")
ENDED: Final = ("Sent", "Withdrawn")
CONSENTS: Final = ("", "Yes", "No")
ROLES: Final = ("Child", "Parent", "Carer", "Other adult")

_PEOPLE = (
    Column("person", "Person"),
    Column("name", "Name"),
    Column("born", "Born"),
    Column("role", "Role"),
    Column("merged_into", "Merged into"),
)


def view(
    request: CscRequest, values: dict[str, str] | None = None, errors: dict[str, str] | None = None
) -> str:
    """The screen "CSC request", with what was entered wrong in its small forms."""
    holder = lock_holder_name(f"csc:{request.id}")
    return render_template(
        "csc/request.html",
        found=request,
        record_id=request.id,
        holder=holder,
        grid=_people(request),
        values=values or {},
        errors=errors or {},
        roles=[("", ""), *((name, name) for name in ROLES)],
        linked=[(str(one.id), f"{one.person_id} · {one.role}") for one in request.people],
        may_change=may("csc.edit") and not holder,
        may_hand_over=may("robot.hand_over") and not holder and not why_not_handed_over(request),
    )


def why_not_handed_over(request: CscRequest) -> str:
    """What stands against handing the request to the robot; empty when nothing does."""
    if request.status in ENDED:
        return f"Status: the request is {request.status.lower()}."
    task = open_robot_task(Task.csc_request_id == request.id)
    return f"Status: the robot has it already (T{task.id})." if task else ""


def _people(request: CscRequest) -> Grid:
    rows = [
        row(
            one.person_id,
            (one.person_id, f"/person/{one.person_id}"),
            *name_and_birth(one.person),
            one.role,
            _merged_into(one),
        )
        for one in request.people
    ]
    return whole("people", _PEOPLE, rows)


def _merged_into(one: CscRequestPerson) -> tuple[str, str]:
    kept = one.person.merged_into_id or ""
    return kept, f"/person/{kept}"
