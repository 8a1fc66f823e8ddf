"""The second look at a control that was not found, or not surely: what the records show in it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.forms.check.by_value import Records, joined_in, repeated_in, same_in
from bot.forms.check.changes import SAFE, Change, changes_of
from bot.forms.check.controls import Control
from bot.forms.check.pair import Pair, real


def by_value(
    pair: Pair, added: tuple[Control, ...], records: Records, sections: Mapping[str, str]
) -> Pair:
    """The pair as the records tell it: another control, one in every row, two boxes; else as it is.

    Args:
        pair: as the first look has it.
        added: controls of the new form that nothing has become.
        records: what each record shows in the old version and in the new one.
        sections: old section path to the new path of the same section, where it was renamed.
    """
    if pair.kinds <= SAFE:
        return pair
    is_lost = pair.new is None or "conflict" in pair.kinds
    return (
        (_elsewhere(pair, added, records, sections) if is_lost else None)
        or (_in_every_row(pair, added, records) if pair.new is None else None)
        or _in_two_boxes(pair, added, records)
        or pair
    )


def told_split(pairs: tuple[Pair, ...], added: tuple[Control, ...]) -> tuple[Pair, ...]:
    """What is missing while several new controls bear its label as their section, or its key."""
    return tuple(
        replace(pair, changes=(Change("split", pair.old.label, _split(pair.old, added)),))
        if pair.new is None and _split(pair.old, added)
        else pair
        for pair in pairs
    )


def _elsewhere(
    pair: Pair, added: tuple[Control, ...], records: Records, sections: Mapping[str, str]
) -> Pair | None:
    """One new control that nothing else became shows its values, on every record."""
    found = same_in(pair.old, added, records)
    if found is None:
        return None
    changes = real(changes_of(pair.old, found.control, sections))
    told = changes or (Change("ambiguous", pair.old.label, f"another {found.control.label}"),)
    return replace(
        pair,
        new=found.control,
        changes=told,
        canaries=(found.records, found.records),
        by_value=True,
    )


def _in_every_row(pair: Pair, added: tuple[Control, ...], records: Records) -> Pair | None:
    column = repeated_in(pair.old, added, records)
    if column is None:
        return None
    where = f"{column.label}, in each row of {column.grid}"
    change = Change("repeated", pair.old.label, where)
    shown = _said(pair.old, records)
    return replace(pair, new=column, changes=(change,), canaries=shown, by_value=True)


def _in_two_boxes(pair: Pair, added: tuple[Control, ...], records: Records) -> Pair | None:
    firsts = added if pair.new is None else (pair.new,)
    tried = (joined_in(pair.old, first, added, records) for first in firsts)
    joined = next(filter(None, tried), None)
    if joined is None:
        return None
    into = " and ".join(box.label for box in joined.boxes)
    return replace(
        pair,
        new=joined.boxes[0],
        changes=(Change("split", pair.old.label, into),),
        boxes=joined.boxes,
        separator=joined.separator,
        canaries=_said(pair.old, records),
        by_value=True,
    )


def _said(old: Control, records: Records) -> tuple[int, int]:
    """The records where the old control says anything: all of them agree, or nothing was found."""
    said = sum(any(was.get(old.anchor, ())) for was, _ in records)
    return said, said


def _split(old: Control, added: Sequence[Control]) -> str:
    into = [
        one.label
        for one in added
        if one.section.split(" > ")[-1] == old.label
        or one.key.startswith((f"{old.key}-", f"{old.key}_"))
    ]
    return ", ".join(into) if len(into) > 1 else ""
