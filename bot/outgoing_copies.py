"""A sealed copy of each message as it left, for who asks what a recipient was told; purged by retention."""

import hashlib
import os
from datetime import datetime
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.application_model.files import write_whole
from bot.exceptions import SystemUnavailableException

NONCE_BYTES = 12


class OutgoingCopies:
    """The copies of one robot.

    Args:
        root: their folder.
        key: 32 bytes.
    """

    def __init__(self, root: Path, key: bytes) -> None:
        self._root = root
        self._cipher = AESGCM(key)

    def keep(self, message_id: str, text: str) -> None:
        """Keep a copy before the message is handed over.

        Raises:
            SystemUnavailableException: it cannot be written; then nothing is sent either.
        """
        nonce = os.urandom(NONCE_BYTES)
        sealed = nonce + self._cipher.encrypt(nonce, text.encode("utf-8"), message_id.encode())
        try:
            with write_whole(self._file(message_id)) as stream:
                stream.write(sealed)
        except OSError as error:
            raise SystemUnavailableException(f"copy not kept: {error.strerror}") from error

    def find(self, message_id: str) -> str | None:
        """The text of a message; None where its copy was purged, or opens with another key only."""
        try:
            sealed = self._file(message_id).read_bytes()
            nonce, content = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
            return self._cipher.decrypt(nonce, content, message_id.encode()).decode("utf-8")
        except (FileNotFoundError, InvalidTag, ValueError):
            return None

    def purge(self, older_than: datetime) -> int:
        """Delete the copies written before a moment; gives how many."""
        gone = [
            file
            for file in self._root.glob("*.sealed")
            if file.stat().st_mtime < older_than.timestamp()
        ]
        for file in gone:
            file.unlink()
        return len(gone)

    def _file(self, message_id: str) -> Path:
        digest = hashlib.sha256(message_id.encode("utf-8")).hexdigest()
        return self._root / f"{digest[:40]}.sealed"
