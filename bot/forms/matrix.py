"""Model by form: what is approved, by whom and when, and which processes may run on it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.application_model import Approval, Approvals, ModelLibrary, ScreenModel
from bot.application_model.approvals import APPROVALS_FILE
from bot.form_approvals import Standing
from bot.forms.check.users import object_of, users_of

_NO, _WAITS = "no", "waits:"
COLUMNS = ("screen", "form", "approved", "by", "when", "reason", "may run")


def matrix(objects: Path, given: Sequence[Standing] = ()) -> list[dict[str, str]]:
    """A row for each approval, and one for each model that has none.

    Args:
        objects: the folder of the objects, with ``approvals.yaml``.
        given: the approvals in the robot's database.

    Raises:
        ModelError: a model or the approvals cannot be read.
    """
    models = ModelLibrary.load(objects)
    complete = [standing.approval for standing in given if standing.is_complete]
    approvals = Approvals.load(objects / APPROVALS_FILE).with_rows(complete)
    waiting = [standing for standing in given if not standing.is_complete]
    users = {name: _users(objects, name) for name in {model.name for model in models}}
    return [
        {**row, "may run": _may_run(row["approved"], users[model.name])}
        for model in sorted(models, key=lambda model: (model.name, model.form))
        for row in _rows(
            model, approvals.of(model), [w for w in waiting if w.approval.model == model.hash]
        )
    ]


def _rows(
    model: ScreenModel, approved: Sequence[Approval], waiting: Sequence[Standing]
) -> Iterator[dict[str, str]]:
    about = {"screen": model.name, "form": model.form}
    for standing in waiting:
        so_far = f"{standing.given} of {standing.people} people"
        yield {**about, "approved": f"{_WAITS} {so_far}", **_who(standing.approval)}
    if not approved and not waiting:
        yield {**about, "approved": _NO, "by": "", "when": "", "reason": ""}
    for row in approved:
        yield {**about, "approved": row.form_hash[:12], **_who(row)}


def _who(row: Approval) -> dict[str, str]:
    return {"by": row.by, "when": row.when[:10], "reason": row.reason}


def _may_run(approved: str, users: str) -> str:
    """On a form that is not approved, or not by enough people, nobody."""
    return f"none ({users} stop)" if users and approved.startswith((_NO, _WAITS)) else users


def _users(objects: Path, model: str) -> str:
    package = object_of(objects, model)
    return ", ".join(users_of(package).reading) if package else ""
