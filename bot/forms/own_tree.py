"""What the browser itself calls the controls of a page: the check on the names that the reader computes.

The reader knows a subset of the standard on accessible names (names.js). Where a page uses more of
it, the two differ, and no model may be learned from that page.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Final

from playwright.sync_api import CDPSession, Page

from bot.application_model.names import normalise
from bot.application_model.snapshot import Node, Snapshot

_CONTROLS: Final = frozenset(
    {"textbox", "searchbox", "combobox", "checkbox", "radio", "switch", "spinbutton", "listbox"}
    | {"button", "link", "status", "Date", "DateTime", "InputTime", "Time"}
    | {"ComboBoxSelect", "PopUpButton"}
)
_GROUPS: Final = ("radio", "checkboxes")
_UNNAMED: Final = ("hidden", "tab", "fold")


def browser_names(page: Page) -> dict[str, set[str]]:
    """The accessible names in the browser's own tree, by name and by id of the control."""
    session = page.context.new_cdp_session(page)
    names: dict[str, set[str]] = defaultdict(set)
    try:
        session.send("Accessibility.enable")
        for frame in _frames(session.send("Page.getFrameTree")["frameTree"]):
            tree = session.send("Accessibility.getFullAXTree", {"frameId": frame})
            for node in tree["nodes"]:
                if not node.get("ignored") and node.get("role", {}).get("value") in _CONTROLS:
                    for key in _keys(session, node):
                        names[key].add(str(node.get("name", {}).get("value", "")))
    finally:
        session.detach()
    return names


def differences(seen: Snapshot, names: dict[str, set[str]]) -> list[str]:
    """A line for each visible control whose name the browser computes otherwise.

    Args:
        seen: what the reader brought back.
        names: the browser's, by name and id of the control.
    """
    cells = [cell for grid in seen.grids for row in grid.rows for cell in row.cells]
    inside = [node for cell in cells for node in cell.controls]
    return [line for node in (*seen.nodes, *inside) for line in _compared(node, names)]


def _compared(node: Node, names: dict[str, set[str]]) -> Iterator[str]:
    if not node.visible or node.kind in _UNNAMED:
        return
    key = node.key.split("=")[0] if node.kind == "button" else node.key
    known = {normalise(name) for name in names.get(key, ())}
    ours = [text for _, text in node.options] if node.kind in _GROUPS else [node.name]
    for name in ours:
        if known and normalise(name) not in known:
            theirs = " or ".join(sorted(repr(one) for one in names[key]))
            yield f"{key}: the reader says {name!r}, the browser {theirs}"


def _frames(tree: dict[str, Any]) -> Iterator[str]:
    yield tree["frame"]["id"]
    for child in tree.get("childFrames", ()):
        yield from _frames(child)


def _keys(session: CDPSession, node: dict[str, Any]) -> set[str]:
    told = session.send("DOM.describeNode", {"backendNodeId": node["backendDOMNodeId"]})
    listed = told["node"].get("attributes", [])
    attributes = dict(zip(listed[::2], listed[1::2], strict=False))
    return {attributes[name] for name in ("name", "id") if attributes.get(name)}
