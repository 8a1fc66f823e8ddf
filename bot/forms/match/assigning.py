"""The best one-to-one assignment, with room for what is missing, and how sure it is."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from scipy.optimize import linear_sum_assignment

from bot.forms.match.attributes import TRAITS, Attributes, Trait
from bot.forms.match.evidence import Scores, weigh
from bot.forms.match.safety import Page, is_safe

Places = tuple[int | None, ...]
_MISSING: Final = 4.5  # evidence below this is taken for none: the element is missing …
_MISSING_SHARE: Final = 0.25  # … or below this share of what an unchanged one would have
_TEMPER: Final = 0.8  # kinds of evidence overlap: together they are worth less than their sum
_ROUNDS: Final = 20  # of making rows and columns sum to one; they settle long before
_BESIDE: Final = 0.6  # standing between what stood before and after says partly what paths say


@dataclass(frozen=True)
class Match:
    """What became of one old element.

    Attributes:
        old: its place in the old list.
        candidate: the candidate's place in the new list; None when the element is missing.
        confidence: from 0 to 1, that this is right, as far as the evidence goes.
        is_mutual: each is the other's best.
        is_auto_safe: the repair may be written offline without a person's look at this element;
            before a run a person approves the whole.
        runner_up: the next best candidate's place; None when there is no other.
    """

    old: int
    candidate: int | None
    confidence: float
    is_mutual: bool = False
    is_auto_safe: bool = False
    runner_up: int | None = None


def match(
    old: Sequence[Attributes],
    candidates: Sequence[Attributes],
    traits: Sequence[Trait] = TRAITS,
) -> tuple[Match, ...]:
    """Say for each old element which candidate it has become, or that it is missing.

    Args:
        old: the elements looked for: one, some, or all of the old page, in its order.
        candidates: the elements of the new page, in its order.
        traits: the kinds of evidence.

    Returns:
        One for each old element, in their order. No candidate is given to two of them.
    """
    before, after = Page(old), Page(candidates)
    return tuple(
        replace(
            found,
            is_auto_safe=found.is_mutual
            and found.candidate is not None
            and is_safe(found.old, found.candidate, before, after),
        )
        for found in assign(old, candidates, traits)
    )


def assign(
    old: Sequence[Attributes], candidates: Sequence[Attributes], traits: Sequence[Trait]
) -> tuple[Match, ...]:
    """As :func:`match`, by any kinds of evidence; nothing is called safe."""
    if not candidates:
        return tuple(Match(place, None, 1.0) for place in range(len(old)))
    weighed = weigh(old, candidates, traits)
    price = np.minimum(_MISSING, _MISSING_SHARE * weighed.attainable)
    first = _assigned(weighed.scores, price)
    evidence = weighed.scores + _beside(first, weighed.scores.shape)
    likely = _likelihoods(evidence, price)
    return tuple(
        Match(
            old=place,
            candidate=candidate,
            confidence=float(likely[place, -1 if candidate is None else candidate]),
            is_mutual=candidate is not None and _is_best(place, candidate, evidence),
            runner_up=_next_best(evidence[place], candidate),
        )
        for place, candidate in enumerate(_assigned(evidence, price))
    )


def _assigned(evidence: Scores, price: Scores) -> Places:
    """The assignment with the most evidence; each element may be missing, at its price."""
    count, width = evidence.shape
    room = np.repeat(price[:, np.newaxis], count, axis=1)
    taken = linear_sum_assignment(np.hstack([evidence, room]), maximize=True)[1]
    return tuple(int(place) if place < width else None for place in taken)


def _beside(given: Places, shape: tuple[int, ...]) -> Scores:
    """Standing between the neighbours' matches speaks for a candidate: the more, the fewer do."""
    more = np.zeros(shape)
    for row in range(shape[0]):
        low = next((g for g in reversed(given[:row]) if g is not None), None)
        high = next((g for g in given[row + 1 :] if g is not None), None)
        if low is not None and high is not None and low + 1 < high:
            more[row, low + 1 : high] += _BESIDE * math.log(shape[1] / (high - low - 1))
    return more


def _likelihoods(evidence: Scores, price: Scores) -> Scores:
    """How likely each pair is, the last column for *missing*; no candidate is likely for two."""
    odds = np.hstack([evidence, price[:, np.newaxis]]) * _TEMPER
    likely = np.exp(odds - odds.max(axis=1, keepdims=True))
    for _ in range(_ROUNDS):
        likely /= likely.sum(axis=1, keepdims=True)
        likely[:, :-1] /= np.maximum(1.0, likely[:, :-1].sum(axis=0))
    return np.asarray(likely / likely.sum(axis=1, keepdims=True), dtype=np.float64)


def _is_best(place: int, candidate: int, evidence: Scores) -> bool:
    """Each is the other's best, too."""
    return bool(evidence[place].argmax() == candidate and evidence[:, candidate].argmax() == place)


def _next_best(evidence: Scores, candidate: int | None) -> int | None:
    return next((int(one) for one in np.argsort(-evidence) if one != candidate), None)
