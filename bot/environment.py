"""Environment variables in Blue Prism's sense: typed settings; each change is audited."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, Connection, Row, String, Table, Text, insert, select, update

from bot.audit import Action, Audit, Entry
from bot.clock import Clock
from bot.store import Store, UtcTime, metadata

variables = Table(
    "environment_variables",
    metadata,
    Column("name", String(120), primary_key=True),
    Column("kind", String(12), nullable=False),
    Column("value", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("changed_by", String(120), nullable=False),
    Column("changed_at", UtcTime, nullable=False),
)


class Kind(StrEnum):
    """What a variable holds."""

    TEXT = "text"
    NUMBER = "number"
    FLAG = "flag"
    DATE = "date"


class VariableError(Exception):
    """The variable is missing, of another kind, or its value is not of its kind."""


@dataclass(frozen=True)
class Variable:
    """A variable as it is kept."""

    name: str
    kind: Kind
    value: str
    description: str
    changed_by: str
    changed_at: datetime


class Environment:
    """The environment variables of one database.

    Args:
        store: the database.
        clock: says when.
        audit: gets a row for each change, with the value before and after.
    """

    def __init__(self, store: Store, clock: Clock, audit: Audit) -> None:
        self._store = store
        self._clock = clock
        self._audit = audit

    def get_text(self, name: str) -> str:
        """Return a text; raises `VariableError` where it is missing or of another kind."""
        return self._value(name, Kind.TEXT)

    def get_number(self, name: str) -> Decimal:
        """Return a number; raises `VariableError` where it is missing or of another kind."""
        return Decimal(self._value(name, Kind.NUMBER))

    def get_flag(self, name: str) -> bool:
        """Return a flag; raises `VariableError` where it is missing or of another kind."""
        return self._value(name, Kind.FLAG) == "true"

    def get_date(self, name: str) -> date:
        """Return a date; raises `VariableError` where it is missing or of another kind."""
        return date.fromisoformat(self._value(name, Kind.DATE))

    def define(self, name: str, kind: Kind, value: str, description: str, by: str) -> None:
        """Make a variable; one that exists keeps its value and gets the description.

        Raises:
            VariableError: the value is not of that kind, or the variable is of another kind.
        """
        words = {"name": name, "kind": str(kind), "value": _checked(name, kind, value)}

        def work(connection: Connection) -> None:
            known = _find(connection, name)
            if known is not None:
                _check_kind(known, kind)
                query = update(variables).where(variables.c.name == name)
                connection.execute(query.values(description=description))
                return
            stamp = {"changed_by": by, "changed_at": self._clock.now()}
            connection.execute(insert(variables), {**words, **stamp, "description": description})
            self._note(connection, name, "", value, by)

        self._store.transact(work)

    def set(self, name: str, value: str, by: str) -> None:
        """Change a value.

        Raises:
            VariableError: there is no such variable, or the value is not of its kind.
        """

        def work(connection: Connection) -> None:
            known = _find(connection, name)
            if known is None:
                raise VariableError(f"environment variable {name}: there is none; define it first")
            words = {"value": _checked(name, known.kind, value), "changed_by": by}
            query = update(variables).where(variables.c.name == name)
            connection.execute(query.values(**words, changed_at=self._clock.now()))
            self._note(connection, name, known.value, value, by)

        self._store.transact(work)

    def all(self) -> tuple[Variable, ...]:
        """Return every variable, by name."""
        with self._store.read() as connection:
            found = connection.execute(select(variables).order_by(variables.c.name))
            return tuple(_variable(row) for row in found)

    def _value(self, name: str, kind: Kind) -> str:
        with self._store.read() as connection:
            known = _find(connection, name)
        if known is None:
            raise VariableError(f"environment variable {name}: there is none; define it first")
        _check_kind(known, kind)
        return known.value

    def _note(self, connection: Connection, name: str, before: str, after: str, by: str) -> None:
        detail = {"before": before, "after": after}
        entry = Entry(Action.CONFIGURATION, f"environment variable {name}", by, detail=detail)
        self._audit.append(connection, entry)


def _find(connection: Connection, name: str) -> Variable | None:
    row = connection.execute(select(variables).where(variables.c.name == name)).first()
    return None if row is None else _variable(row)


def _variable(row: Row[Any]) -> Variable:
    return Variable(
        row.name, Kind(row.kind), row.value, row.description, row.changed_by, row.changed_at
    )


def _check_kind(known: Variable, kind: Kind) -> None:
    if known.kind is not kind:
        raise VariableError(f"environment variable {known.name}: a {known.kind}, not a {kind}")


def _checked(name: str, kind: Kind, value: str) -> str:
    try:
        _PARSE[kind](value)
    except (InvalidOperation, ValueError, KeyError) as error:
        raise VariableError(f"environment variable {name}: not a {kind}; {_SHAPE[kind]}") from error
    return value


_PARSE: dict[Kind, Callable[[str], object]] = {
    Kind.TEXT: str,
    Kind.NUMBER: Decimal,
    Kind.FLAG: {"true": True, "false": False}.__getitem__,
    Kind.DATE: date.fromisoformat,
}
_SHAPE = {
    Kind.TEXT: "write any text",
    Kind.NUMBER: "write digits such as 12 or 1.5",
    Kind.FLAG: "write true or false",
    Kind.DATE: "write a date such as 2026-03-02",
}
