"""The states of a work item, and every way from one to another, as a table of data.

Deferred is Pending with a defer-until in the future. Held is Exceptioned with the tag Held. Nothing
changes a state but a row of `TRANSITIONS`.
"""

from dataclasses import dataclass
from enum import Enum, StrEnum


class State(StrEnum):
    """What has become of an item's attempt; Blue Prism's words."""

    PENDING = "Pending"
    LOCKED = "Locked"
    DEFERRED = "Deferred"
    COMPLETED = "Completed"
    EXCEPTIONED = "Exceptioned"


class Event(StrEnum):
    """What happens to an attempt."""

    GET_NEXT = "get next"
    COMPLETED = "completed"
    EXCEPTION = "exception"
    RETRY = "exception, retry"
    DEFER = "defer"
    UNLOCK = "unlock"
    CRASH = "crashed"
    POISON = "poison"
    FORCE_RETRY = "force retry"
    CLOSE = "close"


class KeyPolicy(StrEnum):
    """When a key may be added again."""

    NONE = "none"
    OPEN = "open"
    FOREVER = "forever"


class ItemFate(Enum):
    """What became of an item that was marked as an exception."""

    EXCEPTIONED = "Exceptioned"
    HELD = "Held for a person"
    RETRIED = "Pending again, a new attempt"
    DEFERRED = "Deferred, no attempt used"


class Decision(Enum):
    """What a person decides about a held item."""

    RELEASE = "release"
    CLOSE = "close"


@dataclass(frozen=True)
class Transition:
    """One row of the table.

    Attributes:
        start: the state before.
        event: what happens.
        end: the state of this attempt after it.
        new_attempt: a further attempt of the item begins Pending (or Locked to the same session).
        spends_lock: the locked interval ends: worktime is added and the fence is refused for ever.
    """

    start: State
    event: Event
    end: State
    new_attempt: bool = False
    spends_lock: bool = True


TRANSITIONS: tuple[Transition, ...] = (
    Transition(State.PENDING, Event.GET_NEXT, State.LOCKED, spends_lock=False),
    Transition(State.LOCKED, Event.COMPLETED, State.COMPLETED),
    Transition(State.LOCKED, Event.RETRY, State.EXCEPTIONED, new_attempt=True),
    Transition(State.LOCKED, Event.EXCEPTION, State.EXCEPTIONED),
    Transition(State.LOCKED, Event.DEFER, State.PENDING),
    Transition(State.LOCKED, Event.UNLOCK, State.PENDING),
    Transition(State.LOCKED, Event.CRASH, State.PENDING),
    Transition(State.LOCKED, Event.POISON, State.EXCEPTIONED),
    Transition(
        State.EXCEPTIONED, Event.FORCE_RETRY, State.EXCEPTIONED, new_attempt=True, spends_lock=False
    ),
    Transition(State.EXCEPTIONED, Event.CLOSE, State.EXCEPTIONED, spends_lock=False),
)

LIVE = (State.PENDING, State.LOCKED)
"""An item has at most one attempt in these; Deferred is among them as Pending."""

HELD_TAG = "Held"
POISON_CRASHES = 5
"""So many crashes of one item and it is Held: the item may be what kills the robot."""

_BY_START = {(row.start, row.event): row for row in TRANSITIONS}


class TransitionRefused(Exception):  # noqa: N818 - it says what happened
    """The state of the item does not allow what was asked; the message names both."""


def transition(start: State, event: Event) -> Transition:
    """Return the row for an event in a state.

    Raises:
        TransitionRefused: the table has no such row.
    """
    found = _BY_START.get((start, event))
    if found is None:
        raise TransitionRefused(f"{event} is not possible for an item that is {start}")
    return found
