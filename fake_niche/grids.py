"""Display grids: what a table on a screen shows, page by page."""

from dataclasses import dataclass, field
from math import ceil
from typing import Any

from flask import request
from sqlalchemy import Select, func, select

from fake_niche.runtime import db

PAGE_SIZE = 25
_LONG = {
    *("title", "text", "name", "ppn", "note", "reason", "detail", "line", "sha256", "value"),
    *("classification", "disposal", "flags", "summary", "owner", "referred_by", "requester"),
}


@dataclass(frozen=True)
class Column:
    """A column: its key, its heading, and whether it can be sorted by."""

    key: str
    label: str
    sort: bool = False

    @property
    def wraps(self) -> bool:
        """Whether long texts are broken into lines."""
        return self.key in _LONG


@dataclass(frozen=True)
class Cell:
    """A text, or a link with a text."""

    text: str
    href: str = ""


@dataclass(frozen=True)
class Row:
    """A row, with the record it stands for."""

    record: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Grid:
    """A grid as ``_grid.html`` draws it."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: int
    page: int = 1
    sort: str = ""
    size: int = field(default=PAGE_SIZE)

    @property
    def pages(self) -> int:
        """How many pages there are; at least one."""
        return max(1, ceil(self.total / self.size))


def row(record: str, *cells: object) -> Row:
    """A row of texts and links; a pair is a link of text and address."""
    return Row(record, tuple(_cell(cell) for cell in cells))


def _cell(value: object) -> Cell:
    if isinstance(value, Cell):
        return value
    if isinstance(value, tuple):
        return Cell(str(value[0]), str(value[1]) if value[0] else "")
    return Cell("" if value is None else str(value))


def whole(name: str, columns: tuple[Column, ...], rows: list[Row]) -> Grid:
    """A grid that shows all of its rows on one page."""
    return Grid(name, columns, tuple(rows), len(rows), size=max(PAGE_SIZE, len(rows)))


def asked_page() -> int:
    """The page that the address asks for; 1 when it asks for none or for nonsense."""
    asked = request.args.get("page", "1")
    return max(1, int(asked)) if asked.isdecimal() and len(asked) < 7 else 1  # noqa: PLR2004


def count(statement: Select[Any]) -> int:
    """How many rows ``statement`` would bring."""
    return db().scalar(select(func.count()).select_from(statement.order_by(None).subquery())) or 0


def page_of(statement: Select[Any], page: int, size: int = PAGE_SIZE) -> Select[Any]:
    """``statement`` for one page only."""
    return statement.limit(size).offset((page - 1) * size)
