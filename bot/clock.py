"""The only place that knows the time: the system's clock, or a scenario's clock for synthetic data.

Everything but leases asks here; leases go by the database's clock, because several machines share
them and a scenario may move its own time by hours.
"""

import contextlib
import json
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
"""The zone of every time that a person reads."""

_STALE_LOCK_S = 10.0


class ClockError(Exception):
    """The scenario's clock is not usable; the message names the file and the mend."""


class Clock(Protocol):
    """What tells the robot the time."""

    def now(self) -> datetime:
        """Return the present moment, aware, in Europe/London."""
        ...


class SystemClock:
    """The machine's own time."""

    def now(self) -> datetime:
        """Return the present moment in Europe/London."""
        return datetime.now(LONDON)


@dataclass(frozen=True)
class _Setting:
    base: datetime
    set_at: float

    def at(self, real: float) -> datetime:
        return self.base + timedelta(seconds=max(0.0, real - self.set_at))


class ScenarioClock:
    """The time of a synthetic scenario, shared through a file by the robot and the fake Niche.

    Args:
        path: ``clock.json`` of the pack.

    Raises:
        ClockError: the file is missing, unreadable, or not marked as synthetic.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: tuple[int, int, int] | None = None
        self._setting = self._read()

    def now(self) -> datetime:
        """Return the scenario's present moment in Europe/London; a change of the file is seen."""
        return self._current().at(time.time()).astimezone(LONDON)

    def advance(self, by: timedelta) -> datetime:
        """Move the scenario on by ``by``; only the demonstration and tests do this.

        Raises:
            ClockError: ``by`` is negative, or somebody else is moving the clock.
        """
        with self._only_writer():
            return self._write(self.now() + by)

    def move_to(self, moment: datetime) -> datetime:
        """Move the scenario on to ``moment``; only the demonstration and tests do this.

        Raises:
            ClockError: ``moment`` is naive or in the scenario's past.
        """
        if moment.tzinfo is None:
            raise ClockError(f"{self._path}: a moment without a zone; give one such as 06:00+00:00")
        with self._only_writer():
            return self._write(moment)

    def _current(self) -> _Setting:
        if self._stamp() != self._seen:
            self._setting = self._read()
        return self._setting

    def _stamp(self) -> tuple[int, int, int]:
        try:
            found = self._path.stat()
        except OSError as error:
            raise ClockError(f"{self._path}: {error.strerror}; seed the pack again") from error
        return found.st_mtime_ns, found.st_size, found.st_ino

    def _read(self) -> _Setting:
        stamp = self._stamp()
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
            setting = _Setting(datetime.fromisoformat(found["base"]), float(found["set_at"]))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ClockError(f"{self._path}: not a scenario clock; seed the pack again") from error
        if found.get("synthetic") is not True:
            raise ClockError(f"{self._path}: not marked synthetic; live data use the system clock")
        if setting.base.tzinfo is None:
            raise ClockError(f"{self._path}: base has no zone; seed the pack again")
        self._seen = stamp
        return setting

    def _write(self, moment: datetime) -> datetime:
        real = time.time()
        if moment < self._read().at(real):
            raise ClockError(f"{self._path}: a scenario's time is never moved back; seed it again")
        content = {"synthetic": True, "base": moment.astimezone(UTC).isoformat(), "set_at": real}
        fresh = self._path.with_name(f"{self._path.name}.{os.getpid()}.new")
        fresh.write_text(json.dumps(content), encoding="utf-8")
        fresh.replace(self._path)
        return self.now()

    @contextlib.contextmanager
    def _only_writer(self) -> Iterator[None]:
        lock = self._path.with_name(f"{self._path.name}.lock")
        with contextlib.suppress(OSError):
            if time.time() - lock.stat().st_mtime > _STALE_LOCK_S:
                lock.unlink()
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL))
        except FileExistsError as error:
            raise ClockError(f"{self._path}: somebody else is moving it; try again") from error
        try:
            yield
        finally:
            lock.unlink(missing_ok=True)


def clock_for(scenario: Path | None) -> Clock:
    """Return the clock of ``scenario``, or the system's clock where there is none."""
    return SystemClock() if scenario is None else ScenarioClock(scenario)


def today(clock: Clock) -> date:
    """Return the local date."""
    return clock.now().date()


def monotonic() -> float:
    """Return seconds that only grow, for measuring how long something real took."""
    return time.monotonic()
