"""The model file that the new form version would need: only what differs from the old one."""

from typing import Any

from bot.application_model.draft import to_yaml
from bot.application_model.names import normalise, normalise_section
from bot.forms.check.controls import Control
from bot.forms.check.drift import Drift, Pair

_LISTS = ("select", "radio", "checkboxes")


def proposed_model(drift: Drift, extends: str) -> str:
    """YAML of a model on top of ``extends``; a person reads it, nothing applies it.

    Args:
        drift: the comparison.
        extends: the old version's model file, without its ending.
    """
    elements: dict[str, Any] = {}
    for pair in drift.used:
        pins = _pins(pair)
        if pins is None:
            continue
        element, _, column = pair.name.partition(" / ")
        if column:
            columns = elements.setdefault(element, {}).setdefault("columns", {})
            columns[column] = pins
        else:
            elements[element] = {**pins, **elements.get(element, {})}
    return to_yaml({"extends": extends, "form": drift.new_form, "elements": elements})


def _pins(pair: Pair) -> dict[str, Any] | None:
    """What the model must say anew; None when nothing."""
    if pair.new is None:
        return None
    old, new = pair.old, pair.new
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


def _kind(old: Control, new: Control) -> dict[str, Any]:
    return {} if old.kind == new.kind else {"kind": new.kind}


def _options(old: Control, new: Control) -> dict[str, Any]:
    if new.kind not in _LISTS or sorted(old.options) == sorted(new.options):
        return {}
    return {"options": dict(new.options)}
