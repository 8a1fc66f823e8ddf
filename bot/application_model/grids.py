"""Grids: columns by label and key, every cell by its column's pins, every row by its record."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.application_model.kinds import Bound, fits
from bot.application_model.mismatch import Mismatch
from bot.application_model.model import Column, Element
from bot.application_model.names import normalise
from bot.application_model.pins import check_pins_of, shape_in_words
from bot.application_model.snapshot import Cell, GridNode, GridRow, Node
from bot.exceptions import SystemException


@dataclass(frozen=True)
class BoundRow:
    """One row: cells of a display grid, controls of an edit grid, by the model's column names."""

    row: GridRow
    cells: Mapping[str, Cell]
    controls: Mapping[str, Bound]


@dataclass(frozen=True)
class BoundGrid:
    """A grid with its rows proved."""

    element: Element
    node: GridNode
    rows: tuple[BoundRow, ...]


def bind_grid(element: Element, node: GridNode, rules: frozenset[str]) -> BoundGrid:
    """Prove columns and rows.

    Raises:
        Mismatch: R1 to R5.
        SystemException: C5, a row shows another record than it says (R6).
    """
    places = _places(element, node, rules) if _shows_columns(node) else {}
    taken = [place for several in places.values() for place in several.values()]
    if "R4" in rules and len(set(taken)) != len(taken):
        raise Mismatch("R4", "a column of its own", "one column for two")
    rows = tuple(_bind_row(element, node, row, places, rules) for row in node.rows if row.visible)
    if "R6" in rules and node.tabs and len(rows) != len(node.rows):
        raise SystemException(f"not every tab of grid {element.key!r} could be opened", code="C5")
    return BoundGrid(element, node, rows)


_Places = Mapping[str, Mapping[str, int]]
"""Column name to the place of its column in the page, by part where its value is in several."""


def _shows_columns(node: GridNode) -> bool:
    """A grid with a tab for each row shows no columns as long as it has no rows."""
    return not node.tabs or bool(node.rows)


def _places(element: Element, node: GridNode, rules: frozenset[str]) -> _Places:
    found: dict[str, dict[str, int]] = {}
    for name, column in element.columns.items():
        heads = _heads(column)
        places = {part: _place(head, node, rules) for part, head in heads.items()}
        present = {part: place for part, place in places.items() if place is not None}
        if present and len(present) != len(heads):
            raise Mismatch("R1", " and ".join(heads), "not all of them")
        if present:
            found[name] = present
    return found


def _heads(column: Column) -> dict[str, Column]:
    """What to look for in the page: the column, or one for each box of a joined text."""
    if column.kind != "joined":
        return {"": column}
    return {
        part: column.model_copy(update={"label": column.part_labels[part], "key": key})
        for part, key in column.parts.items()
    }


def _place(column: Column, grid: GridNode, rules: frozenset[str]) -> int | None:
    """R1 and R2 for a column: label and key name the same one."""
    shown = [(n, head) for n, head in enumerate(grid.columns) if head.visible]
    machine = [n for n, head in shown if head.key == column.key]
    human = [n for n, head in shown if normalise(head.label) == normalise(column.label)]
    if not machine and not human and column.may_be_absent:
        return None
    if "R1" in rules and (len(machine) != 1 or len(human) != 1):
        found = f"{len(human)} by label, {len(machine)} by key"
        raise Mismatch("R1", f"column {column.label!r} ({column.key}) once", found)
    if "R2" in rules and machine and human and machine[0] != human[0]:
        raise Mismatch("R2", f"label and key of column {column.label!r}", "two columns")
    found_at = machine or human
    if not found_at:
        raise Mismatch("R1", f"column {column.label!r}", "not on the page")
    return found_at[0]


def _bind_row(
    element: Element,
    grid: GridNode,
    row: GridRow,
    places: _Places,
    rules: frozenset[str],
) -> BoundRow:
    if len(row.cells) != len(grid.columns):
        raise Mismatch("R3", f"{len(grid.columns)} cells in a row", f"{len(row.cells)}")
    cells = {name: row.cells[next(iter(several.values()))] for name, several in places.items()}
    if element.kind == "grid":
        _check_cells(element, row, cells, rules)
        return BoundRow(row, cells, {})
    controls = {
        name: _bind_column(element.columns[name], grid, (row, several), rules)
        for name, several in places.items()
    }
    _check_one_row({name: _row_number(grid, bound) for name, bound in controls.items()})
    return BoundRow(row, cells, controls)


