"""What one file of the return mailbox says: a bounce, a receipt, or something for a person."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.policy import compat32
from enum import Enum

# `compat32` and not the default policy: that one raises on headers that real servers do write.
_LARGEST = 5_000_000  # bytes of one file that are looked at
_MESSAGE_ID = re.compile(r"<[^<>@\s]{1,200}@[^<>@\s]{1,200}>")
_OUR_MESSAGE_ID = re.compile(rb"<[0-9a-f]{32}@[A-Za-z0-9.-]{1,120}>")
_STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")


class NoticeKind(Enum):
    """What became of the message."""

    DELIVERED = "delivered"
    RELAYED = "relayed"  # handed on to a server that gives no receipts
    DELAYED = "delayed"
    FAILED = "failed"
    OTHER = "other"  # no notice: an answer, a holiday note, junk


_ACTIONS = {
    "delivered": NoticeKind.DELIVERED,
    "expanded": NoticeKind.RELAYED,
    "relayed": NoticeKind.RELAYED,
    "delayed": NoticeKind.DELAYED,
    "failed": NoticeKind.FAILED,
}


@dataclass(frozen=True)
class DeliveryNotice:
    """A notice about one message.

    Attributes:
        kind: what became of the message.
        message_id: of the robot's message; empty when the file names none.
        status: such as ``5.1.1``; empty when there is none.
        name: the file's name without folder and flags.
    """

    kind: NoticeKind
    message_id: str
    status: str
    name: str = ""


def read_notice(raw: bytes) -> DeliveryNotice:
    """The notice in a file; anything at all may be in it, and nothing makes this raise."""
    message = message_from_bytes(raw[:_LARGEST], policy=compat32)
    report = _report_fields(message)
    kind = _ACTIONS.get(report.get("action", "").lower(), NoticeKind.OTHER)
    status = _STATUS.search(report.get("status", ""))
    return DeliveryNotice(
        kind=kind,
        message_id=_message_id(message, report, raw[:_LARGEST]),
        status=status[0] if status else "",
    )


def _report_fields(message: Message) -> dict[str, str]:
    """The fields of ``message/delivery-status``: of the message, then of its one recipient."""
    fields: dict[str, str] = {}
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status":
            for block in _blocks(part):
                fields.update({name.lower(): _text(value) for name, value in block.items()})
    return fields


def _blocks(part: Message) -> Iterator[Message]:
    payload = part.get_payload()
    if isinstance(payload, list):
        yield from (block for block in payload if isinstance(block, Message))


def _message_id(message: Message, report: dict[str, str], raw: bytes) -> str:
    """Envelope id first, then the returned headers, then what the answer refers to."""
    candidates = [_from_xtext(report.get("original-envelope-id", ""))]
    candidates += [_text(part["Message-ID"]) for part in _returned(message)]
    candidates += [_text(message[name]) for name in ("In-Reply-To", "References")]
    for candidate in candidates:
        found = _MESSAGE_ID.search(candidate)
        if found:
            return found[0]
    ours = _OUR_MESSAGE_ID.search(raw)  # old-style bounces put it anywhere
    return ours[0].decode() if ours else ""


def _returned(message: Message) -> Iterator[Message]:
    """The headers of the robot's own message, as a report carries them back."""
    for part in message.walk():
        kind = part.get_content_type()
        if kind == "message/rfc822":
            yield from _blocks(part)
        elif kind == "text/rfc822-headers":
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                yield message_from_bytes(content, policy=compat32)


def _text(value: object) -> str:
    return "" if value is None else " ".join(str(value).split())


def _from_xtext(text: str) -> str:
    return re.sub(r"\+([0-9A-F]{2})", lambda found: chr(int(found[1], 16)), text)
