"""The demonstration's own folder: configuration, key and credentials of the robot, made anew."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from ruamel.yaml import YAML

from bot.config import Config
from bot.credentials import CredentialStore, MasterKey, Secret
from bot.exit_status import ExitStatus
from bot.failures import cannot_write
from processes.demonstration.programs import World

MARK = "demonstration-folder"


class WorkspaceError(Exception):
    """The folder cannot be used; the message says why and what to do.

    Args:
        message: cause and fix.
        status: what the command ends with.
    """

    def __init__(self, message: str, status: ExitStatus) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True)
class Workspace:
    """Where everything of one demonstration lies."""

    root: Path

    @property
    def pack(self) -> Path:
        """The seeded pack."""
        return self.root / "pack"

    @property
    def mail_store(self) -> Path:
        """The mail server's store."""
        return self.root / "mail"

    @property
    def robot(self) -> Path:
        """The robot's own files."""
        return self.root / "robot"

    @property
    def config_file(self) -> Path:
        """The robot's configuration."""
        return self.root / "mash-bot.toml"


def check_folder(root: Path) -> None:
    """Refuse a folder that holds something else than a demonstration.

    Raises:
        WorkspaceError: it does, or it is no folder, or cannot be read.
    """
    try:
        if root.exists() and any(root.iterdir()) and not (root / MARK).exists():
            raise WorkspaceError(
                f"{root} holds other files and is left alone; fix: name an empty folder with --out",
                ExitStatus.REFUSED,
            )
    except OSError as error:
        raise _unwritable(root, error) from error


def fresh_workspace(root: Path) -> Workspace:
    """An empty folder for a demonstration; an earlier demonstration's is replaced.

    Raises:
        WorkspaceError: the folder holds something else, or cannot be written.
    """
    check_folder(root)
    try:
        if root.exists():
            shutil.rmtree(root)
        root.mkdir(parents=True, exist_ok=True)
        (root / MARK).write_text("Made by mash-bot demo; replaced by the next one.\n")
    except OSError as error:
        raise _unwritable(root, error) from error
    return Workspace(root)


def seeded_workspace(root: Path, seed: Callable[[Path], None]) -> Workspace:
    """A demonstration's folder with its pack; an earlier one goes when the new pack is complete.

    Args:
        root: the folder.
        seed: makes the pack in the folder that it is given; what it raises is passed on.

    Raises:
        WorkspaceError: the folder holds something else, or cannot be written.
    """
    check_folder(root)
    try:
        root.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=f".{root.name}.", dir=root.parent) as beside:
            seed(Path(beside) / "pack")
            workspace = fresh_workspace(root)
            (Path(beside) / "pack").rename(workspace.pack)
    except OSError as error:
        raise _unwritable(root, error) from error
    return workspace


def _unwritable(root: Path, error: OSError) -> WorkspaceError:
    fix = "name a folder that can be written with --out"
    return WorkspaceError(cannot_write(error, fix, root), ExitStatus.UNAVAILABLE)


def configure(workspace: Workspace, world: World, *, resource: str = "robot-1") -> Config:
    """Write the robot's configuration for this world, and its credentials."""
    workspace.config_file.write_text(_toml(workspace, world, resource), encoding="utf-8")
    config = Config.load(workspace.config_file, {})
    config.paths.var.mkdir(parents=True, exist_ok=True)
    if not config.key_file().exists():
        MasterKey.create(config.key_file())
    store = CredentialStore(config.credentials_file(), MasterKey.load({}, config.key_file()))
    accounts = YAML(typ="safe", pure=True).load(
        (workspace.pack / "accounts.yaml").read_text(encoding="utf-8")
    )
    password = Secret(accounts["robot.mash"]["password"])
    store.put("niche", "robot.mash", password)
    store.put("mail", "robot.mash", password)
    return config


def _toml(workspace: Workspace, world: World, resource: str) -> str:
    contacts = workspace.pack / "contacts"
    values: dict[str, dict[str, object]] = {
        "niche": {"url": world.niche_url},
        "mail": {
            "host": "localhost",
            "port": world.smtp_port,
            "ca_file": world.mail_store / "ca.pem",
            "maildir": world.mail_store / "returns",
        },
        "contacts": {
            "workbook": contacts / "school_contacts.xlsx",
            "allowed_mailboxes": contacts / "allowed_mailboxes.csv",
        },
        "profile": {"name": "hampshire"},
        "clock": {"scenario": workspace.pack / "clock.json"},
        "paths": {"var": workspace.robot},
        "resource": {"name": resource},
    }
    lines = []
    for section, keys in values.items():
        lines.append(f"[{section}]")
        lines += [f"{key} = {_literal(value)}" for key, value in keys.items()]
        lines.append("")
    return "\n".join(lines)


def _literal(value: object) -> str:
    if isinstance(value, int):
        return str(value)
    text = value.as_posix() if isinstance(value, Path) else str(value)
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
