"""What speaks for each pair: the sum, over traits, of how much likelier it is for the same element."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.forms.match.attributes import Attributes, Trait
from bot.forms.match.comparing import LEVELS, Level

Scores = NDArray[np.float64]
_CHANCE: Final[dict[Level, float]] = {"same": 0.05, "near": 0.05, "related": 0.15, "other": 0.75}
_DOUBT = 4.0  # how many made-up elements stand beside those of the page when chance is counted
_LEAST = 0.004  # nothing is impossible: a rate below this would outvote everything else


@dataclass(frozen=True)
class Evidence:
    """What speaks for each pair, and what could.

    Attributes:
        scores: natural logarithm of the odds that old ``i`` is new ``j``, before any prior: shape
            (old, new).
        attainable: for each old element, what an unchanged one that stands once would score.
    """

    scores: Scores
    attainable: Scores


def weigh(
    old: Sequence[Attributes], new: Sequence[Attributes], traits: Sequence[Trait]
) -> Evidence:
    """Compare every old element with every new one by every trait that both have."""
    found = np.zeros((len(old), len(new)))
    best = np.zeros(len(old))
    for row, element in enumerate(old):
        for trait in traits:
            levels = [trait.compare(element, candidate) for candidate in new]
            worth = _worth(trait, levels)
            found[row] += [worth[level] if level else 0.0 for level in levels]
            best[row] += max(0.0, worth["same"]) if any(levels) else 0.0
    return Evidence(found, best)


def _worth(trait: Trait, levels: Sequence[Level | None]) -> dict[Level, float]:
    """Of each level: log of its rate among the same elements over its rate among the *others*."""
    counted = Counter(level for level in levels if level)
    others = sum(counted.values()) - 1 + _DOUBT
    rates = {one: (max(0, counted[one] - 1) + _DOUBT * _CHANCE[one]) / others for one in LEVELS}
    return {
        one: trait.weight * math.log(max(trait.kept[one], _LEAST) / max(rates[one], _LEAST))
        for one in LEVELS
    }
