"""One conversation with the mail server, once it is encrypted, proved and logged in.

`smtplib` does the talking. What is added is the exact place of the final dot: before it nothing
can have been accepted, after it only the server's answer says so.
"""

import base64
import re
import smtplib
from dataclasses import dataclass

from bot.mail.outcomes import MailCodes, MailLoginRefused, MailServerAway, MayHaveBeenSent
from bot.mail.settings import MailLogin

_ENHANCED = re.compile(rb"([245]\.\d{1,3}\.\d{1,3})\b")


# SMTP's own numbers.
COMPLETED, AUTHENTICATED, GO_ON, START_INPUT, CLOSING, TOO_LARGE = 250, 235, 334, 354, 421, 552


@dataclass(frozen=True)
class Answer:
    """A server's answer; its text is not kept, since it often quotes the address.

    Attributes:
        code: three digits; below 200 when what came is no SMTP answer.
        enhanced: such as ``5.1.1``; empty when the server gives none.
    """

    code: int
    enhanced: str = ""

    def __str__(self) -> str:
        return f"{self.code} {self.enhanced}".strip()

    @property
    def kind(self) -> int:
        """The first digit: 2 done, 3 go on, 4 refused for now, 5 refused for good; else 0."""
        return self.code // 100 if 200 <= self.code <= 599 else 0  # noqa: PLR2004 - SMTP's range


DONE, MORE, FOR_NOW, FOR_GOOD = 2, 3, 4, 5


class SmtpLine:
    """An encrypted, proved and logged-in conversation; made by `open_line`."""

    def __init__(self, client: smtplib.SMTP, codes: MailCodes) -> None:
        self.client = client
        self.codes = codes

    @property
    def offers_receipts(self) -> bool:
        """True when the server sends receipts on request."""
        return self.client.has_extn("dsn")

    @property
    def size_limit(self) -> int | None:
        """Largest message in bytes (0: no limit); None when the server does not speak of sizes."""
        if not self.client.has_extn("size"):
            return None
        words = self.client.esmtp_features["size"].split()
        return int(words[0]) if words and words[0].isdigit() else 0

    def ask(self, command: str, arguments: str = "") -> Answer:
        """The answer to a command.

        Raises:
            MailServerAway: line lost, time-out, no SMTP answer, or the server is closing (421).
        """
        try:
            code, text = self.client.docmd(command, arguments)
        except (OSError, smtplib.SMTPException) as error:
            raise self.away(f"the mail server was lost at {command}") from error
        answer = answer_of(code, text)
        if not answer.kind or code == CLOSING:
            raise self.away(f"the mail server is closing or answers no SMTP at {command}")
        return answer

    def transfer(self, wire: bytes) -> None:
        """Sends the message up to, and without, its final dot.

        Raises:
            MailServerAway: the line was lost; no server may deliver an unfinished message.
        """
        stuffed = re.sub(rb"(?m)^\.", b"..", wire)
        try:
            self.client.send(stuffed)
        except (OSError, smtplib.SMTPException) as error:
            raise self.away("the mail server was lost before the final dot") from error

    def finish(self) -> Answer:
        """Sends the final dot and returns the server's answer to the whole message.

        Raises:
            MayHaveBeenSent: no answer, or none that can be understood.
        """
        try:
            self.client.send(b".\r\n")
            code, text = self.client.getreply()
        except (OSError, smtplib.SMTPException) as error:
            raise self._unknown() from error
        answer = answer_of(code, text)
        if answer.kind not in (DONE, FOR_NOW, FOR_GOOD):
            raise self._unknown()
        return answer

    def log_in(self, login: MailLogin) -> None:
        """Offers user and password once, by one mechanism.

        Raises:
            MailLoginRefused: refused, or the server offers no mechanism that the robot speaks.
            MailServerAway: the server cannot say now (4xx).
        """
        offered = self.client.esmtp_features.get("auth", "").upper().split()
        if "PLAIN" in offered:
            answer = self.ask("AUTH", "PLAIN " + _base64(f"\0{login.user}\0{login.password}"))
        elif "LOGIN" in offered:
            answer = self._log_in_by_questions(login)
        else:
            raise self._refused("the mail server offers no log-in by PLAIN or LOGIN")
        if answer.kind == FOR_NOW:
            raise self.away(f"the mail server cannot check the log-in now ({answer})")
        if answer.code != AUTHENTICATED:
            raise self._refused(f"the mail server refuses the robot's log-in ({answer})")

    def _log_in_by_questions(self, login: MailLogin) -> Answer:
        answer = self.ask("AUTH", "LOGIN")
        for word in (login.user, login.password):
            if answer.code != GO_ON:
                break
            answer = self.ask(_base64(word))
        return answer

    def away(self, detail: str) -> MailServerAway:
        """The exception for a server that is not there (now)."""
        return MailServerAway(detail, code=self.codes.server)

    def _refused(self, detail: str) -> MailLoginRefused:
        return MailLoginRefused(detail, code=self.codes.server)

    def _unknown(self) -> MayHaveBeenSent:
        detail = "the mail server was lost after the final dot: the message may have been sent"
        return MayHaveBeenSent(detail, code=self.codes.unknown)


def answer_of(code: int, text: bytes) -> Answer:
    """The answer with its enhanced status, without its text."""
    found = _ENHANCED.match(text)
    return Answer(code, found[1].decode() if found else "")


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()
