"""A screen that never shows all of itself at once: its states are read one by one and put together.

A state is one page of several, with all that was folded away open and one tab of each grid open.
What the proof then sees is one page, as if a very large screen had shown it whole.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.application_model.snapshot import GridColumn, GridNode, GridRow, Node, Snapshot
from bot.exceptions import SystemException


def together(states: Sequence[Snapshot]) -> Snapshot:
    """One snapshot of all that some states show.

    Args:
        states: of one record, in the order in which they were seen; at least one.

    Returns:
        The last state, with the nodes and grids of all.

    Raises:
        SystemException: C5, a state shows another record or form version, is cut short, or says
            something else of the record than the state before.
    """
    first, last = states[0], states[-1]
    if len(states) == 1:
        return first
    for state in states:
        _check_same(first, state)
    nodes: dict[int, tuple[Node, ...]] = {}
    grids: dict[tuple[str, str, bool], GridNode] = {}
    by_page = {state.document: state for state in states}  # the last state of each page
    around: set[tuple[str, ...]] = set()
    for number, state in enumerate(by_page.values()):
        nodes[number] = tuple(n for n in state.nodes if not around or _place(n) not in around)
        around = around or {_place(n) for n in state.nodes if n.outside or n.section == ""}
    for state in states:
        for grid in state.grids:
            at = (grid.section, grid.key, grid.outside)
            grids[at] = _both(grids[at], grid) if at in grids else grid
    return replace(
        last,
        nodes=tuple(node for page in nodes.values() for node in page),
        grids=tuple(grids.values()),
        end=all(state.end for state in states),
        foreign_frames=max(state.foreign_frames for state in states),
    )


def _place(node: Node) -> tuple[str, ...]:
    """What tells one node around the form from another: the bars, what stands above the sections.

    What the first page has there counts once; anything that a later page adds there stays.
    """
    return (str(node.outside), node.section, node.kind, node.key, node.name)


def _check_same(first: Snapshot, state: Snapshot) -> None:
    about = ("screen", "form", "record")
    if any(getattr(first, name) != getattr(state, name) for name in about):
        raise SystemException(
            "another record or form came while the screen's pages and tabs were read", code="C5"
        )
    if _header(first) != _header(state):
        raise SystemException(
            "the record changed while the screen's pages and tabs were read", code="C5"
        )


def _header(state: Snapshot) -> list[tuple[str, str]]:
    """What the record's bar says of it on every page: status, revision."""
    return [
        (node.key, node.value)
        for node in state.nodes
        if node.kind == "output" and node.section == "" and not node.outside and node.visible
    ]


def _both(known: GridNode, seen: GridNode) -> GridNode:
    """The rows that either state shows; a row is as it is on the tab that was open."""
    if len(known.rows) != len(seen.rows):
        raise SystemException(
            f"rows of grid {seen.key!r} came or went while it was read", code="C5"
        )
    columns = known.columns + tuple(c for c in seen.columns if c not in known.columns)
    pairs = zip(known.rows, seen.rows, strict=True)
    rows = tuple(
        _widened(a, known, columns) if a.visible else _widened(b, seen, columns) for a, b in pairs
    )
    return replace(seen, columns=columns, rows=rows)


def _widened(row: GridRow, grid: GridNode, columns: tuple[GridColumn, ...]) -> GridRow:
    """The row with a cell for each column; one that has not all of them stays too short."""
    if tuple(grid.columns) == columns or not row.cells:
        return row
    known = dict(zip(grid.columns, row.cells, strict=False))
    return replace(row, cells=tuple(known[c] for c in columns if c in known))
