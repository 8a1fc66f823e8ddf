"""Changes pages and judges what comes of it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Self

from bot.application import Application
from bot.application_model import Approval, ScreenModel, Snapshot
from bot.forms.check.controls import Control, controls_of, names_of
from bot.forms.desk import FormDesk
from bot.forms.mutations.catalogue import (
    BETWEEN,
    EXCHANGE,
    OPERATORS,
    OTHER_RECORD,
    Operator,
    combinations,
    combined,
)
from bot.forms.mutations.judging import (
    BASELINES,
    RULE_SETS,
    Judged,
    Outcome,
    Truth,
    baseline,
    judge,
)
from bot.forms.mutations.repairing import repaired

_SCRIPT: Final = (Path(__file__).parent / "operators.js").read_text(encoding="utf-8")


PAIRS, TRIPLES = 8, 4
"""How many pages with two and three changes, for each page that every single operator gets."""
_SAMPLED: Final = 10  # of the pages that stop the robot, one in so many: does the rest go on?


@dataclass(frozen=True)
class Trial:
    """One changed page.

    Attributes:
        operator: what was done; several at once are one of their own.
        parts: the numbers of the operators.
        judged: what each set of rules made of it.
        baselines: what each other way of finding controls reads of what was touched.
        repairs: for each control that became another and is still there: the check proposes the right one.
        others_go_on: a screen that the form has no part in was read after the form had stopped the
            robot; None where it was not tried.
    """

    operator: Operator
    parts: tuple[int, ...]
    seed: int
    judged: dict[str, Judged]
    baselines: dict[str, Outcome]
    repairs: tuple[bool, ...] = ()
    others_go_on: bool | None = None


def trials(desk: FormDesk, version: str, each: int, seed: int) -> Iterator[Trial]:
    """Change the form ``each`` times by every operator, then by several at once.

    What an operator cannot change is left out.

    Args:
        desk: running.
        version: the form version to change, approved for its model.
        each: how many pages for each operator.
        seed: the same seed changes the same.
    """
    single = [(operator,) for operator in OPERATORS for _ in range(each)]
    pairs = combinations(2, PAIRS * each, seed)
    triples = combinations(3, TRIPLES * each, seed)
    for number, parts in enumerate((*single, *pairs, *triples)):
        found = _trial(
            desk, version, desk.records[number % len(desk.records)], parts, seed + number
        )
        if found:
            yield found


@dataclass(frozen=True)
class FormPage:
    """A form before it is changed, with the model that it proves to be."""

    model: ScreenModel
    approved: tuple[Approval, ...]
    controls: tuple[Control, ...]
    names: dict[int, str]
    seen: Snapshot

    @classmethod
    def of(cls, application: Application, model: ScreenModel) -> Self:
        """What the window shows."""
        seen = application.screen.snapshot()
        controls = controls_of(seen, application.models.rules.marks)
        return cls(
            model, application.approvals.of(model), controls, names_of(model, controls), seen
        )

    @property
    def concepts(self) -> list[dict[str, str | bool]]:
        """What the page is asked for, for the script that changes it."""
        return [self._concept(name, self.controls[place]) for place, name in self.names.items()]

    def _concept(self, name: str, control: Control) -> dict[str, str | bool]:
        pins = self.model.pins_of(name)
        is_list_of_records = pins is not None and pins.records is not None
        about = {"name": name, "key": control.key, "grid": control.grid}
        return {**about, "records": is_list_of_records}


def _trial(
    desk: FormDesk, version: str, record: str, parts: tuple[Operator, ...], seed: int
) -> Trial | None:
    application = desk.application
    desk.show(version, record)
    seen = application.screen.snapshot()
    model = application.models.of_screen(seen.screen, seen.form)
    if model is None:
        raise LookupError(f"there is no model of {seen.form!r}")
    found = change(application, FormPage.of(application, model), parts, seed)
    if found is None or found.judged["all"].outcome != "stopped" or seed % _SAMPLED:
        return found
    return replace(found, others_go_on=desk.others_go_on())


def change(
    application: Application, page: FormPage, parts: tuple[Operator, ...], seed: int
) -> Trial | None:
    """Change the page that the window shows, and judge; None where it cannot be changed so.

    Args:
        application: its window shows the page.
        page: as it is before.
        parts: the operators, in their order.
        seed: the same seed changes the same.
    """
    numbers = [EXCHANGE if one.number == BETWEEN else one.number for one in parts]
    given = {"operators": numbers, "seed": seed, "concepts": page.concepts}
    did = json.loads(str(application.page.evaluate(_SCRIPT, given)))
    operator = parts[0] if len(parts) == 1 else combined(parts)
    if not did["done"] and operator.number != OTHER_RECORD:
        return None
    truth = Truth(did["truth"], frozenset(did["gone"]))
    if operator.number == BETWEEN:
        judged = {name: _used(application, page, did["touched"]) for name in RULE_SETS}
        return Trial(operator, (BETWEEN,), seed, judged, {})
    seen = application.screen.snapshot()
    judged = {
        name: judge(page.model, page.approved, seen, truth, rules)
        for name, rules in RULE_SETS.items()
    }
    new = controls_of(seen, application.models.rules.marks)
    by_concept = {name: page.controls[place] for place, name in page.names.items()}
    others = {
        name: baseline(find, by_concept, (page.controls, new), did["touched"], truth)
        for name, find in BASELINES.items()
    }
    repairs = repaired(page.controls, new, page.names, did["where"], seen.form)
    return Trial(operator, tuple(one.number for one in parts), seed, judged, others, repairs)


def _used(application: Application, page: FormPage, touched: list[str]) -> Judged:
    """What was proved before the page changed is sought again when it is used: gone, or in doubt."""
    nodes = {node.key: node for node in page.seen.nodes}
    keys = {name: page.controls[place].key for place, name in page.names.items()}
    seen = page.seen
    for name in touched:
        answer = application.screen.touch(
            "value", nodes[keys[name]], doc=seen.document, record=seen.record
        )
        if "why" not in answer:
            return Judged("wrong")
    return Judged("stopped", "R1")
