"""What goes out: one message to one recipient, and the checks that it is no more than that."""

import re
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from email_validator import EmailNotValidError, validate_email

from bot.mail.outcomes import NotMailable, RecipientNotAllowed

# Control characters, marks that turn the reading direction, and halves of characters: they are
# shown as their number, so that a text can neither hide nor end anything, and nothing is lost.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_UNSAFE_IN_HEADER = re.compile(f"[\t\n]|{_UNSAFE.pattern}")
_MESSAGE_ID = re.compile(r"<[A-Za-z0-9._-]{1,80}@[A-Za-z0-9.-]{1,120}>")
_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}")
_MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+")


@dataclass(frozen=True)
class Attachment:
    """A file that goes with the message; its name must not name a person."""

    name: str
    content: bytes
    media_type: str = "application/pdf"

    def __post_init__(self) -> None:
        """Raises NotMailable for a name that is no plain file name."""
        if not _FILE_NAME.fullmatch(self.name) or not _MEDIA_TYPE.fullmatch(self.media_type):
            raise NotMailable("the attachment's file name or media type is not a plain one")


@dataclass(frozen=True)
class OutgoingMail:
    r"""One message to one recipient, in plain text.

    Attributes:
        to: one address, without a display name.
        subject: one line; that it is the profile's constant is the caller's check.
        body: plain text, lines ended by ``\n``.
        message_id: from the effect ledger, so that it is the same after every restart.
        attachments: files, already encrypted where the profile asks for it.
        marking: the GSC marking; header and first line of the body.
        handling: the handling line that follows the marking; empty for none.

    Raises:
        RecipientNotAllowed: ``to`` is not exactly one address.
        NotMailable: a line break or control character in the subject, or a malformed Message-ID.
    """

    to: str
    subject: str
    body: str
    message_id: str
    attachments: tuple[Attachment, ...] = ()
    marking: str = "OFFICIAL-SENSITIVE"
    handling: str = ""

    def __post_init__(self) -> None:
        """Refuses what could become a second recipient or a header of its own."""
        _one_address(self.to, code="")
        for name, value in (("subject", self.subject), ("marking", self.marking)):
            if not value.strip() or _UNSAFE_IN_HEADER.search(value):
                raise NotMailable(f"the {name} is empty or holds a line break or control character")
        if not _MESSAGE_ID.fullmatch(self.message_id):
            raise NotMailable("the Message-ID is malformed")

    def text(self) -> str:
        """The whole body as the recipient sees it: marking, handling line, then the text."""
        body = inert(self.body)
        if body.startswith(self.marking):
            return body
        head = [line for line in (self.marking, inert(self.handling)) if line]
        return "\n".join([*head, "", body])

    def as_bytes(self, *, sender: str, at: datetime) -> bytes:
        """The message on the wire: headers and body with CRLF line ends, seven bits.

        Args:
            sender: the robot's address.
            at: when it goes out, aware.
        """
        message = EmailMessage(policy=SMTP)
        message["From"] = sender
        message["To"] = self.to
        message["Subject"] = self.subject
        message["Date"] = format_datetime(at)
        message["Message-ID"] = self.message_id
        message["X-Protective-Marking"] = self.marking
        message["Auto-Submitted"] = "auto-generated"
        # Bounces and receipts are wanted, holiday answers are not.
        message["X-Auto-Response-Suppress"] = "OOF, AutoReply"
        message.set_content(self.text(), charset="utf-8", cte="quoted-printable")
        for file in self.attachments:
            kind, _, subtype = file.media_type.partition("/")
            message.add_attachment(file.content, kind, subtype, filename=file.name)
        return message.as_bytes()


def inert(text: str) -> str:
    """The text with each control character and direction mark shown as ``[U+202E]``."""
    return _UNSAFE.sub(lambda found: f"[U+{ord(found[0]):04X}]", text.replace("\r\n", "\n"))


def check_recipient(
    address: str, suffixes: tuple[str, ...] = (".example",), *, code: str = ""
) -> str:
    """The one address that may be written to, with its domain in lower case.

    Args:
        address: as the contact workbook has it.
        suffixes: ends of domains that may be written to; synthetic data knows ``.example`` only.
        code: the process's row for a refusal.

    Raises:
        RecipientNotAllowed: malformed, two addresses, line break, not ASCII, or another domain.
    """
    domain = _one_address(address, code=code)
    allowed = [f".{suffix.lower().lstrip('.')}" for suffix in suffixes]
    if not any(f".{domain}".endswith(suffix) for suffix in allowed):
        raise RecipientNotAllowed("the recipient is outside the allowed mail domains", code=code)
    return f"{address.rpartition('@')[0]}@{domain}"


def _one_address(address: str, *, code: str) -> str:
    """The domain of the address, in lower case."""
    if not address.isascii():  # look-alike letters of other scripts
        raise RecipientNotAllowed("the recipient's address is not plain ASCII", code=code)
    try:
        found = validate_email(address, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        # The validator's own sentence quotes the address.
        raise RecipientNotAllowed("the recipient is not exactly one address", code=code) from None
    return found.domain.lower()
