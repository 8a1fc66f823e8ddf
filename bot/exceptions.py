"""The closed set of exceptions, under Blue Prism's display names, and what each does to an item.

Nothing else may leave a page. What an exception does to the item and to the session is a column of
this file, not a decision taken where it is caught. Messages carry ids, never personal data.
"""

from dataclasses import dataclass
from enum import Enum
from typing import ClassVar


class ItemEffect(Enum):
    """What becomes of the work item."""

    EXCEPTION = "exception, no retry"
    HELD = "held for a person"
    RETRY = "retry while attempts are left"
    RETRY_ONCE_THEN_HELD = "one retry, then held"
    DEFER = "deferred, no attempt used"


class SessionEffect(Enum):
    """What becomes of the session."""

    GO_ON = "goes on"
    TERMINATE = "terminates with an alert"
    WAIT = "sleeps or terminates, with an alert"
    PAUSE_QUEUE = "that queue pauses"


@dataclass(frozen=True)
class Finding:
    """One row of a process's table that applies to an item.

    Attributes:
        code: the row's id, such as ``P2.18``.
        outcome: ``done``, ``BE``, ``SE``, ``DRIFT``, ``HELD`` or ``SKIP``.
        detail: what a person reads in the log entry; no personal data.
    """

    code: str
    outcome: str
    detail: str = ""


class BotError(Exception):
    """What all exceptions of the robot share.

    Args:
        detail: cause, in a sentence without personal data; the circuit-breaker compares it.
        code: the row's id where a row applies, such as ``C5``.
        findings: every row that applied; the first one names the outcome.
    """

    display_name: ClassVar[str]
    item_effect: ClassVar[ItemEffect]
    session_effect: ClassVar[SessionEffect] = SessionEffect.GO_ON
    outcome: ClassVar[str]

    def __init__(self, detail: str, *, code: str = "", findings: tuple[Finding, ...] = ()) -> None:
        super().__init__(detail)
        self.detail = detail
        self.code = code
        self.findings = findings


class BusinessException(BotError):
    """The record or the policy does not allow automation; a person acts."""

    display_name = "Business Exception"
    item_effect = ItemEffect.EXCEPTION
    outcome = "BE"


class HeldException(BusinessException):
    """A Business Exception that a person must decide; nothing was sent."""

    item_effect = ItemEffect.HELD
    outcome = "HELD"


class ValidationException(BotError):
    """What was read back differs from what was written, after the one permitted second save."""

    display_name = "Validation Exception"
    item_effect = ItemEffect.HELD
    outcome = "HELD"


class SystemException(BotError):
    """The application or the infrastructure failed; the item is tried again."""

    display_name = "System Exception"
    item_effect = ItemEffect.RETRY
    outcome = "SE"


class SystemExceptionTryOnce(BotError):
    """A write or a send whose result is not known; never tried again by the robot itself."""

    display_name = "System Exception Try Once"
    item_effect = ItemEffect.HELD
    outcome = "HELD"


class LoginSystemException(BotError):
    """Log-in refused; not tried again with the same password by any robot."""

    display_name = "Login System Exception"
    item_effect = ItemEffect.DEFER
    session_effect = SessionEffect.TERMINATE
    outcome = "SE"


class SystemUnavailableException(BotError):
    """Niche or the mail server is away (maintenance, connection refused)."""

    display_name = "System Unavailable Exception"
    item_effect = ItemEffect.DEFER
    session_effect = SessionEffect.WAIT
    outcome = "SE"


class InternalException(BotError):
    """A fault in the robot itself; the stack is in the evidence."""

    display_name = "Internal"
    item_effect = ItemEffect.RETRY_ONCE_THEN_HELD
    outcome = "SE"


class DriftException(BotError):
    """The screen is not the approved one: nothing was read from it.

    Args:
        detail: one sentence naming screen and rule.
        screen: the screen or form, such as ``PPN v1``.
        element: the model's element, such as ``Drop-down - School``; empty for the whole screen.
        rule: ``R0`` to ``R6``.
        expected: what the approved model says.
        found: what the page says.
    """

    display_name = "Drift Exception"
    item_effect = ItemEffect.DEFER
    session_effect = SessionEffect.PAUSE_QUEUE
    outcome = "DRIFT"

    def __init__(
        self,
        detail: str,
        *,
        screen: str,
        rule: str,
        element: str = "",
        expected: str = "",
        found: str = "",
    ) -> None:
        super().__init__(detail, code="C6")
        self.screen = screen
        self.rule = rule
        self.element = element
        self.expected = expected
        self.found = found


class RecordLocked(BotError):
    """Another user holds the record (C3): the item waits, no attempt is used."""

    display_name = "Business Exception"
    item_effect = ItemEffect.DEFER
    outcome = "BE"


class SaveConflict(SystemException):
    """The record changed since it was opened (C4): read and decide again, once."""


class SessionLost(SystemException):
    """The application session ended (C2): log in again once, the item restarts from the read."""


class OutOfScope(Exception):
    """The item is out of scope (SKIP): it ends Completed with the reason; nothing was changed.

    Args:
        findings: the rows that apply; the first one names the outcome.
        ledger: False where the row says that no ledger entry is made (P1.10).
    """

    def __init__(self, findings: tuple[Finding, ...], *, ledger: bool = True) -> None:
        super().__init__(findings[0].detail)
        self.findings = findings
        self.ledger = ledger


class StopRequested(BaseException):
    """A person asked the session to stop; passes every handler that catches errors."""
