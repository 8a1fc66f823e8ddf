"""One-line summaries made fit for a report: others are role words, or the summary is left out."""

import re
from dataclasses import dataclass

from processes.history_report.facts import OwnNames, orders_of
from processes.shared.foreign import Kind, has_address, has_record_id, has_telephone, kinds_in
from processes.shared.names import all_words_of, fold, has_sequence, words_of
from processes.shared.people import LinkedPerson

_NAMES = frozenset({Kind.FORENAME, Kind.SURNAME, Kind.ALIAS})
LEFT_OUT = "[left out]"
SOMEBODY = "[another person]"
_WORD = re.compile(r"[^\W_]+(?:['’‘ʼ-][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’‘ʼ]s\b", re.IGNORECASE)
_OCCURRENCE = re.compile(r"\b\d{11}\b")


@dataclass(frozen=True)
class Confidential:
    """What may stand on no page, because somebody must not be found.

    Attributes:
        addresses: lines with town and postcode.
        phrases: schools, towns, areas.
    """

    addresses: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()

    def stands_in(self, text: str) -> bool:
        """Whether any of it stands in a text."""
        words = words_of(text)
        return any(has_address(text, address, "") for address in self.addresses) or any(
            has_sequence(words, words_of(phrase)) for phrase in self.phrases
        )


NOTHING_CONFIDENTIAL = Confidential()


@dataclass(frozen=True)
class Summary:
    """A summary as the report has it.

    Attributes:
        may_name: a word in it may be a name; a coordinator must look.
    """

    text: str
    is_left_out: bool = False
    may_name: bool = False


def screened(
    text: str,
    others: tuple[LinkedPerson, ...],
    own: OwnNames,
    confidential: Confidential = NOTHING_CONFIDENTIAL,
) -> Summary:
    """Give the summary of an occurrence as it may stand in a report.

    Args:
        text: as Niche has it.
        others: people who are known of but not reported on.
        own: words and names by which the people reported on are named.
        confidential: what may stand on no page.
    """
    foreign = frozenset(word for who in others for word in who.name_words) - own.words
    shown = _with_role_words(text, foreign)
    plain = _OCCURRENCE.sub(" ", shown)
    if any(kind not in _NAMES for kind, _ in foreign_kinds(text, others, own)):
        return Summary(LEFT_OUT, is_left_out=True)  # "14 May 1970" of an aunt called May
    if foreign_kinds(shown, others, own) or has_telephone(plain) or has_record_id(plain):
        return Summary(LEFT_OUT, is_left_out=True)
    if _OCCURRENCE.search(shown) or confidential.stands_in(shown):
        return Summary(LEFT_OUT, is_left_out=True)
    return Summary(shown, may_name=_may_name(shown, own.words))


def foreign_kinds(
    text: str, others: tuple[LinkedPerson, ...], own: OwnNames
) -> tuple[tuple[Kind, str], ...]:
    """Give which sorts of whose values stand in a text, own names apart.

    A whole name of somebody else counts even where each word of it is a name of the family's.
    """
    spaced = _WORD.sub(_spaced, text).split()
    rest = " ".join(word for word in spaced if not _is_own(word, own.words))
    found = [
        (kind, who.key)
        for who in others
        for kind in kinds_in(text, who)
        if kind not in _NAMES or kind in kinds_in(rest, who)
    ]
    whole = [(Kind.FORENAME, who.key) for who in others if _has_whole_name(text, who, own)]
    return tuple(dict.fromkeys((*found, *whole)))


def _has_whole_name(text: str, who: LinkedPerson, own: OwnNames) -> bool:
    """Whether the person's whole name stands there, and not as part of a name of the family's."""
    orders = (order for name in who.names for order in orders_of(name))
    hidden = [order for order in orders if own.words.issuperset(w for w in order if len(w) > 1)]
    if not hidden:
        return False
    words = _without_names(words_of(_POSSESSIVE.sub("", text)), own.names)
    return any(has_sequence(words, order) for order in hidden)


def _without_names(words: tuple[str, ...], names: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """The words with a gap where one of the names stands."""
    rest: list[str] = []
    at = 0
    while at < len(words):
        name = next((name for name in names if words[at : at + len(name)] == name), ())
        rest.append("" if name else words[at])
        at += len(name) or 1
    return tuple(rest)


def _is_own(word: str, own: frozenset[str]) -> bool:
    """Whether a word, also as a possessive or with a hyphen, is made of own names only."""
    parts = words_of(_POSSESSIVE.sub("", word))
    return bool(parts) and (set(parts) <= own or fold(word) in own)


def _spaced(found: re.Match[str]) -> str:
    return f" {found[0]} "


def _with_role_words(text: str, foreign: frozenset[str]) -> str:
    shown = _WORD.sub(lambda word: SOMEBODY if _is_name(word[0], foreign) else word[0], text)
    several = re.compile(rf"{re.escape(SOMEBODY)}(?:\s+{re.escape(SOMEBODY)})+")
    return several.sub(SOMEBODY, shown)


def _is_name(word: str, foreign: frozenset[str]) -> bool:
    return bool({*all_words_of(word), *words_of(word)} & foreign)


def _may_name(text: str, own: frozenset[str]) -> bool:
    """Whether a word that begins a name, and no sentence, is nobody's who is reported on."""
    inner = re.findall(r"(?<![.!?:\]])\s+([^\W\d_][^\W\d_]+)", text)
    return any(
        word[0].isupper() and not word.isupper() and not _is_own(word, own) for word in inner
    )
