"""Changes pages and judges what comes of it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bot.application import Application
from bot.application_model import ScreenModel
from bot.forms.check.controls import Control, controls_of, names_of
from bot.forms.desk import FormDesk
from bot.forms.mutations.catalogue import OPERATORS, Operator
from bot.forms.mutations.judging import (
    BASELINES,
    RULE_SETS,
    Judged,
    Outcome,
    Truth,
    baseline,
    judge,
)

_SCRIPT: Final = (Path(__file__).parent / "operators.js").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Trial:
    """One changed page.

    Attributes:
        judged: what each set of rules made of it.
        baselines: what each other way of finding controls reads of what was touched.
    """

    operator: Operator
    seed: int
    judged: dict[str, Judged]
    baselines: dict[str, Outcome]


def trials(desk: FormDesk, version: str, each: int, seed: int) -> Iterator[Trial]:
    """Change the form ``each`` times by every operator; what an operator cannot change is left out.

    Args:
        desk: running.
        version: the form version to change, approved for its model.
        each: how many pages for each operator.
        seed: the same seed changes the same.
    """
    for operator in OPERATORS:
        for number in range(each):
            record = desk.records[number % len(desk.records)]
            found = _trial(desk, version, record, operator, seed + 1000 * operator.number + number)
            if found:
                yield found


def _trial(
    desk: FormDesk, version: str, record: str, operator: Operator, seed: int
) -> Trial | None:
    application = desk.application
    desk.show(version, record)
    before = application.screen.snapshot()
    model = _model(application, before.form)
    old = controls_of(before, application.models.rules.marks)
    names = names_of(model, old)
    concepts = [_concept(name, old[place]) for place, name in names.items()]
    given = {"operator": operator.number, "seed": seed, "concepts": concepts}
    did = json.loads(str(application.page.evaluate(_SCRIPT, given)))
    if not did["done"] and operator.number != 9:  # noqa: PLR2004 - another record needs no change
        return None
    seen = application.screen.snapshot()
    truth = Truth(did["truth"], frozenset(did["gone"]))
    approved = application.approvals.of(model)
    judged = {name: judge(model, approved, seen, truth, rules) for name, rules in RULE_SETS.items()}
    new = controls_of(seen, application.models.rules.marks)
    by_concept = {name: old[place] for place, name in names.items()}
    others = {
        name: baseline(find, by_concept, (old, new), did["touched"], truth)
        for name, find in BASELINES.items()
    }
    return Trial(operator, seed, judged, others)


def _concept(name: str, control: Control) -> dict[str, Any]:
    return {"name": name, "key": control.key, "grid": control.grid}


def _model(application: Application, form: str) -> ScreenModel:
    return next(model for model in application.models if model.form == form)
