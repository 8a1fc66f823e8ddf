"""Model by form: what is approved, by whom and when, and which processes may run on it."""

from collections.abc import Iterator
from pathlib import Path

from bot.application_model import Approval, Approvals, ModelLibrary, ScreenModel
from bot.forms.check.users import object_of, users_of

COLUMNS = ("screen", "form", "approved", "by", "when", "reason", "processes")


def matrix(objects: Path) -> list[dict[str, str]]:
    """A row for each approval, and one for each model that has none.

    Args:
        objects: the folder of the objects, with ``approvals.yaml``.

    Raises:
        ModelError: a model or the approvals cannot be read.
    """
    models = ModelLibrary.load(objects)
    approvals = Approvals.load(objects / "approvals.yaml")
    users = {name: _users(objects, name) for name in {model.name for model in models}}
    return [
        {**row, "processes": users[model.name]}
        for model in sorted(models, key=lambda model: (model.name, model.form))
        for row in _rows(model, approvals.of(model))
    ]


def _rows(model: ScreenModel, approved: tuple[Approval, ...]) -> Iterator[dict[str, str]]:
    about = {"screen": model.name, "form": model.form}
    if not approved:
        yield {**about, "approved": "no", "by": "", "when": "", "reason": ""}
    for row in approved:
        who = {"by": row.by, "when": row.when[:10], "reason": row.reason}
        yield {**about, "approved": row.form_hash[:12], **who}


def _users(objects: Path, model: str) -> str:
    package = object_of(objects, model)
    return ", ".join(users_of(package).reading) if package else ""
