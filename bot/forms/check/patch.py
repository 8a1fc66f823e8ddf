"""The model file that the new form version would need: only what differs from the old one."""

import re
from collections.abc import Sequence
from typing import Any, Final

from bot.application_model.draft import to_yaml
from bot.application_model.model import ScreenModel, ScreenPage
from bot.application_model.names import SECTION_SEPARATOR, normalise, normalise_section
from bot.forms.check.controls import Control
from bot.forms.check.drift import Drift
from bot.forms.check.pair import Pair

_BOX: Final = re.compile(r"(.+) \((\w+)\)")
_LISTS = ("select", "radio", "checkboxes")


def proposed_model(
    drift: Drift, model: ScreenModel, extends: str, pages: Sequence[ScreenPage] = ()
) -> str:
    """YAML of a model on top of ``extends``; a person reads it, nothing applies it.

    Args:
        drift: the comparison.
        model: of the old version.
        extends: the old version's model file, without its ending.
        pages: that the new version is spread over.
    """
    top: dict[str, Any] = {"extends": extends, "form": drift.new_form}
    if tuple(pages) != tuple(_as_shown(page) for page in model.pages):
        top["pages"] = [page.model_dump(mode="json") for page in pages]
    elements: dict[str, Any] = {}
    for pair in drift.used:
        pins = _pins(pair)
        if pins is not None:
            _put(elements, model, pair.name, pins)
    return to_yaml({**top, "elements": elements})


def _as_shown(page: ScreenPage) -> ScreenPage:
    """The page with the key of its link only: the check looks, it never edits."""
    return page.model_copy(update={"keys": page.keys[:1]})


def _put(elements: dict[str, Any], model: ScreenModel, name: str, pins: dict[str, Any]) -> None:
    """Pins where the model file has them: at the element, its column, or its box."""
    box = _BOX.fullmatch(name)
    whole, part = (box[1], box[2]) if box else (name, "")
    element, _, column = whole.partition(" / ")
    at = elements.setdefault(element, {})
    if column:
        at = at.setdefault("columns", {}).setdefault(column, {})
    if not part:
        at.update(pins)
        return
    if "section" in pins:
        is_group = model.elements[element].kind == "date3"
        section = pins["section"].rpartition(SECTION_SEPARATOR)[0] if is_group else pins["section"]
        at["section"] = section
    for pin, group in (("key", "parts"), ("label", "part_labels")):
        if pin in pins:
            at.setdefault(group, {})[part] = pins[pin]


def _pins(pair: Pair) -> dict[str, Any] | None:
    """What the model must say anew; None when nothing."""
    if pair.new is None or bool(pair.old.grid) != bool(pair.new.grid):
        return None
    old, new = pair.old, pair.new
    if pair.boxes:
        return _joined(pair)
    pins: dict[str, Any] = {}
    if not old.grid and normalise_section(old.section) != normalise_section(new.section):
        pins["section"] = new.section
    if normalise(old.label) != normalise(new.label):
        pins["label"] = new.label
    if old.key != new.key:
        pins["key"] = new.key
    pins |= _kind(old, new) | _options(old, new)
    if old.required != new.required and not old.grid:
        pins["required"] = new.required
    if normalise(old.hint) != normalise(new.hint):
        pins["hint"] = new.hint
    return pins or None


def _joined(pair: Pair) -> dict[str, Any]:
    """One value in several boxes: named by their keys."""
    pins = {
        "kind": "joined",
        "parts": {box.key: box.key for box in pair.boxes},
        "part_labels": {box.key: box.label for box in pair.boxes},
        "separator": pair.separator,
    }
    section = pair.boxes[0].section
    moved = normalise_section(pair.old.section) != normalise_section(section)
    return {**({"section": section} if moved and not pair.old.grid else {}), **pins}


def _kind(old: Control, new: Control) -> dict[str, Any]:
    partner = {"partner": new.partner} if new.partner not in ("", old.partner) else {}
    if old.kind == new.kind:
        return partner
    shape = {"shape": "date"} if (old.kind, new.kind) == ("date", "text") else {}
    return {"kind": new.kind, **shape, **partner}


def _options(old: Control, new: Control) -> dict[str, Any]:
    if new.kind not in _LISTS or sorted(old.options) == sorted(new.options):
        return {}
    return {"options": dict(new.options)}
