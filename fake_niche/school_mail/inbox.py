"""The inbox page: each mailbox as its school would see it, and the list as data."""

from collections import Counter
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import default
from typing import Any

from flask import Blueprint, Response, abort, current_app, render_template, request

from fake_niche.school_mail.smtp import MailWorld
from fake_niche.school_mail.store import StoredMessage

inbox = Blueprint("inbox", __name__)


@dataclass(frozen=True)
class ShownMessage:
    """A message as a mail program shows it."""

    stored: StoredMessage
    sender: str
    date: str
    marking: str
    body: str
    files: tuple[str, ...]


def world() -> MailWorld:
    """The mail world that this application shows."""
    found: MailWorld = current_app.extensions["mail_world"]
    return found


@inbox.get("/")
def mailboxes() -> str:
    """All mailboxes with mail, the one with the newest message first; ``?q=`` narrows."""
    wanted = request.args.get("q", "").strip().lower()
    messages = world().store.all()
    counts = Counter(message.to.lower() for message in messages)
    newest = {message.to.lower(): message for message in messages}
    rows = [
        {"address": address, "count": counts[address], "newest": message}
        for address, message in sorted(newest.items(), key=lambda row: -row[1].number)
        if wanted in address
    ]
    return render_template("mailboxes.html", rows=rows, wanted=wanted, total=len(messages))


@inbox.get("/mailbox/<address>")
def mailbox(address: str) -> str:
    """One school's mailbox, its newest message open."""
    messages = world().store.mailbox(address)
    return _page(messages, messages[0] if messages else None, address)


@inbox.get("/message/<int:number>")
def message(number: int) -> str:
    """One message, in its mailbox."""
    found = _stored(number)
    return _page(world().store.mailbox(found.to), found, found.to)


@inbox.get("/message/<int:number>/file/<int:place>")
def attachment(number: int, place: int) -> Response:
    """An attachment, always as a download."""
    files = list(_parsed(_stored(number)).iter_attachments())
    if place >= len(files):
        abort(404)
    content = files[place].get_payload(decode=True)
    response = Response(content or b"", mimetype="application/octet-stream")
    name = files[place].get_filename() or f"attachment-{place + 1}"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


@inbox.get("/messages.json")
def messages_as_data() -> list[dict[str, Any]]:
    """Every message with its text, in the order of acceptance; ``?to=`` narrows."""
    wanted = request.args.get("to", "").lower()
    return [
        {
            "number": found.number,
            "to": found.to,
            "from": found.sender,
            "subject": found.subject,
            "message_id": found.message_id,
            "received": found.received,
            "size": found.size,
            "body": _shown(found).body,
        }
        for found in world().store.all()
        if wanted in ("", found.to.lower())
    ]


def _page(messages: tuple[StoredMessage, ...], found: StoredMessage | None, address: str) -> str:
    shown = _shown(found) if found else None
    return render_template("mailbox.html", messages=messages, shown=shown, address=address)


def _stored(number: int) -> StoredMessage:
    found = world().store.get(number)
    if found is None:
        abort(404)
    return found


def _parsed(stored: StoredMessage) -> EmailMessage:
    parsed = message_from_bytes(world().store.content(stored), policy=default)
    assert isinstance(parsed, EmailMessage)  # noqa: S101 - what this policy makes
    return parsed


def _shown(stored: StoredMessage) -> ShownMessage:
    """The message in parts; one that no mail program could read is shown as it came."""
    try:
        parsed = _parsed(stored)
        body = parsed.get_body(preferencelist=("plain", "html"))
        return ShownMessage(
            stored=stored,
            sender=str(parsed.get("From", stored.sender)),
            date=str(parsed.get("Date", "")),
            marking=str(parsed.get("X-Protective-Marking", "")),
            body=_text(str(body.get_content())) if body else "",
            files=tuple(part.get_filename() or "attachment" for part in parsed.iter_attachments()),
        )
    except (MessageError, LookupError, ValueError, AttributeError, TypeError):
        raw = world().store.content(stored).decode("utf-8", errors="replace")
        return ShownMessage(stored, stored.sender, "", "", _text(raw), ())


def _text(content: str) -> str:
    """Mail's line ends are two characters; a page's are one."""
    return content.replace("\r\n", "\n").rstrip("\n")
