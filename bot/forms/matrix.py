"""Model by form: what is approved, by whom and when, and which processes may run on it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.application_model import Approval, Approvals, ModelLibrary, ScreenModel
from bot.application_model.approvals import APPROVALS_FILE
from bot.form_approvals import Standing
from bot.forms.check.users import object_of, users_of

COLUMNS = ("screen", "form", "approved", "by", "when", "reason", "processes")


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
    waiting = [standing.approval for standing in given if not standing.is_complete]
    users = {name: _users(objects, name) for name in {model.name for model in models}}
    return [
        {**row, "processes": users[model.name]}
        for model in sorted(models, key=lambda model: (model.name, model.form))
        for row in _rows(model, approvals.of(model), [w for w in waiting if w.model == model.hash])
    ]


def _rows(
    model: ScreenModel, approved: Sequence[Approval], waiting: Sequence[Approval]
) -> Iterator[dict[str, str]]:
    about = {"screen": model.name, "form": model.form}
    for row in waiting:
        who = {"by": row.by, "when": row.when[:10], "reason": row.reason}
        yield {**about, "approved": "waits for a second person", **who}
    if not approved and not waiting:
        yield {**about, "approved": "no", "by": "", "when": "", "reason": ""}
    for row in approved:
        who = {"by": row.by, "when": row.when[:10], "reason": row.reason}
        yield {**about, "approved": row.form_hash[:12], **who}


def _users(objects: Path, model: str) -> str:
    package = object_of(objects, model)
    return ", ".join(users_of(package).reading) if package else ""
