"""From proved nodes to the values that a reading gives."""

from bot.application_model.binding import BoundScreen
from bot.application_model.choices import KINDS
from bot.application_model.grids import BoundGrid, BoundRow
from bot.application_model.kinds import Bound
from bot.application_model.model import Element
from bot.application_model.reading import ReadValue, Row
from bot.application_model.snapshot import Cell


def read_value(bound: BoundScreen, name: str, element: Element) -> ReadValue:
    """The value of one element; blank and not shown when an optional one is absent."""
    found = bound.nodes.get(name)
    if found is None:
        return ReadValue(shown=False)
    return _from_control(element.kind, found)


def grid_rows(grid: BoundGrid | None) -> tuple[Row, ...]:
    """The rows of a grid."""
    if grid is None:
        return ()
    return tuple(_row(grid.element, row, index) for index, row in enumerate(grid.rows))


def _row(element: Element, row: BoundRow, index: int) -> Row:
    if element.kind == "grid":
        values = {name: _from_cell(cell) for name, cell in row.cells.items()}
    else:
        values = {n: _from_control(element.columns[n].kind, b) for n, b in row.controls.items()}
    return Row(values, record=row.row.record, index=index)


def _from_cell(cell: Cell) -> ReadValue:
    return ReadValue(cell.text, cell.text, cell.link)


def _from_control(kind_name: str, bound: Bound) -> ReadValue:
    kind, node = KINDS[kind_name], bound.node
    return ReadValue(
        kind.value(bound),
        kind.text(bound),
        node.link,
        ticked=frozenset(node.ticked),
        options=node.options if kind.is_list and node.long is None else None,
    )
