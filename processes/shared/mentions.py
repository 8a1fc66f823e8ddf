"""Does a free text speak of a child?

A phrase such as "no children in the household" is set aside only if the force lists it and its
sentence holds no doubt ("tonight", "apart from", "claimed"). What remains is searched for whole
words. When unsure the answer is that the text does speak of a child: a person then looks.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from processes.shared.names import plain
from processes.shared.settings import MentionTerms

_NUMBER = (
    r"(?:[0-9]|1[0-7]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen"
    r"|fourteen|fifteen|sixteen|seventeen)"
)
_AGE = re.compile(
    rf"\b{_NUMBER} ?(?:years?|yrs?|y|months?|mths?|weeks?|wks?|days?) ?(?:old|o)\b"
    rf"|\b{_NUMBER} ?yo\b|\baged? {_NUMBER}\b"
)
_SENTENCE = re.compile(r"[.!?;]+")


class Mention(Enum):
    """What the free texts say of children."""

    NONE = "no word of a child"
    NEGATED = "only in listed negated phrases"
    SPOKEN_OF = "a child is spoken of"


@dataclass(frozen=True)
class Mentions:
    """What the texts say, and in which fields."""

    kind: Mention
    fields: tuple[str, ...] = ()


def find_mentions(texts: Iterable[tuple[str, str]], terms: MentionTerms) -> Mentions:
    """Give what the free texts say of children.

    Args:
        texts: pairs of field name and text.
        terms: the force's words and negated phrases.
    """
    by_kind: dict[Mention, list[str]] = {kind: [] for kind in Mention}
    for field, text in texts:
        by_kind[_mention_in(text, terms)].append(field)
    for kind in (Mention.SPOKEN_OF, Mention.NEGATED):
        if by_kind[kind]:
            return Mentions(kind, tuple(by_kind[kind]))
    return Mentions(Mention.NONE)


def _mention_in(text: str, terms: MentionTerms) -> Mention:
    kinds = {_sentence_mention(sentence, terms) for sentence in _SENTENCE.split(text)}
    for kind in (Mention.SPOKEN_OF, Mention.NEGATED):
        if kind in kinds:
            return kind
    return Mention.NONE


def _sentence_mention(sentence: str, terms: MentionTerms) -> Mention:
    words = _spaced(sentence)
    remaining, negated = _without_negated(words, terms)
    if _speaks_of_child(remaining, terms):
        return Mention.SPOKEN_OF
    if not negated:
        return Mention.NONE
    doubtful = any(_has_phrase(remaining, doubt) for doubt in terms.doubts)
    return Mention.SPOKEN_OF if doubtful else Mention.NEGATED


def _without_negated(words: str, terms: MentionTerms) -> tuple[str, bool]:
    longest_first = sorted(terms.negated, key=len, reverse=True)
    remaining = words
    for phrase in longest_first:
        remaining = remaining.replace(_spaced(phrase), " | ")
    return remaining, remaining != words


def _speaks_of_child(words: str, terms: MentionTerms) -> bool:
    return bool(_AGE.search(words)) or any(_has_phrase(words, term) for term in terms.words)


def _has_phrase(words: str, phrase: str) -> bool:
    return _spaced(phrase) in words


def _spaced(text: str) -> str:
    """Give the words with a space around each, so that a whole word is found by ``in``."""
    apart = re.sub(r"['’‘ʼ`]s\b", "", plain(text))
    words = re.findall(r"[^\W_]+", re.sub(r"['’‘ʼ`]", "", apart))
    return f" {' '.join(words)} "
