"""Canaries: values that stand in one field only, so that a leaked one is traced to where it was.

A pack for a year needs 80,000 different forenames, so they are coined from syllables: the n-th
word of a kind is the n-th step of a walk over all combinations, which never meets one twice.
"""

from math import gcd
from random import Random

_ONSETS = ("B", "Br", "C", "D", "Dr", "F", "G", "H", "J", "K", "L", "M", "N", "P", "R", "S", "T")
_MIDDLES = ("d", "l", "lm", "ld", "n", "nd", "r", "rl", "rn", "rv", "s", "st", "t", "v", "z")
_VOWELS = ("a", "e", "i", "o", "u")
_STEMS = len(_ONSETS) * len(_VOWELS) * len(_MIDDLES) * len(_VOWELS)
_ENDINGS = {
    "forename": ("dra", "lyn", "mira", "nelle", "rick", "ssan", "tha", "vin", "wen", "xander"),
    "street": ("bourne", "combe", "dene", "holt", "hurst", "mere", "stead", "thorpe", "wick"),
    "firm": ("bex", "corr", "gant", "lux", "mart", "plex", "trax"),
    "word": ("quib", "quill", "quist", "quor", "quoy"),
}
# The regulator's ranges for drama; 01632 960000 to 960199 are kept for the force's own numbers.
_DRAMA = (("020 7946 0", 0), ("07700 900", 0), ("01632 960", 200))
TELEPHONES = sum(1000 - first for _, first in _DRAMA)


class Mint:
    """Hands out values that it has not handed out before.

    Args:
        seed: the pack's seed; the same seed gives the same values in the same order.
    """

    def __init__(self, seed: int) -> None:
        self._rng = Random(f"{seed}/mint")  # noqa: S311 - synthetic data, not a secret
        self._place: dict[str, tuple[int, int, int]] = {}

    def coin(self, kind: str) -> str:
        """An unused word of a kind: ``forename``, ``street``, ``firm`` or ``word``."""
        endings = _ENDINGS[kind]
        index = self._step(kind, _STEMS * len(endings))
        stem, ending = divmod(index, len(endings))
        stem, vowel_2 = divmod(stem, len(_VOWELS))
        stem, middle = divmod(stem, len(_MIDDLES))
        onset, vowel = divmod(stem, len(_VOWELS))
        word = _ONSETS[onset] + _VOWELS[vowel] + _MIDDLES[middle] + _VOWELS[vowel_2]
        return word + endings[ending]

    def telephone(self) -> str:
        """A number of the drama ranges; there are 2,800, after which they come round again."""
        number = self._step("telephone", TELEPHONES)
        for prefix, first in _DRAMA:
            number += first
            if number < 1000:  # noqa: PLR2004 - three digits
                return f"{prefix}{number:03d}"
            number -= 1000
        raise AssertionError(number)

    def postcode(self) -> str:
        """A postcode of an area that does not exist (first letter Q, V or X)."""
        letters = "ABDEFGHJLNPQRSTUWXYZ"
        index = self._step("postcode", 3 * 20 * 20 * 10 * 20 * 20)
        index, last = divmod(index, 20)
        index, first = divmod(index, 20)
        index, sector = divmod(index, 10)
        index, district = divmod(index, 20)
        area, letter = divmod(index, 20)
        outward = f"{'QVX'[area]}{letters[letter]}{district + 1}"
        return f"{outward} {sector}{letters[first]}{letters[last]}"

    def _step(self, kind: str, size: int) -> int:
        """The next place of a walk that visits all ``size`` places before it repeats."""
        if kind not in self._place:
            stride = self._rng.randrange(size // 3, size // 2)
            while gcd(stride, size) != 1:
                stride += 1
            self._place[kind] = (self._rng.randrange(size), stride, size)
        at, stride, _ = self._place[kind]
        self._place[kind] = ((at + stride) % size, stride, size)
        return at
