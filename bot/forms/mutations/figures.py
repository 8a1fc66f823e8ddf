"""What the trials add up to: the figures that are always told together."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Final

from bot.forms.mutations.catalogue import Operator
from bot.forms.mutations.judging import BASELINES, RULE_SETS, RULES
from bot.forms.mutations.trials import Trial

_MOST_FALSE: Final = 0.01
_REPAIRED, _AVAILABLE = 0.95, 0.8
_BOUND: Final = 3  # none seen in n: with 95 % confidence at most 3/n


def figures(found: Sequence[Trial]) -> dict[str, Any]:
    """Add up.

    Args:
        found: the trials, of every operator.

    Returns:
        Silent wrong reads with their bound (what changes nothing that anybody can see is told apart),
        detection, false alarms, right repair first, availability,
        the ablation, the baselines, and a row for each operator.
    """
    meaning = [one for one in found if one.operator.family == "semantic"]
    traced = [one for one in meaning if one.operator.leaves_a_trace]
    cosmetic = [one for one in found if one.operator.family == "cosmetic"]
    unseen = [one for one in meaning if not one.operator.leaves_a_trace]
    visible = [one for one in found if one.operator.leaves_a_trace]
    wrong = _count(visible, "all", "wrong")
    is_bound = bool(visible) and not wrong
    return {
        "mutants": len(found),
        "silent_wrong_reads": {
            "count": wrong,
            "of": len(visible),
            "bound_95": round(min(1.0, _BOUND / len(visible)), 5) if is_bound else None,
        },
        "detection": _share(traced, "stopped"),
        "false_alarms": _share(cosmetic, "stopped"),
        "right_repair_first": _shares([right for one in found for right in one.repairs]),
        "availability": _shares(
            [one.others_go_on for one in found if one.others_go_on is not None]
        ),
        "invisible": {
            "what": sorted({o.what for o in _operators(unseen)}),
            **_outcomes(unseen, "all"),
        },
        "ablation": {name: _outcomes(found, name) for name in RULE_SETS},
        "only_the_hash_stops": sorted({one.operator.what for one in found if _needs_hash(one)}),
        "rules_that_no_mutant_needs": [rule for rule in RULES if not _is_needed(rule, found)],
        "baselines": {
            name: dict(Counter(one.baselines[name] for one in found if one.baselines))
            for name in BASELINES
        },
        "operators": [_row(one, found) for one in _operators(found)],
    }


def holds(told: dict[str, Any]) -> bool:
    """No silent wrong read, every change of meaning stopped, hardly a false alarm, repairs right."""
    return bool(
        told["silent_wrong_reads"]["count"] == 0
        and told["detection"]["share"] == 1
        and told["false_alarms"]["share"] <= _MOST_FALSE
        and told["right_repair_first"]["share"] >= _REPAIRED
        and told["availability"]["share"] >= _AVAILABLE
    )


def holds_on_saved_pages(told: dict[str, Any]) -> bool:
    """The same of forms that we did not write; nothing else runs there that could go on."""
    return holds({**told, "availability": {"share": 1}})


def _operators(found: Iterable[Trial]) -> list[Operator]:
    return sorted({one.operator for one in found}, key=lambda operator: operator.number)


def _outcomes(found: Iterable[Trial], rules: str) -> dict[str, int]:
    return dict(sorted(Counter(one.judged[rules].outcome for one in found).items()))


def _count(found: Iterable[Trial], rules: str, outcome: str) -> int:
    return _outcomes(found, rules).get(outcome, 0)


def _share(found: Sequence[Trial], outcome: str) -> dict[str, float | int]:
    count = _count(found, "all", outcome)
    share = count / len(found) if found else 0.0
    return {"count": count, "of": len(found), "share": round(share, 5)}


def _shares(answers: Sequence[bool]) -> dict[str, float | int]:
    """Of what was not tried at all, nothing is amiss."""
    count = sum(answers)
    share = count / len(answers) if answers else 1.0
    return {"count": count, "of": len(answers), "share": round(share, 5)}


def _needs_hash(one: Trial) -> bool:
    return one.judged["all"].outcome == "stopped" and one.judged["without R0"].outcome != "stopped"


def _is_needed(rule: str, found: Sequence[Trial]) -> bool:
    """With the hash off, something is read wrong without the rule that is not with it."""
    without = f"without R0 and {rule}"
    return any(
        one.judged[without].outcome == "wrong" and one.judged["without R0"].outcome != "wrong"
        for one in found
    )


def _row(operator: Operator, found: Iterable[Trial]) -> dict[str, Any]:
    mine = [one for one in found if one.operator == operator]
    return {
        "number": operator.number,
        "what": operator.what,
        "family": operator.family,
        "pages": len(mine),
        **_outcomes(mine, "all"),
        "stopped_with_the_hash_off": _count(mine, "without R0", "stopped"),
        "by": dict(Counter(r for one in mine if (r := one.judged["without R0"].rule))),
        "name_label_position_reads_wrong": sum(
            one.baselines.get("name, label, position") == "wrong" for one in mine
        ),
    }
