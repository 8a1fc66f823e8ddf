"""One control of the old form, what became of it, and what that asks for."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from bot.forms.check.changes import SAFE, STOPS, Category, Change
from bot.forms.check.controls import Control

UNPROVED: Final[frozenset[Category]] = frozenset({"intact", "cosmetic", "moved"})
"""What the structure's hash leaves out: the robot reads on as it did."""


class Verdict(IntEnum):
    """What the check ends with; also the exit status of the command."""

    INTACT = 0
    SAFE_REPAIR = 1
    NEEDS_A_PERSON = 2
    STOPS = 3


@dataclass(frozen=True)
class Pair:
    """One control of the old form, and what became of it.

    Attributes:
        name: the element of the robot's model; empty where the robot does not use it.
        new: what it has become; None when it is missing.
        confidence: that this is the same question, from 0 to 1.
        canaries: on how many records the new control shows what the old one shows, of how many
            where it shows anything; None where nothing was compared.
        is_auto_safe: the model may be repaired without a person's look at this control.
        boxes: those that its value is spread over now, as the records prove; else none.
        separator: what stood between their texts.
        by_value: found by what the records show, not by its looks; never auto-safe.
    """

    name: str
    old: Control
    new: Control | None
    changes: tuple[Change, ...]
    confidence: float
    canaries: tuple[int, int] | None = None
    is_auto_safe: bool = False
    boxes: tuple[Control, ...] = ()
    separator: str = ""
    by_value: bool = False

    @property
    def kinds(self) -> set[Category]:
        """The categories of its changes."""
        return {change.category for change in self.changes}

    @property
    def verdict(self) -> Verdict:
        """What this control alone asks for; of what the robot does not read, at most a person."""
        if self.boxes and self.name:
            return Verdict.NEEDS_A_PERSON
        if self.kinds & STOPS:
            return Verdict.STOPS if self.name else Verdict.NEEDS_A_PERSON
        if self.kinds <= UNPROVED:
            return Verdict.INTACT
        safe = self.is_auto_safe or (self.kinds <= SAFE and not self.name)
        return Verdict.SAFE_REPAIR if safe else Verdict.NEEDS_A_PERSON


def real(changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """The changes without the word that there is none."""
    return tuple(change for change in changes if change.category != "intact")
