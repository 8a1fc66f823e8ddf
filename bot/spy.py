"""``mash-bot spy``: open a page, click a control, get its entry for the model file.

A click is caught before the page has it, so that nothing is pressed or saved; a click with Shift
goes through, to find the way to a screen.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import ConsoleMessage, Page
from playwright.sync_api import Error as PlaywrightError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap

from bot.application_model.draft import TYPE_WORDS, draft_from, entry_of, to_yaml
from bot.application_model.files import write_whole
from bot.application_model.names import normalise, normalise_section
from bot.application_model.snapshot import GridNode, Node, Snapshot
from bot.screen import Screen

SCRIPT = (Path(__file__).parent / "spy.js").read_text(encoding="utf-8")
SAYS = "mash spy "
"""How a line in the page's console begins that tells of a click."""


@dataclass(frozen=True)
class Spied:
    """What a click found.

    Attributes:
        name: of the element in the model.
        entry: of the element in the model; empty where nothing can be said.
        notes: how unique each anchor is, and what to mind.
    """

    name: str
    entry: dict[str, Any]
    notes: tuple[str, ...]

    @property
    def text(self) -> str:
        """As it is printed: YAML with the notes as comments."""
        notes = "".join(f"# {note}\n" for note in self.notes)
        return notes + (to_yaml({self.name: self.entry}) if self.entry else "")


def spied(seen: Snapshot, key: str) -> Spied:
    """The model entry of the control that has that key.

    Args:
        seen: the page.
        key: as the page's script tells it: name or id, ``name=value`` of a button, a grid's key.
    """
    for grid in seen.grids:
        if key == grid.key or key.startswith(f"{grid.key}-"):
            return _of_grid(seen, grid, key)
    named = [node for node in seen.nodes if node.kind in TYPE_WORDS and node.visible]
    found = [node for node in named if node.key == key] or [n for n in named if n.name == key]
    if not found:
        return Spied("", {}, (f"{key!r}: no control that a model can hold",))
    name, entry = entry_of(found[0], seen.nodes)
    return Spied(name, entry, tuple(_notes(found[0], named)))


def append(path: Path, found: Spied) -> str:
    """Put an entry into a model file, what stands there left as it is; gives what was done.

    Raises:
        OSError: the file cannot be read or written.
        ValueError: the file is no model.
    """
    yaml = YAML()
    yaml.width = 200
    yaml.preserve_quotes = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    data = yaml.load(path.read_text(encoding="utf-8"))
    if not isinstance(data, dict):
        raise ValueError(f"{path}: a model is a mapping with name, screen and elements")  # noqa: TRY004 - bad input
    elements = data.setdefault("elements", {})
    if found.name in elements:
        return f"{found.name} stands in {path} already; nothing was written"
    entry = CommentedMap(found.entry)
    if not any(isinstance(value, dict) for value in found.entry.values()):
        entry.fa.set_flow_style()
    elements[found.name] = entry
    with write_whole(path) as stream:
        yaml.dump(data, stream)
    return f"added {found.name} to {path}"


def watch(screen: Screen, tell: Callable[[Spied], None]) -> None:
    """Tell of each click until the window is closed.

    Args:
        screen: a window with the page in it.
        tell: is given what each click found.
    """
    page = screen.page
    page.add_init_script(SCRIPT)
    _into_every_frame(page)
    while not page.is_closed():
        try:
            told = page.wait_for_event("console", _is_click, timeout=0)
        except PlaywrightError:
            if page.is_closed():
                return
            raise
        tell(spied(screen.snapshot(), told.text.removeprefix(SAYS)))


def _is_click(message: ConsoleMessage) -> bool:
    return message.text.startswith(SAYS)


def _into_every_frame(page: Page) -> None:
    for frame in page.frames:
        frame.evaluate(SCRIPT)


def _of_grid(seen: Snapshot, grid: GridNode, key: str) -> Spied:
    """The whole grid: a column is proved by its heading and its place in it."""
    drafted = draft_from(Snapshot(screen=seen.screen, grids=(grid,), nodes=seen.nodes))
    name, entry = next((n, e) for n, e in drafted["elements"].items() if e["key"] == grid.key)
    same = [g for g in seen.grids if g.visible and g.key == grid.key]
    column = re.sub(rf"^{re.escape(grid.key)}-\d+-", "", key)
    pins = {k: v for k, v in entry["columns"].items() if v["key"] == column}
    where = f"column {next(iter(pins))!r}" if pins else "the whole grid"
    return Spied(
        name, entry, (f"{where} of grid {grid.key!r}", f"key: {_times(len(same))} on the page")
    )


def _notes(node: Node, named: list[Node]) -> list[str]:
    section = normalise_section(node.section)
    label = [n for n in named if normalise(n.name) == normalise(node.name)]
    inside = [n for n in label if normalise_section(n.section) == section]
    key = [n for n in named if n.key == node.key]
    where = f"{node.section or '(no section)'} > {node.name}"
    notes = [
        f"human anchor: {where}: {_times(len(inside))} in its section, {_times(len(label))} on the page",
        f"machine anchor: {node.key}: {_times(len(key))} on the page",
    ]
    if len(inside) != 1 or len(key) != 1:
        notes.append("not unique: the robot would refuse to read it (R1)")
    if re.search(r"\d{4,}|^:\w+:$", node.key):
        notes.append("the key looks generated: it may be another one tomorrow")
    if node.where:
        notes.append(f"it stands in a {node.where}")
    return notes


def _times(count: int) -> str:
    return {0: "not", 1: "once", 2: "twice"}.get(count, f"{count} times")
