"""The questions of a form as a page shows them: one list, columns of grids among them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.application_model.model import DATE_PARTS, Pins, ScreenModel
from bot.application_model.names import normalise, normalise_section
from bot.application_model.page_rules import Marks
from bot.application_model.snapshot import OPENERS, GridNode, Node, Snapshot

_NOT_ASKED = ("hidden", "link", *OPENERS)


@dataclass(frozen=True)
class Control:
    """One question, output or button of a form.

    Attributes:
        section: the section path, as shown.
        label: the accessible name; of a column its header.
        key: the control's name or id; of a column its key in the grid.
        options: the entries of a list; of a long one, its special entries and its records' shapes.
        where: ``frame``, ``shadow`` or ``tabs`` when it stands in one; of a column, its grid says so.
        grid: the key of the grid that it is a column of.
        partner: key of the hidden control that holds what was chosen in a type-ahead.
        values: what the record shows in it, as a person reads it: one, or one for each row.
        stored: what it holds, as a process compares it; of a column nothing.
        selector: finds it on the page for a picture; never for a read.
    """

    section: str
    label: str
    kind: str
    key: str
    required: bool = False
    hint: str = ""
    options: tuple[tuple[str, str], ...] = ()
    where: str = ""
    grid: str = ""
    partner: str = ""
    values: tuple[str, ...] = ()
    stored: str = ""
    selector: str = ""

    @cached_property
    def anchor(self) -> tuple[str, str, str]:
        """Grid, section and label, compared as names are."""
        return self.grid, normalise_section(self.section), normalise(self.label)


def controls_of(seen: Snapshot, marks: Marks) -> tuple[Control, ...]:
    """Every control of the form itself, in the page's order.

    Left out are what nobody sees, the bar above it, and what says only which screen, record and form
    version it is.
    """
    says_what = {marks.record, marks.form, marks.end, marks.locked_by}
    plain = [
        _plain(node, seen.nodes)
        for node in seen.nodes
        if not node.outside
        and node.visible
        and node.kind not in _NOT_ASKED
        and not (node.kind == "output" and node.key in says_what)
    ]
    grids = [one for grid in seen.grids if not grid.outside for one in _columns(grid)]
    return tuple(plain + grids)


def all_of(sights: Sequence[tuple[Control, ...]]) -> tuple[Control, ...]:
    """What the form asks on any of some records, once each: a question may be asked on some only."""
    found: list[Control] = []
    known: list[tuple[object, ...]] = []
    for controls in sights:
        at = 0
        for control in controls:
            identity = (control.anchor, control.key)
            if identity not in known:
                found.insert(at, control)
                known.insert(at, identity)
            at = known.index(identity) + 1
    return tuple(found)


def names_of(model: ScreenModel, controls: tuple[Control, ...]) -> dict[int, str]:
    """Which control is which element of the model, by both anchors: place to name.

    A column is named ``Grid - Children / School``; a box of several ``Text - Address (town)``.
    """
    pins = dict(_pins(model))
    found = {
        (control.grid, control.key, normalise(control.label)): place
        for place, control in enumerate(controls)
    }
    return {found[pin]: name for name, pin in pins.items() if pin in found}


def _pins(model: ScreenModel) -> Iterator[tuple[str, tuple[str, str, str]]]:
    for name, element in model.elements.items():
        yield from _boxes_or_one(name, "", element, apart=bool(element.parts))
        for column, pins in element.columns.items():
            apart = pins.kind == "joined"  # three boxes of a date are one column
            yield from _boxes_or_one(f"{name} / {column}", element.key, pins, apart=apart)


def _boxes_or_one(
    name: str, grid: str, pins: Pins, *, apart: bool
) -> Iterator[tuple[str, tuple[str, str, str]]]:
    if not apart:
        yield name, (grid, pins.key, normalise(pins.label))
        return
    for part, key in pins.parts.items():
        yield f"{name} ({part})", (grid, key, normalise(pins.part_labels[part]))


def _plain(node: Node, nodes: tuple[Node, ...]) -> Control:
    partner = next((n for n in nodes if n.kind == "hidden" and n.partner_of == node.key), None)
    value = partner.value if node.kind == "typeahead" and partner else node.value
    return Control(
        section=node.section,
        label=node.name,
        kind=node.kind,
        key=node.key,
        required=node.required,
        hint=node.hint,
        options=_entries(node),
        where=node.where,
        partner=partner.key if partner else "",
        values=(node.text or value,),
        stored=value,
        selector=node.key,
    )


def _columns(grid: GridNode) -> Iterator[Control]:
    kind = "editgrid" if any(c.controls for r in grid.rows for c in r.cells) else "grid"
    where = grid.where or ("tabs" if grid.tabs else "")  # its columns stand where it stands
    yield Control(grid.section, grid.name, kind, grid.key, where=where, selector=grid.key)
    for place, head in enumerate(grid.columns):
        if not head.label:
            continue
        cells = [row.cells[place] for row in grid.rows if row.visible and row.cells]
        shown = [_shown(cell.controls) for cell in cells]
        first = next((nodes[0] for nodes in shown if nodes), None)
        in_boxes = any(len(nodes) == len(DATE_PARTS) for nodes in shown)
        yield Control(
            section=grid.section,
            label=head.label,
            kind="date3" if in_boxes else first.kind if first else "output",
            key=head.key,
            required=bool(first and first.required),
            options=_entries(first) if first else (),
            grid=grid.key,
            partner=_partner(grid, place) if first and first.kind == "typeahead" else "",
            values=tuple(
                " ".join(map(_value, nodes)) if nodes else c.text
                for nodes, c in zip(shown, cells, strict=True)
            ),
            selector=f"{grid.key}-0-{head.key}",
        )


def _partner(grid: GridNode, place: int) -> str:
    """The key, without the row's number, of the one hidden control in a cell of the column."""
    cells = [row.cells[place] for row in grid.rows if row.visible and row.cells]
    keys = {
        re.sub(rf"^{re.escape(grid.key)}-\w+-", "", node.key)
        for cell in cells
        for node in cell.controls
        if node.kind == "hidden"
    }
    return keys.pop() if len(keys) == 1 else ""


def _entries(node: Node) -> tuple[tuple[str, str], ...]:
    """The entries of a list; of one too long, its special entries and the shapes of its records."""
    if node.long is None:
        return node.options
    return (
        *node.long.special,
        *((pattern, f"records {pattern}") for pattern in node.long.patterns),
    )


def _shown(nodes: tuple[Node, ...]) -> list[Node]:
    """The controls of a cell: one, or the three boxes of a date."""
    shown = [n for n in nodes if n.visible and n.kind not in ("hidden", "button")]
    return shown if len(shown) == len(DATE_PARTS) else shown[:1]


def _value(node: Node) -> str:
    return node.text or node.value
