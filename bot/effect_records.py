"""What the effect ledger keeps of each effect, and the reference that a person sees."""

import hashlib
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Integer, Row, String, Table, Text

from bot.exceptions import BotError
from bot.store import UtcTime, metadata

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_REFERENCE_LENGTH = 6

effects = Table(
    "effects",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(400), nullable=False, unique=True),
    Column("reference", String(12), nullable=False, index=True),
    Column("process", String(80), nullable=False),
    Column("occurrence", String(40), nullable=False, index=True),
    Column("person", String(40), nullable=False, index=True),
    Column("school", String(40), nullable=False),
    Column("episode", String(80), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("purpose", String(80), nullable=False),
    Column("state", String(12), nullable=False, index=True),
    Column("facts", JSON, nullable=False),
    Column("proof", Text, nullable=False, default=""),
    Column("tries", Integer, nullable=False, default=0),
    Column("owed", Boolean, nullable=False, default=False, index=True),
    Column("session_id", Integer),
    Column("planned_at", UtcTime, nullable=False),
    Column("sent_at", UtcTime),
    Column("settled_at", UtcTime),
    Column("settled_by", String(120), nullable=False, default=""),
)


class EffectState(StrEnum):
    """How far an effect has come."""

    PLANNED = "planned"
    SENDING = "sending"
    DONE = "done"
    NOT_DONE = "not done"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class EffectKey:
    """What makes an effect one and the same; each part is an id or a word, empty where none.

    Attributes:
        process: such as ``P2``.
        occurrence: its number; for P1 the task.
        person: the child's id.
        school: the school or requester.
        episode: the episode or the PPN's revision.
        kind: ``mail``, ``oel``, ``title``, ``task``, ``field``, ``report``.
        purpose: which of that kind, such as ``outcome`` or ``bounce``.
    """

    process: str
    occurrence: str
    person: str
    school: str
    episode: str
    kind: str
    purpose: str

    def __str__(self) -> str:
        return "/".join(part.replace("%", "%25").replace("/", "%2F") for part in astuple(self))


@dataclass(frozen=True)
class Effect:
    """An effect as the ledger knows it; ``settled_by`` is the person who settled it, if one did."""

    id: int
    key: EffectKey
    reference: str
    state: EffectState
    proof: str
    facts: Mapping[str, str]
    tries: int
    owed: bool
    session: int | None
    planned_at: datetime
    sent_at: datetime | None
    settled_at: datetime | None
    settled_by: str

    @property
    def begun_at(self) -> datetime:
        """When it was sent; when it was planned, where it has not been."""
        return self.sent_at or self.planned_at


@dataclass(frozen=True)
class EffectResult:
    """What `EffectLedger.perform` did.

    Attributes:
        performed: this call acted.
        recovered: it was found by looking, done by an earlier try.
    """

    key: EffectKey
    reference: str
    state: EffectState
    proof: str
    performed: bool = False
    recovered: bool = False


class EffectNotDone(Exception):  # noqa: N818 - it says what happened
    """An act raises it when it is certain that nothing happened outside.

    Args:
        error: what the page raises then.
    """

    def __init__(self, error: BotError) -> None:
        super().__init__(error.detail)
        self.error = error


class EffectRefused(Exception):  # noqa: N818 - it says what happened
    """The state of the effect does not allow what a person asked; the message says which."""


def reference(key: EffectKey) -> str:
    """Return what a log entry ends with, such as ``[R-7KQ2M4]``; the same for the same key."""
    bits = int.from_bytes(hashlib.sha256(str(key).encode()).digest()[:8])
    letters = (_CROCKFORD[(bits >> (5 * place)) & 31] for place in range(_REFERENCE_LENGTH))
    return f"[R-{''.join(letters)}]"


def effect_of(row: Row[Any]) -> Effect:
    """Return the effect of a row of the table."""
    key = EffectKey(
        row.process, row.occurrence, row.person, row.school, row.episode, row.kind, row.purpose
    )
    return Effect(
        id=row.id,
        key=key,
        reference=row.reference,
        state=EffectState(row.state),
        proof=row.proof,
        facts=row.facts,
        tries=row.tries,
        owed=row.owed,
        session=row.session_id,
        planned_at=row.planned_at,
        sent_at=row.sent_at,
        settled_at=row.settled_at,
        settled_by=row.settled_by,
    )
