"""What sending may end in, as exceptions of the closed set.

`MailTransport.send` returns, or raises one of two: `NotSent`, which tells the effect ledger that it
is certain that no server accepted the message, and carries what becomes of item and session; or
`MayHaveBeenSent`, when nobody can say.

| carried by `NotSent` | when | item | session |
|---|---|---|---|
| `RefusedForNow` | 4xx for this message (greylisting, 452) | deferred | goes on |
| `MailServerAway` | no connection, line lost before the final dot, 421 | deferred | waits |
| `MailRefused` | 5xx for this message (550, 552, 554) | exception | goes on |
| `RecipientNotAllowed`, `NotMailable` | refused by the robot itself | exception | goes on |
| `MailLineNotSecure` | no STARTTLS, bad certificate | deferred | the queue stops |
| `MailLoginRefused` | the server refuses the robot's log-in | deferred | the queue stops |
| `MailSetUpWrong` | the server refuses the robot's sender | deferred | the queue stops |

`MayHaveBeenSent` holds the item; the session goes on.
"""

from dataclasses import dataclass

from bot.effect_records import EffectNotDone
from bot.exceptions import (
    BusinessException,
    LoginSystemException,
    SessionEffect,
    SystemExceptionTryOnce,
    SystemUnavailableException,
)


@dataclass(frozen=True)
class MailCodes:
    """The rows of the process's table that sending may end in.

    Attributes:
        for_now: the server refuses this message for now.
        refused: the server refuses this message or recipient for good.
        recipient: the robot itself refuses the recipient.
        server: the server is away, is not the right one, or refuses the robot itself.
        unknown: accepted or not, nobody can say.
    """

    for_now: str = ""
    refused: str = ""
    recipient: str = ""
    server: str = ""
    unknown: str = "C10"


class NotSent(EffectNotDone):
    """It is certain that no server accepted the message; `error` is what the page raises then."""


class RefusedForNow(SystemUnavailableException):
    """The server refused this message with a 4xx answer; later it may take it."""

    session_effect = SessionEffect.GO_ON


class MailServerAway(SystemUnavailableException):
    """No server answered, or the line was lost before the final dot."""


class MailRefused(BusinessException):
    """The server refused this message with a 5xx answer; it is not tried again.

    Args:
        detail: cause, without the address.
        code: the process's row.
        about_recipient: True when the answer says that the mailbox does not take mail, so that the
            contact must be suspended; False when it is about the message (552 too large).
    """

    def __init__(self, detail: str, *, code: str = "", about_recipient: bool = False) -> None:
        super().__init__(detail, code=code)
        self.about_recipient = about_recipient


class RecipientNotAllowed(BusinessException):
    """The robot refuses the recipient: malformed, more than one, or outside the allowed domains."""


class NotMailable(BusinessException):
    """The robot refuses the message: a line break in its subject, a bad Message-ID or file name."""


class MailLineNotSecure(SystemUnavailableException):
    """The server offers no STARTTLS, or its certificate does not prove who it is."""

    session_effect = SessionEffect.PAUSE_QUEUE


class MailLoginRefused(LoginSystemException):
    """The server refuses the robot's user and password; they were offered once."""

    session_effect = SessionEffect.PAUSE_QUEUE


class MailSetUpWrong(SystemUnavailableException):
    """The server refuses what the robot says before any recipient: a setting is wrong."""

    session_effect = SessionEffect.PAUSE_QUEUE


class MayHaveBeenSent(SystemExceptionTryOnce):
    """The line was lost after the final dot: the message may have been sent, or not.

    Never tried again by the robot itself; a receipt settles it, or a person.
    """
