"""Approve forms: visit screens, prove all but the approval itself, and write a row for each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

from ruamel.yaml import YAML

from bot.application import Application
from bot.application_model import (
    NEW_RECORD,
    Approval,
    Approvals,
    ModelLibrary,
    ScreenModel,
    approval_of,
    prove,
    structure_of,
)
from bot.application_model.snapshot import Snapshot
from bot.forms.desk import FormDesk


@dataclass(frozen=True)
class Visit:
    """A screen to approve: the model's name, and an address that shows it."""

    model: str
    path: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """From ``Task=/task/12``.

        Raises:
            ValueError: there is no ``=`` in it.
        """
        model, separator, path = text.partition("=")
        if not separator or not model.strip() or not path.strip():
            raise ValueError(f"{text!r}: write a visit as MODEL=/path")
        return cls(model.strip(), path.strip())


def load_plan(path: Path) -> list[Visit]:
    """The visits of a plan file: a list of ``{model, path}``."""
    data = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    return [Visit(row["model"], row["path"]) for row in data]


def approve(
    app: Application, visits: Iterable[Visit], *, by: str, reason: str, when: datetime
) -> tuple[Approval, ...]:
    """Visit each screen and make its row; the application's approvals hold them from then on.

    Args:
        app: launched and logged in.
        visits: the screens.
        by: the person who takes these forms for what the models say.
        reason: why, for those who read the file later.
        when: the moment.

    Raises:
        DriftException: a model does not fit its screen: R1 to R5 need no approval.
        BotError: the address shows another screen.
    """
    return tuple(_approve_one(app, visit, by=by, reason=reason, when=when) for visit in visits)


def approve_version(
    desk: FormDesk, version: str, *, by: str, reason: str, when: datetime
) -> tuple[Approval, ...]:
    """Show every record of the desk in one version, and make a row for each structure it has.

    Args:
        desk: running.
        version: of the form.
        by: the person who takes the form for what its model says.
        reason: why.
        when: the moment.

    Raises:
        DriftException: the model does not fit the form: R1 to R5 need no approval.
        LookupError: there is no model of that version; the message says the fix.
    """
    app, rows = desk.application, []
    for record in desk.every_record:
        desk.show(version, record)
        seen = app.screen.snapshot()
        model = app.models.of_screen(seen.screen, seen.form)
        if model is None:
            raise LookupError(
                f"cause: there is no model of {seen.form!r}; "
                f"fix: mash-bot forms propose {version} --out FILE, mend it, and save it beside the others"
            )
        rows.append(_row(app, model, seen, by=by, reason=reason, when=when))
    return tuple({row.form_hash: row for row in rows}.values())


def people_needed(model: ScreenModel, models: ModelLibrary, approvals: Approvals) -> int:
    """How many people must approve a form: two where persons or recipients are found anew.

    What counts is named by the model's ``two_people`` and by those of every version approved before:
    who writes a model can add to it, and take nothing away.

    Args:
        model: of the form.
        models: all models.
        approvals: those that stand.

    Raises:
        ValueError: ``two_people`` names an element that no version has.
    """
    versions = list(models.versions(model.name).values())
    for name in model.two_people:
        if all(one.pins_of(name) is None for one in (model, *versions)):
            raise ValueError(
                f"model {model.name!r} form {model.form!r}: two_people: {name!r} is no element of it; "
                "fix: write it as the model does, a column as `Grid - Children / School`"
            )
    known = [one for one in versions if one.hash != model.hash and approvals.of(one)]
    names = {name for one in (model, *known) for name in one.two_people}
    as_before = any(
        all(model.pins_of(name) == one.pins_of(name) for name in names) for one in known
    )
    return 1 if as_before or not names else 2


def save(rows: Iterable[Approval], path: Path) -> Approvals:
    """Add rows to the file."""
    approvals = Approvals.load(path).with_rows(rows)
    approvals.save(path)
    return approvals


def _approve_one(
    app: Application, visit: Visit, *, by: str, reason: str, when: datetime
) -> Approval:
    versions = app.models.versions(visit.model)
    app.go(visit.path)
    seen = app.look(app.models.rules.headings(versions))
    model = versions.get(seen.form) or next(iter(versions.values()))
    return _row(app, model, seen, by=by, when=when, reason=reason)


def _row(
    app: Application, model: ScreenModel, seen: Snapshot, *, by: str, reason: str, when: datetime
) -> Approval:
    """Prove all but the approval, and make the row; the application's approvals hold it."""
    seen = app.show_all(model, seen)
    row = approval_of(model, structure_of(model, seen), by=by, when=when, reason=reason)
    record = NEW_RECORD if model.record and not model.shell else None
    prove(model, (row,), seen, record)
    app.approvals = app.approvals.including(row)
    return row
