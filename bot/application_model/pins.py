"""R3 and R5: the node that bears both anchors also has the pinned kind, entries and shape."""

import re

from bot.application_model.choices import KINDS
from bot.application_model.kinds import Bound
from bot.application_model.mismatch import Mismatch
from bot.application_model.model import Pins, Records
from bot.application_model.names import normalise
from bot.application_model.snapshot import Node
from bot.exceptions import BusinessException


def check_pins_of(
    kind_name: str, bound: Bound, rules: frozenset[str], *, required: bool = False, hint: str = ""
) -> None:
    """Compare a node with its pins.

    Raises:
        Mismatch: R3 or R5.
        BusinessException: the chosen record is in its list twice.
    """
    kind = KINDS[kind_name]
    if "R3" in rules:
        for node in bound.parts.values() or (bound.node,):
            if node.kind not in kind.page_kinds:
                raise Mismatch("R3", f"kind {kind_name}", f"kind {node.kind}")
        check_looks(bound.node, required=required, hint=hint)
        if kind.is_list:
            check_entries(bound.pins, bound.node)
    if "R5" in rules and not kind.has_shape(bound):
        raise Mismatch("R5", shape_in_words(bound.pins), "a value of another shape")


def check_looks(node: Node, *, required: bool, hint: str) -> None:
    """Required and hint are as pinned.

    Raises:
        Mismatch: R3.
    """
    if node.kind not in ("button", "link", "output") and node.required != required:
        raise Mismatch("R3", _must(required=required), _must(required=node.required))
    if normalise(node.hint) != normalise(hint):
        raise Mismatch("R3", f"hint {hint!r}", f"hint {node.hint!r}")


def check_entries(pins: Pins, node: Node) -> None:
    """A policy list has the pinned entries by value and text; a record list has the pinned shape.

    Raises:
        Mismatch: R3.
        BusinessException: the chosen record is in the list twice.
    """
    if pins.records is not None:
        check_records(pins.records, node)
        if node.value in node.doubled:
            raise BusinessException(f"the record chosen in {pins.label!r} is in the list twice")
        return
    want = sorted((value, normalise(text)) for value, text in (pins.options or {}).items())
    have = sorted((value, normalise(text)) for value, text in node.options)
    if want != have:
        raise Mismatch("R3", f"entries {_only(want, have)}", f"entries {_only(have, want)}")


def check_records(records: Records, node: Node) -> None:
    """Every entry is a record by its value's pattern, or one of the special ones exactly.

    Raises:
        Mismatch: R3.
    """
    special = {(value, normalise(text)) for value, text in records.special.items()}
    if node.long is not None:
        others = {(value, normalise(text)) for value, text in node.long.special}
        patterns = set(node.long.patterns)
    else:
        others = {(v, normalise(t)) for v, t in node.options if not re.search(r"\d", v)}
        patterns = {value for value, _ in node.options if re.search(r"\d", value)}
    unknown = {o for o in others - special if not re.fullmatch(records.pattern, o[0])}
    if unknown or special - others:
        raise Mismatch(
            "R3", f"special entries {sorted(special)}", f"other entries: {len(unknown)} new"
        )
    if any(not re.fullmatch(records.pattern, pattern) for pattern in patterns):
        raise Mismatch("R3", f"records like {records.pattern}", "records of another shape")


def shape_in_words(pins: Pins) -> str:
    """What R5 expected."""
    shape = pins.pattern or pins.shape
    return f"a value of shape {shape}" + ("" if pins.blank else ", not blank")


def _must(*, required: bool) -> str:
    return "a required field" if required else "an optional field"


def _only(left: list[tuple[str, str]], right: list[tuple[str, str]]) -> str:
    return str([entry for entry in left if entry not in right] or "(each once)")
