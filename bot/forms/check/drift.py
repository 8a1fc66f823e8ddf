"""The comparison of two form versions: what became of every control, and what that means."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Final

from bot.application_model.names import normalise
from bot.forms.check.by_value import Values, joined_in, repeated_in
from bot.forms.check.changes import SAFE, STOPS, Change, changes_of, section_change
from bot.forms.check.controls import Control
from bot.forms.check.traits import CONTROL_TRAITS, attributes_of
from bot.forms.match.assigning import Match, assign

_SURE: Final = 0.8  # below this a match is shown as ambiguous
_MOST: Final = 0.6  # of a section's controls that must follow it for it to be a renamed section


class Verdict(IntEnum):
    """What the check ends with; also the exit status of the command."""

    INTACT = 0
    SAFE_REPAIR = 1
    NEEDS_A_PERSON = 2
    STOPS = 3


@dataclass(frozen=True)
class Pair:
    """One control of the old form, and what became of it.

    Attributes:
        name: the element of the robot's model; empty where the robot does not use it.
        new: what it has become; None when it is missing.
        confidence: that this is the same question, from 0 to 1.
        canaries: on how many records the new control shows what the old one shows, of how many
            where it shows anything; None where nothing was compared.
        is_auto_safe: the model may be repaired without a person's look at this control.
        boxes: those that its value is spread over now, as the records prove; else none.
        separator: what stood between their texts.
    """

    name: str
    old: Control
    new: Control | None
    changes: tuple[Change, ...]
    confidence: float
    canaries: tuple[int, int] | None = None
    is_auto_safe: bool = False
    boxes: tuple[Control, ...] = ()
    separator: str = ""

    @property
    def verdict(self) -> Verdict:
        """What this control alone asks for; of what the robot does not read, at most a person."""
        kinds = {change.category for change in self.changes}
        if self.boxes and self.name:
            return Verdict.NEEDS_A_PERSON
        if kinds & STOPS:
            return Verdict.STOPS if self.name else Verdict.NEEDS_A_PERSON
        if kinds <= {"intact", "cosmetic"}:
            return Verdict.INTACT
        safe = self.is_auto_safe or (kinds <= SAFE and not self.name)
        return Verdict.SAFE_REPAIR if safe else Verdict.NEEDS_A_PERSON


@dataclass(frozen=True)
class Drift:
    """Two versions of a form, compared.

    Attributes:
        pairs: every control of the old form, in its order.
        added: controls of the new form that no control of the old one has become.
        sections: whole sections that were renamed.
    """

    old_form: str
    new_form: str
    pairs: tuple[Pair, ...]
    added: tuple[Control, ...]
    sections: tuple[Change, ...]

    @property
    def used(self) -> tuple[Pair, ...]:
        """The controls that the robot uses."""
        return tuple(pair for pair in self.pairs if pair.name)

    @property
    def verdict(self) -> Verdict:
        """The gravest of all; a section renamed or a control added always needs a person."""
        own = [Verdict.NEEDS_A_PERSON] if self.added or self.sections else []
        return max([Verdict.INTACT, *own, *(pair.verdict for pair in self.pairs)])


def compare(
    old: Sequence[Control],
    new: Sequence[Control],
    names: Mapping[int, str],
    labels: tuple[str, str],
    records: Sequence[tuple[Values, Values]] = (),
) -> Drift:
    """Compare two versions of a form.

    Args:
        old: the controls of the old version.
        new: the controls of the new version.
        names: place in ``old`` to the element of the robot's model.
        labels: what the two forms call themselves.
        records: what each of some records shows in the old version and in the new one.
    """
    before, after = tuple(old), tuple(new)
    matches = assign(attributes_of(before), attributes_of(after), CONTROL_TRAITS)
    sections = _renamed(before, after, matches)
    forms = _Forms(before, after, sections, tuple(records))
    pairs = tuple(_pair(names.get(one.old, ""), one, forms) for one in matches)
    taken = {one.candidate for one in matches}
    added = tuple(control for place, control in enumerate(after) if place not in taken)
    renamed = [section_change(was, now) for was, now in sections.items()]
    pairs = _told_split(tuple(_by_value(pair, added, forms.records) for pair in pairs), added)
    found = {id(control) for pair in pairs for control in (pair.new, *pair.boxes)}
    added = tuple(control for control in added if id(control) not in found)
    return Drift(
        *labels,
        pairs=_safe(pairs, before, after),
        added=added,
        sections=tuple(change for change in renamed if change),
    )


@dataclass(frozen=True)
class _Forms:
    old: tuple[Control, ...]
    new: tuple[Control, ...]
    sections: dict[str, str]
    records: tuple[tuple[Values, Values], ...]


def _renamed(
    old: tuple[Control, ...], new: tuple[Control, ...], matches: tuple[Match, ...]
) -> dict[str, str]:
    """Old section path to the path that most of its controls are in now."""
    moved: dict[str, Counter[str]] = {}
    for one in matches:
        if one.candidate is not None:
            section = old[one.old].section
            moved.setdefault(section, Counter())[new[one.candidate].section] += 1
    found = {}
    for section, counted in moved.items():
        now, count = counted.most_common(1)[0]
        if now != section and count >= _MOST * counted.total():
            found[section] = now
    return found


def _pair(name: str, found: Match, forms: _Forms) -> Pair:
    old = forms.old[found.old]
    if found.candidate is None:
        return Pair(name, old, None, (Change("missing", old.label),), found.confidence)
    new = forms.new[found.candidate]
    changes = changes_of(old, new, forms.sections)
    canaries = _canaries(old, new, forms.records)
    if canaries and canaries[0] < canaries[1]:
        wrong = canaries[1] - canaries[0]
        changes = (*_real(changes), Change("conflict", "the value", f"another on {wrong} records"))
    elif apart := _torn_apart(old, forms):
        changes = (*_real(changes), Change("conflict", "label and key of one control", apart))
    elif found.confidence < _SURE and changes != (Change("intact"),):
        other = "" if found.runner_up is None else forms.new[found.runner_up].label
        changes = (*changes, Change("ambiguous", old.label, f"{new.label} or {other}"))
    return Pair(name, old, new, changes, found.confidence, canaries, is_auto_safe=found.is_mutual)


def _torn_apart(old: Control, forms: _Forms) -> str:
    """What bears the label and what bears the key, where they are two controls now."""
    section = forms.sections.get(old.section, old.section)
    inside = [c for c in forms.new if c.grid == old.grid and c.section == section]
    by_label = [c for c in inside if normalise(c.label) == normalise(old.label)]
    by_key = [c for c in inside if c.key == old.key]
    if len(by_label) != 1 or len(by_key) != 1 or by_label[0] is by_key[0]:
        return ""
    return f"{by_label[0].label} is {by_label[0].key}, {by_key[0].key} is {by_key[0].label}"


def _real(changes: tuple[Change, ...]) -> tuple[Change, ...]:
    return tuple(change for change in changes if change.category != "intact")


def _canaries(
    old: Control, new: Control, records: Sequence[tuple[Values, Values]]
) -> tuple[int, int] | None:
    """On how many records both show the same, of those where the old one shows anything."""
    shown = [(was.get(old.anchor, ()), now.get(new.anchor, ())) for was, now in records]
    said = [(was, now) for was, now in shown if any(was)]
    return (sum(was == now for was, now in said), len(said)) if said else None


def _by_value(
    pair: Pair, added: tuple[Control, ...], records: Sequence[tuple[Values, Values]]
) -> Pair:
    """The second look: what the records show tells of values spread over boxes, or repeated."""
    column = repeated_in(pair.old, added, records) if pair.new is None else None
    if column is not None:
        where = f"{column.label}, in each row of {column.grid}"
        return replace(pair, new=column, changes=(Change("repeated", pair.old.label, where),))
    if {change.category for change in pair.changes} <= SAFE:
        return pair
    firsts = added if pair.new is None else (pair.new,)
    tried = (joined_in(pair.old, first, added, records) for first in firsts)
    joined = next(filter(None, tried), None)
    if joined is None:
        return pair
    into = " and ".join(box.label for box in joined.boxes)
    split = Change("split", pair.old.label, into)
    return replace(
        pair,
        new=joined.boxes[0],
        changes=(split,),
        boxes=joined.boxes,
        separator=joined.separator,
        canaries=None,
    )


def _told_split(pairs: tuple[Pair, ...], added: tuple[Control, ...]) -> tuple[Pair, ...]:
    """What is missing while several new controls bear its label as their section, or its key."""
    return tuple(
        replace(pair, changes=(Change("split", pair.old.label, _split(pair.old, added)),))
        if pair.new is None and _split(pair.old, added)
        else pair
        for pair in pairs
    )


def _split(old: Control, added: tuple[Control, ...]) -> str:
    into = [
        one.label
        for one in added
        if one.section.split(" > ")[-1] == old.label
        or one.key.startswith((f"{old.key}-", f"{old.key}_"))
    ]
    return ", ".join(into) if len(into) > 1 else ""


def _safe(
    pairs: tuple[Pair, ...], old: tuple[Control, ...], new: tuple[Control, ...]
) -> tuple[Pair, ...]:
    """Which pairs may be repaired without a look: all conditions of the design hold."""
    seen_once = Counter(c.anchor for c in old), Counter(c.anchor for c in new)
    keys = {(c.grid, c.key) for c in old}, {(c.grid, c.key) for c in new}
    unsettled = {
        pair.old.section for pair in pairs if not {c.category for c in pair.changes} <= SAFE
    }
    return tuple(
        replace(
            pair,
            is_auto_safe=pair.is_auto_safe
            and pair.new is not None
            and {c.category for c in pair.changes} <= SAFE
            and pair.old.section not in unsettled
            and seen_once[0][pair.old.anchor] == seen_once[1][pair.new.anchor] == 1
            and _is_new_key(pair.old, pair.new, keys)
            and pair.canaries is not None
            and pair.canaries[0] == pair.canaries[1],
        )
        for pair in pairs
    )


def _is_new_key(
    old: Control, new: Control, keys: tuple[set[tuple[str, str]], set[tuple[str, str]]]
) -> bool:
    """The key is the same; or the old one is gone and the new one was not there."""
    if old.key == new.key:
        return True
    return (new.grid, old.key) not in keys[1] and (old.grid, new.key) not in keys[0]
