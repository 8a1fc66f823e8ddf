"""Names of people: familiar ones first, coined ones when those are used up.

A forename is given to one person of a pack only (a canary); surnames repeat, as in life. No
surname or plain forename is a word of English, so that a text never holds one by accident; the
forenames that *are* words (Will, May, Grace) are asked for by name.
"""

from pathlib import Path
from random import Random

from fake_niche.seed.mint import Mint


def words(name: str) -> list[str]:
    """The words of a list in the folder ``words``, in the order of the file."""
    return (Path(__file__).parent / "words" / f"{name}.txt").read_text(encoding="utf-8").split()


GIRLS = words("girls")
BOYS = words("boys")
SURNAMES = words("surnames")
TRICKY_SURNAMES = (
    "O'Hallorhan",
    "Brightwell-Okoye",
    "D'Alessandro",
    "Müller-Wärne",
    "Łukowicz",
    "Núñez",
    "van der Merwe",
    "Nic Giolla",
)
TRICKY_FORENAMES = ("Zoë", "Łukasz", "Anne-Sophie", "D'Angelo", "Siân", "Renée")
WORDS = ("Will", "May", "Grace", "Hope", "Rose", "Summer", "Dawn", "Mark", "Faith", "Joy")


class Names:
    """Gives names, each forename once.

    Args:
        rng: the pack's source of chance.
        mint: what coins a forename when the familiar ones are used up.
    """

    def __init__(self, rng: Random, mint: Mint) -> None:
        self._rng = rng
        self._mint = mint
        self._left = {"Female": _shuffled(rng, GIRLS), "Male": _shuffled(rng, BOYS)}

    def forename(self, sex: str) -> str:
        """A forename that nobody else in the pack has."""
        left = self._left[sex]
        return left.pop() if left else self._mint.coin("forename")

    def surname(self) -> str:
        """A surname; about one in twelve has an apostrophe, a hyphen, a space or a diacritic."""
        pool = TRICKY_SURNAMES if self._rng.randrange(12) == 0 else SURNAMES
        return self._rng.choice(pool)


def _shuffled(rng: Random, names: list[str]) -> list[str]:
    copy = list(names)
    rng.shuffle(copy)
    return copy
