"""The form of the page as a decision, and back."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.redaction.decision import WORDS, Decision
from bot.redaction.draft import Draft

SUGGESTED_REASONS = (
    "About another person, not needed for the request",
    "Not relevant to the request",
    "Would put a person at risk",
    "Would identify a source",
    "Would prejudice an investigation",
    "Recorded in error",
)
"""Offered while a person types; any other reason may be given."""


@dataclass(frozen=True)
class Filled:
    """The form as it was filled in.

    Attributes:
        decision: what it says.
        fields: every value by its name, to be carried on to the next page.
    """

    decision: Decision
    fields: Mapping[str, str]


def filled(draft: Draft, form: Mapping[str, str]) -> Filled:
    """Read the form; an item that the report does not have is not taken from it."""
    numbers = [item.number for item in draft.items]
    chosen = frozenset(n for n in numbers if form.get(f"leave-{n}") and n not in draft.struck_items)
    keys = [*map(str, numbers), WORDS]
    reasons = {key: form.get(f"reason-{key}", "").strip() for key in keys}
    decision = Decision(
        by=form.get("by", "").strip(),
        recipient=form.get("recipient", "").strip(),
        rationale=form.get("rationale", "").strip(),
        leave_out=chosen,
        reasons={
            key: text for key, text in reasons.items() if text and _counts(key, draft, chosen)
        },
        stays=form.get("stays", "").strip(),
    )
    fields = {f"reason-{key}": text for key, text in reasons.items() if text}
    fields |= {f"leave-{number}": "yes" for number in sorted(chosen)}
    names = ("by", "recipient", "rationale", "stays")
    return Filled(decision, fields | {name: getattr(decision, name) for name in names})


def _counts(key: str, draft: Draft, chosen: frozenset[int]) -> bool:
    """A reason that was typed for an item which then stays in is no reason for anything."""
    if key == WORDS:
        return True
    with_words = {words.item for words in draft.struck_words}
    return int(key) in chosen | with_words | set(draft.struck_items)
