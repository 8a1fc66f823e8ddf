"""Proves, on the text of the assembled document, that nothing stands in it that must not.

The fixed texts are laid over each line; what stands in their places, and every other line, is
searched for values of people who are not reported on, for occurrences that are not in the report,
and for what is confidential. Breaches name the line and the sort of value, never the value.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from processes.history_report.facts import OwnNames
from processes.history_report.summaries import (
    NOTHING_CONFIDENTIAL,
    SOMEBODY,
    Confidential,
    foreign_kinds,
)
from processes.shared.foreign import Kind
from processes.shared.guard import Breach, slots_in
from processes.shared.people import LinkedPerson, is_named_in

_OCCURRENCE = re.compile(r"(?<!\d)\d{11}(?!\d)")
_PERSON = re.compile(r"\bP\d{7}\b")
_MARK = "\ue000"
_BY_CHANCE = frozenset({Kind.FORENAME, Kind.SURNAME, Kind.ALIAS, Kind.ADDRESS})


@dataclass(frozen=True)
class Permit:
    """What a report may hold.

    Attributes:
        skeletons: the fixed texts with marks where values go.
        others: people of whom nothing may be in it.
        own: words and names by which the people reported on are named.
        occurrences: the only numbers of occurrences that may be in it.
        confidential: what may be on no page.
        shown: whole values that the report shows, such as an officer, a school, the family's home; a
            word or street that somebody else has, too, is no breach there, a whole name is.
    """

    skeletons: tuple[str, ...]
    others: tuple[LinkedPerson, ...]
    own: OwnNames
    occurrences: frozenset[str]
    confidential: Confidential = NOTHING_CONFIDENTIAL
    shown: frozenset[str] = frozenset()


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
        for piece in value.split(SOMEBODY)
        for kind, owner in foreign_kinds(piece, permit.others, permit.own)
        if not (kind in _BY_CHANCE and _is_shown(piece, owner, permit))
    ]
    if set(_OCCURRENCE.findall(text)) - permit.occurrences or _PERSON.search(text):
        found.append(Breach(where, "a record that is not in the report"))
    if permit.confidential.stands_in(text):
        found.append(Breach(where, "a confidential place"))
    return found


def _is_shown(text: str, owner: str, permit: Permit) -> bool:
    """Whether a text is a value that the report shows, and not the whole name of somebody else."""
    if text not in permit.shown:
        return False
    return not any(is_named_in(text, who) for who in permit.others if who.key == owner)
