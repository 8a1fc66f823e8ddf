"""What speaks for two controls of two form versions being the same question."""

from collections.abc import Callable
from typing import Final

from bot.forms.check.controls import Control
from bot.forms.match.attributes import Attributes, Compare, Trait, text_of
from bot.forms.match.comparing import Level, texts, words

_FAMILIES: Final = (
    frozenset({"text", "textarea", "typeahead", "number"}),
    frozenset({"radio", "select", "checkbox", "switch"}),
    frozenset({"date", "text"}),
    frozenset({"select", "typeahead"}),
)


def attributes_of(controls: tuple[Control, ...]) -> list[Attributes]:
    """Each control as the matcher takes it, with the labels before and after it."""
    labels = ["", *(control.label for control in controls), ""]
    return [
        {
            "label": control.label,
            "kind": control.kind,
            "section": without_letter(control.section),
            "key": control.key,
            "options": "|".join(text for _, text in control.options),
            "hint": control.hint,
            "grid": "column" if control.grid else "control",
            "around": f"{labels[place]}|{labels[place + 2]}",
        }
        for place, control in enumerate(controls)
    ]


def without_letter(section: str) -> str:
    """A section path without the letters that number its headings: ``D Children`` is ``Children``."""
    parts = section.split(" > ")
    bare = [p[2:] if len(p) > 2 and p[0].isalnum() and p[1] in " ." else p for p in parts]  # noqa: PLR2004
    return " > ".join(bare)


def _by(name: str, compare: Callable[[str, str], Level]) -> Compare:
    def compared(old: Attributes, new: Attributes) -> Level | None:
        return compare(text_of(old, name) or "", text_of(new, name) or "")

    return compared


def _kinds(old: str, new: str) -> Level:
    if old == new:
        return "same"
    return "near" if any({old, new} <= family for family in _FAMILIES) else "other"


def _exactly(old: str, new: str) -> Level:
    return "same" if old == new else "other"


def _parts(old: str, new: str) -> Level:
    return words(old.casefold().split("|"), new.casefold().split("|"))


def _kept(same: float, near: float, related: float) -> dict[Level, float]:
    return {"same": same, "near": near, "related": related, "other": 1 - same - near - related}


CONTROL_TRAITS: Final[tuple[Trait, ...]] = (
    Trait("label", _by("label", texts), _kept(0.72, 0.10, 0.08)),
    Trait("kind", _by("kind", _kinds), _kept(0.88, 0.08, 0.0)),
    Trait("section", _by("section", texts), _kept(0.80, 0.08, 0.06), 0.8),
    Trait("key", _by("key", texts), _kept(0.60, 0.12, 0.13), 0.9),
    Trait("options", _by("options", _parts), _kept(0.82, 0.06, 0.06), 0.8),
    Trait("hint", _by("hint", texts), _kept(0.85, 0.05, 0.05), 0.5),
    Trait("column", _by("grid", _exactly), _kept(0.95, 0.0, 0.0)),
    Trait("labels around", _by("around", _parts), _kept(0.45, 0.05, 0.30), 0.6),
)
