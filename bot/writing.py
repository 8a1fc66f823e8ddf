"""Writing: proved again in the page, typed as a person types, read back; tried twice at most."""

from dataclasses import dataclass, replace
from typing import Any

from bot.application import Application
from bot.application_model.choices import KINDS
from bot.application_model.kinds import Bound, ControlState, Kind, Move, Value
from bot.application_model.snapshot import Node
from bot.exceptions import DriftException, SystemException, ValidationException

GONE = ("it is no longer on the page", "it is on the page more than once")


@dataclass(frozen=True)
class Place:
    """Where to write: an element, or a cell of an edit grid.

    Attributes:
        name: what to call it in messages.
    """

    name: str
    kind_name: str
    bound: Bound


def place_of(
    app: Application, element: str, row: int | str | None = None, column: str | None = None
) -> Place:
    """The proved element.

    Raises:
        SystemException: C5, the screen was not read, or the row is not there.
        DriftException: the element is not on the page.
    """
    proved = app.proved
    described = proved.model.elements.get(element)
    if described is None:
        raise KeyError(f"{element!r} is not an element of {proved.model.name!r}")
    if row is not None and column is not None:
        return _cell(app, element, row, column)
    bound = proved.bound.nodes.get(element)
    if bound is None:
        raise DriftException(
            f"R1: {element!r} is not on screen {proved.model.name!r}",
            screen=proved.model.form or proved.model.name,
            element=element,
            rule="R1",
            expected="on the page",
            found="not on the page",
        )
    return Place(element, described.kind, bound)


def _cell(app: Application, element: str, row: int | str, column: str) -> Place:
    grid = app.proved.bound.grids.get(element)
    rows = grid.rows if grid else ()
    found = [r for n, r in enumerate(rows) if row in (n, r.row.record)]
    if len(found) != 1:
        raise SystemException(f"{element!r} has no such row", code="C5")
    kind = app.proved.model.elements[element].columns[column].kind
    return Place(f"{element}, {column}", kind, found[0].controls[column])


def write(app: Application, place: Place, value: Value, text: str | None = None) -> None:
    """Write and read back.

    Raises:
        BusinessException: a list lacks the entry, or has it twice.
        ValidationException: what was read back differs, also after a second try.
        DriftException: the element is no longer the one that was proved.
    """
    kind = KINDS[place.kind_name]
    wanted = kind.canonical(value)
    bound = place.bound
    for _ in range(2):
        _write_once(app, replace(place, bound=bound), kind, wanted, text)
        bound = _read_back(app, replace(place, bound=bound))
        if kind.value(bound) == wanted:
            return
    raise ValidationException(f"{place.name!r} does not hold what was written to it")


def _write_once(app: Application, place: Place, kind: Kind, wanted: str, text: str | None) -> None:
    for move in kind.moves(place.bound, wanted):
        node = place.bound.parts.get(move.part or "", place.bound.node)
        part = None if place.bound.parts else move.part
        state = focus(app, place.name, node, part=part, wanted=move.wanted, native=move.native)
        app.has_written = True
        typed = Move(text, move.part) if text is not None else move
        app.screen.type(kind.strokes(typed, _state(state)))


def focus(
    app: Application,
    name: str,
    node: Node,
    *,
    part: str | None = None,
    wanted: str | None = None,
    native: bool = False,
) -> dict[str, Any]:
    """Go to a control that was proved: found again, visible, switched on, not covered.

    Raises:
        DriftException: it is gone, or there twice.
        SystemException: C5, C7, a person could not use it now.
    """
    app.touched()
    seen = app.proved.reading
    answer = app.screen.touch(
        "focus",
        node,
        part=part,
        wanted=wanted,
        native=native,
        doc=seen.document,
        record=seen.record,
    )
    app.check_native_dialogs()
    _check(app, name, answer)
    return answer


def _read_back(app: Application, place: Place) -> Bound:
    seen = app.proved.reading
    bound = place.bound
    partner = bound.partner.key if bound.partner else None

    def now(node: Node) -> tuple[Node, dict[str, Any]]:
        answer = app.screen.touch(
            "value", node, partner=partner, doc=seen.document, record=seen.record
        )
        app.check_native_dialogs()
        _check(app, place.name, answer)
        fresh = replace(
            node,
            value=answer.get("value", ""),
            text=answer.get("text", ""),
            bad=answer.get("bad", False),
            ticked=tuple(answer.get("ticked", ())),
        )
        return fresh, answer

    if bound.parts:
        parts = {part: now(node)[0] for part, node in bound.parts.items()}
        return replace(bound, node=parts["day"], parts=parts)
    node, answer = now(bound.node)
    if bound.partner is None:
        return replace(bound, node=node)
    return replace(bound, node=node, partner=replace(bound.partner, value=answer["partner"]))


def _check(app: Application, name: str, answer: dict[str, Any]) -> None:
    why = answer.get("why")
    if why is None:
        return
    screen = app.proved.model.name
    if why in GONE:
        raise DriftException(
            f"R1: {name!r} on screen {screen!r}: {why}",
            screen=app.proved.model.form or screen,
            element=name,
            rule="R1",
            expected="once on the page",
            found=why,
        )
    code = "C7" if "dialog" in answer else "C5"
    raise SystemException(f"{name!r} on screen {screen!r} cannot be used: {why}", code=code)


def _state(answer: dict[str, Any]) -> ControlState:
    names = ("value", "text", "checked", "at", "to", "times", "prefix")
    return ControlState(**{name: answer[name] for name in names if answer.get(name) is not None})
