"""In-page dialogs: a known one is closed as a person closes it; an unknown one stops the step."""

from collections.abc import Mapping

from bot.application_model.kinds import Stroke
from bot.application_model.names import normalise
from bot.application_model.snapshot import Node, Snapshot
from bot.exceptions import SystemException
from bot.screen import Screen


def close_known_dialogs(screen: Screen, seen: Snapshot, known: Mapping[str, str]) -> bool:
    """Close every open dialog; True when there was one.

    Raises:
        SystemException: C7, a dialog that no model knows, or that does not close.
    """
    buttons = {normalise(heading): button for heading, button in known.items()}
    for heading in seen.dialogs:
        button = buttons.get(normalise(heading))
        found = _buttons(seen, heading, button) if button else []
        if len(found) != 1:
            raise SystemException("unexpected dialog in the page", code="C7")
        answer = screen.touch("focus", found[0], doc=seen.document, record=seen.record)
        if "why" in answer:
            raise SystemException("a known dialog cannot be closed", code="C7")
        screen.type([Stroke("press", "Enter")])
    return bool(seen.dialogs)


def _buttons(seen: Snapshot, heading: str, label: str) -> list[Node]:
    section = f"[dialog] {heading}"
    return [
        node
        for node in seen.nodes
        if node.kind == "button"
        and node.section == section
        and normalise(node.name) == normalise(label)
    ]
