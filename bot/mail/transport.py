"""The transport: one message, one recipient, one answer."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.exceptions import BotError
from bot.mail.message import OutgoingMail, check_recipient
from bot.mail.opening import describe, open_line
from bot.mail.outcomes import (
    MailCodes,
    MailRefused,
    MailSetUpWrong,
    MayHaveBeenSent,
    NotMailable,
    NotSent,
    RefusedForNow,
)
from bot.mail.settings import MailLogin, MailServer, MailSettings
from bot.mail.smtp_line import FOR_GOOD, FOR_NOW, START_INPUT, TOO_LARGE, Answer, SmtpLine

_LOST_LINE_END = re.compile(rb"(?<!\r)\n|\r(?!\n)")
_NO_SUCH_MAILBOX = ("5.1.", "5.2.")
_NO_CODES = MailCodes()


class Clock(Protocol):
    """Whatever knows the time."""

    def now(self) -> datetime:
        """The present moment, aware."""
        ...


@dataclass(frozen=True)
class Accepted:
    """The server took the message and answers for it.

    Attributes:
        message_id: of the message.
        answer: the server's codes, such as ``250 2.0.0``.
        at: when, aware.
    """

    message_id: str
    answer: str
    at: datetime


class MailTransport:
    """Sends single messages over a line that is encrypted and proved.

    Args:
        settings: the server and the robot's address.
        login: user and password; None for a server that asks for none.
        clock: for the date on the message.
    """

    def __init__(self, settings: MailSettings, login: MailLogin | None, clock: Clock) -> None:
        self._settings = settings
        self._login = login
        self._clock = clock

    def send(self, mail: OutgoingMail, codes: MailCodes = _NO_CODES) -> Accepted:
        """Hands one message to the server and returns when the server has answered for it.

        An error after the server's answer (on QUIT) changes nothing: the message is sent.

        Args:
            mail: the message.
            codes: the rows of the process's table for each outcome.

        Raises:
            NotSent: certain that nothing was accepted; its ``error`` is one of RecipientNotAllowed,
                NotMailable (both before any connection), RefusedForNow, MailServerAway,
                MailRefused, MailLineNotSecure, MailLoginRefused, MailSetUpWrong.
            MayHaveBeenSent: no answer after the final dot; the only outcome that is not certain.
        """
        try:
            answer = self._send(mail, codes)
        except MayHaveBeenSent:
            raise
        except BotError as error:
            raise NotSent(error) from error.__cause__
        return Accepted(mail.message_id, str(answer), self._clock.now())

    def check_connection(self, codes: MailCodes = _NO_CODES) -> MailServer:
        """What the server says of itself after greeting, STARTTLS and log-in; no mail is sent.

        Raises:
            MailServerAway, MailLineNotSecure, MailLoginRefused, MailSetUpWrong: as for `send`.
        """
        with open_line(self._settings, self._login, codes) as line:
            return describe(line)

    def _send(self, mail: OutgoingMail, codes: MailCodes) -> Answer:
        settings = self._settings
        to = check_recipient(mail.to, settings.allowed_suffixes, code=codes.recipient)
        wire = mail.as_bytes(sender=settings.sender, at=self._clock.now())
        if _LOST_LINE_END.search(wire) or not wire.endswith(b"\r\n"):
            raise NotMailable("the message holds a line end that mail servers read differently")
        with open_line(settings, self._login, codes) as line:
            self._envelope(line, mail, to, len(wire), codes)
            line.transfer(wire)
            answer = line.finish()
            _expect(answer, "the message", codes)
        return answer

    def _envelope(
        self, line: SmtpLine, mail: OutgoingMail, to: str, size: int, codes: MailCodes
    ) -> None:
        """Says who sends to whom, and asks for receipts where the server gives them."""
        limit = line.size_limit
        if limit and size > limit:
            raise MailRefused(
                "the message is larger than the mail server takes", code=codes.refused
            )
        sender = self._settings.envelope_sender or self._settings.sender
        options = [f"SIZE={size}"] if limit is not None else []
        notify = ""
        if line.offers_receipts:
            options += ["RET=HDRS", f"ENVID={_xtext(mail.message_id)}"]
            notify = " NOTIFY=SUCCESS,FAILURE,DELAY"
        answer = line.ask("MAIL", " ".join([f"FROM:<{sender}>", *options]))
        _expect_sender(answer, codes)
        _expect(line.ask("RCPT", f"TO:<{to}>{notify}"), "the recipient", codes)
        answer = line.ask("DATA")
        if answer.code != START_INPUT:
            _expect(answer, "the message", codes)
            raise line.away(f"the mail server answers {answer} to DATA")


def _expect_sender(answer: Answer, codes: MailCodes) -> None:
    """A sender refused for good is refused for every message; one too large is this one's."""
    if answer.kind == FOR_GOOD and answer.code != TOO_LARGE:
        detail = f"the mail server refuses the robot's address ({answer})"
        raise MailSetUpWrong(detail, code=codes.server)
    _expect(answer, "the message", codes)


def _expect(answer: Answer, what: str, codes: MailCodes) -> None:
    detail = f"the mail server refuses {what} ({answer})"
    if answer.kind == FOR_NOW:
        raise RefusedForNow(f"{detail} for now", code=codes.for_now)
    if answer.kind == FOR_GOOD:
        about = _is_about_recipient(answer, at_recipient=what == "the recipient")
        raise MailRefused(detail, code=codes.refused, about_recipient=about)


def _is_about_recipient(answer: Answer, *, at_recipient: bool) -> bool:
    """The enhanced status decides where there is one; 552 alone says too large."""
    if answer.enhanced:
        return answer.enhanced.startswith(_NO_SUCH_MAILBOX)
    return at_recipient and answer.code != TOO_LARGE


def _xtext(text: str) -> str:
    """RFC 3461's coding of a value in an SMTP parameter."""
    plain = (char if char.isalnum() or char in "@.-_" else f"+{ord(char):02X}" for char in text)
    return "".join(plain)
