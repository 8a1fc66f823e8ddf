"""Bounces and receipts (RFC 3464), laid into the sender's return mailbox, a Maildir."""

from email.utils import format_datetime
from pathlib import Path

from fake_niche.clock import Clock
from fake_niche.school_mail.disk import write_whole
from fake_niche.school_mail.store import MailStore, StoredMessage

_WORDS = {
    "delivered": ("2.1.5", "250 2.1.5 delivered to the mailbox", "Receipt: your message arrived"),
    "failed": ("5.1.1", "550 5.1.1 no such mailbox here", "Undelivered mail returned to sender"),
}
_NOTICE = """\
From: Mail Delivery System <mailer-daemon@{domain}>
To: <{sender}>
Subject: {title}
Date: {date}
Message-ID: <notice.{number}.{action}@{domain}>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="{boundary}"

--{boundary}
Content-Type: text/plain; charset=utf-8

This is the mail server of the synthetic schools.

Your message to {to}: {diagnostic}

--{boundary}
Content-Type: message/delivery-status

Reporting-MTA: dns; {domain}
{envelope}Arrival-Date: {date}

Final-Recipient: rfc822; {to}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {diagnostic}

--{boundary}
Content-Type: text/rfc822-headers

{headers}
--{boundary}--
"""


class ReturnMailbox:
    """The mailbox that notices go to.

    Args:
        folder: a Maildir; made when absent.
        clock: for the dates of the notices.
    """

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._folder = folder
        self._clock = clock
        for name in ("new", "cur", "tmp"):
            (folder / name).mkdir(parents=True, exist_ok=True)

    def deliver(self, message: StoredMessage, content: bytes, action: str) -> None:
        """Lays a notice about a message into the mailbox, unless it is there already.

        Args:
            message: the one it is about.
            content: that message, whose headers go with the notice.
            action: ``delivered`` or ``failed``.
        """
        name = f"{message.number:06d}.{action}.school-mail"
        if any(found for sub in ("new", "cur") for found in (self._folder / sub).glob(f"{name}*")):
            return
        text = self._text(message, content, action).encode("utf-8", errors="replace")
        write_whole(self._folder / "new" / name, text, tmp=self._folder / "tmp" / name)

    def deliver_owed(self, store: MailStore) -> None:
        """Lays out what a crash kept back."""
        for message in store.all():
            if message.notice:
                self.deliver(message, store.content(message), message.notice)

    def _text(self, message: StoredMessage, content: bytes, action: str) -> str:
        status, diagnostic, title = _WORDS[action]
        headers = content.replace(b"\r\n", b"\n").partition(b"\n\n")[0]
        envelope = f"Original-Envelope-Id: {message.envelope_id}\n" if message.envelope_id else ""
        return _NOTICE.format(
            domain=message.to.rpartition("@")[2],
            sender=message.sender,
            title=title,
            date=format_datetime(self._clock.now()),
            number=message.number,
            action=action,
            boundary=f"=-{message.number:06d}-{action}-=",
            to=message.to,
            diagnostic=diagnostic,
            envelope=envelope,
            status=status,
            headers=headers.decode("utf-8", errors="replace"),
        )
