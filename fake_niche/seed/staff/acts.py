"""What is kept of an act of staff, and how many go wrong."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from typing import TypeVar

DAY = "staff-day-1"
"""The moment at which the day's work by hand is there."""

MISTAKES = 0.05  # each kind, of the acts that could go so
ENOUGH = 8  # of so many acts at least one goes wrong, in each way
A_FAMILY = 2  # children, of whom one may be forgotten
AGREE, ROBOT_ONLY, STAFF_ONLY, DIFFER = "agree", "robot only", "staff only", "differ"

T = TypeVar("T")


@dataclass(frozen=True)
class StaffAnswer:
    """The verdict that is right for one item.

    Attributes:
        key: the robot's key of the item.
        did: what staff did, in a few words; it says what kind of mistake, if one.
    """

    process: str
    key: str
    verdict: str
    did: str


def some(
    rng: Random, candidates: Sequence[T], share: float = MISTAKES, enough: int = ENOUGH
) -> list[T]:
    """A share of the candidates, by chance; where there are enough, one at least."""
    wanted = round(share * len(candidates))
    if not wanted and len(candidates) >= enough:
        wanted = 1
    return rng.sample(list(candidates), wanted)


def write(path: Path, answers: Iterable[StaffAnswer]) -> None:
    """Write which verdict is right for each item, an item on each line."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write("# Which verdict is right when the robot's decisions are held against staff.\n")
        file.write("items:\n")
        for answer in answers:
            file.write(f"- {json.dumps(asdict(answer), ensure_ascii=False)}\n")
