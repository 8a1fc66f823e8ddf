"""Mailboxes that nothing is sent to until a person releases them: wrong, bounced, in doubt.

The mailbox is sealed and found by a keyed digest, because it may name a person.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, Integer, Row, String, Table, Text, insert, select, update

from bot.audit import Action, Audit, Entry
from bot.clock import Clock
from bot.credentials import MasterKey
from bot.disclosures import mailbox_digest
from bot.store import Store, UtcTime, metadata

_SEAL = "suspended mailbox"

suspended_contacts = Table(
    "suspended_contacts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("mailbox", Text, nullable=False),
    Column("mailbox_digest", String(64), nullable=False, index=True),
    Column("reason", Text, nullable=False),
    Column("suspended_by", String(120), nullable=False),
    Column("suspended_at", UtcTime, nullable=False),
    Column("released_by", String(120), nullable=False, default=""),
    Column("released_at", UtcTime),
)


@dataclass(frozen=True)
class Suspension:
    """A mailbox that is suspended now."""

    mailbox: str
    reason: str
    by: str
    at: datetime


class SuspendedContacts:
    """The suspended mailboxes of one database.

    Args:
        store: the database.
        clock: says when.
        audit: gets a row for each suspension and release.
        keys: seals the mailboxes.
        shadow: nothing is suspended.
    """

    def __init__(
        self, store: Store, clock: Clock, audit: Audit, keys: MasterKey, *, shadow: bool = False
    ) -> None:
        self._store = store
        self._clock = clock
        self._audit = audit
        self._keys = keys
        self._shadow = shadow

    def suspend(self, mailbox: str, reason: str, by: str = "robot") -> None:
        """Let nothing be sent to a mailbox from now on; in shadow it is left as it is."""
        if self._shadow:
            return
        digest = mailbox_digest(self._keys, mailbox)
        words = {
            "mailbox": self._keys.seal(mailbox, _SEAL),
            "mailbox_digest": digest,
            "reason": reason,
            "suspended_by": by,
            "suspended_at": self._clock.now(),
        }

        def work(connection: Connection) -> None:
            standing = select(suspended_contacts.c.id).where(_stands(digest))
            if connection.execute(standing).first() is None:
                connection.execute(insert(suspended_contacts), words)
                self._note(connection, digest, "suspended", by, reason)

        self._store.transact(work)

    def is_suspended(self, mailbox: str) -> bool:
        """Say whether nothing may be sent to a mailbox."""
        query = select(suspended_contacts.c.id)
        with self._store.read() as connection:
            standing = query.where(_stands(mailbox_digest(self._keys, mailbox)))
            return connection.execute(standing).first() is not None

    def release(self, mailbox: str, by: str, reason: str) -> bool:
        """Let a mailbox be written to again; False where it is not suspended."""
        digest = mailbox_digest(self._keys, mailbox)
        words = {"released_by": by, "released_at": self._clock.now()}
        query = update(suspended_contacts).where(_stands(digest)).values(**words)

        def work(connection: Connection) -> bool:
            is_released = connection.execute(query).rowcount > 0
            if is_released:
                self._note(connection, digest, "released", by, reason)
            return is_released

        return self._store.transact(work)

    def all(self) -> tuple[Suspension, ...]:
        """Return the mailboxes that are suspended now, oldest first."""
        query = select(suspended_contacts).where(suspended_contacts.c.released_at.is_(None))
        with self._store.read() as connection:
            found = connection.execute(query.order_by(suspended_contacts.c.id))
            return tuple(self._suspension(row) for row in found)

    def _suspension(self, row: Row[Any]) -> Suspension:
        mailbox = self._keys.unseal(row.mailbox, _SEAL)
        return Suspension(mailbox, row.reason, row.suspended_by, row.suspended_at)

    def _note(self, connection: Connection, digest: str, event: str, by: str, reason: str) -> None:
        subject = f"contact {digest[:12]}"
        entry = Entry(Action.DECISION, subject, by, reason, detail={"event": event})
        self._audit.append(connection, entry)


def _stands(digest: str) -> Any:  # noqa: ANN401 - an SQL condition
    return (suspended_contacts.c.mailbox_digest == digest) & (
        suspended_contacts.c.released_at.is_(None)
    )
