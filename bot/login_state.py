"""The stored log-in: a session's cookies between two launches, sealed by the robot's key."""

import json
from pathlib import Path
from typing import Any, Protocol

from bot.application_model.files import write_whole
from bot.credentials import CredentialError

CONTEXT = "stored log-in"


class Sealer(Protocol):
    """Whoever seals and opens texts; the robot's master key does."""

    def seal(self, text: str, context: str) -> str:
        """The sealed text."""

    def unseal(self, sealed: str, context: str) -> str:
        """The text; raises when it was not sealed by the same key for this context."""


class StoredLogin:
    """One file with one log-in.

    Args:
        path: the file; None keeps nothing.
        keys: seals it; None leaves it plain, for tools that a person runs.
    """

    def __init__(self, path: Path | None, keys: Sealer | None = None) -> None:
        self._path = path
        self._keys = keys

    def load(self) -> dict[str, Any] | None:
        """The log-in; None when there is none that this key opens: the form is used then."""
        if self._path is None or not self._path.exists():
            return None
        text = self._path.read_text(encoding="utf-8")
        try:
            return dict(json.loads(self._keys.unseal(text, CONTEXT) if self._keys else text))
        except (ValueError, CredentialError):
            return None

    def save(self, state: Any) -> None:  # noqa: ANN401 - Playwright's storage state, kept as it is
        """Keep the log-in; the file is this user's only."""
        if self._path is None:
            return
        text = json.dumps(state)
        with write_whole(self._path) as stream:
            stream.write((self._keys.seal(text, CONTEXT) if self._keys else text).encode("utf-8"))
