"""How loads, items and sessions end, as a person reads it."""

from dataclasses import dataclass
from enum import StrEnum

from bot.exceptions import BotError
from bot.work_queue import ItemFate, QueueRow, State


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


def outcome_of_row(row: QueueRow) -> str:
    """``done``, ``SKIP``, ``BE``, ``SE``, ``HELD``, or ``waiting`` where it has not ended."""
    if row.state is State.COMPLETED:
        return "SKIP" if row.status.startswith("SKIP") else "done"
    if row.state is not State.EXCEPTIONED:
        return "waiting"
    if row.is_held:
        return "HELD"
    return "BE" if row.exception_type == "Business Exception" else "SE"


def named_row(row: QueueRow) -> str:
    """The row of the process's table that names the outcome; ``plain`` when none does."""
    failed = row.exception_code if row.state is State.EXCEPTIONED else ""
    return row.findings[0].code if row.findings else failed or "plain"
