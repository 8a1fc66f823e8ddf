"""The effect ledger: everything the outside can see happens once.

An effect is planned, then `sending` (committed before the act), then done, not done or unknown.
Never twice by itself, never lost silently, rarely a person is asked. Facts beside an effect are ids
and codes, never personal data.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from bot.audit import Audit
from bot.clock import Clock
from bot.credentials import MasterKey
from bot.effect_records import (
    Effect,
    EffectKey,
    EffectNotDone,
    EffectRefused,
    EffectResult,
    EffectState,
    reference,
)
from bot.effect_store import MAIL, Alongside, EffectStore, InTransaction
from bot.exceptions import SystemException, SystemExceptionTryOnce
from bot.session_log import Session
from bot.stop_flags import StopFlags
from bot.store import Store

__all__ = [
    "Effect",
    "EffectKey",
    "EffectLedger",
    "EffectNotDone",
    "EffectRefused",
    "EffectResult",
    "EffectState",
    "reference",
]

_DOUBTFUL = frozenset({EffectState.SENDING, EffectState.UNKNOWN})
BY_HAND = "done by hand"


@dataclass(frozen=True)
class _Act:
    """How one effect is done and looked for."""

    act: Callable[[], str]
    probe: Callable[[], str | None] | None
    conclusive: bool

    @property
    def durable(self) -> bool:
        """Whether only the ledger can tell what happened, so that the disk must have it first."""
        return self.probe is None or not self.conclusive


class EffectLedger:
    """The ledger of one database.

    Args:
        store: the database.
        clock: says when.
        audit: gets a row for each change of an effect.
        stops: is asked before each message.
        keys: makes Message-IDs that belong to this installation.
        shadow: effects are planned only; none is performed.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        *,
        audit: Audit,
        stops: StopFlags,
        keys: MasterKey,
        shadow: bool = False,
    ) -> None:
        self._effects = EffectStore(store, clock, audit)
        self._stops = stops
        self._keys = keys
        self._shadow = shadow

    def perform(
        self,
        key: EffectKey,
        act: Callable[[], str],
        probe: Callable[[], str | None] | None = None,
        *,
        conclusive: bool = False,
        facts: Mapping[str, str] | None = None,
        session: Session | None = None,
        guard: InTransaction | None = None,
        alongside: Alongside | None = None,
        look_first: bool = True,
    ) -> EffectResult:
        """Do an effect unless it is done, and return how it stands.

        Args:
            key: what makes it one and the same.
            act: does it and returns a proof; raises `EffectNotDone` when surely nothing happened.
            probe: looks whether it was done: a proof, or None.
            conclusive: what the probe does not find was not done.
            facts: ids and codes to make it again from, when it is owed.
            session: who does it.
            guard: raises in the transaction that begins it when the item is no longer ours.
            alongside: writes, in that transaction, what belongs to the effect.
            look_first: look even when no try went before.

        Raises:
            SystemExceptionTryOnce: it may have been done and nothing can tell (C10).
            SystemException: another robot that is alive is doing it.
            StopRequested: it is a message, and all sending is stopped.
            BotError: what ``act`` raised, when it was not done.
        """
        effect, _ = self._effects.plan(key, facts)
        if effect.state is EffectState.DONE or self._shadow:
            return _result(effect)
        way = _Act(act, probe, conclusive)
        found = self._look(effect, way, session, look_first=look_first)
        if found is not None:
            return self._done(effect, found, recovered=True)
        checks = ((self._check_sending,) if key.kind == MAIL else ()) + ((guard,) if guard else ())
        begun = self._effects.begin(effect, session, checks, alongside, durable=way.durable)
        return self._act(begun, way)

    def plan(self, key: EffectKey, facts: Mapping[str, str] | None = None) -> bool:
        """Plan an effect; False where it was planned before."""
        return self._effects.plan(key, facts)[1]

    def owe(self, key: EffectKey, facts: Mapping[str, str]) -> None:
        """Keep an effect that failed after all tries as owed: it alone is done again (C11).

        In shadow it is planned and nobody owes it.
        """
        effect, _ = self._effects.plan(key, facts)
        if not self._shadow:
            self._effects.owe(effect)

    def find(self, key: EffectKey) -> Effect | None:
        """Return the effect of a key; None where it was never planned."""
        return self._effects.find(key)

    def find_all(
        self,
        *,
        process: str = "",
        occurrence: str = "",
        person: str = "",
        school: str = "",
        episode: str = "",
        kind: str = "",
    ) -> tuple[Effect, ...]:
        """Return the effects with these parts, oldest first; an empty part is any."""
        parts = {
            "process": process,
            "occurrence": occurrence,
            "person": person,
            "school": school,
            "episode": episode,
            "kind": kind,
        }
        return self._effects.select(**{name: part for name, part in parts.items() if part})

    def owed(self, process: str = "") -> tuple[Effect, ...]:
        """Return what is still owed, oldest first."""
        of_process = {"process": process} if process else {}
        return self._effects.select(owed=True, **of_process)

    def unknown(self, process: str = "") -> tuple[Effect, ...]:
        """Return what may have been done and waits for a person, oldest first."""
        of_process = {"process": process} if process else {}
        return self._effects.select(state=EffectState.UNKNOWN, **of_process)

    def by_reference(self, text: str) -> tuple[Effect, ...]:
        """Return the effects with a visible reference; brackets may be left out."""
        return self._effects.select(reference=f"[{text.strip('[]').upper()}]")

    def settle(self, effect_id: int, *, done: bool, by: str, reason: str) -> Effect:
        """Let a person say how a doubtful effect ended; not done lets the robot do it again.

        Raises:
            EffectRefused: it is not in doubt, or is being done now.
            LookupError: there is no such effect.
        """
        effect = self._effects.get(effect_id)
        self._effects.check_settleable(effect)
        state = EffectState.DONE if done else EffectState.NOT_DONE
        return self._effects.end(
            effect, state, proof=f"settled by {by}", by=by, reason=reason, durable=True
        )

    def close_by_hand(self, key: EffectKey, reason: str) -> None:
        """Close an effect that a person did by hand (C18); the robot will never do it."""
        effect, _ = self._effects.plan(key, None)
        if effect.state is not EffectState.DONE:
            self._effects.end(effect, EffectState.DONE, proof=BY_HAND, by=BY_HAND, reason=reason)

    def message_id(self, key: EffectKey, domain: str) -> str:
        """Return the Message-ID of a message: the same for the same effect of this installation."""
        return f"<{self._keys.digest('message-id', str(key))[:32]}@{domain}>"

    def _check_sending(self, connection: Connection) -> None:
        self._stops.check_sending(connection)

    def _look(
        self, effect: Effect, way: _Act, session: Session | None, *, look_first: bool
    ) -> str | None:
        """Return the proof that an earlier try did it; None where it may be done now."""
        if self._effects.is_in_flight(effect, session):
            raise SystemException(f"effect {effect.reference}: another robot does it", code="C10")
        doubtful = effect.state in _DOUBTFUL
        found = way.probe() if way.probe and (doubtful or look_first) else None
        if found is None and doubtful and way.durable:
            raise self._unknown(effect)
        return found

    def _act(self, effect: Effect, way: _Act) -> EffectResult:
        try:
            proof = way.act()
        except EffectNotDone as refused:
            self._effects.end(effect, EffectState.NOT_DONE, reason=type(refused.error).__name__)
            raise refused.error from refused
        except Exception as error:  # noqa: BLE001 - whatever it was: was it done or not?
            found = self._look_after(effect, way, error)
            return self._done(effect, found, recovered=True)
        return self._done(effect, proof, performed=True, durable=way.durable)

    def _look_after(self, effect: Effect, way: _Act, error: Exception) -> str:
        """Return the proof that it was done although the act failed; raise where it was not."""
        if way.probe is None:
            raise self._unknown(effect) from error
        try:
            found = way.probe()
        except Exception:  # noqa: BLE001 - it stays `sending`; the next try looks before it acts
            raise error from None
        if found is not None:
            return found
        if not way.conclusive:
            raise self._unknown(effect) from error
        self._effects.end(effect, EffectState.NOT_DONE, reason=type(error).__name__)
        raise error

    def _unknown(self, effect: Effect) -> SystemExceptionTryOnce:
        if effect.state is not EffectState.UNKNOWN:
            self._effects.end(effect, EffectState.UNKNOWN, durable=True)
        return SystemExceptionTryOnce(f"{effect.reference} may have been done", code="C10")

    def _done(
        self,
        effect: Effect,
        proof: str,
        *,
        performed: bool = False,
        recovered: bool = False,
        durable: bool = False,
    ) -> EffectResult:
        ended = self._effects.end(effect, EffectState.DONE, proof=proof, durable=durable)
        return replace(_result(ended), performed=performed, recovered=recovered)


def _result(effect: Effect) -> EffectResult:
    return EffectResult(effect.key, effect.reference, effect.state, effect.proof)
