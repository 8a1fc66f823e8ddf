"""Silent traps: a form that changes without a new version, as a file of what is different.

``traps/NAME.yaml`` changes any version that has the controls it names. The report's label stays as
it was, so that only the page itself can tell.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError
from ruamel.yaml import YAML

from fake_niche.forms.format import Form
from fake_niche.forms.options import Piece
from fake_niche.forms.rules import broken_rules

FOLDER = Path(__file__).parent / "traps"


class TrapError(ValueError):
    """A trap cannot be laid in this form; the message says why."""


class Added(Piece):
    """A control that is put into a section or grid (``to``), after another."""

    to: str
    after: str
    control: dict[str, Any]


class Trap(Piece):
    """What is different.

    Attributes:
        form: keys of the form itself.
        controls: by name, or ``GRID.COLUMN``, the keys that are different.
        grids: by name.
    """

    title: str = Field(min_length=1)
    form: dict[str, Any] = Field(default_factory=dict)
    controls: dict[str, dict[str, Any]] = Field(default_factory=dict)
    grids: dict[str, dict[str, Any]] = Field(default_factory=dict)
    add: tuple[Added, ...] = ()


def trap_names() -> tuple[str, ...]:
    """The traps that are shipped."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))


def load_trap(name: str) -> Trap:
    """A trap.

    Raises:
        TrapError: there is none of that name, or its file is no trap.
    """
    if name not in trap_names():
        raise TrapError(f"there is no trap {name!r}; there are {', '.join(trap_names())}")
    path = FOLDER / f"{name}.yaml"
    data = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    try:
        return Trap.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise TrapError(f"{path.name}: {where}: {first['msg']}") from error


def laid(raw: Mapping[str, Any], trap: Trap) -> Form:
    """The form with the trap in it.

    Args:
        raw: what stands in the form's file.
        trap: what is different.

    Raises:
        TrapError: the form lacks a control that the trap names, or is no sound form with it.
    """
    data = deepcopy(dict(raw))
    for key, value in trap.form.items():
        old = data.get(key)
        data[key] = {**old, **value} if isinstance(old, dict) and isinstance(value, dict) else value
    for name, changes in trap.controls.items():
        _control(data, name).update(changes)
    for name, changes in trap.grids.items():
        _holder(data, name).update(changes)
    for added in trap.add:
        _put(_holder(data, added.to), added)
    try:
        form = Form.model_validate(data)
    except ValidationError as error:
        raise TrapError(str(error)) from error
    broken = [f"{rule.where}: {rule.rule}" for rule in broken_rules(form)]
    if broken:
        raise TrapError("; ".join(broken))
    return form


def _holders(parts: list[Any]) -> Iterator[dict[str, Any]]:
    """Sections and grids, those within sections, too."""
    for part in parts:
        if "content" in part:
            yield part
            yield from _holders(part["content"])
        elif part.get("kind") == "grid":
            yield part


def _holder(data: dict[str, Any], name: str) -> dict[str, Any]:
    for holder in _holders(data["sections"]):
        if name in (holder.get("key"), holder.get("name")):
            return holder
    raise TrapError(f"the form has no section or grid {name!r}")


def _list_in(holder: dict[str, Any]) -> list[Any]:
    found: list[Any] = holder["columns" if holder.get("kind") == "grid" else "content"]
    return found


def _control(data: dict[str, Any], name: str) -> dict[str, Any]:
    grid, dot, column = name.rpartition(".")
    holders = [_holder(data, grid)] if dot else _holders(data["sections"])
    for holder in holders:
        for control in _list_in(holder):
            if control.get("name") == column:
                found: dict[str, Any] = control
                return found
    raise TrapError(f"the form has no control {name!r}")


def _put(holder: dict[str, Any], added: Added) -> None:
    parts = _list_in(holder)
    places = [n for n, part in enumerate(parts) if part.get("name") == added.after]
    if not places:
        raise TrapError(f"{added.to!r} has no control {added.after!r}")
    parts.insert(places[0] + 1, added.control)
