"""Handing a request or a case to the robot: a task in its queue, with the box ticked."""

from typing import Final

from sqlalchemy import ColumnElement, select

from fake_niche.models import Task
from fake_niche.services import audit, db, next_task_id, now_iso

UNIT: Final = "MASH-ROBOT"
_OPEN: Final = ("New", "Accepted")


def open_robot_task(link: ColumnElement[bool]) -> Task | None:
    """The robot's open task of a record, told by ``Task.csc_request_id == …`` or the like."""
    wanted = link, Task.for_robot, Task.unit_code == UNIT, Task.status.in_(_OPEN)
    return db().scalars(select(Task).where(*wanted).order_by(Task.id)).first()


def raise_robot_task(title: str, kind: str, due: str | None, **links: str | None) -> Task:
    """A task of type ``kind`` for the robot; ``links`` are its occurrence and its request or case.

    The reason given for the record covers it, because it covers the occurrence.
    """
    task = Task(
        id=next_task_id(),
        title=title,
        type=kind,
        status="New",
        unit_code=UNIT,
        created=now_iso(),
        due=due,
        for_robot=True,
        **links,
    )
    db().add(task)
    db().flush()
    audit("add", f"task:{task.id}", reason="Handed to the robot")
    return task
