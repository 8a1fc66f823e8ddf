"""How loads, items and sessions end, as a person reads it."""

from dataclasses import dataclass
from enum import StrEnum

from bot.exceptions import BotError
from bot.work_queue import ItemFate


@dataclass(frozen=True)
class Reconciliation:
    """What a load saw and what became of it.

    Attributes:
        seen: rows that Niche listed.
        loaded: items added to the queue.
        already_handled: known to the queue by their key.
        out_of_scope: listed, but not work of this process.
    """

    seen: int
    loaded: int
    already_handled: int
    out_of_scope: int

    @property
    def is_balanced(self) -> bool:
        """Whether every row seen is accounted for."""
        return self.seen == self.loaded + self.already_handled + self.out_of_scope

    def __str__(self) -> str:
        """As a person reads it."""
        return (
            f"seen in Niche {self.seen} = loaded {self.loaded} + already handled"
            f" {self.already_handled} + out of scope {self.out_of_scope}"
        )


class Ended(StrEnum):
    """How a session ended."""

    COMPLETED = "Completed"
    STOPPED = "Stopped"
    TERMINATED = "Terminated"
    WAITING = "Waiting"


def outcome_of(fate: ItemFate, error: BotError) -> str:
    """The outcome that a person reads: ``BE``, ``HELD``, ``SE``, or ``retry`` or ``deferred``."""
    words = {ItemFate.RETRIED: "retry", ItemFate.DEFERRED: "deferred", ItemFate.HELD: "HELD"}
    return words.get(fate, error.outcome)
