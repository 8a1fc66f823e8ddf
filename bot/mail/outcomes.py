"""What sending may end in, as exceptions of the closed set.

Two questions matter, and the class answers both: is it *certain* that nothing was accepted
(`NotSent`), and what becomes of item and session (the attributes inherited from the closed set).

| class | when | item | session |
|---|---|---|---|
| `RefusedForNow` | 4xx for this message (greylisting, 452) | deferred | goes on |
| `MailServerAway` | no connection, line lost before the final dot, 421 | deferred | waits |
| `MailRefused` | 5xx for this message (550, 552, 554) | exception | goes on |
| `RecipientNotAllowed`, `NotMailable` | refused by the robot itself | exception | goes on |
| `MailLineNotSecure` | no STARTTLS, bad certificate | deferred | the queue stops |
| `MailLoginRefused` | the server refuses the robot's log-in | deferred | the queue stops |
| `MailSetUpWrong` | the server refuses the robot's sender | deferred | the queue stops |
| `MayHaveBeenSent` | line lost after the final dot | held | goes on |
"""

from dataclasses import dataclass
from typing import ClassVar

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
        for_now: the server refuses for now, or is away.
        refused: the server refuses this message or recipient for good.
        recipient: the robot itself refuses the recipient.
        unknown: accepted or not, nobody can say.
    """

    for_now: str = ""
    refused: str = ""
    recipient: str = ""
    unknown: str = "C10"


class NotSent:
    """Marks the outcomes where it is certain that no server accepted the message."""

    may_retry: ClassVar[bool] = True


class RefusedForNow(NotSent, SystemUnavailableException):
    """The server refused this message with a 4xx answer; later it may take it."""

    session_effect = SessionEffect.GO_ON


class MailServerAway(NotSent, SystemUnavailableException):
    """No server answered, or the line was lost before the final dot."""


class MailRefused(NotSent, BusinessException):
    """The server refused this message with a 5xx answer; it is not tried again.

    Args:
        detail: cause, without the address.
        code: the process's row.
        about_recipient: True when the answer says that the mailbox does not take mail, so that the
            contact must be suspended; False when it is about the message (552 too large).
    """

    may_retry = False

    def __init__(self, detail: str, *, code: str = "", about_recipient: bool = False) -> None:
        super().__init__(detail, code=code)
        self.about_recipient = about_recipient


class RecipientNotAllowed(NotSent, BusinessException):
    """The robot refuses the recipient: malformed, more than one, or outside the allowed domains."""

    may_retry = False


class NotMailable(NotSent, BusinessException):
    """The robot refuses the message: a line break in its subject, a bad Message-ID or file name."""

    may_retry = False


class MailLineNotSecure(NotSent, SystemUnavailableException):
    """The server offers no STARTTLS, or its certificate does not prove who it is."""

    session_effect = SessionEffect.PAUSE_QUEUE


class MailLoginRefused(NotSent, LoginSystemException):
    """The server refuses the robot's user and password; they were offered once."""

    session_effect = SessionEffect.PAUSE_QUEUE


class MailSetUpWrong(NotSent, SystemUnavailableException):
    """The server refuses what the robot says before any recipient: a setting is wrong."""

    session_effect = SessionEffect.PAUSE_QUEUE


class MayHaveBeenSent(SystemExceptionTryOnce):
    """The line was lost after the final dot: the message may have been sent, or not.

    Never tried again by the robot itself; a receipt settles it, or a person.
    """
