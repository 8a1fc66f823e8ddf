"""What became of a control, told by what the records show in it: the second look, after the labels.

Each field of a synthetic record holds a text of its own, so that the same text in another place is
that field, however it is called now.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

from bot.forms.check.controls import Control

Values = Mapping[tuple[str, str, str], tuple[str, ...]]
"""What one record shows, by the anchor of the control."""
Records = Sequence[tuple[Values, Values]]
"""What each record shows in the old version and in the new one."""
SEPARATORS: Final = (", ", " ")
_TELLING: Final = 6  # a shorter text may stand in two fields by chance


@dataclass(frozen=True)
class Joined:
    """Two boxes that together show what one box showed.

    Attributes:
        separator: what stood between the two.
    """

    boxes: tuple[Control, Control]
    separator: str


def joined_in(
    old: Control,
    first: Control,
    others: Sequence[Control],
    records: Records,
) -> Joined | None:
    """The two boxes that the value of one is spread over now.

    Args:
        old: the one box.
        first: what it was taken for; which of the two comes first, the values say.
        others: controls that are new.
        records: what each record shows in the old version and in the new one.
    """
    said = [value for was, _ in records for value in was.get(old.anchor, ())]
    if not any(separator in value for value in said for separator in SEPARATORS):
        return None
    for second in others:
        if (second.grid, second.section) != (first.grid, first.section):
            continue
        for boxes, separator in product(((first, second), (second, first)), SEPARATORS):
            if _is_spread(old, boxes, separator, records):
                return Joined(boxes, separator)
    return None


@dataclass(frozen=True)
class Same:
    """A control that shows what another showed.

    Attributes:
        records: on how many that says anything.
    """

    control: Control
    records: int


def same_in(old: Control, others: Sequence[Control], records: Records) -> Same | None:
    """The one control that shows on every record just what the old one shows there.

    Args:
        old: the control that is looked for.
        others: controls that are new.
        records: what each record shows in the old version and in the new one.
    """
    shown = [(was.get(old.anchor, ()), now) for was, now in records]
    said = [was for was, _ in shown if any(was)]
    if not any(len(value) >= _TELLING for was in said for value in was):
        return None
    found = [
        one
        for one in others
        if bool(one.grid) == bool(old.grid)
        and all(now.get(one.anchor, ()) == was for was, now in shown)
    ]
    return Same(found[0], len(said)) if len(found) == 1 else None


def repeated_in(old: Control, others: Sequence[Control], records: Records) -> Control | None:
    """The column that shows in every row what the control showed once."""
    columns = [one for one in others if one.grid and not old.grid]
    found = [one for one in columns if _is_in_every_row(old, one, records)]
    return found[0] if len(found) == 1 else None


def _is_spread(
    old: Control,
    boxes: tuple[Control, Control],
    separator: str,
    records: Records,
) -> bool:
    in_both = 0
    for was, now in records:
        shown = list(zip(*(now.get(box.anchor, ()) for box in boxes), strict=False))
        joined = tuple(separator.join(filter(None, parts)) for parts in shown)
        if joined != was.get(old.anchor, ()):
            return False
        in_both += any(all(parts) for parts in shown)
    return in_both > 0


def _is_in_every_row(old: Control, column: Control, records: Records) -> bool:
    pairs = [(was.get(old.anchor, ()), now.get(column.anchor, ())) for was, now in records]
    telling = [(was[0], now) for was, now in pairs if was and len(was[0]) >= _TELLING]
    return bool(telling) and all(now and set(now) == {was} for was, now in telling)
