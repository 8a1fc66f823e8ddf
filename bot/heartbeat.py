"""Renews what this process holds, on a thread and a connection of its own.

A renewal stops at its deadline, so that work which hangs is not kept for ever, and stops when the
database says that it is no longer ours.
"""

import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from bot.clock import monotonic
from bot.exceptions import BotError
from bot.store import Store


@dataclass(frozen=True)
class _Kept:
    renew: Callable[[Connection], bool]
    every_s: float
    until: float | None
    due: float


class Heartbeat:
    """One thread that renews leases; it starts with the first lease.

    Args:
        store: the database; the thread takes a connection of its own from it.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._kept: dict[Hashable, _Kept] = {}
        self._changed = threading.Condition()
        self._closed = False
        self._thread: threading.Thread | None = None

    def keep(
        self,
        name: Hashable,
        renew: Callable[[Connection], bool],
        *,
        every_s: float,
        deadline_s: float | None = None,
    ) -> None:
        """Renew ``name`` until it is dropped, its deadline passes, or ``renew`` returns False."""
        now = monotonic()
        until = None if deadline_s is None else now + deadline_s
        with self._changed:
            is_next = all(now + every_s < kept.due for kept in self._kept.values())
            self._kept[name] = _Kept(renew, every_s, until, now + every_s)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="heartbeat", daemon=True)
                self._thread.start()
            if is_next:
                self._changed.notify()

    def drop(self, name: Hashable) -> None:
        """Stop renewing; nothing happens where nothing is renewed."""
        with self._changed:
            self._kept.pop(name, None)

    def keeps(self, name: Hashable) -> bool:
        """Say whether ``name`` is still renewed."""
        with self._changed:
            return name in self._kept

    def close(self) -> None:
        """End the thread; what was kept runs out by itself."""
        with self._changed:
            self._closed = True
            self._kept.clear()
            self._changed.notify()
            thread, self._thread = self._thread, None
        if thread is not None:
            thread.join()

    def _run(self) -> None:
        while True:
            with self._changed:
                if not self._closed:  # else nobody would wake it any more
                    self._changed.wait(self._pause_s())
                if self._closed:
                    return
                due = self._take_due(monotonic())
            for name, kept in due:
                self._renew(name, kept)

    def _pause_s(self) -> float | None:
        if not self._kept:
            return None
        return max(0.0, min(kept.due for kept in self._kept.values()) - monotonic())

    def _take_due(self, now: float) -> list[tuple[Hashable, _Kept]]:
        for name, kept in list(self._kept.items()):
            if kept.until is not None and now >= kept.until:
                del self._kept[name]
        due = [(name, kept) for name, kept in self._kept.items() if kept.due <= now]
        for name, kept in due:
            self._kept[name] = _Kept(kept.renew, kept.every_s, kept.until, now + kept.every_s)
        return due

    def _renew(self, name: Hashable, kept: _Kept) -> None:
        try:
            ours = self._store.transact(kept.renew)
        except (BotError, SQLAlchemyError):
            return  # the database is away for now: the next beat comes before the lease is over
        if not ours:
            with self._changed:
                now_kept = self._kept.get(name)
                if now_kept is not None and now_kept.renew is kept.renew:
                    del self._kept[name]
