"""Who was told what about which child, when, and why; field names and digests, never contents.

A disclosure is noted in the transaction that begins its message. It counts as told when the
message's effect is done, as *may have been told* while that is in doubt, and not when it was not
done. The mailbox is sealed, because it may name a person.
"""

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    ForeignKey,
    Integer,
    Row,
    String,
    Table,
    Text,
    delete,
    insert,
    select,
)

from bot.audit import Action, Audit, Entry
from bot.clock import Clock
from bot.credentials import MasterKey
from bot.effect_records import EffectState, effects
from bot.effect_store import Alongside
from bot.store import Store, UtcTime, metadata

_MAILBOX = "disclosure mailbox"
_FIELDS = "disclosed fields"
_COUNTED = (EffectState.DONE, EffectState.SENDING, EffectState.UNKNOWN)

disclosures = Table(
    "disclosures",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("effect_id", ForeignKey("effects.id"), nullable=False, unique=True),
    Column("at", UtcTime, nullable=False),
    Column("process", String(80), nullable=False),
    Column("occurrence", String(40), nullable=False, index=True),
    Column("person", String(40), nullable=False, index=True),
    Column("school", String(40), nullable=False),
    Column("recipient", String(80), nullable=False),
    Column("mailbox", Text, nullable=False),
    Column("mailbox_digest", String(64), nullable=False, index=True),
    Column("fields", JSON, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("message_id", String(200), nullable=False),
    Column("reason", Text, nullable=False),
)


@dataclass(frozen=True)
class Disclosure:
    """What one message tells one recipient about one child.

    Attributes:
        recipient: the id of who is told, such as the school's.
        fields: the names of the fields that are sent.
        digest: of their values, by `Disclosures.digest`.
        reason: the justification.
    """

    process: str
    occurrence: str
    person: str
    school: str
    recipient: str
    mailbox: str
    fields: tuple[str, ...]
    digest: str
    message_id: str
    reason: str


@dataclass(frozen=True)
class Told(Disclosure):
    """A disclosure that was made; ``certain`` is False while it is not known that it arrived."""

    at: datetime
    certain: bool
    effect_id: int


class Disclosures:
    """The register of disclosures of one database.

    Args:
        store: the database.
        clock: says when.
        audit: gets a row for each disclosure.
        keys: seals mailboxes and makes digests.
    """

    def __init__(self, store: Store, clock: Clock, audit: Audit, keys: MasterKey) -> None:
        self._store = store
        self._clock = clock
        self._audit = audit
        self._keys = keys

    def digest(self, fields: Mapping[str, str]) -> str:
        """Return a keyed digest of field names and values, to compare what was sent."""
        return self._keys.digest(_FIELDS, json.dumps(dict(fields), sort_keys=True))

    def has_same_fields(self, told: Disclosure, fields: Mapping[str, str]) -> bool:
        """Say whether an earlier message sent exactly these fields with these values."""
        return hmac.compare_digest(told.digest, self.digest(fields))

    def noting(self, disclosure: Disclosure) -> Alongside:
        """Return what `EffectLedger.perform` writes alongside the message that discloses."""

        def write(connection: Connection, effect_id: int) -> None:
            earlier = delete(disclosures).where(disclosures.c.effect_id == effect_id)
            connection.execute(earlier)  # of a try that is known not to have been sent
            connection.execute(insert(disclosures), self._row(disclosure, effect_id))
            self._audit.append(connection, _entry(disclosure))

        return write

    def already_told(self, occurrence: str, person: str, school: str) -> tuple[Told, ...]:
        """Return what a school was told about a child and an occurrence, newest first."""
        return self._find(
            disclosures.c.occurrence == occurrence,
            disclosures.c.person == person,
            disclosures.c.school == school,
        )

    def who_was_told(self, person: str) -> tuple[Told, ...]:
        """Return everybody who was told about a child, newest first."""
        return self._find(disclosures.c.person == person)

    def told_at(self, mailbox: str) -> tuple[Told, ...]:
        """Return everything that went to a mailbox, newest first; for a breach check."""
        return self._find(disclosures.c.mailbox_digest == mailbox_digest(self._keys, mailbox))

    def _find(self, *conditions: Any) -> tuple[Told, ...]:  # noqa: ANN401 - SQL conditions
        query = (
            select(disclosures, effects.c.state)
            .join(effects, effects.c.id == disclosures.c.effect_id)
            .where(effects.c.state.in_(_COUNTED), *conditions)
            .order_by(disclosures.c.at.desc(), disclosures.c.id.desc())
        )
        with self._store.read() as connection:
            return tuple(self._told(row) for row in connection.execute(query))

    def _row(self, disclosure: Disclosure, effect_id: int) -> dict[str, Any]:
        return {
            "effect_id": effect_id,
            "at": self._clock.now(),
            "process": disclosure.process,
            "occurrence": disclosure.occurrence,
            "person": disclosure.person,
            "school": disclosure.school,
            "recipient": disclosure.recipient,
            "mailbox": self._keys.seal(disclosure.mailbox, _MAILBOX),
            "mailbox_digest": mailbox_digest(self._keys, disclosure.mailbox),
            "fields": list(disclosure.fields),
            "digest": disclosure.digest,
            "message_id": disclosure.message_id,
            "reason": disclosure.reason,
        }

    def _told(self, row: Row[Any]) -> Told:
        return Told(
            process=row.process,
            occurrence=row.occurrence,
            person=row.person,
            school=row.school,
            recipient=row.recipient,
            mailbox=self._keys.unseal(row.mailbox, _MAILBOX),
            fields=tuple(row.fields),
            digest=row.digest,
            message_id=row.message_id,
            reason=row.reason,
            at=row.at,
            certain=row.state == EffectState.DONE,
            effect_id=row.effect_id,
        )


def mailbox_digest(keys: MasterKey, mailbox: str) -> str:
    """Return the digest by which a mailbox is found, whatever its capitals."""
    return keys.digest("mailbox", mailbox.strip().casefold())


def _entry(disclosure: Disclosure) -> Entry:
    detail = {
        "occurrence": disclosure.occurrence,
        "school": disclosure.school,
        "fields": ", ".join(disclosure.fields),
        "message_id": disclosure.message_id,
    }
    return Entry(
        Action.DISCLOSURE,
        f"person {disclosure.person}",
        reason=disclosure.reason,
        recipient=disclosure.recipient,
        detail=detail,
    )
