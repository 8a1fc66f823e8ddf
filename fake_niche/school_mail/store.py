"""Accepted messages on disk.

A message is accepted when its line is in ``index.jsonl``: file first, then the line, each forced to
the disk, and only then the server answers 250. A crash in between leaves a file that no line
names; it was never answered for, and the next message takes its place.
"""

import json
import os
import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from email import message_from_bytes
from email.header import decode_header, make_header
from email.policy import compat32
from pathlib import Path

from fake_niche.clock import Clock
from fake_niche.school_mail.disk import hold, write_whole
from fake_niche.school_mail.errors import MailWorldError


@dataclass(frozen=True)
class StoredMessage:
    """One message in one mailbox.

    Attributes:
        number: from 1, in the order of acceptance.
        to: the mailbox, from the envelope.
        sender: where bounces go, from the envelope.
        received: ISO time in UTC.
        size: bytes.
        notice: ``delivered`` or ``failed`` when a notice is owed to the sender, else empty.
        envelope_id: the sender's own id (ENVID), empty when none was given.
    """

    number: int
    to: str
    sender: str
    subject: str
    message_id: str
    received: str
    size: int
    notice: str
    envelope_id: str


class MailStore:
    """The messages of all mailboxes; one process at a time.

    Args:
        folder: made when absent.
        clock: for the time of acceptance.

    Raises:
        MailWorldError: the folder cannot be written, or another process holds it.
    """

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._clock = clock
        self._messages = folder / "messages"
        self._index = folder / "index.jsonl"
        self._writing = threading.Lock()
        try:
            self._messages.mkdir(parents=True, exist_ok=True)
            self._held = hold(folder / "store.lock")
            self._stored = self._read_index()
        except OSError as error:
            raise MailWorldError(
                f"The folder {folder} cannot be written ({error.strerror}).",
                "Give a folder of your own with --store, or free some space.",
            ) from error

    def accept(
        self, content: bytes, *, to: str, sender: str, notice: str = "", envelope_id: str = ""
    ) -> StoredMessage:
        """Stores a message; on return it is on the disk for good.

        Raises:
            OSError: it is not stored, and must not be answered for.
        """
        with self._writing:
            message = StoredMessage(
                number=len(self._stored) + 1,
                to=to,
                sender=sender,
                **_headers(content),
                received=self._clock.now().isoformat(timespec="seconds"),
                size=len(content),
                notice=notice,
                envelope_id=envelope_id,
            )
            write_whole(self._file(message.number), content)
            self._append(message)
            self._stored.append(message)
            return message

    def all(self) -> tuple[StoredMessage, ...]:
        """Every message, in the order of acceptance."""
        return tuple(self._stored)

    def mailbox(self, address: str) -> tuple[StoredMessage, ...]:
        """A mailbox's messages, newest first."""
        wanted = address.lower()
        return tuple(m for m in reversed(self.all()) if m.to.lower() == wanted)

    def get(self, number: int) -> StoredMessage | None:
        """The message of that number."""
        return self._stored[number - 1] if 1 <= number <= len(self._stored) else None

    def content(self, message: StoredMessage) -> bytes:
        """The message as it came over the wire."""
        return self._file(message.number).read_bytes()

    def close(self) -> None:
        """Lets another process have the folder."""
        self._held.close()

    def _file(self, number: int) -> Path:
        return self._messages / f"{number:06d}.eml"

    def _append(self, message: StoredMessage) -> None:
        line = json.dumps(asdict(message), ensure_ascii=False).encode() + b"\n"
        with self._index.open("ab") as index:
            start = index.tell()
            try:
                index.write(line)
                index.flush()
                os.fsync(index.fileno())
            except OSError:
                index.truncate(start)  # half a line would spoil the next one
                raise

    def _read_index(self) -> list[StoredMessage]:
        """The messages answered for; a torn last line, never answered for, is cut off."""
        self._index.touch()
        whole, _, torn = self._index.read_bytes().rpartition(b"\n")
        if torn:
            with self._index.open("r+b") as index:
                index.truncate(len(whole) + 1 if whole else 0)
        return [StoredMessage(**json.loads(line)) for line in whole.splitlines()]


def _headers(content: bytes) -> Mapping[str, str]:
    message = message_from_bytes(content, policy=compat32)
    return {
        "subject": readable(str(message.get("Subject", ""))),
        "message_id": " ".join(str(message.get("Message-ID", "")).split()),
    }


def readable(header: str) -> str:
    """A header as a person reads it; one that cannot be decoded stays as it is."""
    try:
        return str(make_header(decode_header(header)))
    except (LookupError, ValueError):
        return header
