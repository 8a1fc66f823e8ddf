"""What the robot would have done and what staff did, in words that can be held against each other.

A process says in its own folder how both are read; what is compared holds ids and words of the
process definition, never personal data.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from bot.endings import named_row, outcome_of_row
from bot.work_queue import QueueRow

DONE = "done"
NOT_STATED = "not stated"
"""Something was done, and the record does not say for whom: it agrees with whatever was done."""

Words = frozenset[str]
NOTHING: Words = frozenset()


class Verdict(StrEnum):
    """The robot's decision held against what staff did."""

    AGREE = "agree"
    ROBOT_ONLY = "robot only"
    STAFF_ONLY = "staff only"
    DIFFER = "differ"
    NOT_SEEN = "not seen"


@dataclass(frozen=True)
class Deed:
    """What staff did about an item.

    Attributes:
        what: such as a tag or the ids of schools; nothing when they did nothing.
        records: the ids of the records that it was read from.
    """

    what: Words = NOTHING
    records: tuple[str, ...] = ()


def verdict_of(robot: Words, staff: Words) -> Verdict:
    """Hold what the robot would have done against what staff did."""
    if robot == staff:
        return Verdict.AGREE
    if not robot or not staff:
        return Verdict.ROBOT_ONLY if robot else Verdict.STAFF_ONLY
    return Verdict.AGREE if NOT_STATED in robot | staff else Verdict.DIFFER


class ComparedWithStaff:
    """What a process says of its items when they are compared; the ordinary answers stand here."""

    left_to_people: ClassVar[Words] = frozenset({"C13", "C18"})
    """Rows by which the robot leaves to people what they have taken or done: always in agreement."""

    def robot_did(self, row: QueueRow) -> Words:
        """What the robot would have done about an item that has ended: done, or nothing."""
        return frozenset({DONE}) if outcome_of_row(row) == DONE else NOTHING

    def staff_did(self, row: QueueRow) -> Deed | None:  # noqa: ARG002 - a hook
        """What staff did about it, read through the screens; None: it is not comparable."""
        return None

    def is_left_to_people(self, row: QueueRow) -> bool:
        """Whether people had taken or done the work before the robot came to it."""
        return named_row(row) in self.left_to_people
