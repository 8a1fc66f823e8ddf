"""The attributes of an element, and what each is worth as evidence.

The rates at which the same element keeps an attribute are starting values after what has been
published: over months to years tag and text stay in 95 to 99 of 100 elements, size in 83, the path
from the nearest id in 79, the full path in 54, the text around in 53, the place in 35.
"""

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from bot.forms.match.comparing import Level, addresses, level_of, paths, plain, texts, words

Attributes = Mapping[str, object]
"""One element: any of ``tag text visible_text class id name type href xpath idxpath x y width
height neighbor_text`` (and ``label``); each may be absent. Numbers may be texts; ``class`` and
``neighbor_text`` may be lists of words."""

Compare = Callable[[Attributes, Attributes], Level | None]
_HERE, _CLOSE, _AROUND = 5.0, 60.0, 300.0


@dataclass(frozen=True)
class Trait:
    """One kind of evidence.

    Attributes:
        name: as a person would call it.
        compare: the level; None where either side says nothing.
        kept: how often the same element shows each level after a change; sums to 1.
        weight: below 1 where the trait says partly what another says, too.
    """

    name: str
    compare: Compare
    kept: Mapping[Level, float]
    weight: float = 1.0


def text_of(element: Attributes, name: str) -> str | None:
    """The attribute as text; None when absent."""
    value = element.get(name)
    if value is None:
        return None
    if isinstance(value, str):
        return value
    return " ".join(str(part) for part in value) if isinstance(value, Iterable) else str(value)


def number_of(element: Attributes, name: str) -> float | None:
    """The attribute as a number; None when absent or no number."""
    try:
        found = float(str(element.get(name)))
    except ValueError:
        return None
    return found if math.isfinite(found) else None


def shown_text(element: Attributes) -> str | None:
    """What a person reads on the element: its visible text, else its label, else its text."""
    for name in ("visible_text", "label", "text"):
        if plain(text_of(element, name) or ""):
            return text_of(element, name)
    known = any(name in element for name in ("visible_text", "label", "text"))
    return "" if known else None


def _by(name: str, compare: Callable[[str, str], Level]) -> Compare:
    def compared(old: Attributes, new: Attributes) -> Level | None:
        left, right = text_of(old, name), text_of(new, name)
        return None if left is None or right is None else compare(left, right)

    return compared


def _exactly(old: str, new: str) -> Level:
    return "same" if old.strip().casefold() == new.strip().casefold() else "other"


@lru_cache(maxsize=16_384)
def _words_of(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\s,;|]+", text.casefold()))


def _worded(old: str, new: str) -> Level:
    return words(_words_of(old), _words_of(new))


def _shown(old: Attributes, new: Attributes) -> Level | None:
    left, right = shown_text(old), shown_text(new)
    return None if left is None or right is None else texts(left, right)


def _place(old: Attributes, new: Attributes) -> Level | None:
    ends = [number_of(one, axis) for one in (old, new) for axis in ("x", "y")]
    if any(end is None for end in ends):
        return None
    left, top, right, bottom = (end or 0.0 for end in ends)
    away = math.hypot(left - right, top - bottom)
    steps: tuple[tuple[float, Level], ...] = (
        (_HERE, "same"),
        (_CLOSE, "near"),
        (_AROUND, "related"),
    )
    return next((level for limit, level in steps if away <= limit), "other")


def _size(old: Attributes, new: Attributes) -> Level | None:
    sides = [(number_of(old, side), number_of(new, side)) for side in ("width", "height")]
    if any(one is None or other is None for one, other in sides):
        return None
    likeness = 1.0
    for one, other in sides:
        small, large = sorted((abs(one or 0.0), abs(other or 0.0)))
        likeness *= 1.0 if large - small <= 1 else small / large
    return level_of(likeness)


def _kept(same: float, near: float, related: float) -> Mapping[Level, float]:
    return {"same": same, "near": near, "related": related, "other": 1 - same - near - related}


TRAITS: Final[tuple[Trait, ...]] = (
    Trait("tag", _by("tag", _exactly), _kept(0.98, 0.0, 0.0)),
    Trait("type", _by("type", _exactly), _kept(0.97, 0.0, 0.0)),
    Trait("text", _shown, _kept(0.78, 0.07, 0.05)),
    Trait("whole text", _by("text", texts), _kept(0.75, 0.08, 0.06), 0.3),
    Trait("id", _by("id", texts), _kept(0.75, 0.05, 0.03), 0.6),
    Trait("name", _by("name", texts), _kept(0.85, 0.04, 0.03), 0.8),
    Trait("address", _by("href", addresses), _kept(0.55, 0.20, 0.10), 0.9),
    Trait("class", _by("class", _worded), _kept(0.55, 0.08, 0.12), 0.6),
    Trait("path from an id", _by("idxpath", paths), _kept(0.50, 0.15, 0.15), 0.7),
    Trait("path", _by("xpath", paths), _kept(0.40, 0.20, 0.20), 0.4),
    Trait("place", _place, _kept(0.25, 0.20, 0.25), 0.6),
    Trait("size", _size, _kept(0.60, 0.12, 0.12), 0.6),
    Trait("text around", _by("neighbor_text", _worded), _kept(0.45, 0.12, 0.13), 0.8),
)
