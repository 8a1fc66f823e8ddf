"""The durable parts of the robot on a real database in a folder of the test."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.audit import Audit
from bot.clock import LONDON
from bot.credentials import MasterKey
from bot.effects import EffectKey, EffectLedger
from bot.heartbeat import Heartbeat
from bot.session_log import Session, SessionLog
from bot.stop_flags import StopFlags
from bot.store import Store
from bot.work_queue import KeyPolicy, QueueSettings, WorkQueue

KEY = MasterKey(bytes(range(32)))
MONDAY_0600 = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)


class HandClock:
    """A clock that stands still until it is moved."""

    def __init__(self, moment: datetime = MONDAY_0600) -> None:
        self._moment = moment

    def now(self) -> datetime:
        return self._moment.astimezone(LONDON)

    def advance(self, **words: float) -> None:
        self._moment += timedelta(**words)


@dataclass
class Parts:
    store: Store
    clock: HandClock
    audit: Audit
    heartbeat: Heartbeat
    sessions: SessionLog
    stops: StopFlags
    ledger: EffectLedger

    @classmethod
    def open(cls, folder: Path, *, shadow: bool = False, busy_timeout_ms: int = 5_000) -> Self:
        url = f"sqlite:///{folder / 'robot.sqlite'}"
        store, clock = Store(url, busy_timeout_ms=busy_timeout_ms), HandClock()
        store.create_schema()
        audit = Audit(store, KEY.derive("audit"), folder / "audit.anchor", clock)
        heartbeat = Heartbeat(store)
        stops = StopFlags(store, clock, audit)
        sessions = SessionLog(store, clock, audit, heartbeat)
        ledger = EffectLedger(store, clock, audit=audit, stops=stops, keys=KEY, shadow=shadow)
        return cls(store, clock, audit, heartbeat, sessions, stops, ledger)

    def queue(
        self,
        name: str = "Q",
        policy: KeyPolicy | None = KeyPolicy.OPEN,
        settings: QueueSettings | None = None,
    ) -> WorkQueue:
        return WorkQueue(
            self.store,
            name,
            self.clock,
            audit=self.audit,
            heartbeat=self.heartbeat,
            key_policy=policy,
            settings=settings or QueueSettings(),
        )

    def session(self, resource: str = "robot-1") -> Session:
        return self.sessions.start("P1", resource)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.heartbeat.close()
        self.audit.anchor()
        self.store.close()


def an_effect(kind: str = "oel", occurrence: str = "99260000001") -> EffectKey:
    return EffectKey("P2", occurrence, "P0000001", "S00001", "1", kind, "outcome")
