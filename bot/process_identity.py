"""Which process this is, exactly enough to prove later that it is gone.

A process id alone is used again by the system; with the boot and the moment the process started it
is not. Where the system does not tell (other than Linux), nothing is provable and leases decide.
"""

import os
import uuid
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")
_START_FIELD = 19
"""Start time is the 22nd word of /proc/PID/stat, the 20th after the command in brackets."""


@dataclass(frozen=True)
class ProcessIdentity:
    """A process of a machine.

    Attributes:
        machine: the machine and, in a container, its own process table.
        boot: changes at each start of the machine; empty where it is not told.
        pid: the process.
        started: the moment it started, in ticks since boot; empty where it is not told.
    """

    machine: str
    boot: str
    pid: int
    started: str

    @classmethod
    def here(cls) -> "ProcessIdentity":
        """Return the identity of the running process."""
        pid = os.getpid()
        return cls(_machine(), _boot(), pid, _started(pid))

    def is_provably_gone(self) -> bool:
        """Say whether this process has ended for certain; asked on the same machine, else False."""
        if self.machine != _machine() or not self.boot or not self.started:
            return False
        if self.boot != _boot():
            return True
        return _started(self.pid) != self.started


def _machine() -> str:
    try:
        known = Path("/etc/machine-id").read_text(encoding="ascii").strip()
    except OSError:
        known = f"{uuid.getnode():012x}"
    try:
        table = (_PROC / "self/ns/pid").readlink().name
    except OSError:
        table = "-"
    return f"{known}/{os.uname().nodename if hasattr(os, 'uname') else '-'}/{table}"


def _boot() -> str:
    try:
        return (_PROC / "sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return ""


def _started(pid: int) -> str:
    """Return when the process started; empty when there is none, or it only waits to be buried."""
    try:
        words = (_PROC / f"{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if words[0] in {"Z", "X"} else words[_START_FIELD]
