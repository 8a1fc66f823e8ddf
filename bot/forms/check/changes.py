"""What happened to one control from one form version to the next, in the closed list of categories."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from bot.application_model.names import normalise, normalise_section
from bot.forms.check.controls import Control
from bot.forms.check.traits import without_letter
from bot.forms.match.comparing import texts

Category = Literal[
    "intact",
    "cosmetic",
    "moved",
    "moved section",
    "re-keyed",
    "relabelled (minor)",
    "relabelled (meaning)",
    "retyped",
    "re-optioned",
    "re-constrained",
    "re-hinted",
    "split",
    "merged",
    "repeated",
    "conditional",
    "relocated",
    "missing",
    "ambiguous",
    "conflict",
    "added (optional)",
    "added (required)",
    "flow",
    "value shape",
]
SAFE: Final[frozenset[Category]] = frozenset({"intact", "cosmetic", "moved", "re-keyed"})
STOPS: Final[frozenset[Category]] = frozenset(
    {"missing", "conflict", "value shape", "repeated", "merged", "split"}
)
"""What no proposal can mend: the model says in words of its own how the value is read now."""
GUARD_WORDS: Final = frozenset(
    re.findall(
        r"\w+",
        "not no except never without victim suspect offender child children parent mother father "
        "birth born incident consent share sharing disclose previous other alone refuse refused "
        "school home address safe injured present unseen unknown former formerly lived preferred "
        "lifted ended planned expected last next first second until unless if only be",
    )
)
"""Words that change what is asked; one that comes or goes means: the meaning changed."""


@dataclass(frozen=True)
class Change:
    """One thing that changed.

    Attributes:
        was: as the old form has it.
        now: as the new form has it.
    """

    category: Category
    was: str = ""
    now: str = ""


def changes_of(old: Control, new: Control, sections: Mapping[str, str]) -> tuple[Change, ...]:
    """Everything that differs between a control and what it has become.

    Args:
        old: the control.
        new: what it has become.
        sections: old section path to the new path of the same section, where the section itself
            was renamed; what only followed its section has not moved.
    """
    if bool(old.grid) != bool(new.grid):
        return (_repeated(old, new),)
    found = [
        *_section(old, new, sections),
        *_label(old, new),
        *_differs("retyped", old.kind, new.kind),
        *_differs("re-keyed", old.key, new.key),
        *_options(old, new),
        *_differs("re-constrained", _constraint(old), _constraint(new)),
        *_differs("re-hinted", normalise(old.hint), normalise(new.hint), old.hint, new.hint),
        *_differs("relocated", old.where, new.where),
    ]
    return tuple(found) or (Change("intact"),)


def relabelled(was: str, now: str) -> Category:
    """Cosmetic, minor or another meaning.

    A guard word that comes or goes is never minor, nor is a label of which little is left.
    """
    if normalise(was) == normalise(now):
        return "cosmetic"
    changed = _words(was) ^ _words(now)
    if changed & GUARD_WORDS or texts(was, now) not in ("same", "near"):
        return "relabelled (meaning)"
    return "relabelled (minor)"


def section_change(was: str, now: str) -> Change | None:
    """How a whole section was renamed; None when it was not."""
    if normalise_section(was) == normalise_section(now):
        return None
    if without_letter(was).casefold() == without_letter(now).casefold():
        return Change("relabelled (minor)", was, now)
    return Change(relabelled(without_letter(was), without_letter(now)), was, now)


def _section(old: Control, new: Control, sections: Mapping[str, str]) -> tuple[Change, ...]:
    expected = sections.get(old.section, old.section)
    if normalise_section(expected) == normalise_section(new.section):
        return ()
    return (Change("moved section", old.section, new.section),)


def _label(old: Control, new: Control) -> tuple[Change, ...]:
    if old.label == new.label or _is_own_heading(old, new):
        return ()
    return (Change(relabelled(old.label, new.label), old.label, new.label),)


def _is_own_heading(old: Control, new: Control) -> bool:
    """A grid is named by its section's heading; that change is the section's."""
    return old.label == old.section.split(" > ")[-1] and new.label == new.section.split(" > ")[-1]


def _options(old: Control, new: Control) -> tuple[Change, ...]:
    was, now = sorted(old.options), sorted(new.options)
    if was == now or old.kind != new.kind:
        return ()
    gone = [text or value for value, text in was if (value, text) not in now]
    come = [text or value for value, text in now if (value, text) not in was]
    return (Change("re-optioned", _listed(gone), _listed(come)),)


def _repeated(old: Control, new: Control) -> Change:
    """Asked once and now in every row, or the reverse."""
    if new.grid:
        return Change("repeated", old.label, f"{new.label}, in each row of {new.grid}")
    return Change("merged", f"{old.label}, in each row of {old.grid}", new.label)


def _listed(entries: list[str]) -> str:
    shown = ", ".join(entries[:4])
    return f"{shown} and {len(entries) - 4} more" if len(entries) > 4 else shown or "–"  # noqa: PLR2004


def _constraint(control: Control) -> str:
    return "required" if control.required else "optional"


def _differs(
    category: Category, was: str, now: str, shown_was: str = "", shown_now: str = ""
) -> tuple[Change, ...]:
    return () if was == now else (Change(category, shown_was or was, shown_now or now),)


def _words(label: str) -> set[str]:
    return set(re.findall(r"[a-z]+", label.casefold()))
