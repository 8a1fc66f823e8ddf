"""Whether words that were left out stand anywhere else; pure.

Words are compared without case, accents of width, soft hyphens and invisible characters. What
counts: a paragraph, sentence or stretch of three words or more that stands elsewhere as a whole;
six words in a row of a longer one; and a number of nine digits or more, as an occurrence has.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

FEWEST_WORDS = 3
SHARED_WORDS = 6
_LONG_NUMBER = re.compile(r"\d{9,}")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?;:])\s+|\n|\s[–—-]\s")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff\u202a-\u202e\u2066-\u2069\u061c]")


def words_of(text: str) -> list[str]:
    """The words of a text, as they are compared."""
    seen = _UNSEEN.sub("", unicodedata.normalize("NFKC", text))
    return [word.replace("’", "'") for word in _WORD.findall(seen.casefold())]


def squashed(text: str) -> str:
    """The words of a text without anything between them, as text out of a PDF is compared."""
    return "".join(words_of(text)).replace("'", "")


@dataclass
class LeftOut:
    """What was left out, ready to be looked for.

    Attributes:
        whole: stretches that must not stand elsewhere as a whole, as words with spaces around.
        shared: rows of six words.
        numbers: long numbers.
        names: words written large within a sentence, or alone: they may name somebody.
    """

    whole: set[str] = field(default_factory=set)
    shared: set[tuple[str, ...]] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)

    def add(self, text: str, *, parts: bool = True) -> None:
        """Add a text; without ``parts`` only as a whole (an edit that was tracked)."""
        for stretch in (text, *(_SENTENCE_END.split(text) if parts else ())):
            words = words_of(stretch)
            if len(words) >= FEWEST_WORDS:
                self.whole.add(_spaced(words))
            self.names |= _names(stretch, alone=len(words) < FEWEST_WORDS)
        if parts:
            self.shared.update(_rows(words_of(text)))
            self.numbers.update(n for word in words_of(text) for n in _LONG_NUMBER.findall(word))

    def in_text(self, text: str) -> list[str]:
        """What of it stands in a text, as words; the same words once."""
        words = words_of(text)
        line = _spaced(words)
        found = [one for one in self.whole if one.strip() in line]  # it may begin inside a word
        found += [_spaced(run) for run in _joined(words, self.shared)]
        found += [f" {number} " for number in self.numbers if number in line]
        return [one.strip() for one in _longest(found)]

    def names_in(self, text: str, kept: Iterable[str]) -> list[str]:
        """Names of what was left out that stand in a text and in nothing that is kept."""
        known = {word for one in kept for word in words_of(one)}
        return sorted((self.names - known) & set(words_of(text)))

    def in_squashed(self, text: str) -> list[str]:
        """What of it stands in a text without spaces (`squashed`)."""
        rows = {_spaced(row) for row in self.shared}
        wanted = {one: squashed(one) for one in self.whole | rows | self.numbers}
        return sorted(one.strip() for one, bare in wanted.items() if bare and bare in text)


def _names(stretch: str, *, alone: bool) -> set[str]:
    """Words that begin large: all of a stretch of one or two, else those after its first word."""
    written = _WORD.findall(_UNSEEN.sub("", unicodedata.normalize("NFKC", stretch)))
    large = (word for word in written[0 if alone else 1 :] if word[0].isupper())
    return {word.casefold().replace("’", "'") for word in large}


def _spaced(words: Iterable[str]) -> str:
    return f" {' '.join(words)} "


def _rows(words: list[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[at : at + SHARED_WORDS]) for at in range(len(words) - SHARED_WORDS + 1))


def _joined(words: list[str], shared: set[tuple[str, ...]]) -> Iterator[list[str]]:
    """Stretches of which every row of six words is one of these."""
    start = end = -1
    for at, row in enumerate(_rows(words)):
        if row not in shared:
            continue
        if end < at:
            if start >= 0:
                yield words[start:end]
            start = at
        end = at + SHARED_WORDS
    if start >= 0:
        yield words[start:end]


def _longest(found: list[str]) -> list[str]:
    """Without those that are part of another one."""
    kept: list[str] = []
    for one in sorted(set(found), key=lambda text: (-len(text), text)):
        if not any(one in longer for longer in kept):
            kept.append(one)
    return kept
