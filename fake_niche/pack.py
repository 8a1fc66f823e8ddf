"""The pack folder: one seeded world, with its database, clock and tokens."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from fake_niche.exit_status import CommandError


class PackError(CommandError):
    """The folder is not a pack that can be served; the message says the cause and what to do."""


@dataclass(frozen=True)
class Pack:
    """What the fake Niche needs of a pack folder."""

    folder: Path
    name: str
    force: str
    as_of: str
    synthetic: bool

    @property
    def database_url(self) -> str:
        """The SQLAlchemy address of the pack's own SQLite file."""
        return f"sqlite:///{(self.folder / 'niche.sqlite').as_posix()}"

    @property
    def clock_file(self) -> Path:
        """The scenario clock that the robot reads too."""
        return self.folder / "clock.json"

    @property
    def events_file(self) -> Path:
        """What happens in between, by moment."""
        return self.folder / "events.yaml"

    @property
    def control_token(self) -> str:
        """The token of the control endpoint; empty when the pack has none, which refuses all."""
        file = self.folder / "control.token"
        return file.read_text(encoding="utf-8").strip() if file.is_file() else ""


def load_pack(folder: Path) -> Pack:
    """Read ``pack.yaml``.

    Raises:
        PackError: no such folder, no or unreadable ``pack.yaml``, or a key is missing.
    """
    file = folder / "pack.yaml"
    if not file.is_file():
        msg = (
            f"{folder} is not a pack: it has no pack.yaml. "
            f"Make one: fake-niche seed --pack smoke --seed 1 --out {folder}"
        )
        raise PackError(msg)
    settings = _settings(file)
    missing = [key for key in ("name", "force", "as_of", "synthetic") if key not in settings]
    if missing:
        raise PackError(f"{file} has no {', '.join(missing)}. Seed the pack again.")
    return Pack(
        folder=folder,
        name=str(settings["name"]),
        force=str(settings["force"]),
        as_of=str(settings["as_of"]),
        synthetic=settings["synthetic"] is True,
    )


def _settings(file: Path) -> dict[str, Any]:
    try:
        settings = YAML(typ="safe", pure=True).load(file)
    except YAMLError as error:
        raise PackError(f"{file} is not valid YAML. Seed the pack again.") from error
    if not isinstance(settings, dict):
        raise PackError(f"{file} is not a list of settings. Seed the pack again.")
    return settings
