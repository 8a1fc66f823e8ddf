"""What one trip into the page brought back: controls, outputs, buttons, links and grids."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.application_model.names import SECTION_SEPARATOR

OPENERS = ("tab", "fold")
"""Kinds of node that only bring to sight what is in the page, or will be: a tab, a folded part."""


@dataclass(frozen=True)
class LongList:
    """A list too long to bring back: its shape.

    Attributes:
        count: how many entries.
        patterns: value with each digit as 9, to how often it occurs.
        special: the entries whose value holds no digit.
    """

    count: int
    patterns: Mapping[str, int]
    special: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Node:
    """One control, output, button or link as the page has it.

    Attributes:
        way: of a link or button in a list of the pages of a screen: ``page``, or ``here``.
    """

    section: str
    name: str
    kind: str
    key: str
    visible: bool = False
    outside: bool = False
    required: bool = False
    disabled: bool = False
    bad: bool = False
    hint: str = ""
    where: str = ""
    value: str = ""
    text: str = ""
    link: str = ""
    options: tuple[tuple[str, str], ...] = ()
    long: LongList | None = None
    doubled: tuple[str, ...] = ()
    ticked: tuple[str, ...] = ()
    partner_of: str = ""
    grid: str = ""
    row: int = -1
    way: str = ""


@dataclass(frozen=True)
class Cell:
    """One cell: its text, or the controls in it."""

    text: str
    link: str = ""
    controls: tuple[Node, ...] = ()


@dataclass(frozen=True)
class GridRow:
    """One row with the id of the record it shows."""

    record: str
    cells: tuple[Cell, ...]
    visible: bool = True


@dataclass(frozen=True)
class GridColumn:
    """One column head."""

    key: str
    label: str
    visible: bool = True


@dataclass(frozen=True)
class GridNode:
    """One grid as the page has it.

    Attributes:
        tabs: each row stands on a tab of its own; the rows of closed tabs are not visible.
    """

    section: str
    name: str
    key: str
    columns: tuple[GridColumn, ...]
    rows: tuple[GridRow, ...]
    visible: bool = True
    outside: bool = False
    where: str = ""
    tabs: bool = False


@dataclass(frozen=True)
class Snapshot:
    """A whole page at one moment.

    Attributes:
        screen: the heading; empty when there is none, or more than one.
        form: the form's own label of its version.
        record: the record id the page shows.
        document: tells one loaded document from another.
        dialogs: headings of the in-page dialogs that are open.
        foreign_frames: how many frames of another origin.
        busy: the page has started something that has not ended.
        refused: the page lists what a person must correct before it takes the form.
    """

    screen: str
    form: str = ""
    record: str = ""
    document: float = 0.0
    path: str = ""
    end: bool = False
    ready: bool = True
    busy: bool = False
    refused: bool = False
    dialogs: tuple[str, ...] = ()
    foreign_frames: int = 0
    nodes: tuple[Node, ...] = ()
    grids: tuple[GridNode, ...] = field(default=())

    @property
    def closed(self) -> tuple[Node, ...]:
        """The tabs and folded parts that are not open."""
        return tuple(
            n for n in self.nodes if n.kind in OPENERS and not (n.value or n.outside or n.disabled)
        )

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings of the page's own sections, those with a question in them."""
        fields = [node.section for node in self.nodes if node.section and not node.outside]
        grids = [grid.section for grid in self.grids if grid.section and not grid.outside]
        return tuple(dict.fromkeys(p.split(SECTION_SEPARATOR)[0] for p in fields + grids))

    def output(self, key: str) -> Node | None:
        """The one visible output of that name, if there is exactly one."""
        found = [n for n in self.nodes if n.kind == "output" and n.key == key and n.visible]
        return found[0] if len(found) == 1 else None


def parse_snapshot(text: str) -> Snapshot:
    """The snapshot from the reader's JSON."""
    data = json.loads(text)
    return Snapshot(
        screen=data["screen"],
        form=data["form"],
        record=data["record"],
        document=data["doc"],
        path=data["path"],
        end=data["end"],
        ready=data["ready"],
        busy=data["busy"],
        refused=data["refused"],
        dialogs=tuple(d["heading"] for d in data["dialogs"]),
        foreign_frames=data["foreign"],
        nodes=tuple(_node(n) for n in data["nodes"]),
        grids=tuple(_grid(g) for g in data["grids"]),
    )


def _node(data: dict[str, Any]) -> Node:
    if "options" in data:
        data["options"] = tuple((value, text) for value, text in data["options"])
    for key in ("doubled", "ticked"):
        if key in data:
            data[key] = tuple(data[key])
    if "long" in data:
        long = data["long"]
        data["long"] = LongList(
            long["count"], long["patterns"], tuple((v, t) for v, t in long["special"])
        )
    return Node(**data)


def _grid(data: dict[str, Any]) -> GridNode:
    columns = tuple(GridColumn(**column) for column in data.pop("columns"))
    rows = tuple(_row(row) for row in data.pop("rows"))
    return GridNode(columns=columns, rows=rows, **data)


def _row(data: dict[str, Any]) -> GridRow:
    cells = tuple(
        Cell(c["text"], c.get("link", ""), tuple(_node(n) for n in c["controls"]))
        for c in data["cells"]
    )
    return GridRow(data["record"], cells, data["visible"])
