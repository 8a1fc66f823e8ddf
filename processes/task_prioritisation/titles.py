"""The tag on a task's title."""

import re
from enum import Enum

from processes.shared.settings import Titles

_ELLIPSIS = "…"


class Tag(Enum):
    """What a title says of children."""

    WITH = "with"
    WITHOUT = "without"

    def text(self, titles: Titles) -> str:
        """The tag as it stands at the end of a title."""
        return titles.with_children if self is Tag.WITH else titles.without_children


def tag_of(title: str, titles: Titles) -> Tag | None:
    """Give the tag at the end of a title, or None where it has none."""
    for tag in Tag:
        if title.strip().endswith(tag.text(titles).strip()):
            return tag
    return None


def retitle(title: str, tag: Tag, titles: Titles, limit: int) -> str:
    """Give the title with this tag and no other.

    Any earlier tag is dropped, wherever it stands and however often. A title that would be too
    long is shortened in its middle; the tag is never shortened.
    """
    ending = tag.text(titles)
    text = _shortened(untagged(title, titles), limit - len(ending))
    while (bare := untagged(text, titles)) != text:  # a cut can leave what reads as a tag
        text = bare
    return (text + ending).strip()


def untagged(title: str, titles: Titles) -> str:
    """Give the title without any tag."""
    known = (titles.without_children, titles.with_children, *titles.also_dropped)
    words = "|".join(_pattern(tag) for tag in known)
    previous, text = None, title
    while text != previous:
        previous, text = text, re.sub(rf"(?:{words})(?!\w)", "", text, flags=re.IGNORECASE)
    return text.strip()


def _pattern(tag: str) -> str:
    return r"\s*" + r"\s+".join(re.escape(word) for word in tag.split())


def _shortened(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    kept = limit - len(_ELLIPSIS)
    head = (kept + 1) // 2
    tail = kept - head
    return text[:head] + _ELLIPSIS + text[len(text) - tail :]
