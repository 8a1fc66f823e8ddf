"""The comparison of two form versions: what became of every control, and what that means."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.application_model.names import normalise
from bot.forms.check.by_value import Records
from bot.forms.check.changes import SAFE, Category, Change, changes_of, section_change
from bot.forms.check.controls import Control
from bot.forms.check.order import told_moved
from bot.forms.check.pair import Pair, Verdict, real
from bot.forms.check.second_look import by_value, told_split
from bot.forms.check.traits import CONTROL_TRAITS, attributes_of
from bot.forms.match.assigning import Match, assign

_SURE: Final = 0.8  # below this a match is shown as ambiguous
_LOOKS: Final = 2  # by value: the first frees what was taken for something else
_MOST: Final = 0.6  # of a section's controls that must follow it for it to be a renamed section


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
    records: Records = (),
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
    renamed = [section_change(was, now) for was, now in sections.items()]
    for _ in range(_LOOKS):
        free = _added(pairs, after)
        pairs = _each_once(tuple(by_value(one, free, forms.records, sections) for one in pairs))
    pairs = told_moved(told_split(pairs, _added(pairs, after)), after)
    return Drift(
        *labels,
        pairs=_safe(pairs, before, after, forms.records),
        added=_added(pairs, after),
        sections=tuple(change for change in renamed if change),
    )


@dataclass(frozen=True)
class _Forms:
    old: tuple[Control, ...]
    new: tuple[Control, ...]
    sections: dict[str, str]
    records: Records


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
        changes = (*real(changes), _other_value(old, new, forms.records))
    elif apart := _torn_apart(old, forms):
        changes = (*real(changes), Change("conflict", "label and key of one control", apart))
    elif found.confidence < _SURE and changes != (Change("intact"),):
        other = "" if found.runner_up is None else forms.new[found.runner_up].label
        changes = (*changes, Change("ambiguous", old.label, f"{new.label} or {other}"))
    changes = (*real(changes), *_conditional(old, new, forms.records)) or changes
    return Pair(name, old, new, changes, found.confidence, canaries, is_auto_safe=found.is_mutual)


def _added(pairs: tuple[Pair, ...], new: tuple[Control, ...]) -> tuple[Control, ...]:
    """What nothing has become."""
    found = {id(control) for pair in pairs for control in (pair.new, *pair.boxes)}
    return tuple(control for control in new if id(control) not in found)


def _each_once(pairs: tuple[Pair, ...]) -> tuple[Pair, ...]:
    """Where two were found by value in one control, neither was."""
    counted = Counter(id(pair.new) for pair in pairs if pair.new)
    return tuple(
        replace(pair, new=None, changes=(Change("missing", pair.old.label),), canaries=None)
        if pair.new and pair.by_value and counted[id(pair.new)] > 1
        else pair
        for pair in pairs
    )


def _other_value(old: Control, new: Control, records: Records) -> Change:
    """An example; where the same figures stand in another order, only the writing changed."""
    other = [(was, now) for was, now in _said(old, new, records) if was != now]
    kind: Category = "value shape" if all(map(_same_figures, other)) else "conflict"
    was, now = (", ".join(filter(None, values)) or "blank" for values in other[0])
    return Change(kind, was, f"{now} (another value on {len(other)} of {len(records)} records)")


def _same_figures(pair: tuple[Sequence[str], Sequence[str]]) -> bool:
    """Such as 01/03/2026 and 2026-03-01: the same numbers, written otherwise."""
    was, now = (sorted(map(int, re.findall(r"\d+", " ".join(values)))) for values in pair)
    words = [set(re.findall(r"[^\W\d_]+", " ".join(values))) for values in pair]
    return bool(was) and was == now and words[0] == words[1]


def _conditional(old: Control, new: Control, records: Records) -> tuple[Change, ...]:
    """Asked on every record before, and now on some only."""
    now = [new.anchor in shown for _, shown in records]
    if all(old.anchor in shown for shown, _ in records) and not all(now):
        asked = f"asked on {sum(now)} of {len(now)} records"
        return (Change("conditional", "always asked", asked),)
    return ()


def _torn_apart(old: Control, forms: _Forms) -> str:
    """What bears the label and what bears the key, where they are two controls now."""
    section = forms.sections.get(old.section, old.section)
    inside = [c for c in forms.new if c.grid == old.grid and c.section == section]
    by_label = [c for c in inside if normalise(c.label) == normalise(old.label)]
    by_key = [c for c in inside if c.key == old.key]
    if len(by_label) != 1 or len(by_key) != 1 or by_label[0] is by_key[0]:
        return ""
    return f"{by_label[0].label} is {by_label[0].key}, {by_key[0].key} is {by_key[0].label}"


def _canaries(old: Control, new: Control, records: Records) -> tuple[int, int] | None:
    """On how many records both show the same, of those where the old one shows anything."""
    said = _said(old, new, records)
    return (sum(was == now for was, now in said), len(said)) if said else None


def _said(
    old: Control, new: Control, records: Records
) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """What both show, on the records that are still asked and where the old one shows anything."""
    shown = [(was.get(old.anchor, ()), now.get(new.anchor)) for was, now in records]
    return [(was, now) for was, now in shown if any(was) and now is not None]


def _safe(
    pairs: tuple[Pair, ...],
    old: tuple[Control, ...],
    new: tuple[Control, ...],
    records: Records,
) -> tuple[Pair, ...]:
    """Which pairs may be repaired without a look: all conditions of the design hold."""
    seen_once = Counter(c.anchor for c in old), Counter(c.anchor for c in new)
    keys = {(c.grid, c.key) for c in old}, {(c.grid, c.key) for c in new}
    shown = Counter((c.kind, _values(c, records)) for c in old)
    unsettled = {
        pair.old.section for pair in pairs if not {c.category for c in pair.changes} <= SAFE
    }
    return tuple(
        replace(
            pair,
            is_auto_safe=pair.is_auto_safe
            and not pair.by_value
            and pair.new is not None
            and {c.category for c in pair.changes} <= SAFE
            and pair.old.section not in unsettled
            and seen_once[0][pair.old.anchor] == seen_once[1][pair.new.anchor] == 1
            and _is_new_key(pair.old, pair.new, keys)
            and pair.canaries is not None
            and pair.canaries[0] == pair.canaries[1]
            and shown[pair.old.kind, _values(pair.old, records)] == 1,
        )
        for pair in pairs
    )


def _values(control: Control, records: Records) -> tuple[tuple[str, ...], ...]:
    """What the old form shows in it, record by record: two controls that show the same prove nothing."""
    return tuple(was.get(control.anchor, ()) for was, _ in records)


def _is_new_key(
    old: Control, new: Control, keys: tuple[set[tuple[str, str]], set[tuple[str, str]]]
) -> bool:
    """The key is the same; or the old one is gone and the new one was not there."""
    if old.key == new.key:
        return True
    return (new.grid, old.key) not in keys[1] and (old.grid, new.key) not in keys[0]
