"""What stands in the fake Niche after the run, read from its database: for the report only."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from json import loads
from pathlib import Path
from types import MappingProxyType
from typing import Any

VOICE = "voice_of_child"
_SLOTS = {"incident_start": "incident_date", "voice": VOICE}
_CHILD_SLOTS = {
    "surname": "child_name",
    "forename": "child_name",
    "relation_victim": "who_was_involved",
    "relation_suspect": "who_was_involved",
}


@dataclass(frozen=True)
class PpnField:
    """An answer on a PPN: where it stands and what it says.

    Attributes:
        slot: the field of the message that it may go into; empty when it never leaves the force.
    """

    label: str
    value: str
    slot: str = ""


class NicheFacts:
    """Read-only look-ups in a pack's database."""

    def __init__(self, pack: Path) -> None:
        self._url = f"file:{(pack / 'niche.sqlite').as_posix()}?mode=ro"

    def ppns(self) -> tuple[str, ...]:
        """The ids of all PPNs."""
        return tuple(ppn for (ppn,) in self._rows("SELECT id FROM report ORDER BY id"))

    def form_versions(self) -> tuple[str, ...]:
        """The versions of the PPN form that can be shown, such as ``v1``."""
        query = "SELECT version FROM form_template WHERE code = 'PPN' ORDER BY version"
        return tuple(version for (version,) in self._rows(query))

    def log_entries(self, references: frozenset[str]) -> dict[str, str]:
        """The text of the log entry of each reference that is found."""
        rows = self._rows("SELECT text FROM oel_entry WHERE text LIKE '%[R-%'")
        return {sign: text for (text,) in rows for sign in references if sign in text}

    def staff_tasks(self, references: frozenset[str]) -> dict[str, str]:
        """Title and notes of the staff task of each reference that is found."""
        rows = self._rows("SELECT title, notes FROM task WHERE title LIKE '%R-%'")
        return {
            sign: f"{title}\n\n{notes}"
            for title, notes in rows
            for sign in references
            if sign.strip("[]") in title
        }

    def ppn_fields(self, ppn: str, child: str) -> tuple[PpnField, ...]:
        """The answers of a PPN that say something, the child's own row named as such."""
        rows = self._rows("SELECT data FROM report WHERE id = ?", ppn)
        return tuple(_fields(loads(rows[0][0]), child)) if rows else ()

    def _rows(self, statement: str, *values: str) -> list[Any]:
        with closing(sqlite3.connect(self._url, uri=True)) as connection:
            return connection.execute(statement, values).fetchall()


def _fields(data: dict[str, Any], child: str) -> Iterator[PpnField]:
    for name, value in data.items():
        if name == "children":
            yield from _children(value, child)
        elif name == "others":
            for number, row in enumerate(value, 1):
                yield from _row(f"other person {number}", row)
        elif value and not name.startswith("dash_"):
            shown = ", ".join(value) if isinstance(value, list) else str(value)
            yield PpnField(name.replace("_", " "), shown, _SLOTS.get(name, ""))


def _children(rows: list[dict[str, Any]], child: str) -> Iterator[PpnField]:
    for number, row in enumerate(rows, 1):
        mine = child in {row.get("person"), f"row{number}"}
        label = "this child" if mine else f"another child (row {number})"
        yield from _row(label, row, _CHILD_SLOTS if mine else {})


def _row(
    label: str, row: dict[str, Any], slots: Mapping[str, str] = MappingProxyType({})
) -> Iterator[PpnField]:
    for name, value in row.items():
        if value:
            words = f"{label}: {name.replace('_', ' ')}"
            yield PpnField(words, str(value), slots.get(name, ""))
