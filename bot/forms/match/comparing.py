"""How alike two texts, two paths, two boxes are, in few words: the *levels* of evidence."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, Literal

from rapidfuzz import fuzz

Level = Literal["same", "near", "related", "other"]
LEVELS: Final[tuple[Level, ...]] = ("same", "near", "related", "other")
_NEAR, _RELATED = 0.8, 0.5


@lru_cache(maxsize=65_536)
def plain(text: str) -> str:
    """The text as people compare it: case, spaces, colons and asterisks at the end do not matter."""
    return re.sub(r"[\s:*]+$", "", re.sub(r"\s+", " ", text.strip())).casefold()


def level_of(likeness: float) -> Level:
    """The level of a likeness from 0 to 1."""
    if likeness >= 1:
        return "same"
    if likeness >= _NEAR:
        return "near"
    return "related" if likeness >= _RELATED else "other"


@lru_cache(maxsize=65_536)
def texts(old: str, new: str) -> Level:
    """By characters where they are short, by words where they are long."""
    if plain(old) == plain(new):
        return "same"
    if not old or not new:
        return "other"
    short = fuzz.ratio(plain(old), plain(new))
    return level_of(min(0.99, max(short, fuzz.token_set_ratio(plain(old), plain(new)) * 0.9) / 100))


def words(old: Iterable[str], new: Iterable[str]) -> Level:
    """By the words that both have: of all the words that either has."""
    left, right = set(old), set(new)
    if left == right:
        return "same"
    return level_of(len(left & right) / len(left | right))


@lru_cache(maxsize=65_536)
def addresses(old: str, new: str) -> Level:
    """The whole address; near without scheme, query and fragment; related with one last part."""
    if old == new:
        return "same"
    left, right = _path(old), _path(new)
    if not left or not right:
        return "other"
    if left == right:
        return "near"
    return "related" if left.rsplit("/", 1)[-1] == right.rsplit("/", 1)[-1] else "other"


def _path(address: str) -> str:
    bare = re.split(r"[?#]", re.sub(r"^[a-z]+://(www\.)?", "", address.strip().casefold()))[0]
    return re.sub(r"(/index\.\w+)?/*$", "", re.sub(r"^web\.archive\.org/web/\w+/", "", bare))


@lru_cache(maxsize=65_536)
def paths(old: str, new: str) -> Level:
    """By the steps that both have at their end and at their beginning."""
    left, right = old.casefold().split("/"), new.casefold().split("/")
    if left == right:
        return "same"
    tail = _common(left[::-1], right[::-1])
    head = _common(left, right)
    longest = max(len(left), len(right))
    return level_of(min(0.99, min(longest, head + tail) / longest))


def _common(left: list[str], right: list[str]) -> int:
    count = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        count += 1
    return count
