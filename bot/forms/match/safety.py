"""When a repair may be written without a person's look at the element: conditions, no threshold.

A wrong repair that nobody looks at is how a robot comes to read the wrong question. So all of these
must hold, and most right repairs do not pass: what a person sees is identical and stands once on
either page; the key is the same and unique, or the old one is gone and the new one is new; a link
leads where it led; and what is around the element says the same, which a namesake elsewhere on the
page does not. Give whole pages: of a page that is given in part, nobody can say what stands once.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from bot.forms.match.attributes import TRAITS, Attributes, shown_text, text_of
from bot.forms.match.comparing import Level, plain

KEYS: Final = ("id", "name")
_AROUND: Final = ("path from an id", "path", "place", "size", "class", "text around")
_ALIKE: Final[tuple[Level, ...]] = ("same", "near")
_LEAST_SAID, _SHARE = 3, 0.75
Anchor = tuple[str, str, str]


class Page:
    """The elements of one page with the anchors and keys that it has, counted.

    Attributes:
        elements: in the page's order.
    """

    def __init__(self, elements: Sequence[Attributes]) -> None:
        self.elements = elements
        self._anchors = Counter(map(anchor_of, elements))
        self._keys = Counter(pair for one in elements for pair in keys_of(one))

    def has_once(self, anchor: Anchor) -> bool:
        """One element, and no other, shows this."""
        return self._anchors[anchor] == 1

    def count(self, key: tuple[str, str]) -> int:
        """How many elements bear the key."""
        return self._keys[key]


def anchor_of(element: Attributes) -> Anchor:
    """What a person knows the element by: its tag and text; of a bare control the text around."""
    seen = shown_text(element) or text_of(element, "neighbor_text") or ""
    return ((text_of(element, "tag") or "").casefold(), _type_of(element), plain(seen))


def keys_of(element: Attributes) -> tuple[tuple[str, str], ...]:
    """Its keys: attribute and value; blank ones are none."""
    found = ((name, (text_of(element, name) or "").strip()) for name in KEYS)
    return tuple((name, value) for name, value in found if value)


def is_safe(place: int, candidate: int, before: Page, after: Page) -> bool:
    """Whether all conditions hold for old element ``place`` and new element ``candidate``."""
    old, new = before.elements[place], after.elements[candidate]
    anchor = anchor_of(old)
    if not anchor[2] or anchor != anchor_of(new):
        return False
    if not (before.has_once(anchor) and after.has_once(anchor)):
        return False
    return _has_sound_keys(old, new, before, after) and _stands_alike(old, new)


def _has_sound_keys(old: Attributes, new: Attributes, before: Page, after: Page) -> bool:
    """Each key is the same, once on either page; or the old one is gone and the new one is new."""
    was, has = dict(keys_of(old)), dict(keys_of(new))
    if set(was) != set(has):
        return False
    return all(
        (before.count((name, was[name])), after.count((name, has[name]))) == (1, 1)
        if was[name] == has[name]
        else (after.count((name, was[name])), before.count((name, has[name]))) == (0, 0)
        for name in was
    )


def _stands_alike(old: Attributes, new: Attributes) -> bool:
    """Most of what is around says the same; and the path is the same, or near with a key kept."""
    levels = {trait.name: trait.compare(old, new) for trait in TRAITS}
    said = {name: level in _ALIKE for name, level in levels.items() if level and name in _AROUND}
    if len(said) < _LEAST_SAID or sum(said.values()) < _SHARE * len(said):
        return False
    if levels["address"] not in (None, *_ALIKE):
        return False
    path = levels["path from an id"] or levels["path"]
    keeps_key = bool(set(keys_of(old)) & set(keys_of(new)))
    return path == "same" or (path == "near" and keeps_key)


def _type_of(element: Attributes) -> str:
    return (text_of(element, "type") or "").casefold()
