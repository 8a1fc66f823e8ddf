"""Proves, on the assembled message, that it holds no value of anybody else.

The fixed text of the template is laid over the message; what stands in the gaps are the values.
A gap must hold exactly what the profile allows for this child or school in that place. Where free
text is allowed, no value of another linked person may stand in it, not even as a word of the
language: a brother called Will makes "will" a name. The fixed text itself is not searched.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from processes.shared.foreign import has_record_id, has_telephone, kinds_in, shares_run
from processes.shared.names import fold
from processes.shared.people import LinkedPerson

FREE_SLOTS = frozenset({"voice_of_child"})
_SLOT = re.compile("\ue000([a-z_]+)\ue001")


@dataclass(frozen=True)
class Breach:
    """Why a message must not leave; names the place and the sort of value, never the value."""

    slot: str
    kind: str
    owner: str = ""

    def __str__(self) -> str:
        """The breach in words for the log."""
        of_whom = f" of {self.owner}" if self.owner else ""
        return f"{self.slot}: {self.kind}{of_whom}"


@dataclass(frozen=True)
class Permitted:
    """What a place of the template may hold.

    Attributes:
        values: the whole values that this profile allows for this child or school here.
        controlled: those of them that the force wrote itself, so that nothing in them is anybody's.
    """

    values: frozenset[str]
    controlled: frozenset[str] = frozenset()


def slot_mark(name: str) -> str:
    """Give the mark that stands in a skeleton where the value ``name`` goes.

    It is made of private characters, which no value can hold.
    """
    return f"\ue000{name}\ue001"


def slots_in(text: str, skeleton: str) -> tuple[tuple[str, str], ...] | None:
    """Give each value that stands in an assembled text, with the place it stands in.

    Args:
        text: what would be sent.
        skeleton: the template's fixed text with a mark where each value goes.

    Returns:
        Pairs of place and value; None when the text is not this template's.
    """
    pieces = _SLOT.split(skeleton)
    fixed, names = pieces[::2], pieces[1::2]
    pattern = "([^\n]*?)".join(re.escape(piece) for piece in fixed)
    found = re.fullmatch(pattern, text)
    return tuple(zip(names, found.groups(), strict=True)) if found else None


def breaches(
    text: str,
    skeleton: str,
    permitted: Mapping[str, Permitted],
    people: Iterable[LinkedPerson],
    *,
    narrative: str = "",
    narrative_words: int = 0,
) -> tuple[Breach, ...]:
    """Give every reason why the text must not leave; nothing when it may.

    Args:
        text: message or attachment as it would leave.
        skeleton: the template's fixed text with its marks, made without any value of the case.
        permitted: by place, what may stand there.
        people: everybody else who is linked.
        narrative: the circumstances, of which no run of words may leave.
        narrative_words: how long a run counts.
    """
    slots = slots_in(text, skeleton)
    if slots is None:
        return (Breach("message", "not the approved template"),)
    people = tuple(people)
    found: list[Breach] = []
    for slot, value in slots:
        allowed = permitted.get(slot, Permitted(frozenset()))
        if fold(value) in {fold(own) for own in allowed.controlled}:
            continue
        if value not in allowed.values:
            found.append(Breach(slot, "a value that is not allowed here"))
        found += _foreign(slot, value, allowed, people)
        if slot in FREE_SLOTS and shares_run(value, narrative, narrative_words):
            found.append(Breach(slot, "narrative"))
    return tuple(dict.fromkeys(found))


def _foreign(
    slot: str, value: str, allowed: Permitted, people: tuple[LinkedPerson, ...]
) -> list[Breach]:
    """Give other people's values in a place, unless they are the very value allowed there."""
    if slot not in FREE_SLOTS and value in allowed.values:
        return []
    found = [Breach(slot, kind.value, who.key) for who in people for kind in kinds_in(value, who)]
    if has_telephone(value):
        found.append(Breach(slot, "telephone"))
    if slot in FREE_SLOTS and has_record_id(value):
        found.append(Breach(slot, "identifier"))
    return found
