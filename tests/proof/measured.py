"""The results of a proof, with a fingerprint of the code that they measured."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
RESULTS = ROOT / "docs" / "proof"


@dataclass(frozen=True)
class Proof:
    """One section of `make proof`.

    Attributes:
        name: of the section and its file.
        measures: files and folders whose content the result speaks of.
    """

    name: str
    measures: tuple[str, ...]

    @property
    def file(self) -> Path:
        """Where its result is kept."""
        return RESULTS / f"{self.name}.json"

    def fingerprint(self) -> str:
        """Changes when any measured file changes; line endings do not count."""
        digest = hashlib.sha256()
        for file in sorted(_files(self.measures)):
            digest.update(file.relative_to(ROOT).as_posix().encode())
            digest.update(file.read_bytes().replace(b"\r\n", b"\n"))
        return digest.hexdigest()[:16]

    def keep(self, result: dict[str, Any]) -> None:
        """Write the result with the fingerprint of what was measured."""
        RESULTS.mkdir(parents=True, exist_ok=True)
        content = {"measured": self.fingerprint(), **result}
        self.file.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8", newline="\n")

    def state(self) -> str:
        """``fresh``, ``stale`` or ``missing``."""
        if not self.file.exists():
            return "missing"
        kept = json.loads(self.file.read_text(encoding="utf-8"))
        return "fresh" if kept["measured"] == self.fingerprint() else "stale"


def _files(places: Iterable[str]) -> Iterable[Path]:
    for place in places:
        path = ROOT / place
        found = [path] if path.is_file() else path.rglob("*")
        yield from (
            file
            for file in found
            if file.is_file() and "__pycache__" not in file.parts and file.suffix != ".pyc"
        )


DISCLOSURE = Proof(
    "disclosure",
    (
        "processes/shared",
        "processes/school_notification",
        "processes/operation_encompass",
        "processes/operation_endeavour",
        "processes/history_report",
        "processes/csc_report",
        "processes/marac_report",
        "processes/profiles/hampshire.yaml",
        "objects/word_report",
        "tests/builders/families.py",
        "tests/builders/history.py",
        "tests/proof/families.py",
        "tests/proof/histories.py",
        "tests/proof/reported.py",
        "tests/proof/pages.py",
        "tests/proof/reports.py",
        "tests/proof/broken_reports.py",
        "tests/proof/disclosure.py",
    ),
)
MUTATIONS = Proof(
    "mutations",
    (
        "bot/application_model",
        "bot/forms/check",
        "bot/forms/match",
        "bot/forms/mutations",
        "fake_niche/forms/v1.yaml",
        "fake_niche/forms/v3.yaml",
        "objects/niche_ppn_form/models/v1.yaml",
        "objects/niche_ppn_form/models/v2.yaml",
        "objects/niche_ppn_form/models/v3.yaml",
        "tests/proof/mutations.py",
        "tests/proof/saved_pages.py",
    ),
)
PROOFS = (DISCLOSURE, MUTATIONS)
