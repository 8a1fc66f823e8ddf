"""What a person decided about a report, and what is still missing in it; pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bot.redaction.draft import Draft
from bot.redaction.errors import Standing

MOST_CHARACTERS = {"by": 120, "recipient": 200, "rationale": 2000, "stays": 2000}
WORDS = "words"
"""The key of the reason for words that were struck out outside the items."""


@dataclass(frozen=True)
class Decision:
    """What to leave out, why, who says so, and for whom the copy is.

    Attributes:
        by: name and role of the person.
        recipient: who will get the copy.
        rationale: why this is released, as a whole.
        leave_out: the items that the person chose.
        reasons: why, by item; `WORDS` for struck-out words outside items.
        stays: why left-out words may stand where they still do; empty when they may not.
    """

    by: str
    recipient: str
    rationale: str
    leave_out: frozenset[int] = frozenset()
    reasons: Mapping[str, str] = field(default_factory=dict)
    stays: str = ""

    def reason(self, key: int | str) -> str:
        """Why an item, or the words outside items, are left out."""
        return self.reasons.get(str(key), "").strip()


def reasons_needed(draft: Draft, leave_out: frozenset[int]) -> tuple[str, ...]:
    """For what a reason is needed: items by their number, `WORDS` for words outside items."""
    items = set(leave_out) | set(draft.struck_items)
    items |= {words.item for words in draft.struck_words if words.item}
    outside = any(not words.item for words in draft.struck_words)
    return (*(str(number) for number in sorted(items)), *((WORDS,) if outside else ()))


def problems(draft: Draft, decision: Decision) -> dict[str, str]:
    """What is missing, by field: ``by``, ``recipient``, ``rationale`` or ``reason-7``."""
    found = {
        name: told
        for name, told in (
            ("by", "Give your name and role."),
            ("recipient", "Say who will get the copy."),
            ("rationale", "Say why this is released."),
        )
        if not getattr(decision, name).strip()
    }
    for name, most in MOST_CHARACTERS.items():
        if len(getattr(decision, name)) > most:
            found[name] = f"Use {most} characters at most."
    for key in reasons_needed(draft, decision.leave_out):
        if not decision.reason(key):
            found[f"reason-{key}"] = "Say why this is left out."
    return found


def typed_texts(decision: Decision) -> Iterator[tuple[str, str]]:
    """What the person typed, with the name of the field; it goes into the record."""
    for name in ("by", "recipient", "rationale", "stays"):
        yield name, getattr(decision, name)
    for key, reason in decision.reasons.items():
        yield f"reason for {'words outside items' if key == WORDS else f'item {key}'}", reason


def in_typed(standing: Mapping[str, list[str]]) -> tuple[Standing, ...]:
    """Left-out words that the person typed into a field, as places."""
    return tuple(
        Standing(f"the field “{name}”", f"the field “{name}”", words)
        for name, found in standing.items()
        for words in found
    )
