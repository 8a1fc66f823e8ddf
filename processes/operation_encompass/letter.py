"""The reviewed letters of P2, by profile."""

from collections.abc import Iterable

from processes.school_notification import letter as shared
from processes.school_notification.letter import Letter, RenderedLetter
from processes.shared.disclosure import SentFields
from processes.shared.policy import Policy

_VERSIONS = {"hampshire": "hampshire_v1.j2"}


def render(fields: SentFields, school_name: str, policy: Policy, *, late: bool) -> RenderedLetter:
    """Give the letter about one child to one school; ``late`` says that it is late (P2.26)."""
    return shared.render(letter_of(policy), fields, school_name, policy, late=late)


def skeleton(names: Iterable[str], policy: Policy, *, late: bool) -> str:
    """Give the letter's fixed text with a mark for each value; no value of any case is in it."""
    return shared.skeleton(letter_of(policy), names, policy, late=late)


def letter_of(policy: Policy) -> Letter:
    """Give the letter that this profile uses.

    Raises:
        LookupError: the profile has no reviewed letter.
    """
    if policy.name not in _VERSIONS:
        raise LookupError(f"profile {policy.name} has no reviewed letter")
    file = _VERSIONS[policy.name]
    return Letter("operation_encompass/letters", file, policy.settings.subject_line)
