"""Proves, on the text of the assembled document, that nothing stands in it that must not.

The fixed texts are laid over each line; what stands in their places, and every other line, is
searched for values of people who are not reported on, for occurrences that are not in the report,
and for what is confidential. Breaches name the line and the sort of value, never the value.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from processes.history_report.summaries import (
    NOTHING_CONFIDENTIAL,
    SOMEBODY,
    Confidential,
    foreign_kinds,
)
from processes.shared.guard import Breach, slots_in
from processes.shared.people import LinkedPerson

_OCCURRENCE = re.compile(r"(?<!\d)\d{11}(?!\d)")
_PERSON = re.compile(r"\bP\d{7}\b")
_MARK = "\ue000"


@dataclass(frozen=True)
class Permit:
    """What a report may hold.

    Attributes:
        skeletons: the fixed texts with marks where values go.
        others: people of whom nothing may be in it.
        own: words by which the people reported on are named.
        occurrences: the only numbers of occurrences that may be in it.
        confidential: what may be on no page.
    """

    skeletons: tuple[str, ...]
    others: tuple[LinkedPerson, ...]
    own: frozenset[str]
    occurrences: frozenset[str]
    confidential: Confidential = NOTHING_CONFIDENTIAL


def report_breaches(lines: Iterable[str], permit: Permit) -> tuple[Breach, ...]:
    """Give every reason why the document may not leave the robot; nothing when it may.

    Args:
        lines: every line of text in every part of the file.
        permit: what it may hold.
    """
    fixed = {text for text in permit.skeletons if _MARK not in text}
    slotted = tuple(text for text in permit.skeletons if _MARK in text)
    found: list[Breach] = []
    for number, line in enumerate(lines, 1):
        for value in _values(line, fixed, slotted):
            found += _breaches_in(f"line {number}", value, permit)
    return tuple(dict.fromkeys(found))


def _values(line: str, fixed: set[str], slotted: tuple[str, ...]) -> tuple[str, ...]:
    if line in fixed:
        return ()
    for skeleton in slotted:
        slots = slots_in(line, skeleton)
        if slots is not None:
            return tuple(value for _, value in slots)
    return (line,)


def _breaches_in(where: str, value: str, permit: Permit) -> list[Breach]:
    text = value.replace(SOMEBODY, " ")
    found = [
        Breach(where, kind.value, owner)
        for kind, owner in foreign_kinds(text, permit.others, permit.own)
    ]
    if set(_OCCURRENCE.findall(text)) - permit.occurrences or _PERSON.search(text):
        found.append(Breach(where, "a record that is not in the report"))
    if permit.confidential.stands_in(text):
        found.append(Breach(where, "a confidential place"))
    return found
