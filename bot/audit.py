"""The audit: append-only, chained, keyed, and anchored so that a cut tail is seen.

Each row's MAC covers the row and the MAC before it. The head (count and last MAC, itself keyed) is
kept beside the rows and changed in the same transaction; a file outside the database holds an
earlier head, so that putting back an old copy of the database is seen too. Rows hold ids and
reasons, never personal data (Data Protection Act 2018 s.62: who, when, what, why, recipient).
"""

import hashlib
import hmac
import json
import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Integer,
    Row,
    String,
    Table,
    Text,
    insert,
    select,
    update,
)

from bot.clock import Clock, monotonic
from bot.exceptions import BotError
from bot.store import Store, UtcTime, metadata

ANCHOR_EVERY_S = 1.0
_GENESIS = "0" * 64

audit_rows = Table(
    "audit",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", UtcTime, nullable=False),
    Column("actor", String(120), nullable=False),
    Column("action", String(20), nullable=False),
    Column("subject", String(200), nullable=False, index=True),
    Column("reason", Text, nullable=False),
    Column("recipient", String(200), nullable=False),
    Column("detail", JSON, nullable=False),
    Column("mac", String(64), nullable=False),
)
audit_head = Table(
    "audit_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("rows", Integer, nullable=False),
    Column("last_mac", String(64), nullable=False),
    Column("mac", String(64), nullable=False),
)


class Action(StrEnum):
    """What was done: the six of the Act, and the robot's own."""

    COLLECTION = "collection"
    ALTERATION = "alteration"
    CONSULTATION = "consultation"
    DISCLOSURE = "disclosure"
    COMBINATION = "combination"
    ERASURE = "erasure"
    QUEUE = "queue"
    SESSION = "session"
    EFFECT = "effect"
    CONFIGURATION = "configuration"
    DECISION = "decision"
    STOP = "stop"


@dataclass(frozen=True)
class Entry:
    """One row: who did what to which record, why, and who received it."""

    action: Action
    subject: str
    actor: str = "robot"
    reason: str = ""
    recipient: str = ""
    detail: Mapping[str, str] = field(default_factory=dict)
    at: datetime | None = None
    seq: int = 0


@dataclass(frozen=True)
class Verification:
    """What `Audit.verify` found; ``problems`` names each break in words."""

    ok: bool
    rows: int
    problems: tuple[str, ...]


