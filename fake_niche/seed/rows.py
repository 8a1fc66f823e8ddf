"""The rows of a pack, in memory until they are inserted in bulk."""

from collections import defaultdict
from typing import Any

from sqlalchemy import Column, ColumnDefault, Connection, Table

from fake_niche.models import Base

Row = dict[str, Any]
_BATCH = 5_000


class Rows:
    """Collects rows by table and numbers them.

    A row may be changed until :meth:`insert` is called.
    """

    def __init__(self) -> None:
        self._rows: dict[str, list[Row]] = defaultdict(list)
        self._numbers: dict[str, int] = defaultdict(int)
        self._blank: dict[str, Row] = {}

    def next(self, kind: str) -> int:
        """The next number of a kind, from 1."""
        self._numbers[kind] += 1
        return self._numbers[kind]

    def add(self, model: type[Base], **values: object) -> Row:
        """Adds a row; columns that are not given have the model's defaults.

        Raises:
            KeyError: a value names no column of the table.
        """
        table = Base.metadata.tables[model.__tablename__]
        row = self._with_defaults(table)
        unknown = values.keys() - row.keys()
        if unknown:
            raise KeyError(f"{table.name} has no column {sorted(unknown)}")
        row.update(values)
        if "id" in row and row["id"] is None:
            row["id"] = self.next(table.name)
        self._rows[table.name].append(row)
        return row

    def link(self, table: Table, **values: object) -> Row:
        """Adds a row to a table that has no model (many to many)."""
        row = dict(values)
        self._rows[table.name].append(row)
        return row

    def unlink(self, table: Table, **values: object) -> None:
        """Takes the rows with these values out of a table that has no model."""
        rows = self._rows[table.name]
        rows[:] = [row for row in rows if values.items() - row.items()]

    def of(self, model: type[Base]) -> list[Row]:
        """The rows of a table so far."""
        return self._rows[model.__tablename__]

    def insert(self, connection: Connection) -> None:
        """Inserts all rows, parents before children."""
        for table in Base.metadata.sorted_tables:
            rows = self._rows.get(table.name, [])
            for start in range(0, len(rows), _BATCH):
                connection.execute(table.insert(), rows[start : start + _BATCH])

    def _with_defaults(self, table: Table) -> Row:
        if table.name not in self._blank:
            self._blank[table.name] = {c.name: _default(c) for c in table.columns}
        blank = self._blank[table.name]
        return {name: value() if callable(value) else value for name, value in blank.items()}


def _default(column: Column[Any]) -> object:
    """A column's default; a new list or mapping stays a type, so that each row has its own."""
    default = column.default
    if default is None or not isinstance(default, ColumnDefault):
        return None
    if default.is_callable:
        return type(default.arg(None))
    return default.arg
