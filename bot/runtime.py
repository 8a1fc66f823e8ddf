"""Everything durable of one installation, opened together and closed together."""

import os
from collections.abc import Mapping
from contextlib import suppress
from types import TracebackType
from typing import Self

from sqlalchemy.exc import SQLAlchemyError

from bot.audit import Audit
from bot.clock import Clock, ClockError, clock_for
from bot.config import Config, ConfigError
from bot.credentials import KEY_VARIABLE, CredentialStore, MasterKey
from bot.disclosures import Disclosures
from bot.effects import EffectLedger
from bot.environment import Environment
from bot.exceptions import BotError
from bot.form_approvals import FormApprovals
from bot.heartbeat import Heartbeat
from bot.marks import Marks
from bot.outgoing_copies import OutgoingCopies
from bot.refused_passwords import RefusedPasswords
from bot.runs import Runs
from bot.session_log import SessionLog
from bot.stop_flags import StopFlags
from bot.store import Store
from bot.suspended_contacts import SuspendedContacts
from bot.work_queue import KeyPolicy, QueueSettings, WorkQueue


class Runtime:
    """The database and what stands on it; use it as a context manager.

    Args:
        config: the validated configuration.
        keys: the master key.
        shadow: effects are planned only; all but the refused passwords is kept in the shadow's own
            database and folder.
    """

    def __init__(self, config: Config, keys: MasterKey, *, shadow: bool = False) -> None:
        live, config = config, config.of_shadow() if shadow else config
        self.config = config
        self.keys = keys
        self.shadow = shadow
        self.clock = _clock(config)
        self.store = store = _store(config)
        self.heartbeat = Heartbeat(store)
        self.audit = audit = Audit(store, keys.derive("audit"), config.anchor_file(), self.clock)
        self.sessions = SessionLog(store, self.clock, audit, self.heartbeat)
        self.stops = StopFlags(store, self.clock, audit)
        self.ledger = EffectLedger(
            store, self.clock, audit=audit, stops=self.stops, keys=keys, shadow=shadow
        )
        self.disclosures = Disclosures(store, self.clock, audit, keys)
        self.contacts = SuspendedContacts(store, self.clock, audit, keys, shadow=shadow)
        outgoing = config.paths.var / "outgoing"
        self.copies = OutgoingCopies(outgoing, keys.derive("outgoing"), self.clock)
        self.marks = Marks(store, audit)
        self.runs = Runs(store, self.clock, audit)
        self.environment = Environment(store, self.clock, audit)
        self._live = _Live(live, keys, self.clock) if shadow else None
        self.refusals = (
            self._live.refusals if self._live else RefusedPasswords(store, self.clock, audit, keys)
        )
        own_approvals = FormApprovals(store, self.clock, audit)
        self.approvals = self._live.approvals if self._live else own_approvals
        self.credentials = CredentialStore(config.credentials_file(), keys)
        self._queues: dict[str, WorkQueue] = {}

    @classmethod
    def open(
        cls,
        config: Config,
        *,
        env: Mapping[str, str] | None = None,
        shadow: bool = False,
        create_key: bool = False,
    ) -> Self:
        """Return the runtime of a configuration.

        Args:
            config: the validated configuration.
            env: where the master key may stand; None means the process's own environment.
            shadow: effects are planned only.
            create_key: make the key file where there is none; the demonstration does.

        Raises:
            ConfigError: there is no usable master key, or the clock file is wrong.
        """
        found = os.environ if env is None else env
        if create_key and KEY_VARIABLE not in found and not config.key_file().exists():
            return cls(config, MasterKey.create(config.key_file()), shadow=shadow)
        return cls(config, MasterKey.load(found, config.key_file()), shadow=shadow)

    def queue(
        self, name: str, *, key_policy: KeyPolicy | None = None, max_attempts: int | None = None
    ) -> WorkQueue:
        """Return a queue; the first call decides its policy and attempts for this process.

        Args:
            name: the queue's name.
            key_policy: given by the process that owns it; None is as it was made, else open.
            max_attempts: None is what the configuration says.
        """
        if name not in self._queues:
            section = self.config.queue
            settings = QueueSettings(
                max_attempts=max_attempts or section.max_attempts,
                back_off_s=section.back_off_s,
                lease_s=section.lease_s,
                item_deadline_s=section.item_deadline_s,
            )
            self._queues[name] = WorkQueue(
                self.store,
                name,
                self.clock,
                audit=self.audit,
                heartbeat=self.heartbeat,
                key_policy=key_policy,
                settings=settings,
            )
        return self._queues[name]

    def close(self) -> None:
        """Stop renewing, anchor the audit, give back every connection."""
        self.heartbeat.close()
        try:
            if self._live:
                self._live.close()
            with suppress(BotError):  # the earlier anchor stays; it is not a second cause
                self.audit.close()
        finally:
            self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class _Live:
    """What a shadow run shares with the live robot.

    The refused passwords, so that no account locks; and the approvals of forms.
    """

    def __init__(self, config: Config, keys: MasterKey, clock: Clock) -> None:
        self._store = _store(config)
        self._audit = Audit(self._store, keys.derive("audit"), config.anchor_file(), clock)
        self.refusals = RefusedPasswords(self._store, clock, self._audit, keys)
        self.approvals = FormApprovals(self._store, clock, self._audit)

    def close(self) -> None:
        try:
            with suppress(BotError):
                self._audit.close()
        finally:
            self._store.close()


def _store(config: Config) -> Store:
    try:
        store = Store(config.database_url())
    except (SQLAlchemyError, ValueError, ImportError, OSError) as error:
        raise ConfigError(
            f"database.url: {error}; write sqlite:////folder/robot.sqlite, or leave it empty"
        ) from error
    try:
        store.create_schema()
    except BotError:
        store.close()
        raise
    return store


def _clock(config: Config) -> Clock:
    try:
        return clock_for(config.clock.scenario)
    except ClockError as error:
        raise ConfigError(f"clock.scenario: {error}") from error
