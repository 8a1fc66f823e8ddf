"""R1 to R4: which node of the page is which element of the model."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.application_model.grids import BoundGrid, bind_grid
from bot.application_model.kinds import Bound
from bot.application_model.mismatch import Mismatch, drift_from
from bot.application_model.model import Element, ScreenModel
from bot.application_model.names import SECTION_SEPARATOR, normalise, normalise_section
from bot.application_model.pins import check_pins_of
from bot.application_model.snapshot import OPENERS, GridNode, Node, Snapshot
from bot.exceptions import SystemException

_ACTIONS = ("button", "link")
_NOT_FOUND = ("hidden", *OPENERS)


@dataclass(frozen=True)
class BoundScreen:
    """Every element with what was proved to be it; absent optional ones are not in it."""

    nodes: Mapping[str, Bound] = field(default_factory=dict)
    grids: Mapping[str, BoundGrid] = field(default_factory=dict)

    @property
    def anchors(self) -> list[list[str]]:
        """Name, section, accessible name and key of each: part of the proof that is kept."""
        plain = [[n, b.node.section, b.node.name, b.node.key] for n, b in self.nodes.items()]
        tables = [[n, g.node.section, g.node.name, g.node.key] for n, g in self.grids.items()]
        return sorted(plain + tables)


class PageIndex:
    """The visible nodes of a page by either anchor."""

    def __init__(self, seen: Snapshot) -> None:
        self._by_name: dict[tuple[str, str, str], list[Node]] = defaultdict(list)
        self._by_key: dict[tuple[str, str, str], list[Node]] = defaultdict(list)
        self.hidden = [node for node in seen.nodes if node.kind == "hidden"]
        self.grids = [grid for grid in seen.grids if grid.visible]
        for node in seen.nodes:
            if node.visible and node.kind not in _NOT_FOUND:
                family, path = _family(node.outside, node.kind), normalise_section(node.section)
                self._by_name[family, path, normalise(node.name)].append(node)
                self._by_key[family, path, node.key].append(node)

    def by_label(self, family: str, path: str, label: str) -> Sequence[Node]:
        """Nodes that bear the human anchor."""
        return self._by_name.get((family, path, normalise(label)), ())

    def by_key(self, family: str, path: str, key: str) -> Sequence[Node]:
        """Nodes that bear the machine anchor."""
        return self._by_key.get((family, path, key), ())


def bind(model: ScreenModel, seen: Snapshot, rules: frozenset[str]) -> BoundScreen:
    """Find every element of the model on the page.

    Raises:
        DriftException: R1 to R5, naming the element.
    """
    index = PageIndex(seen)
    nodes: dict[str, Bound] = {}
    grids: dict[str, BoundGrid] = {}
    for name, element in model.elements.items():
        with drift_from(model, name):
            if element.is_grid:
                table = _find_grid(element, index, rules)
                if table is not None:
                    grids[name] = bind_grid(element, table, rules)
                    if "R6" in rules:
                        _check_total(element, grids[name], seen)
                continue
            bound = bind_element(element, index, rules)
            if bound is not None:
                nodes[name] = bound
    if "R4" in rules:
        _check_apart(model, nodes)
    return BoundScreen(nodes, grids)


def bind_element(element: Element, index: PageIndex, rules: frozenset[str]) -> Bound | None:
    """The element's node; None where it may be absent, and neither anchor is on the page.

    Raises:
        Mismatch: R1 to R3, R5.
    """
    if element.parts:
        return _bind_boxes(element, index, rules)
    path = normalise_section(element.section)
    node = _agreed(element, index, path, (element.label, element.key), rules)
    if node is None:
        return None
    bound = Bound(element, node, partner=_partner(element, node, index, rules))
    check_pins_of(element.kind, bound, rules, required=element.required, hint=element.hint)
    return bound


def _agreed(
    element: Element,
    index: PageIndex,
    path: str,
    anchors: tuple[str, str],
    rules: frozenset[str],
) -> Node | None:
    """R1 and R2: each anchor names one node, and it is the same."""
    label, key = anchors
    family = _family(element.outside, element.kind)
    human, machine = index.by_label(family, path, label), index.by_key(family, path, key)
    if not human and not machine and (element.may_be_absent or element.is_action):
        return None
    if "R1" in rules:
        _check_single(human, f"the label {label!r}")
        _check_single(machine, f"the key {key!r}")
    if "R2" in rules and human and machine and human[0] is not machine[0]:
        raise Mismatch("R2", "label and key of one control", "label and key of two controls")
    found = machine or human
    if not found:
        raise Mismatch("R1", f"the key {key!r} once", "not on the page")
    return found[0]


def _check_single(found: Sequence[Node], anchor: str) -> None:
    if len(found) != 1:
        raise Mismatch(
            "R1", f"{anchor} once", f"{len(found)} times" if found else "not on the page"
        )


def _partner(element: Element, node: Node, index: PageIndex, rules: frozenset[str]) -> Node | None:
    if element.partner is None:
        return None
    path = normalise_section(element.section)
    found = [
        hidden
        for hidden in index.hidden
        if hidden.key == element.partner and normalise_section(hidden.section) == path
    ]
    if "R1" in rules and (len(found) != 1 or found[0].partner_of != node.key):
        raise Mismatch("R1", f"hidden partner {element.partner!r}", "none that belongs to it alone")
    return found[0] if found else None


def _bind_boxes(element: Element, index: PageIndex, rules: frozenset[str]) -> Bound | None:
    """A date's boxes stand in a group of their own, which bears the element's label."""
    path = normalise_section(element.section)
    if element.kind == "date3":
        path = SECTION_SEPARATOR.join(filter(None, (path, normalise(element.label))))
    boxes = {
        part: _agreed(element, index, path, (element.part_labels[part], key), rules)
        for part, key in element.parts.items()
    }
    if all(node is None for node in boxes.values()):
        return None
    parts = {part: node for part, node in boxes.items() if node is not None}
    if len(parts) != len(boxes):
        raise Mismatch("R1", " and ".join(boxes), "not all of them")
    bound = Bound(element, next(iter(parts.values())), parts=parts)
    check_pins_of(element.kind, bound, rules, required=element.required, hint=element.hint)
    return bound


def _find_grid(element: Element, index: PageIndex, rules: frozenset[str]) -> GridNode | None:
    path = normalise_section(element.section)
    inside = [
        grid
        for grid in index.grids
        if normalise_section(grid.section) == path and grid.outside == element.outside
    ]
    machine = [grid for grid in inside if grid.key == element.key]
    human = [grid for grid in inside if normalise(grid.name) == normalise(element.label)]
    if not machine and not human and element.may_be_absent:
        return None
    if "R1" in rules and (len(machine) != 1 or len(human) != 1):
        raise Mismatch(
            "R1", f"one grid {element.key!r}", f"{len(machine)} by key, {len(human)} by name"
        )
    if "R2" in rules and machine and human and machine[0] is not human[0]:
        raise Mismatch("R2", "label and key of one grid", "label and key of two grids")
    found = machine or human
    if not found:
        raise Mismatch("R1", f"one grid {element.key!r}", "not on the page")
    return found[0]


def _check_total(element: Element, grid: BoundGrid, seen: Snapshot) -> None:
    """What the page says of the number of rows agrees with the rows that were read.

    Raises:
        SystemException: C5, rows are missing, or the page does not say how many there are.
    """
    if element.total is None:
        return
    shown = seen.output(element.total)
    if shown is None or shown.value != str(len(grid.rows)):
        said = shown.value if shown else "nothing"
        raise SystemException(
            f"grid {element.key!r} has {len(grid.rows)} rows, and the page says {said}", code="C5"
        )


def _check_apart(model: ScreenModel, nodes: Mapping[str, Bound]) -> None:
    """R4: no two elements are one node."""
    taken: dict[int, str] = {}
    for name, bound in nodes.items():
        for node in (bound.node, bound.partner, *bound.parts.values()):
            if node is None or taken.get(id(node), name) == name:
                taken.update({id(node): name} if node is not None else {})
                continue
            with drift_from(model, name):
                raise Mismatch("R4", "a control of its own", f"the control of {taken[id(node)]!r}")


def _family(outside: bool, kind: str) -> str:
    part = "action" if kind in _ACTIONS else "field"
    return f"{'bar' if outside else 'main'} {part}"
