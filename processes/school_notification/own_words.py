"""Whose words a text of what a child said is: one for all children, or each child's own."""

from processes.school_notification.facts import Case, PpnFacts


def voices(ppn: PpnFacts) -> tuple[str, ...]:
    """Every text of what a child said."""
    return tuple(filter(None, (ppn.voice, *(row.said for row in ppn.children))))


def voice_of(case: Case) -> str:
    """What this child said: its own words, or the one text that the form has for all."""
    return next(iter(_own_words(case)), case.ppn.voice)


def is_shared(case: Case) -> bool:
    """Whether the text may be another child's, or not the whole of what this one said.

    So is one text for all, the same text for a sibling, and two texts for one child.
    """
    text = voice_of(case)
    others = {row.said for group in case.siblings for row in group.rows}
    is_one_for_all = text == case.ppn.voice or text in others
    return len(_own_words(case)) > 1 or (bool(case.siblings) and is_one_for_all)


def _own_words(case: Case) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.said for row in case.rows if row.said))
