"""Events of tasks."""

from typing import Final

from fake_niche.events.basis import Do, Happening, put
from fake_niche.models import Report, Task
from fake_niche.numbering import next_task_id
from fake_niche.runtime import db, now_iso

_TEXTS: Final = ("notes", "outcome", "due")


def _cancel(happening: Happening) -> str:
    return _close(happening, "Cancelled")


def _complete(happening: Happening) -> str:
    return _close(happening, "Completed")


def _close(happening: Happening, status: str) -> str:
    task = happening.record(Task, "task")
    put(task, {"status": status, "outcome": happening.optional("outcome") or task.outcome})
    return f"task:{task.id}"


def _reassign(happening: Happening) -> str:
    task = happening.record(Task, "task")
    changes = {"unit_code": happening.optional("unit") or task.unit_code}
    put(task, {**changes, "user_id": happening.optional("user")})
    return f"task:{task.id}"


def _set(happening: Happening) -> str:
    task = happening.record(Task, "task")
    put(task, happening.changes())
    return f"task:{task.id}"


def _add(happening: Happening) -> str:
    entry = happening.entry
    task = Task(
        id=int(happening.optional("task") or next_task_id()),
        title=happening.text("title"),
        type=happening.text("type"),
        status=happening.text("status", "New"),
        unit_code=happening.text("unit"),
        user_id=happening.optional("user"),
        occurrence_number=happening.optional("occurrence"),
        person_id=happening.optional("person"),
        csc_request_id=happening.optional("csc"),
        marac_case_id=happening.optional("marac"),
        created=now_iso(),
        for_robot=bool(entry.get("for_robot")),
        **{name: happening.optional(name) for name in _TEXTS if name in entry},
    )
    named = entry.get("reports") or [entry["report"]] if "report" in entry else []
    task.reports = [Happening({"report": one}).record(Report, "report") for one in named]
    db().add(task)
    return f"task:{task.id}"


VERBS: Final[dict[str, Do]] = {
    "cancel_task": _cancel,
    "complete_task": _complete,
    "reassign_task": _reassign,
    "set_task": _set,
    "add_task": _add,
}
