"""How a conversation with the mail server begins: nothing is said before the line is proved.

A verifying TLS context, the host name checked, one try per password, and an end to the whole
conversation and not only to each answer.
"""

import smtplib
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime

from bot.mail.outcomes import MailCodes, MailLineNotSecure, MailSetUpWrong
from bot.mail.settings import MailLogin, MailServer, MailSettings
from bot.mail.smtp_line import COMPLETED, DONE, FOR_NOW, SmtpLine, answer_of


class _Client(smtplib.SMTP):
    """An `smtplib.SMTP` that can be cut from outside before it is connected."""

    def __init__(self, settings: MailSettings) -> None:
        super().__init__(local_hostname=settings.domain, timeout=settings.timeout_s)
        self._host = settings.host  # what the certificate must be made out to
        self.sock: socket.socket | None = None

    def cut(self) -> None:
        """Ends a conversation that takes too long; the waiting read then fails."""
        if self.sock is not None:
            with suppress(OSError):  # not SSLSocket.shutdown: it would disturb the reading thread
                socket.socket.shutdown(self.sock, socket.SHUT_RDWR)


@contextmanager
def open_line(
    settings: MailSettings, login: MailLogin | None, codes: MailCodes
) -> Iterator[SmtpLine]:
    """A conversation that is encrypted, proved and logged in; closed at the end.

    An error on closing is of no importance: what was accepted stays accepted.

    Raises:
        MailServerAway: no connection, or lost on the way.
        MailLineNotSecure: STARTTLS missing or refused, or a certificate that proves nothing.
        MailLoginRefused: the server refuses user and password.
        MailSetUpWrong: the server refuses the robot's greeting, or the CA file cannot be read.
    """
    context = _verifying_context(settings, codes)
    client = _Client(settings)
    line = SmtpLine(client, codes)
    watchdog = threading.Timer(settings.deadline_s, client.cut)
    watchdog.daemon = True
    watchdog.start()
    try:
        _connect(client, line, settings)
        _encrypt(client, line, context)
        if login is not None:
            line.log_in(login)
        yield line
        with suppress(OSError, smtplib.SMTPException):
            client.docmd("QUIT")
    finally:
        watchdog.cancel()
        client.close()


def describe(line: SmtpLine) -> MailServer:
    """What the server on this line said of itself."""
    sock = line.client.sock
    certificate = sock.getpeercert() if isinstance(sock, ssl.SSLSocket) else None
    if not isinstance(sock, ssl.SSLSocket) or not certificate:
        raise MailLineNotSecure("the line to the mail server is not encrypted and proved")
    until = ssl.cert_time_to_seconds(str(certificate["notAfter"]))
    return MailServer(
        tls=sock.version() or "",
        certificate_until=datetime.fromtimestamp(until, UTC),
        size_limit=line.size_limit or 0,
        receipts=line.offers_receipts,
    )


def _verifying_context(settings: MailSettings, codes: MailCodes) -> ssl.SSLContext:
    try:
        context = ssl.create_default_context(
            cafile=str(settings.ca_file) if settings.ca_file else None
        )
    except OSError as error:
        detail = "the mail server's CA file cannot be read: [mail] ca_file"
        raise MailSetUpWrong(detail, code=codes.server) from error
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _connect(client: smtplib.SMTP, line: SmtpLine, settings: MailSettings) -> None:
    try:
        code, _ = client.connect(settings.host, settings.port)
    except (OSError, smtplib.SMTPException) as error:
        raise line.away("no connection to the mail server") from error
    if client.sock is not None:  # the final dot goes out by itself and must not wait for company
        client.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if answer_of(code, b"").kind != DONE:
        raise line.away(f"the mail server takes no connection now ({code})")
    _greet(client, line)


def _greet(client: smtplib.SMTP, line: SmtpLine) -> None:
    try:
        code, _ = client.ehlo()
    except (OSError, smtplib.SMTPException) as error:
        raise line.away("the mail server was lost at EHLO") from error
    answer = answer_of(code, b"")
    if answer.kind in (0, FOR_NOW):
        raise line.away("the mail server is closing")
    if code != COMPLETED:
        detail = f"the mail server refuses the greeting ({code})"
        raise MailSetUpWrong(detail, code=line.codes.server)


def _encrypt(client: smtplib.SMTP, line: SmtpLine, context: ssl.SSLContext) -> None:
    """STARTTLS with proof of the server's name; all it said before is forgotten."""
    if not client.has_extn("starttls"):
        raise _not_secure(line, "the mail server offers no STARTTLS")
    try:
        client.starttls(context=context)
    except smtplib.SMTPResponseException as error:
        detail = f"the mail server refuses STARTTLS ({error.smtp_code})"
        raise _not_secure(line, detail) from error
    except ssl.SSLCertVerificationError as error:
        detail = f"the mail server's certificate is refused: {error.verify_message}"
        raise _not_secure(line, detail) from error
    except (ssl.SSLEOFError, smtplib.SMTPServerDisconnected) as error:
        raise line.away("the mail server was lost at STARTTLS") from error
    except ssl.SSLError as error:
        detail = f"no encrypted line to the mail server: {error.reason}"
        raise _not_secure(line, detail) from error
    except OSError as error:
        raise line.away("the mail server was lost at STARTTLS") from error
    _greet(client, line)


def _not_secure(line: SmtpLine, detail: str) -> MailLineNotSecure:
    return MailLineNotSecure(f"{detail}; nothing was sent", code=line.codes.server)
