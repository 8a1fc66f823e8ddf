"""Brings all of a screen to sight, as a person does: unfolds, opens tabs, turns pages.

Nothing else is pressed: a folded part is the browser's own, a tab leads to a panel in the same
page, and the pages of a screen are named in its model.
"""

from collections.abc import Callable, Iterator

from bot.application_model.kinds import Stroke
from bot.application_model.model import ScreenModel, ScreenPage
from bot.application_model.names import normalise
from bot.application_model.snapshot import Node, Snapshot
from bot.application_model.states import together
from bot.exceptions import DriftException, SystemException
from bot.screen import Screen

OPENED_AT_MOST = 60
"""Tabs and folded parts of one page; a page with more is not one that a person works on."""


def whole(
    screen: Screen,
    seen: Snapshot,
    model: ScreenModel,
    turn: Callable[[ScreenPage, Node, Snapshot], Snapshot],
    *,
    only: ScreenPage | None = None,
    watch: Callable[[Snapshot], None] = lambda _: None,
) -> Snapshot:
    """All of a screen.

    Args:
        screen: the window.
        seen: what it shows now.
        model: of the screen; it names the pages.
        turn: presses the link or button that leads to a page, and gives what is shown then.
        only: the one page that is wanted; None for all.
        watch: is shown each state while the window shows it.

    Raises:
        DriftException: R1, a page cannot be turned to.
        SystemException: C5, a tab does not open, or the record changed in between.
    """
    if model.shell:
        return seen
    wanted = (only,) if only else model.pages
    if not wanted:
        return together(list(opened(screen, seen, watch)))
    states: list[Snapshot] = []
    for page in wanted:
        if not is_on(page, seen):
            seen = turn(page, way_to(page, seen, model), seen)
            if not is_on(page, seen):
                raise SystemException(
                    f"page {page.label!r} was asked for, another is shown", code="C5"
                )
        shown = list(opened(screen, seen, watch))
        seen = shown[-1]
        states += shown
    return together(states)


def pages_of(seen: Snapshot) -> tuple[ScreenPage, ...]:
    """The pages that a screen itself lists, for one that has no model: the one shown marked."""
    listed = [node for node in seen.nodes if node.way and node.visible and not node.outside]
    if sum(node.way == "here" for node in listed) != 1:
        return ()
    return tuple(ScreenPage(label=node.name, keys=(node.key,)) for node in listed)


def opened(screen: Screen, seen: Snapshot, watch: Callable[[Snapshot], None]) -> Iterator[Snapshot]:
    """The states of one page: as it is when all is unfolded, then once for each further tab."""
    for _ in range(OPENED_AT_MOST):
        folded = [node for node in seen.closed if node.kind == "fold"]
        if not folded:
            break
        seen = _open(screen, folded[0], seen)
    watch(seen)
    yield seen
    for key in [node.key for node in seen.closed]:
        tab = next((node for node in seen.closed if node.key == key), None)
        if tab is not None:
            seen = _open(screen, tab, seen)
            watch(seen)
            yield seen


def is_on(page: ScreenPage, seen: Snapshot) -> bool:
    """The window shows that page: its sections are there; of one just listed, the list says so."""
    if not page.sections:
        here = [node.name for node in seen.nodes if node.way == "here"]
        return here == [page.label]
    from_model = [normalise(section) for section in page.sections]
    shown = {normalise(node.section.split(" > ")[0]) for node in seen.nodes}
    shown |= {normalise(grid.section.split(" > ")[0]) for grid in seen.grids}
    return all(section in shown for section in from_model)


def way_to(page: ScreenPage, seen: Snapshot, model: ScreenModel) -> Node:
    """The link or button that leads to a page: by its label and its key.

    Raises:
        DriftException: R1, it is not there, or more than once.
    """
    found = [
        node
        for node in seen.nodes
        if node.kind in ("link", "button")
        and node.visible
        and not node.outside
        and normalise(node.name) == normalise(page.label)
        and node.key in page.keys
    ]
    if len(found) != 1:
        raise DriftException(
            f"R1: page {page.label!r} of screen {model.name!r} cannot be turned to",
            screen=model.form or model.name,
            element=page.label,
            rule="R1",
            expected=f"the way to page {page.label!r} once",
            found=f"{len(found)} times" if found else "not on the page",
        )
    return found[0]


def _open(screen: Screen, node: Node, seen: Snapshot) -> Snapshot:
    answer = screen.touch("focus", node, doc=seen.document, record=seen.record)
    if answer.get("why"):
        raise SystemException(f"{node.name!r} cannot be opened: {answer['why']}", code="C5")
    screen.type([Stroke("press", "Enter")])
    now = screen.snapshot()
    if any(n.kind == node.kind and n.key == node.key and n.name == node.name for n in now.closed):
        raise SystemException(f"{node.name!r} was pressed and did not open", code="C5")
    return now
