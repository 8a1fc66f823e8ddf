"""The rows of the effect ledger: each change is conditional on what was read, and audited."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, insert, select, update

from bot.audit import Action, Audit, Entry
from bot.clock import Clock
from bot.effect_records import (
    Effect,
    EffectKey,
    EffectRefused,
    EffectState,
    effect_of,
    effects,
    reference,
)
from bot.exceptions import SystemException
from bot.session_log import Session, is_alive
from bot.store import Store, new_id

MAIL = "mail"

InTransaction = Callable[[Connection], None]
Alongside = Callable[[Connection, int], None]


class EffectStore:
    """Reads and changes effects.

    Args:
        store: the database.
        clock: says when.
        audit: gets a row for each change.
    """

    def __init__(self, store: Store, clock: Clock, audit: Audit) -> None:
        self._store = store
        self._clock = clock
        self._audit = audit

    def plan(self, key: EffectKey, facts: Mapping[str, str] | None) -> tuple[Effect, bool]:
        """Return the effect of a key and whether it is new; facts of one not yet begun are kept."""
        known = self.find(key)
        if known is not None and (not facts or known.state is not EffectState.PLANNED):
            return known, False

        def work(connection: Connection) -> tuple[Effect, bool]:
            found = self._find(connection, key)
            if found is None:
                new_id(connection, insert(effects), self._planned(key, facts))
                self._note(connection, key, EffectState.PLANNED)
            elif facts:
                query = update(effects).where(effects.c.id == found.id)
                connection.execute(query.values(facts=dict(facts)))
            return self._get(connection, key), found is None

        return self._store.transact(work)

    def find(self, key: EffectKey) -> Effect | None:
        """Return the effect of a key; None where it was never planned."""
        with self._store.read() as connection:
            return self._find(connection, key)

    def select(self, **parts: object) -> tuple[Effect, ...]:
        """Return the effects whose columns have these values, oldest first."""
        query = select(effects).order_by(effects.c.id)
        for name, value in parts.items():
            query = query.where(effects.c[name] == value)
        with self._store.read() as connection:
            return tuple(effect_of(row) for row in connection.execute(query))

    def begin(
        self,
        effect: Effect,
        session: Session | None,
        checks: tuple[InTransaction, ...],
        alongside: Alongside | None,
        *,
        durable: bool,
    ) -> Effect:
        """Commit that the act is about to be done; from here on it may have been done.

        Raises:
            SystemException: another robot is doing it.
        """
        words = {
            "state": str(EffectState.SENDING),
            "tries": effect.tries + 1,
            "session_id": session.id if session else None,
            "sent_at": self._clock.now(),
        }

        def work(connection: Connection) -> Effect:
            for check in checks:
                check(connection)
            self._change(connection, effect, words)
            if alongside:
                alongside(connection, effect.id)
            return self._get(connection, effect.key)

        return self._store.transact(work, durable=durable)

    def end(
        self,
        effect: Effect,
        state: EffectState,
        *,
        proof: str = "",
        by: str = "",
        reason: str = "",
        durable: bool = False,
    ) -> Effect:
        """Commit how it ended.

        Raises:
            SystemException: another robot changed it meanwhile.
        """
        words: dict[str, Any] = {"state": str(state), "proof": proof}
        words |= {"settled_at": self._clock.now(), "settled_by": by}
        if state is EffectState.DONE:
            words["owed"] = False

        def work(connection: Connection) -> Effect:
            self._change(connection, effect, words, by or "robot", reason)
            return self._get(connection, effect.key)

        return self._store.transact(work, durable=durable)

    def owe(self, effect: Effect) -> None:
        """Keep in mind that the effect must still be done, unless it is."""
        query = update(effects).where(effects.c.id == effect.id)
        owed = query.where(effects.c.state != EffectState.DONE).values(owed=True)
        self._store.transact(lambda connection: connection.execute(owed))

    def get(self, effect_id: int) -> Effect:
        """Return an effect by its number.

        Raises:
            LookupError: there is none.
        """
        found = self.select(id=effect_id)
        if not found:
            raise LookupError(f"there is no effect {effect_id}")
        return found[0]

    def is_in_flight(self, effect: Effect, session: Session | None) -> bool:
        """Say whether another session that is alive may be doing it now."""
        other = effect.session is not None and (session is None or session.id != effect.session)
        if effect.state is not EffectState.SENDING or not other:
            return False
        with self._store.read() as connection:
            return is_alive(connection, effect.session or 0)

    def check_settleable(self, effect: Effect) -> None:
        """Pass where a person may say how it ended.

        Raises:
            EffectRefused: it has ended, has not begun, or is being done now.
        """
        doubtful = effect.state in {EffectState.UNKNOWN, EffectState.SENDING}
        if not doubtful:
            raise EffectRefused(
                f"effect {effect.id} is {effect.state}; there is no doubt to settle"
            )
        if self.is_in_flight(effect, None):
            raise EffectRefused(f"effect {effect.id} is being done now; wait for its session")

    def _find(self, connection: Connection, key: EffectKey) -> Effect | None:
        row = connection.execute(select(effects).where(effects.c.key == str(key))).first()
        return None if row is None else effect_of(row)

    def _get(self, connection: Connection, key: EffectKey) -> Effect:
        found = connection.execute(select(effects).where(effects.c.key == str(key))).one()
        return effect_of(found)

    def _planned(self, key: EffectKey, facts: Mapping[str, str] | None) -> dict[str, Any]:
        return {
            **asdict(key),
            "key": str(key),
            "reference": reference(key),
            "state": str(EffectState.PLANNED),
            "facts": dict(facts or {}),
            "planned_at": self._clock.now(),
        }

    def _change(
        self,
        connection: Connection,
        effect: Effect,
        words: Mapping[str, Any],
        actor: str = "robot",
        reason: str = "",
    ) -> None:
        unchanged = (
            update(effects)
            .where(effects.c.id == effect.id)
            .where(effects.c.state == effect.state, effects.c.tries == effect.tries)
        )
        if connection.execute(unchanged.values(**words)).rowcount != 1:
            raise SystemException(f"effect {effect.reference} is another robot's now", code="C10")
        self._note(connection, effect.key, EffectState(words["state"]), actor, reason)

    def _note(
        self,
        connection: Connection,
        key: EffectKey,
        state: EffectState,
        actor: str = "robot",
        reason: str = "",
    ) -> None:
        detail = {"key": str(key), "state": str(state)}
        entry = Entry(Action.EFFECT, reference(key), actor, reason, detail=detail)
        self._audit.append(connection, entry)
