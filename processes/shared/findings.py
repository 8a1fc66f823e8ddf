"""Which of the rows that apply to an item names its outcome.

The order is that of the process definition: first the rows that say nothing is to be done at all,
then what a person must decide, then what is out of scope, then what cannot be automated.
"""

import re
from collections.abc import Iterable

from bot.exceptions import BusinessException, Finding, HeldException, OutOfScope

FIRST = frozenset({"C13", "C14", "C18", "P1.10", "P2.27", "P2.33"})
NOT_IN_LEDGER = frozenset({"P1.10", "P2.36"})
_RANK = {"HELD": 1, "SKIP": 2, "BE": 3, "done": 4}


def note(code: str, detail: str) -> Finding:
    """A row that lets the item go on."""
    return Finding(code, "done", detail)


def be(code: str, detail: str) -> Finding:
    """A row that the robot may not handle; a person acts."""
    return Finding(code, "BE", detail)


def held(code: str, detail: str) -> Finding:
    """A row that a person must decide."""
    return Finding(code, "HELD", detail)


def skip(code: str, detail: str) -> Finding:
    """A row that is out of scope."""
    return Finding(code, "SKIP", detail)


def natural(code: str) -> tuple[str, tuple[int, ...]]:
    """Give the place of a row's id: ``C9`` before ``C10``, common rows before a process's own."""
    return code[:1], tuple(int(number) for number in re.findall(r"\d+", code))


def precedence(finding: Finding) -> tuple[int, tuple[str, tuple[int, ...]]]:
    """Give the place of a finding among those of one item; the lowest one names the outcome."""
    comes_first = finding.code in FIRST and finding.outcome == "SKIP"
    return 0 if comes_first else _RANK[finding.outcome], natural(finding.code)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Give the findings without repeats, the one that names the outcome first."""
    return tuple(sorted(dict.fromkeys(findings), key=precedence))


def named_by(findings: Iterable[Finding]) -> str:
    """Give the id of the row that names the outcome; empty for a plain item."""
    ordered = in_order(findings)
    return ordered[0].code if ordered else ""


def settle(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Decide what becomes of an item to which these rows apply.

    Returns:
        The findings, lowest id first, when all of them let the item go on.

    Raises:
        OutOfScope: the item is skipped; nothing is done and no person is needed.
        HeldException: a person must decide.
        BusinessException: the robot may not do it; a person acts.
    """
    ordered = in_order(findings)
    if not ordered:
        return ()
    leading = ordered[0]
    if leading.outcome == "SKIP":
        raise OutOfScope(ordered, ledger=leading.code not in NOT_IN_LEDGER)
    if leading.outcome == "HELD":
        raise HeldException(leading.detail, code=leading.code, findings=ordered)
    if leading.outcome == "BE":
        raise BusinessException(leading.detail, code=leading.code, findings=ordered)
    return ordered


def stops(findings: Iterable[Finding]) -> bool:
    """Tell whether any of the findings ends the item other than done."""
    return any(finding.outcome != "done" for finding in findings)


def outcome_rank(outcome: str) -> int:
    """Give how grave an outcome is, gravest lowest: an item of several parts ends as its worst.

    A part that is skipped beside one that is done leaves the item done.
    """
    return {"HELD": 1, "SE": 2, "BE": 3, "done": 4, "SKIP": 5}.get(outcome, 0)