def _check_cells(
    element: Element, row: GridRow, cells: Mapping[str, Cell], rules: frozenset[str]
) -> None:
    if "R6" in rules and element.record_column is not None:
        shown = cells[element.record_column].text
        if not row.record or shown != row.record:
            raise SystemException(f"a row of grid {element.key!r} shows another record", code="C5")
    if "R5" not in rules:
        return
    for name, cell in cells.items():
        column = element.columns[name]
        known = cell.text in column.unknowns or fits(column, cell.text)
        if not (known if cell.text else column.blank):
            raise Mismatch("R5", f"{name}: {shape_in_words(column)}", "a value of another shape")


def _bind_column(
    column: Column,
    grid: GridNode,
    placed: tuple[GridRow, Mapping[str, int]],
    rules: frozenset[str],
) -> Bound:
    """The control in a row's cell, or the boxes of a joined text in several cells."""
    row, places = placed
    if column.kind != "joined":
        return _bind_cell(column, grid, row.cells[places[""]], rules)
    parts = {
        part: _bind_cell(
            head.model_copy(update={"kind": "text"}), grid, row.cells[places[part]], rules
        ).node
        for part, head in _heads(column).items()
    }
    bound = Bound(column, next(iter(parts.values())), parts=parts)
    check_pins_of(column.kind, bound, rules, required=bound.node.required, hint=bound.node.hint)
    return bound


def _bind_cell(column: Column, grid: GridNode, cell: Cell, rules: frozenset[str]) -> Bound:
    """The control in a cell of an edit grid, proved against its column's pins."""
    shown = [
        node for node in cell.controls if node.visible and node.kind not in ("hidden", "button")
    ]
    if column.kind == "date3":
        return _bind_boxes(column, grid, shown, rules)
    if len(shown) != 1:
        raise Mismatch("R1", f"one control in a cell of {column.label!r}", f"{len(shown)}")
    node = shown[0]
    partner = _cell_partner(column, cell, node, rules)
    _check_cell_anchor(column, grid, (node, partner), rules)
    bound = Bound(column, node, partner=partner)
    required, hint = node.required, node.hint
    check_pins_of(column.kind, bound, rules, required=required, hint=hint)
    return bound


def _bind_boxes(column: Column, grid: GridNode, shown: list[Node], rules: frozenset[str]) -> Bound:
    parts: dict[str, Node] = {}
    for part, key in column.parts.items():
        found = [node for node in shown if _cell_key(grid, node) == key]
        if len(found) != 1:
            raise Mismatch(
                "R1", f"box {key!r} in a cell of {column.label!r}", f"{len(found)} times"
            )
        parts[part] = found[0]
    bound = Bound(column, parts["day"], parts=parts)
    check_pins_of(column.kind, bound, rules, required=bound.node.required, hint=bound.node.hint)
    return bound


def _check_cell_anchor(
    column: Column, grid: GridNode, found: tuple[Node, Node | None], rules: frozenset[str]
) -> None:
    """R2: the control, or the hidden partner that keeps its value, has the column's key."""
    if "R2" not in rules:
        return
    if column.key not in [_cell_key(grid, node) for node in found if node]:
        raise Mismatch("R2", f"key {column.key!r} under column {column.label!r}", "another key")
    if not normalise(found[0].name).startswith(normalise(column.label)):
        raise Mismatch("R2", f"a control named {column.label!r} under that column", "another name")


def _cell_partner(column: Column, cell: Cell, node: Node, rules: frozenset[str]) -> Node | None:
    if column.partner is None:
        return None
    found = [
        n for n in cell.controls if n.kind == "hidden" and n.key.endswith(f"-{column.partner}")
    ]
    if "R1" in rules and (len(found) != 1 or found[0].partner_of != node.key):
        raise Mismatch("R1", f"hidden partner {column.partner!r}", "none that belongs to it alone")
    return found[0] if found else None


def _cell_key(grid: GridNode, node: Node) -> str:
    match = re.fullmatch(rf"{re.escape(grid.key)}-\d+-(.+)", node.key)
    return match[1] if match else node.key


def _row_number(grid: GridNode, bound: Bound) -> str:
    match = re.match(rf"{re.escape(grid.key)}-(\d+)-", bound.node.key)
    return match[1] if match else ""


def _check_one_row(numbers: Mapping[str, str]) -> None:
    """All controls of a row bear the same row number in their keys."""
    if len(set(numbers.values())) > 1:
        raise Mismatch("R2", "the controls of one row", "controls of several rows")
