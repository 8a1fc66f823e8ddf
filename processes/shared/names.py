"""Names and words made comparable: case, diacritics and apostrophes do not tell people apart."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

_NOT_DECOMPOSED = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "æ": "ae", "Æ": "AE"}
    | {"œ": "oe", "Œ": "OE", "þ": "th", "Þ": "Th", "ð": "d", "Ð": "D"}
)
_APOSTROPHES = "'’‘ʼʹ`´＇"
_POSSESSIVE = re.compile(rf"[{_APOSTROPHES}]s\b", re.IGNORECASE)
_ANY_APOSTROPHE = re.compile(rf"[{_APOSTROPHES}]")


@dataclass(frozen=True)
class PersonName:
    """A name as the form writes it; a single name stands in ``surname`` or in ``forenames``."""

    surname: str = ""
    forenames: str = ""

    @classmethod
    def from_grid(cls, text: str) -> Self:
        """Give the name in a grid cell: ``SMITH, Anna Marie`` or ``Anna Marie Smith``."""
        if "," in text:
            surname, _, forenames = text.partition(",")
            return cls(surname.strip(), forenames.strip())
        words = text.split()
        return cls(words[-1], " ".join(words[:-1])) if words else cls()

    @property
    def full(self) -> str:
        """The name as it is said: forenames, then surname."""
        return " ".join(f"{self.forenames} {self.surname}".split())

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written."""
        return not self.full

    def is_same_as(self, other: "PersonName") -> bool:
        """Whether both write the same name, letter for letter but for case and marks."""
        return fold(self.full) == fold(other.full) and not self.is_blank

    def is_shortened_from(self, record: "PersonName") -> bool:
        """Whether this is the recorded name, perhaps without its later forenames.

        ``Anna Smith`` is short for ``Anna Marie Smith``; ``Will Smith`` not for ``William Smith``.
        """
        if self.is_same_as(record):
            return True
        mine, theirs = words_of(self.forenames), words_of(record.forenames)
        same_surname = fold(self.surname) == fold(record.surname) != ""
        return same_surname and bool(mine) and mine == theirs[: len(mine)]


def plain(text: str) -> str:
    """Give the text without invisible characters and marks, in one case; punctuation stays."""
    visible = "".join(" " if c.isspace() else c for c in text)
    visible = "".join(c for c in visible if unicodedata.category(c) not in {"Cf", "Cc"})
    parts = unicodedata.normalize("NFKD", visible.translate(_NOT_DECOMPOSED))
    return "".join(c for c in parts if not unicodedata.combining(c)).casefold()


def fold(text: str) -> str:
    """Give the words of a text separated by single spaces: no case, marks, apostrophes, hyphens."""
    without = _ANY_APOSTROPHE.sub("", plain(text))
    return " ".join(re.findall(r"[^\W_]+", without))


def words_of(text: str) -> tuple[str, ...]:
    """Give the whole words of a text, in order, made comparable."""
    return tuple(fold(text).split())


def all_words_of(text: str) -> frozenset[str]:
    """Give every whole word that a reader could see in a text.

    ``O'Brien's`` gives ``obriens``, ``obrien`` and ``brien``: an apostrophe hides no name. Single
    letters are left out: they name nobody.
    """
    spoken = _POSSESSIVE.sub("", text)
    split = _ANY_APOSTROPHE.sub(" ", spoken)
    words = {*words_of(text), *words_of(spoken), *words_of(split)}
    return frozenset(word for word in words if len(word) > 1)


def has_sequence(words: Sequence[str], wanted: Sequence[str]) -> bool:
    """Tell whether ``wanted`` stands in ``words`` without a gap."""
    size = len(wanted)
    if not size:
        return False
    return any(tuple(words[i : i + size]) == tuple(wanted) for i in range(len(words) - size + 1))


def name_words(names: Iterable[str]) -> frozenset[str]:
    """Give every word of some names, made comparable."""
    return frozenset(word for name in names for word in all_words_of(name))
