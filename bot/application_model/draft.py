"""Draft a model from what a page shows: every control, pinned as the page has it."""

import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ruamel.yaml import YAML

from bot.application_model.model import DATE_PARTS, ScreenModel
from bot.application_model.names import SECTION_SEPARATOR
from bot.application_model.snapshot import GridNode, Node, Snapshot

TYPE_WORDS = {
    "text": "Text",
    "password": "Password",
    "textarea": "Text area",
    "file": "File",
    "date": "Date",
    "time": "Time",
    "number": "Number",
    "select": "Drop-down",
    "radio": "Radio",
    "checkbox": "Tick-box",
    "checkboxes": "Tick-boxes",
    "switch": "Switch",
    "typeahead": "Type-ahead",
    "output": "Output",
    "button": "Button",
    "link": "Link",
}
ACTIONS = ("button", "link")
MANY_RECORDS = 15


def draft_from(seen: Snapshot, name: str = "", *, shell: bool = False) -> dict[str, Any]:
    """The model of a snapshot, as plain data.

    Raises:
        ValueError: what came out is not a valid model.
    """
    elements: dict[str, Any] = {}
    boxes = list(_three_boxes(seen))
    for section, parts in boxes:
        path, _, label = section.rpartition(SECTION_SEPARATOR)
        elements[_free(elements, f"Date - {label}", path)] = _date3(path, label, parts)
    in_boxes = {id(node) for _, parts in boxes for node in parts.values()}
    for node in seen.nodes:
        if id(node) in in_boxes:
            continue
        if node.outside == shell and node.key and node.kind in TYPE_WORDS:
            named, element = entry_of(node, seen.nodes)
            elements[_free(elements, named, node.section)] = element
    for grid in seen.grids:
        if grid.outside == shell and grid.columns:
            named = _free(elements, f"Grid - {grid.name or grid.key}", grid.section)
            elements[named] = {**_grid(grid), **_total(grid, seen)}
    data = {**_head(seen, name, shell=shell), "elements": elements}
    ScreenModel.model_validate(data)
    return data


def entry_of(node: Node, nodes: Sequence[Node]) -> tuple[str, dict[str, Any]]:
    """Name and entry of one control in a model file.

    Args:
        node: the control; of a kind in ``TYPE_WORDS``.
        nodes: all of the page; a type-ahead's hidden partner is sought among them.
    """
    return f"{TYPE_WORDS[node.kind]} - {_label(node)}", _element(node, nodes)


def _head(seen: Snapshot, name: str, *, shell: bool) -> dict[str, Any]:
    head: dict[str, Any] = {"name": name or seen.screen}
    if shell:
        head["shell"] = True
    else:
        head |= {"screen": seen.screen, "form": seen.form}
        head |= {} if seen.record else {"record": False}
        head |= {} if seen.end else {"end_of_page": False}
    return head


def to_yaml(data: dict[str, Any]) -> str:
    """Readable YAML: each element on one line where it fits."""
    yaml = YAML()
    yaml.width = 200
    yaml.default_flow_style = None
    stream = io.StringIO()
    yaml.dump(data, stream)
    return stream.getvalue()


def _label(node: Node) -> str:
    return re.sub(r"[\s:*]+$", "", node.name) or node.key


def _free(taken: Iterable[str], name: str, section: str) -> str:
    """A name that is still free: with its section, then with a number."""
    if name not in taken:
        return name
    last = section.rsplit(SECTION_SEPARATOR, maxsplit=1)[-1]
    longer = f"{name} ({last})" if last else name
    number, free = 2, longer
    while free in taken:
        free, number = f"{longer} {number}", number + 1
    return free


def _element(node: Node, nodes: Sequence[Node]) -> dict[str, Any]:
    data: dict[str, Any] = {"kind": node.kind, "section": node.section, "label": node.name}
    data["key"] = node.key
    if node.required and node.kind not in ACTIONS:
        data["required"] = True
    if node.hint:
        data["hint"] = node.hint
    if node.outside:
        data["outside"] = True
    if not node.visible and node.kind not in ACTIONS:
        data["conditional"] = True
    data |= _list(node) | _shape(node)
    partner = next((n for n in nodes if n.kind == "hidden" and n.partner_of == node.key), None)
    if node.kind == "typeahead" and partner is not None:
        data["partner"] = partner.key
    return data


