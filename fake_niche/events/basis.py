"""What every event has: its entry, and the record it happens to."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Integer, inspect

from fake_niche.models import Base
from fake_niche.runtime import db

R = TypeVar("R", bound=Base)


class EventError(Exception):
    """An entry of ``events.yaml`` cannot be done; the message names it and says why."""


@dataclass(frozen=True)
class Happening:
    """One entry of ``events.yaml``."""

    entry: dict[str, Any]

    @property
    def by(self) -> str:
        """The user who does it."""
        return self.text("by", "coord1")

    def text(self, name: str, otherwise: str | None = None) -> str:
        """The value of ``name`` as text."""
        value = self.entry.get(name, otherwise)
        if value is None:
            raise EventError(f"The event {self.entry} lacks {name!r}.")
        return str(value)

    def optional(self, name: str) -> str | None:
        """The value of ``name`` as text, if it has one."""
        value = self.entry.get(name)
        return None if value in (None, "") else str(value)

    def changes(self) -> dict[str, Any]:
        """What ``set`` (or ``data``) says: values by field."""
        changes = self.entry.get("set", self.entry.get("data"))
        if not isinstance(changes, dict):
            raise EventError(f"The event {self.entry} lacks 'set'.")
        return changes

    def record(self, table: type[R], name: str) -> R:
        """The record that ``name`` points to."""
        wanted = self.text(name).removeprefix("T") if name == "task" else self.text(name)
        by_number = isinstance(next(iter(inspect(table).primary_key)).type, Integer)
        if by_number and not wanted.isdecimal():
            raise EventError(f"The event {self.entry} points to no record.")
        found = db().get(table, int(wanted) if by_number else wanted)
        if found is None:
            raise EventError(f"The event {self.entry} points to no record.")
        return found


Do = Callable[[Happening], str]


def put(record: Base, changes: dict[str, Any]) -> None:
    """Set columns of ``record`` and raise its row version, if it has one.

    Raises:
        EventError: there is no such column.
    """
    columns = set(record.__table__.c.keys()) - {"row_version"}
    unknown = set(changes) - columns
    if unknown:
        raise EventError(f"{type(record).__name__} has no {', '.join(sorted(unknown))}.")
    for name, value in changes.items():
        setattr(record, name, value)
    raise_version(record)


def raise_version(record: Base) -> None:
    """A screen that read the record before cannot save it any more."""
    version = getattr(record, "row_version", None)
    if version is not None:
        record.row_version = version + 1  # type: ignore[attr-defined]
