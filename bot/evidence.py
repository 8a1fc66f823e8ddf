"""Evidence of an attempt that failed: picture, page, last steps; sealed on disk, purged in time.

Two kinds of picture. *Full*, with the element in question outlined, only where the data is
synthetic or the profile asks for it. *Blanked*, the default for live use: before picture and page
are taken, in every frame, all text and values that are not labels of a model are blanked in the
page, which is then abandoned; structure shows and people do not.
"""

import json
import os
import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from playwright.sync_api import Error as PlaywrightError

from bot.application import Application
from bot.application_model.files import write_whole
from bot.clock import Clock, SystemClock
from bot.exceptions import BotError, DriftException
from bot.pictures import blank_page, outline, page_source, screenshot

PictureKind = Literal["full", "blanked"]
NONCE_BYTES = 12
KEY_BYTES = 32
PARTS = ("facts", "picture", "page")


class EvidenceError(Exception):
    """Evidence cannot be opened: another key, or the file was changed."""


@dataclass(frozen=True)
class Evidence:
    """What was kept of one attempt.

    Attributes:
        picture: PNG; empty when the page was gone.
        dom: the page's source; empty when the page was gone.
        facts: exception, screen, last steps, names of the data; no values.
    """

    id: str
    picture: bytes
    dom: str
    facts: dict[str, Any]


class EvidenceStore:
    """Evidence on disk, one folder for each artefact.

    Args:
        root: where; under the robot's ``var``.
        key: 32 bytes.
        clock: says when; retention goes by it.
    """

    def __init__(self, root: Path, key: bytes, clock: Clock | None = None) -> None:
        if len(key) != KEY_BYTES:
            raise ValueError("the evidence key has 32 bytes")
        self._root = root
        self._cipher = AESGCM(key)
        self._clock = clock or SystemClock()

    def capture(
        self,
        app: Application,
        *,
        error: BotError,
        reference: str,
        picture: PictureKind = "blanked",
        names: Iterable[str] = (),
    ) -> str:
        """Keep what there is to see; gives the artefact's id.

        Args:
            app: the application; after a blanked picture its page is abandoned.
            error: what happened.
            reference: the work item's key.
            picture: full only where the data is synthetic or the profile asks for it.
            names: names of the item's data; never values.
        """
        artefact = f"{self._clock.now().astimezone(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(8)}"
        facts = _facts(app, error, reference, names)
        try:
            with app.screen.limit():
                png, source = _look(app, error, picture)
        except (PlaywrightError, BotError) as gone:
            png, source = b"", ""
            facts["picture"] = f"none: {type(gone).__name__}"
        self._keep(artefact, "picture", png)
        self._keep(artefact, "page", source.encode("utf-8"))
        self._keep(artefact, "facts", json.dumps(facts, ensure_ascii=False).encode("utf-8"))
        return artefact

    def open(self, artefact: str) -> Evidence:
        """Decrypt one artefact, for a report or the control room.

        Raises:
            EvidenceError: it is not there, the key is another, or a file was changed.
        """
        parts = {part: self._read(artefact, part) for part in PARTS}
        return Evidence(
            id=artefact,
            picture=parts["picture"],
            dom=parts["page"].decode("utf-8"),
            facts=json.loads(parts["facts"]),
        )

    def ids(self) -> tuple[str, ...]:
        """All artefacts, oldest first."""
        if not self._root.exists():
            return ()
        return tuple(sorted(p.name for p in self._root.iterdir() if p.is_dir()))

    def purge(self, older_than: datetime) -> int:
        """Delete what was kept before a moment; gives how many artefacts."""
        gone = [a for a in self.ids() if _kept_at(a) < older_than]
        for artefact in gone:
            folder = self._root / artefact
            for file in folder.iterdir():
                file.unlink()
            folder.rmdir()
        return len(gone)

    def _keep(self, artefact: str, part: str, content: bytes) -> None:
        nonce = os.urandom(NONCE_BYTES)
        sealed = nonce + self._cipher.encrypt(nonce, content, _label(artefact, part))
        with write_whole(self._file(artefact, part)) as stream:
            stream.write(sealed)

    def _read(self, artefact: str, part: str) -> bytes:
        try:
            sealed = self._file(artefact, part).read_bytes()
            nonce, content = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
            return self._cipher.decrypt(nonce, content, _label(artefact, part))
        except FileNotFoundError as error:
            raise EvidenceError(f"there is no evidence {artefact}") from error
        except (InvalidTag, ValueError) as error:
            raise EvidenceError(
                f"evidence {artefact} ({part}) cannot be opened: another key, or it was changed"
            ) from error

    def _file(self, artefact: str, part: str) -> Path:
        if "/" in artefact or "\\" in artefact or artefact.startswith("."):
            raise EvidenceError("an artefact's id is not a path")
        return self._root / artefact / f"{part}.sealed"


def _label(artefact: str, part: str) -> bytes:
    """Associated data: a sealed file opens only under its own id and as its own part."""
    return f"{artefact}/{part}".encode()


def _kept_at(artefact: str) -> datetime:
    stamp = artefact.partition("-")[0]
    return datetime.strptime(stamp, "%Y%m%dT%H%M%S").replace(tzinfo=UTC)


def _facts(
    app: Application, error: BotError, reference: str, names: Iterable[str]
) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "reference": reference,
        "exception": error.display_name,
        "detail": error.detail,
        "code": error.code,
        "names": sorted(names),
        "last_steps": [asdict(step) for step in app.last_steps],
    }
    if isinstance(error, DriftException):
        facts["drift"] = {
            "screen": error.screen,
            "element": error.element,
            "rule": error.rule,
            "expected": error.expected,
            "found": error.found,
        }
    return facts


def _look(app: Application, error: BotError, picture: PictureKind) -> tuple[bytes, str]:
    page = app.page
    element = error.element if isinstance(error, DriftException) else app.last_element
    if picture == "full":
        outline(app, element)
        return screenshot(page), page_source(page)
    blank_page(app)
    try:
        return screenshot(page), page_source(page)
    finally:
        app.abandon()
