"""What staff's own records say: which schools they told about a child, themselves."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from processes.school_notification.facts import OelNote
from processes.school_notification.operation import OPERATIONS, Operation
from processes.school_notification.status import IN_PART, SENT
from processes.shared.names import fold
from processes.shared.screening import has_phrase
from processes.shared.settings import ByHand

NOT_STATED = "not stated"
"""Staff say that a school was told, and not which."""

BY_HAND = "by hand"
"""Log entries that hold this are read for work that people have done themselves (C18)."""

_ROBOT = "robot"
_SCHOOL = re.compile(r"\bS\d{5}\b")
_PERSON = re.compile(r"\bP\d{7}\b")
_NOTHING_TOLD = "not required"


@dataclass(frozen=True)
class StaffNotes:
    """What is read of an occurrence and one of its PPNs.

    Attributes:
        status: the operation's notification status on the PPN.
        log: the log entries that may be about work done by hand.
    """

    status: str
    log: tuple[OelNote, ...]


def schools_told(
    notes: StaffNotes, child: str, operation: Operation, by_hand: ByHand
) -> frozenset[str]:
    """Give the schools that staff told about a child, by their ids.

    An entry that names children is about these; one that names none is about each child of the
    occurrence. Where the log says nothing the PPN's status decides, which names no school.

    Args:
        notes: what was read.
        child: the person's id.
        operation: whose notification it is.
        by_hand: the force's phrases and statuses.
    """
    entries = [text for text in _texts(notes.log, by_hand) if _is_of(text, operation)]
    if entries:
        return frozenset(
            school for text in entries if _is_about(text, child) for school in _schools(text)
        )
    return frozenset({NOT_STATED}) if _says_told(notes.status, by_hand) else frozenset()


def _texts(log: Iterable[OelNote], by_hand: ByHand) -> list[str]:
    """The entries of people; in shadow the robot writes none."""
    people = (note for note in log if fold(note.author_role) != _ROBOT)
    return [note.text for note in people if has_phrase(note.text, by_hand.phrases)]


def _is_of(text: str, operation: Operation) -> bool:
    """Whether an entry is about this operation; one that names none is about every one."""
    named = [each for each in OPERATIONS if has_phrase(text, (each.title,))]
    return not named or operation in named


def _is_about(text: str, child: str) -> bool:
    named = _PERSON.findall(text)
    return not named or child in named


def _schools(text: str) -> list[str]:
    return _SCHOOL.findall(text) or [NOT_STATED]


def _says_told(status: str, by_hand: ByHand) -> bool:
    told = {fold(each) for each in (*by_hand.statuses, SENT, IN_PART)} - {fold(_NOTHING_TOLD)}
    return fold(status) in told
