"""What the screens of a MARAC case share."""

from typing import Final

from flask import Blueprint, render_template

from fake_niche.linked_people import name_and_birth
from fake_niche.models import MaracCase, Task
from fake_niche.robot_tasks import open_robot_task
from fake_niche.services import Column, Grid, lock_holder_name, may, row, uk_date, whole

blueprint = Blueprint("marac", __name__)

CRITERIA: Final = {
    "visible_high_risk": "Visible high risk",
    "professional_judgement": "Professional judgement",
    "escalation": "Escalation",
    "repeat": "Repeat",
}
STATUSES: Final = ("Referred", "Listed", "Heard", "Withdrawn")
ENDED: Final = ("Heard", "Withdrawn")
ROLES: Final = ("Perpetrator", "Child", "Agenda")
ACTION_STATUSES: Final = ("Open", "Done", "Not done")

_PEOPLE = (
    Column("person", "Person"),
    Column("name", "Name"),
    Column("born", "Born"),
    Column("role", "Role"),
)
_ACTIONS = (
    Column("action", "Action"),
    Column("text", "Text"),
    Column("owner", "Owner"),
    Column("due", "Due"),
    Column("status", "Status"),
)


def view(
    case: MaracCase, values: dict[str, str] | None = None, errors: dict[str, str] | None = None
) -> str:
    """The screen "MARAC case", with what was entered wrong in its small forms."""
    holder = lock_holder_name(f"marac:{case.id}")
    may_change = may("marac.edit") and not holder
    return render_template(
        "marac/case.html",
        case=case,
        record_id=case.id,
        holder=holder,
        victim_name=name_and_birth(case.victim)[0] if case.victim else "",
        people_grid=_people(case),
        actions_grid=_actions(case, may_change=may_change),
        values=values or {},
        errors=errors or {},
        roles=[("", ""), *((name, name) for name in ROLES)],
        linked=[(str(one.id), f"{one.person_id} · {one.role}") for one in case.people],
        may_change=may_change,
        may_hand_over=may("robot.hand_over") and not holder and not why_not_handed_over(case),
    )


def why_not_handed_over(case: MaracCase) -> str:
    """What stands against handing the case to the robot; empty when nothing does."""
    if case.status in ENDED:
        return f"Status: the case is {case.status.lower()}."
    task = open_robot_task(Task.marac_case_id == case.id)
    return f"Status: the robot has it already (T{task.id})." if task else ""


def _people(case: MaracCase) -> Grid:
    rows = [
        row(
            one.person_id,
            (one.person_id, f"/person/{one.person_id}"),
            *name_and_birth(one.person),
            one.role,
        )
        for one in case.people
    ]
    return whole("people", _PEOPLE, rows)


def _actions(case: MaracCase, *, may_change: bool) -> Grid:
    """The actions; the number leads to the screen that changes one, for who may."""
    rows = [
        row(
            str(one.number),
            (one.number, f"/marac/{case.id}/actions/{one.number}/edit" if may_change else ""),
            one.text,
            one.owner,
            uk_date(one.due),
            one.status,
        )
        for one in case.actions
    ]
    return whole("actions", _ACTIONS, rows)
