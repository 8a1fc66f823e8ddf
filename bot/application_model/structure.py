"""R0: the structure of a page, in canonical form, and its hash per section.

The form covers, per section, every control and output: normalised name, kind, key, policy entries,
required, hint, multiplicity. It does not cover order, wrappers, style, generated ids, values or
the number of rows, nor buttons and links, which the other rules prove when they are used.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from bot.application_model.model import Element, ScreenModel, digest
from bot.application_model.names import SECTION_SEPARATOR, normalise, normalise_section
from bot.application_model.snapshot import OPENERS, GridNode, Node, Snapshot

ALWAYS_OPTIONAL = ("locked",)
_NO_QUESTIONS = ("button", "link", "hidden", *OPENERS)
SHORT_HASH = 16
_GENERATED = re.compile(r"^:\w+:$|\d{4,}|^[0-9a-f]{8}-?[0-9a-f-]{8,}$")


@dataclass(frozen=True)
class Structure:
    """The canonical form of a page.

    Attributes:
        sections: section path to its canonical lines.
    """

    screen: str
    form: str
    sections: Mapping[str, tuple[str, ...]]

    @property
    def section_hashes(self) -> dict[str, str]:
        """Section path to the hash of its lines."""
        return {path: digest(lines)[:SHORT_HASH] for path, lines in self.sections.items()}

    @property
    def hash(self) -> str:
        """One hash for the page: heading, form label and all section hashes."""
        return form_hash(self.screen, self.form, self.section_hashes)


def form_hash(screen: str, form: str, section_hashes: Mapping[str, str]) -> str:
    """The hash that an approval row names."""
    return digest([normalise(screen), normalise(form), dict(section_hashes)])


def structure_of(model: ScreenModel, seen: Snapshot) -> Structure:
    """The canonical form of the page, as this model looks at it."""
    optional = _optional_anchors(model)
    records = _record_lists(model)
    lines: dict[str, list[str]] = defaultdict(list)
    for path, anchors, line in _lines(seen, records, model.shell):
        if not is_always_optional(path) and not anchors & optional:
            lines[path].append(line)
    return Structure(
        seen.screen, seen.form, {p: _counted(found) for p, found in sorted(lines.items())}
    )


def is_always_optional(path: str) -> bool:
    """The bar that says who holds the record is allowed on every screen."""
    return path.rsplit(SECTION_SEPARATOR, maxsplit=1)[-1] in ALWAYS_OPTIONAL


_Anchors = set[tuple[str, str, str]]


def _lines(
    seen: Snapshot, records: Mapping[tuple[str, str], str], shell: bool
) -> Iterator[tuple[str, _Anchors, str]]:
    for node in seen.nodes:
        if node.outside == shell and node.kind not in _NO_QUESTIONS:
            path = normalise_section(node.section)
            anchors = _anchors(path, node.key, node.name)
            yield path, anchors, _node_line(node, records.get((path, node.key)))
    for grid in seen.grids:
        if grid.outside == shell:
            path = normalise_section(grid.section)
            yield path, _anchors(path, grid.key, grid.name), _grid_line(grid)


def _anchors(path: str, key: str, name: str) -> _Anchors:
    return {("key", path, key), ("name", path, normalise(name))}


def _optional_anchors(model: ScreenModel) -> _Anchors:
    """Both anchors of optional elements: whatever bears either is proved by R1 to R4 instead."""
    found: _Anchors = set()
    for element in model.elements.values():
        if element.optional:
            path = normalise_section(element.section)
            found |= _anchors(path, element.key, element.label)
    return found


def _record_lists(model: ScreenModel) -> dict[tuple[str, str], str]:
    return {
        (normalise_section(element.section), element.key): element.records.pattern
        for element in model.elements.values()
        if element.records
    }


def _node_line(node: Node, record_pattern: str | None) -> str:
    looks = (node.name, node.kind, node.key, node.required, node.hint, node.where)
    if record_pattern is not None:
        return _line_of(looks, (), ("records", record_pattern))
    return _line_of(looks, () if node.long else node.options, ("long",) if node.long else ())


@lru_cache(maxsize=4096)
def _line_of(
    looks: tuple[str, str, str, bool, str, str],
    options: tuple[tuple[str, str], ...],
    record_list: tuple[str, ...],
) -> str:
    """One line: a policy list by value and text; a record list by nothing that its records change."""
    name, kind, key, required, hint, where = looks
    policy = sorted([value, normalise(text)] for value, text in options)
    entries = list(record_list) if record_list else policy
    return _line([normalise(name), kind, _stable(key), entries, required, normalise(hint), where])


def _grid_line(grid: GridNode) -> str:
    columns = sorted([column.key, normalise(column.label)] for column in grid.columns)
    layout = ["tabs"] if grid.tabs else []
    return _line([normalise(grid.name), "grid", grid.key, columns, grid.where, *layout])


def _stable(key: str) -> str:
    return "" if _GENERATED.search(key) else key


def _line(parts: list[Any]) -> str:
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))


def _counted(lines: list[str]) -> tuple[str, ...]:
    return tuple(sorted(f"{n}x {line}" for line, n in Counter(lines).items()))


def is_section_optional(model: ScreenModel, path: str) -> bool:
    """The section may be absent."""
    return any(normalise_section(name) == path for name in model.optional_sections)


def model_elements_in(model: ScreenModel, path: str) -> Iterator[tuple[str, Element]]:
    """The model's elements of one section."""
    for name, element in model.elements.items():
        if normalise_section(element.section) == path:
            yield name, element