_PART = re.compile(r"(.+)[-_](day|month|year)")


def _three_boxes(seen: Snapshot) -> Iterator[tuple[str, dict[str, Node]]]:
    """Groups that hold a day, a month and a year, and nothing else."""
    sections: dict[str, list[Node]] = defaultdict(list)
    for node in seen.nodes:
        if node.kind not in ("hidden", *ACTIONS):
            sections[node.section].append(node)
    for section, nodes in sections.items():
        parts = {m[2]: n for n in nodes if (m := _PART.fullmatch(n.key))}
        if set(parts) == DATE_PARTS and len(nodes) == len(DATE_PARTS):
            yield section, parts


def _date3(section: str, label: str, parts: dict[str, Node]) -> dict[str, Any]:
    match = _PART.fullmatch(parts["day"].key)
    return {
        "kind": "date3",
        "section": section,
        "label": label,
        "key": match[1] if match else "",
        **({"required": True} if parts["day"].required else {}),
        "parts": {part: node.key for part, node in parts.items()},
        "part_labels": {part: node.name for part, node in parts.items()},
    }


def _list(node: Node) -> dict[str, Any]:
    if node.kind not in ("select", "radio", "checkboxes"):
        return {}
    if node.long is None:
        records = [value for value, _ in node.options if re.search(r"\d", value)]
        if len(records) < MANY_RECORDS:
            return {"options": dict(node.options)}
        special = {v: t for v, t in node.options if not re.search(r"\d", v)}
        patterns = {re.sub(r"\d", "9", value) for value in records}
    else:
        special, patterns = dict(node.long.special), set(node.long.patterns)
    return {"records": {"pattern": _as_pattern(patterns), "special": special}}


def _as_pattern(patterns: Iterable[str]) -> str:
    found = {re.sub(r"(?:9)+", _digits, re.escape(pattern)) for pattern in patterns}
    return "|".join(sorted(found))


def _digits(match: re.Match[str]) -> str:
    return rf"\d{{{len(match[0])}}}"


def _shape(node: Node) -> dict[str, Any]:
    if node.kind != "output":
        return {}
    if re.fullmatch(r"\d{2}/\d{2}/\d{4}", node.value):
        return {"shape": "date"}
    if re.fullmatch(r"\d{2}/\d{2}/\d{4} \d{2}:\d{2}", node.value):
        return {"shape": "moment"}
    return {}


def _grid(grid: GridNode) -> dict[str, Any]:
    edit = any(cell.controls for row in grid.rows for cell in row.cells)
    columns = {
        head.label or head.key: _column(grid, place, edit=edit)
        for place, head in enumerate(grid.columns)
    }
    data = {"kind": "editgrid" if edit else "grid", "section": grid.section, "label": grid.name}
    return {**data, "key": grid.key, "columns": columns}


def _total(grid: GridNode, seen: Snapshot) -> dict[str, str]:
    """Of rows on tabs, the one output beside them that counts them."""
    counts = [
        node.key
        for node in seen.nodes
        if node.kind == "output" and node.section == grid.section and node.key.startswith(grid.key)
    ]
    return {"total": counts[0]} if grid.tabs and len(counts) == 1 else {}


def _column(grid: GridNode, place: int, *, edit: bool) -> dict[str, Any]:
    head = grid.columns[place]
    data: dict[str, Any] = {"label": head.label, "key": head.key}
    if not edit:
        return data
    cell = next((row.cells[place] for row in grid.rows if row.cells), None)
    shown = [n for n in cell.controls if n.visible and n.kind in TYPE_WORDS] if cell else []
    node = next((n for n in shown if n.kind not in ACTIONS), None)
    if node is None:
        return data | {"conditional": True}
    own = {re.sub(rf"^{re.escape(grid.key)}-\d+-", "", n.key): n.name for n in shown}
    boxes = {m[2]: key for key in own if (m := _PART.fullmatch(key))}
    if set(boxes) == DATE_PARTS:
        labels = {part: own[key] for part, key in boxes.items()}
        return data | {"kind": "date3", "parts": boxes, "part_labels": labels}
    data |= {"kind": node.kind} | _list(node)
    hidden = [n.key for n in (cell.controls if cell else ()) if n.kind == "hidden"]
    if node.kind == "typeahead" and hidden:
        data["partner"] = re.sub(rf"^{re.escape(grid.key)}-\d+-", "", hidden[0])
    return data
