"""Pages as the reader brings them back, and the model of one screen, for tests of the proof."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Self

from bot.application_model import (
    ALL_RULES,
    Approval,
    Element,
    Proved,
    ScreenModel,
    approval_of,
    prove,
    structure_of,
)
from bot.application_model.snapshot import (
    Cell,
    GridColumn,
    GridNode,
    GridRow,
    LongList,
    Node,
    Snapshot,
)

YES_NO = (("Yes", "Yes"), ("No", "No"), ("Not known", "Not known"))
SPECIAL = (("", ""), ("NK", "Not known"))


def a_control(label: str, key: str, kind: str = "text", **more: Any) -> Node:  # noqa: ANN401 - as the class takes them
    return Node(section="Task", name=label, kind=kind, key=key, visible=True, **more)


def children(*rows: GridRow) -> GridNode:
    columns = (GridColumn("surname", "Surname"), GridColumn("school", "School"))
    return GridNode("Children", "Children", "children", columns, rows)


def a_child(number: int, surname: str, school: str) -> GridRow:
    cells = (
        _cell(number, "Surname", "surname", "text", value=surname),
        _cell(number, "School", "school", "text", value=school),
    )
    return GridRow(f"row{number + 1}", cells)


def _cell(number: int, label: str, key: str, kind: str, value: str) -> Cell:
    control = Node(
        section="Children",
        name=f"{label} Child {number + 1}",
        kind=kind,
        key=f"children-{number}-{key}",
        visible=True,
        value=value,
        grid="children",
        row=number,
    )
    return Cell("", controls=(control,))


def reports(*ids: str, shown: str | None = None) -> GridNode:
    columns = (GridColumn("report", "PPN"), GridColumn("submitted", "Submitted"))
    rows = tuple(GridRow(one, (Cell(shown or one), Cell("02/03/2026 05:10"))) for one in ids)
    return GridNode("Reports", "Reports", "reports", columns, rows)


SCHOOL_LIST = LongList(count=1200, patterns={"S99999": 1198}, special=SPECIAL)


def _nodes() -> tuple[Node, ...]:
    return (
        replace(a_control("Record", "record_id", "output", value="T12"), section=""),
        a_control("Title", "title", value="PPN review", hint="At most 120", required=True),
        a_control("Due", "due", "output", value="03/03/2026"),
        a_control("Children present", "children_present", "radio", options=YES_NO, ticked=("No",)),
        a_control("School", "school", "select", long=SCHOOL_LIST, value="S00012"),
        replace(a_control("Save", "action=save", "button", value="Save"), section=""),
    )


@dataclass(frozen=True)
class PageBuilder:
    """A whole page of the task screen; each method gives one that differs in one thing."""

    seen: Snapshot = field(
        default_factory=lambda: Snapshot(
            screen="Task",
            record="T12",
            end=True,
            nodes=_nodes(),
            grids=(reports("PPN-000001"), children(a_child(0, "Alder", "S00012"))),
        )
    )

    def but(self, **changed: Any) -> Self:  # noqa: ANN401 - as the class takes them
        return replace(self, seen=replace(self.seen, **changed))

    def with_control(self, *nodes: Node) -> Self:
        return self.but(nodes=(*self.seen.nodes, *nodes))

    def without(self, key: str) -> Self:
        return self.but(nodes=tuple(n for n in self.seen.nodes if n.key != key))

    def changing(self, key: str, /, **changed: Any) -> Self:  # noqa: ANN401 - as the class takes them
        return self.but(
            nodes=tuple(replace(n, **changed) if n.key == key else n for n in self.seen.nodes)
        )

    def with_grid(self, grid: GridNode) -> Self:
        kept = tuple(g for g in self.seen.grids if g.key != grid.key)
        return self.but(grids=(*kept, grid))


def a_page() -> PageBuilder:
    return PageBuilder()


def element(kind: str, label: str, key: str, **more: Any) -> Element:  # noqa: ANN401 - as the class takes them
    return Element.model_validate(
        {"kind": kind, "section": "Task", "label": label, "key": key, **more}
    )


ELEMENTS = {
    "Text - Title": element("text", "Title", "title", hint="At most 120", required=True),
    "Output - Due": element("output", "Due", "due", shape="date"),
    "Radio - Children present": element(
        "radio", "Children present", "children_present", options=dict(YES_NO)
    ),
    "Drop-down - School": element(
        "select", "School", "school", records={"pattern": r"S\d{5}", "special": dict(SPECIAL)}
    ),
    "Button - Save": element("button", "Save", "action=save", section=""),
    "Grid - Reports": element(
        "grid",
        "Reports",
        "reports",
        section="Reports",
        record_column="PPN",
        columns={
            "PPN": {"label": "PPN", "key": "report", "pattern": r"PPN-\d{6}"},
            "Submitted": {"label": "Submitted", "key": "submitted", "shape": "moment"},
        },
    ),
    "Grid - Children": element(
        "editgrid",
        "Children",
        "children",
        section="Children",
        columns={
            "Surname": {"label": "Surname", "key": "surname", "kind": "text"},
            "School": {"label": "School", "key": "school", "kind": "text"},
        },
    ),
}


def a_model(**changed: Any) -> ScreenModel:  # noqa: ANN401 - as the class takes them
    """The model of the page, with elements replaced, added or (None) removed."""
    elements = {name: e for name, e in {**ELEMENTS, **changed}.items() if e is not None}
    return ScreenModel(name="Task - Edit", screen="Task", elements=elements)


def approved(model: ScreenModel, page: PageBuilder) -> tuple[Approval, ...]:
    """The approval of this page for this model."""
    when = datetime(2026, 3, 2, tzinfo=UTC)
    structure = structure_of(model, page.seen)
    return (approval_of(model, structure, by="A. Reviewer", when=when, reason="test"),)


def proved(
    page: PageBuilder,
    model: ScreenModel | None = None,
    *,
    record: str | None = "T12",
    approvals: tuple[Approval, ...] | None = None,
    without: str = "",
) -> Proved:
    """Prove a page against the approved one; ``without`` leaves out rules, such as ``"R0 R2"``."""
    model = model or a_model()
    rows = approved(model, a_page()) if approvals is None else approvals
    return prove(model, rows, page.seen, record, rules=ALL_RULES - set(without.split()))


Change = Callable[[PageBuilder], PageBuilder]
