"""What became of a control, told by what the records show in it: the second look, after the labels.

Each field of a synthetic record holds a text of its own, so that the same text in another place is
that field, however it is called now.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.forms.check.controls import Control

Values = Mapping[tuple[str, str, str], tuple[str, ...]]
"""What one record shows, by the anchor of the control."""
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
    records: Sequence[tuple[Values, Values]],
) -> Joined | None:
    """The two boxes that the value of one is spread over now.

    Args:
        old: the one box.
        first: what it was taken for.
        others: controls that are new.
        records: what each record shows in the old version and in the new one.
    """
    for second in others:
        if (second.grid, second.section) != (first.grid, first.section):
            continue
        for separator in SEPARATORS:
            if _is_spread(old, (first, second), separator, records):
                return Joined((first, second), separator)
    return None


def repeated_in(
    old: Control, others: Sequence[Control], records: Sequence[tuple[Values, Values]]
) -> Control | None:
    """The column that shows in every row what the control showed once."""
    columns = [one for one in others if one.grid and not old.grid]
    found = [one for one in columns if _is_in_every_row(old, one, records)]
    return found[0] if len(found) == 1 else None


def _is_spread(
    old: Control,
    boxes: tuple[Control, Control],
    separator: str,
    records: Sequence[tuple[Values, Values]],
) -> bool:
    in_both = 0
    for was, now in records:
        shown = list(zip(*(now.get(box.anchor, ()) for box in boxes), strict=False))
        joined = tuple(separator.join(filter(None, parts)) for parts in shown)
        if joined != was.get(old.anchor, ()):
            return False
        in_both += any(all(parts) for parts in shown)
    return in_both > 0


def _is_in_every_row(
    old: Control, column: Control, records: Sequence[tuple[Values, Values]]
) -> bool:
    pairs = [(was.get(old.anchor, ()), now.get(column.anchor, ())) for was, now in records]
    telling = [(was[0], now) for was, now in pairs if was and len(was[0]) >= _TELLING]
    return bool(telling) and all(now and set(now) == {was} for was, now in telling)
