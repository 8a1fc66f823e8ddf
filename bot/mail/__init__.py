"""Mail: one recipient, one message, at most once.

The parts: what is sent (`message`), how it reaches the server (`transport`), what may go wrong and
what that means for the item (`outcomes`), and what comes back (`returns`).
"""

from bot.mail.message import (
    Attachment,
    OutgoingMail,
    check_recipient,
    inert,
)
from bot.mail.notices import DeliveryNotice, NoticeKind
from bot.mail.outcomes import (
    MailCodes,
    MailLineNotSecure,
    MailLoginRefused,
    MailRefused,
    MailServerAway,
    MailSetUpWrong,
    MayHaveBeenSent,
    NotMailable,
    NotSent,
    RecipientNotAllowed,
    RefusedForNow,
)
from bot.mail.returns import ReturnsFolder
from bot.mail.settings import MailLogin, MailServer, MailSettings
from bot.mail.transport import Accepted, MailTransport

__all__ = [
    "Accepted",
    "Attachment",
    "DeliveryNotice",
    "MailCodes",
    "MailLineNotSecure",
    "MailLogin",
    "MailLoginRefused",
    "MailRefused",
    "MailServer",
    "MailServerAway",
    "MailSetUpWrong",
    "MailSettings",
    "MailTransport",
    "MayHaveBeenSent",
    "NotMailable",
    "NotSent",
    "NoticeKind",
    "OutgoingMail",
    "RecipientNotAllowed",
    "RefusedForNow",
    "ReturnsFolder",
    "check_recipient",
    "inert",
]
