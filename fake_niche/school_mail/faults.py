"""Faults of the mail server, switched on and off while it runs."""

import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from enum import StrEnum


class FaultKind(StrEnum):
    """What goes wrong, and where in the conversation."""

    NO_STARTTLS = "no_starttls"  # not offered
    STARTTLS_REFUSED = "starttls_refused"  # offered, then refused
    AUTH_FAILS = "auth_fails"
    SHUTTING_DOWN = "shutting_down"  # 421 at MAIL
    GREYLIST = "greylist"  # 451 at RCPT
    INSUFFICIENT_STORAGE = "insufficient_storage"  # 452 at RCPT
    UNKNOWN_USER = "unknown_user"  # 550 at RCPT
    SLOW_BEFORE_DATA = "slow_before_data"  # waits at RCPT
    DROP_BEFORE_DATA = "drop_before_data"  # line lost at RCPT
    TOO_LARGE = "too_large"  # 552 after the message
    SLOW_BEFORE_STORE = "slow_before_store"  # waits after the message, nothing stored yet
    DROP_BEFORE_STORE = "drop_before_store"  # line lost after the message, nothing stored
    SLOW_AFTER_STORE = "slow_after_store"  # waits with the message stored
    DROP_AFTER_STORE = "drop_after_store"  # line lost with the message stored
    NO_RECEIPT = "no_receipt"  # a receipt was asked for and is not given
    ERROR_ON_QUIT = "error_on_quit"
    DROP_ON_QUIT = "drop_on_quit"
    SERVER_DOWN = "server_down"  # no connection


@dataclass
class Fault:
    """A fault that is on.

    Attributes:
        remaining: how often it still happens; None: until switched off.
        value: seconds, for the slow ones.
        recipient: only for this mailbox; empty: for any.
        hits: how often it happened.
    """

    kind: FaultKind
    remaining: int | None = None
    value: float = 60.0
    recipient: str = ""
    hits: int = 0

    def happens_to(self, recipient: str) -> bool:
        """Whether it happens to mail for this mailbox now."""
        return self.remaining != 0 and self.recipient.lower() in ("", recipient.lower())


class FaultSwitches:
    """The faults that are on; safe to use from several threads.

    Args:
        tell: called with a line of text each time a fault happens or a switch is moved.
    """

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell
        self._lock = threading.Lock()
        self._faults: list[Fault] = []
        self.on_change: Callable[[], None] = lambda: None

    def switch_on(self, fault: Fault) -> None:
        """Adds a fault."""
        with self._lock:
            self._faults.append(fault)
        self.on_change()

    def clear(self) -> None:
        """Switches all faults off."""
        with self._lock:
            self._faults.clear()
        self.on_change()

    def take(self, kind: FaultKind, recipient: str = "") -> Fault | None:
        """The fault, counted, when it happens now; None when it does not."""
        with self._lock:
            for fault in self._faults:
                if fault.kind is kind and fault.happens_to(recipient):
                    fault.hits += 1
                    if fault.remaining is not None:
                        fault.remaining -= 1
                    self._tell(f"fault {kind} reached")
                    return fault
        return None

    def is_on(self, kind: FaultKind) -> bool:
        """Whether such a fault is on, without counting it."""
        with self._lock:
            return any(fault.kind is kind and fault.remaining != 0 for fault in self._faults)

    def all(self) -> list[dict[str, object]]:
        """The faults with their counts, as data."""
        with self._lock:
            return [asdict(fault) for fault in self._faults]
