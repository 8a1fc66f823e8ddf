"""A sealed copy of each message as it left, for who asks what a recipient was told; purged by retention."""

import hashlib
import os
from datetime import UTC, datetime
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.application_model.files import write_whole
from bot.clock import Clock
from bot.exceptions import SystemUnavailableException

NONCE_BYTES = 12
_STAMP = "%Y%m%dT%H%M%S"


class OutgoingCopies:
    """The copies of one robot.

    Args:
        root: their folder.
        key: 32 bytes.
        clock: says when a copy is made; retention goes by it.
    """

    def __init__(self, root: Path, key: bytes, clock: Clock) -> None:
        self._root = root
        self._cipher = AESGCM(key)
        self._clock = clock

    def keep(self, message_id: str, text: str) -> None:
        """Keep a copy before the message is handed over.

        Raises:
            SystemUnavailableException: it cannot be written; then nothing is sent either.
        """
        nonce = os.urandom(NONCE_BYTES)
        sealed = nonce + self._cipher.encrypt(nonce, text.encode("utf-8"), message_id.encode())
        try:
            with write_whole(self._new(message_id)) as stream:
                stream.write(sealed)
        except OSError as error:
            raise SystemUnavailableException(f"copy not kept: {error.strerror}") from error

    def find(self, message_id: str) -> str | None:
        """The text of a message; None where its copy was purged, or opens with another key only."""
        file = next(self._root.glob(f"*-{_digest(message_id)}.sealed"), None)
        if file is None:
            return None
        try:
            sealed = file.read_bytes()
            nonce, content = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
            return self._cipher.decrypt(nonce, content, message_id.encode()).decode("utf-8")
        except (OSError, InvalidTag, ValueError):
            return None

    def purge(self, older_than: datetime) -> int:
        """Delete the copies made before a moment; gives how many."""
        gone = [file for file in self._root.glob("*.sealed") if _made_at(file) < older_than]
        for file in gone:
            file.unlink()
        return len(gone)

    def _new(self, message_id: str) -> Path:
        for earlier in self._root.glob(f"*-{_digest(message_id)}.sealed"):
            return earlier  # of a try that did not send it
        stamp = f"{self._clock.now().astimezone(UTC):{_STAMP}}"
        return self._root / f"{stamp}-{_digest(message_id)}.sealed"


def _digest(message_id: str) -> str:
    return hashlib.sha256(message_id.encode("utf-8")).hexdigest()[:40]


def _made_at(file: Path) -> datetime:
    return datetime.strptime(file.name.partition("-")[0], _STAMP).replace(tzinfo=UTC)
