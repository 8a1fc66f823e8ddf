"""What commands write: JSON where asked, a table on a terminal, plain lines elsewhere."""

import json
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import Enum

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

Record = Mapping[str, object]


def write_records(records: Sequence[Record], columns: Sequence[str], *, as_json: bool) -> None:
    """Write records: all of them as JSON, or the named columns as a table or as lines."""
    if as_json:
        write_json([dict(record) for record in records])
    elif sys.stdout.isatty():
        Console().print(_table(records, columns))
    else:
        typer.echo("\t".join(columns))
        for record in records:
            typer.echo("\t".join(_line(record.get(name)) for name in columns))


def write_record(record: Record, *, as_json: bool) -> None:
    """Write one record: as JSON, or one named value on each line."""
    if as_json:
        write_json(dict(record))
        return
    for name, value in record.items():
        typer.echo(f"{name}\t{_line(value)}")


def write_json(value: object) -> None:
    """Write a value as JSON; moments in ISO form, enumerations by their value."""
    typer.echo(json.dumps(_plain(value), ensure_ascii=False, indent=1))


def _table(records: Sequence[Record], columns: Sequence[str]) -> Table:
    table = Table(*(name.replace("_", " ") for name in columns))
    for record in records:
        table.add_row(*(escape(_line(record.get(name))) for name in columns))
    return table


def _line(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name}={_line(part)}" for name, part in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(_line(part) for part in value)
    if isinstance(value, datetime):
        return value.strftime("%d/%m/%Y %H:%M:%S")
    if isinstance(value, float):
        return f"{value:.1f}"
    text = "" if value is None else str(value.value if isinstance(value, Enum) else value)
    return " ".join(text.split())


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {str(name): _plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, datetime):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value
