"""A canonical dump of a pack, and its fingerprint.

Left out is what differs from one seeding to the next: password hashes and their salts, the control
token, and the real moment at which the clock was set.
"""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from openpyxl import load_workbook
from sqlalchemy import Connection, Table, create_engine, select

from fake_niche.exit_status import CommandError
from fake_niche.models import Base

_SECRET = {("user", "password_hash")}
_TEXTS = ("pack.yaml", "accounts.yaml", "events.yaml")


class DigestError(CommandError):
    """The folder is no pack; the message says what is missing."""


def digest_of(pack: Path) -> str:
    """The SHA-256 of :func:`dump`, as 64 hexadecimal digits."""
    fingerprint = hashlib.sha256()
    for line in dump(pack):
        fingerprint.update(line.encode("utf-8") + b"\n")
    return fingerprint.hexdigest()


def dump(pack: Path) -> Iterator[str]:
    """Every table, sheet and file of the pack, a line for each row.

    Raises:
        DigestError: the folder has no ``pack.yaml`` or no database.
    """
    for needed in ("pack.yaml", "niche.sqlite"):
        if not (pack / needed).is_file():
            raise DigestError(
                f"{pack} is not a pack: it has no {needed}. "
                f"Make one: fake-niche seed --pack smoke --seed 1 --out {pack}"
            )
    yield from _tables(pack / "niche.sqlite")
    yield from _workbooks(pack)
    yield from _files(pack)


def _tables(database: Path) -> Iterator[str]:
    engine = create_engine(f"sqlite:///{database.as_posix()}")
    try:
        with engine.connect() as connection:
            for name in sorted(Base.metadata.tables):
                yield from _rows(connection, Base.metadata.tables[name])
    finally:
        engine.dispose()


def _rows(connection: Connection, table: Table) -> Iterator[str]:
    columns = [c for c in table.columns if (table.name, c.name) not in _SECRET]
    query = select(*columns).order_by(*table.primary_key.columns)
    for row in connection.execute(query).mappings():
        yield f"{table.name} {_canonical({str(k): v for k, v in row.items()})}"


def _workbooks(pack: Path) -> Iterator[str]:
    for path in sorted(pack.rglob("*.xlsx")):
        book = load_workbook(path, read_only=True)
        for sheet in book.worksheets:
            where = f"{path.relative_to(pack).as_posix()} {sheet.title}"
            for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
                yield f"{where} {number} {_canonical(row)}"
        book.close()


def _files(pack: Path) -> Iterator[str]:
    paths = [pack / name for name in _TEXTS]
    paths += [*sorted(pack.rglob("*.csv")), *sorted((pack / "answer_key").glob("*.yaml"))]
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            yield f"{path.relative_to(pack).as_posix()} {line}"
    clock = json.loads((pack / "clock.json").read_text(encoding="utf-8"))
    yield f"clock.json {_canonical({k: v for k, v in clock.items() if k != 'set_at'})}"


def _canonical(value: object) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, default=_as_text)


def _as_text(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)
