"""What came of one changed page: stopped, read right or read wrong; by the proof, and by others' ways."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from bot.application_model import ALL_RULES, Approval, Reading, ScreenModel, Snapshot, prove
from bot.application_model.names import normalise
from bot.exceptions import BotError, DriftException
from bot.forms.check.controls import Control
from bot.forms.check.traits import CONTROL_TRAITS, attributes_of
from bot.forms.match.assigning import assign

Outcome = Literal["stopped", "right", "wrong"]
RULES: Final = ("R1", "R2", "R3", "R4", "R5", "R6")
RULE_SETS: Final[Mapping[str, frozenset[str]]] = {
    "all": ALL_RULES,
    "without R0": ALL_RULES - {"R0"},
    **{f"without R0 and {rule}": ALL_RULES - {"R0", rule} for rule in RULES},
}
"""The proof, the hash off, and each of the other rules off as well."""


@dataclass(frozen=True)
class Truth:
    """What the record holds, known before the page was changed; the proof never sees it.

    Attributes:
        values: by concept; of a column, a line for each row.
        gone: concepts that the changed form asks no more: whatever is read for them is wrong.
    """

    values: Mapping[str, str]
    gone: frozenset[str]


@dataclass(frozen=True)
class Judged:
    """What a set of rules made of a page.

    Attributes:
        rule: the rule that stopped it; empty when it was read.
    """

    outcome: Outcome
    rule: str = ""


def judge(
    model: ScreenModel,
    approved: Sequence[Approval],
    seen: Snapshot,
    truth: Truth,
    rules: frozenset[str] = ALL_RULES,
) -> Judged:
    """Prove and read a page with some of the rules, and hold what was read against the truth."""
    try:
        reading = prove(model, approved, seen, seen.record or None, rules=rules).reading
    except DriftException as drift:
        return Judged("stopped", drift.rule)
    except BotError:
        return Judged("stopped", "R6")
    wrong = any(
        name in truth.gone or _read(reading, name) != value for name, value in truth.values.items()
    )
    return Judged("wrong" if wrong else "right")


def _read(reading: Reading, name: str) -> str:
    element, _, column = name.partition(" / ")
    if not column:
        return reading[element]
    return "\n".join(row[column] for row in reading.grid(element))


# As others do it ------------------------------------------------------------------------------------

Find = Callable[[Sequence[Control], Control, Sequence[Control]], Control | None]


def by_name(_: Sequence[Control], old: Control, new: Sequence[Control]) -> Control | None:
    """The first control of that name."""
    return next((one for one in new if one.key == old.key), None)


def by_label(_: Sequence[Control], old: Control, new: Sequence[Control]) -> Control | None:
    """The first control with that label."""
    return next((one for one in new if normalise(one.label) == normalise(old.label)), None)


def by_position(before: Sequence[Control], old: Control, new: Sequence[Control]) -> Control | None:
    """The control at that place of the page."""
    place = list(before).index(old)
    return new[place] if place < len(new) else None


def by_chain(before: Sequence[Control], old: Control, new: Sequence[Control]) -> Control | None:
    """By name, else by label, else by position: the chain that is usual."""
    return by_name(before, old, new) or by_label(before, old, new) or by_position(before, old, new)


def by_likeness(before: Sequence[Control], old: Control, new: Sequence[Control]) -> Control | None:
    """The most alike, whatever it is."""
    place = list(before).index(old)
    (found,) = assign(
        [attributes_of(tuple(before))[place]], attributes_of(tuple(new)), CONTROL_TRAITS
    )
    where = found.candidate if found.candidate is not None else found.runner_up
    return None if where is None else new[where]


BASELINES: Final[Mapping[str, Find]] = {
    "by name": by_name,
    "by label": by_label,
    "by position": by_position,
    "name, label, position": by_chain,
    "most alike": by_likeness,
}


def baseline(
    find: Find,
    before: Mapping[str, Control],
    page: tuple[Sequence[Control], Sequence[Control]],
    touched: Sequence[str],
    truth: Truth,
) -> Outcome:
    """What a way of finding controls reads of the concepts that were touched.

    Args:
        find: the way.
        before: the control of each concept on the unchanged page.
        page: the controls of the unchanged page and of the changed one.
        touched: the concepts that the change was made to.
        truth: what the record holds.
    """
    old, new = page
    outcomes = [_found(find(old, before[name], new), name, truth) for name in touched]
    if "wrong" in outcomes:
        return "wrong"
    return "stopped" if "stopped" in outcomes else "right"


def _found(control: Control | None, name: str, truth: Truth) -> Outcome:
    if control is None:
        return "stopped"
    is_right = name not in truth.gone and control.stored == truth.values[name]
    return "right" if is_right else "wrong"
