"""One try for each refused password, counted over all robots: no account is ever locked (C1).

Only a keyed digest of the password is kept: a new password is another digest and may be tried.
"""

from sqlalchemy import Column, Connection, String, Table, delete, insert, select

from bot.audit import Action, Audit, Entry
from bot.clock import Clock
from bot.credentials import Credential, MasterKey
from bot.exceptions import LoginSystemException
from bot.store import Store, UtcTime, metadata

refused_passwords = Table(
    "refused_passwords",
    metadata,
    Column("name", String(120), primary_key=True),
    Column("digest", String(64), primary_key=True),
    Column("refused_at", UtcTime, nullable=False),
    Column("refused_by", String(120), nullable=False),
)


class RefusedPasswords:
    """The refused passwords of one database.

    Args:
        store: the database.
        clock: says when.
        audit: gets a row for each refusal.
        keys: makes the digests.
    """

    def __init__(self, store: Store, clock: Clock, audit: Audit, keys: MasterKey) -> None:
        self._store = store
        self._clock = clock
        self._audit = audit
        self._keys = keys

    def check(self, credential: Credential) -> None:
        """Pass where this password was not refused before.

        Raises:
            LoginSystemException: it was, by any robot; it must not be tried again.
        """
        query = select(refused_passwords.c.name).where(
            refused_passwords.c.name == credential.name,
            refused_passwords.c.digest == self._digest(credential),
        )
        with self._store.read() as connection:
            if connection.execute(query).first() is not None:
                raise LoginSystemException(
                    f"the password of {credential.name} was refused before; store a new one",
                    code="C1",
                )

    def record(self, credential: Credential, by: str) -> None:
        """Keep that this password was refused; no robot tries it again."""
        words = {"name": credential.name, "digest": self._digest(credential), "refused_by": by}

        def work(connection: Connection) -> None:
            known = select(refused_passwords.c.name).where(
                refused_passwords.c.name == credential.name,
                refused_passwords.c.digest == words["digest"],
            )
            if connection.execute(known).first() is None:
                now = self._clock.now()
                connection.execute(insert(refused_passwords), {**words, "refused_at": now})
                self._note(connection, credential.name, "password refused", by)

        self._store.transact(work, durable=True)

    def forget(self, name: str, by: str) -> None:
        """Let a person allow the refused passwords of a credential to be tried again."""

        def work(connection: Connection) -> None:
            query = delete(refused_passwords).where(refused_passwords.c.name == name)
            if connection.execute(query).rowcount:
                self._note(connection, name, "refusals forgotten", by)

        self._store.transact(work)

    def _digest(self, credential: Credential) -> str:
        words = f"{credential.username}\n{credential.password.reveal()}"
        return self._keys.digest("refused password", words)

    def _note(self, connection: Connection, name: str, event: str, by: str) -> None:
        entry = Entry(Action.SESSION, f"credential {name}", by, detail={"event": event})
        self._audit.append(connection, entry)