class Audit:
    """The audit of one database.

    Args:
        store: the database.
        key: 32 bytes; without them no row can be made or changed unseen.
        anchor: a file outside the database, better on another disk.
        clock: says when.
    """

    def __init__(self, store: Store, key: bytes, anchor: Path, clock: Clock) -> None:
        self._store = store
        self._key = key
        self._anchor = anchor
        self._clock = clock
        self._anchored_at = -ANCHOR_EVERY_S
        self._has_news = False
        store.after_commit(self._anchor_when_due)

    def record(
        self,
        action: Action,
        subject: str,
        *,
        actor: str = "robot",
        reason: str = "",
        recipient: str = "",
        detail: Mapping[str, str] | None = None,
    ) -> None:
        """Append one row in a transaction of its own."""
        entry = Entry(action, subject, actor, reason, recipient, detail or {})
        self._store.transact(lambda connection: self.append(connection, entry))

    def append(self, connection: Connection, *entries: Entry) -> None:
        """Append rows in the caller's transaction: they are there if and only if it commits."""
        head = self._lock_head(connection)
        rows, last = (head.rows, head.last_mac) if head else (0, _GENESIS)
        for entry in entries:
            rows, row = rows + 1, self._row(rows + 1, entry)
            last = row["mac"] = self._mac(last, row)
            connection.execute(insert(audit_rows), row)
        values = {"rows": rows, "last_mac": last, "mac": self._head_mac(rows, last)}
        if head:
            connection.execute(update(audit_head).where(audit_head.c.id == 1), values)
        else:
            self._anchor_the_start()
            connection.execute(insert(audit_head), {"id": 1, **values})
        self._has_news = True

    def anchor(self) -> None:
        """Write the present head to the anchor file, once the disk has it.

        Raises:
            SystemException: the database is locked; the earlier anchor stays.
            OSError: the file cannot be written.
        """
        self._anchored_at, self._has_news = monotonic(), False
        head = self._store.transact(_touched_head, durable=True)
        if head:
            self._write_anchor(head.rows, head.last_mac)

    def close(self) -> None:
        """Anchor what was appended since the last anchor; at the end of a program."""
        if self._has_news:
            self.anchor()

    def verify(self) -> Verification:
        """Walk every row and compare the chain with both heads."""
        problems: list[str] = []
        anchor_rows, anchor_mac = self._read_anchor(problems)
        rows, last = 0, _GENESIS
        with self._store.read() as connection:
            head = connection.execute(select(audit_head)).first()
            for row in connection.execute(select(audit_rows).order_by(audit_rows.c.seq)):
                rows += 1
                problems += self._check_row(rows, last, row)
                last = row.mac
                if rows == anchor_rows and last != anchor_mac:
                    problems.append(f"row {rows}: not the row that was anchored")
        problems += self._check_head(head, rows, last)
        if rows < anchor_rows:
            problems.append(f"{anchor_rows} rows were anchored, {rows} are left: the tail was cut")
        return Verification(not problems, rows, tuple(problems))

    def entries(self, limit: int = 100, offset: int = 0, subject: str = "") -> tuple[Entry, ...]:
        """Return rows, newest first; of one record where ``subject`` is given."""
        query = select(audit_rows).order_by(audit_rows.c.seq.desc()).limit(limit).offset(offset)
        if subject:
            query = query.where(audit_rows.c.subject == subject)
        with self._store.read() as connection:
            return tuple(_entry(row) for row in connection.execute(query))

    def _lock_head(self, connection: Connection) -> Row[Any] | None:
        return connection.execute(select(audit_head).with_for_update()).first()

    def _row(self, seq: int, entry: Entry) -> dict[str, Any]:
        return {
            "seq": seq,
            "at": entry.at or self._clock.now(),
            "actor": entry.actor,
            "action": str(entry.action),
            "subject": entry.subject,
            "reason": entry.reason,
            "recipient": entry.recipient,
            "detail": dict(entry.detail),
        }

    def _mac(self, before: str, row: Mapping[str, Any]) -> str:
        words = {**row, "at": row["at"].astimezone(UTC).isoformat(timespec="microseconds")}
        words.pop("mac", None)
        text = json.dumps([before, words], sort_keys=True, separators=(",", ":"))
        return hmac.new(self._key, text.encode(), hashlib.sha256).hexdigest()

    def _head_mac(self, rows: int, last: str) -> str:
        text = f"head {rows} {last}"
        return hmac.new(self._key, text.encode(), hashlib.sha256).hexdigest()

    def _check_row(self, expected: int, before: str, row: Row[Any]) -> Iterator[str]:
        if row.seq != expected:
            yield f"row {expected}: missing, {row.seq} stands there"
        if not hmac.compare_digest(self._mac(before, dict(row._mapping)), row.mac):
            yield f"row {row.seq}: changed"

    def _check_head(self, head: Row[Any] | None, rows: int, last: str) -> Iterator[str]:
        if head is None:
            if rows:
                yield "the head is missing"
            return
        if not hmac.compare_digest(self._head_mac(head.rows, head.last_mac), head.mac):
            yield "the head was changed"
        if (head.rows, head.last_mac) != (rows, last):
            yield f"the head counts {head.rows} rows, {rows} are there"

    def _anchor_when_due(self) -> None:
        """Follow a commit; a failure here must not make that commit look failed."""
        if self._has_news and monotonic() - self._anchored_at >= ANCHOR_EVERY_S:
            with suppress(BotError, OSError):
                self.anchor()

    def _anchor_the_start(self) -> None:
        if not self._anchor.exists():
            self._write_anchor(0, _GENESIS)

    def _write_anchor(self, rows: int, last: str) -> None:
        content = {"rows": rows, "last_mac": last, "mac": self._head_mac(rows, last)}
        self._anchor.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._anchor.with_name(
            f"{self._anchor.name}.{os.getpid()}-{threading.get_ident()}.new"
        )
        fresh.write_text(json.dumps(content), encoding="utf-8")
        fresh.replace(self._anchor)

    def _read_anchor(self, problems: list[str]) -> tuple[int, str]:
        try:
            found = json.loads(self._anchor.read_text(encoding="utf-8"))
            rows, last, mac = int(found["rows"]), str(found["last_mac"]), str(found["mac"])
        except FileNotFoundError:
            if self._has_rows():
                problems.append("the anchor file is missing")
            return 0, _GENESIS
        except (OSError, ValueError, KeyError, TypeError):
            problems.append("the anchor file was changed")
            return 0, ""
        if not hmac.compare_digest(self._head_mac(rows, last), mac):
            problems.append("the anchor file was changed")
        return rows, last

    def _has_rows(self) -> bool:
        with self._store.read() as connection:
            return connection.execute(select(audit_rows.c.seq).limit(1)).first() is not None


def _touched_head(connection: Connection) -> Row[Any] | None:
    """Return the head and write it as it is, so that a durable commit takes the rows to the disk."""
    connection.execute(update(audit_head).values(rows=audit_head.c.rows))
    return connection.execute(select(audit_head)).first()


def _entry(row: Row[Any]) -> Entry:
    return Entry(
        Action(row.action),
        row.subject,
        row.actor,
        row.reason,
        row.recipient,
        row.detail,
        row.at,
        row.seq,
    )
