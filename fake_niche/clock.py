"""The time in the fake Niche: the scenario clock of a pack, or the system clock.

``clock.json`` holds a scenario time and the real moment at which it was set; scenario time runs on
from there at the pace of real time. It is only ever moved forward.
"""

import json
import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

from fake_niche.exit_status import CommandError, ExitStatus


class ClockError(CommandError):
    """The clock file is missing, not synthetic, or would be moved back."""


class ClockMovedBackError(ClockError):
    """A scenario's time is never moved back; the message says what it is now."""

    status = ExitStatus.REFUSED


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """The time now, aware, in UTC."""


class SystemClock:
    """The time of the machine."""

    def now(self) -> datetime:
        """The time now, aware, in UTC."""
        return datetime.now(UTC)


class ScenarioClock:
    """The time of a pack, read from ``clock.json`` whenever that file has changed."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._read_at = -1
        self._offset = timedelta()
        self.now()  # an unusable file is refused here, not at the first page

    def now(self) -> datetime:
        """The scenario time now, aware, in UTC.

        Raises:
            ClockError: the file is missing or does not say that it is synthetic.
        """
        self._reload()
        return datetime.fromtimestamp(time.time(), UTC) + self._offset

    def move_to(self, when: datetime) -> None:
        """Move the clock forward to ``when``.

        Raises:
            ClockError: ``when`` is earlier than now.
        """
        now = self.now()
        if when < now:
            raise ClockMovedBackError(
                f"The clock is at {now.isoformat()} and is never moved back. "
                "Give a later time, or seed the pack again."
            )
        write_clock(self._file, when)

    def _reload(self) -> None:
        try:
            changed = self._file.stat().st_mtime_ns
            if changed == self._read_at:
                return
            content = json.loads(self._file.read_text(encoding="utf-8"))
            base = datetime.fromisoformat(content["base"])
            offset = base - datetime.fromtimestamp(float(content["set_at"]), UTC)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ClockError(f"{self._file} cannot be read. Seed the pack again.") from error
        if content.get("synthetic") is not True:
            raise ClockError(
                f"{self._file} is not synthetic: a scenario clock is refused. Seed the pack again."
            )
        self._offset = offset
        self._read_at = changed


def write_clock(file: Path, base: datetime) -> None:
    """Set the scenario clock in ``file`` to ``base``, in one step that no reader sees half done."""
    content = {
        "synthetic": True,
        "base": base.astimezone(UTC).isoformat(),
        "set_at": time.time(),
    }
    new = file.with_suffix(".new")
    new.write_text(json.dumps(content), encoding="utf-8")
    os.replace(new, file)  # noqa: PTH105 - atomic on every platform
