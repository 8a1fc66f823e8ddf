"""A place where a person types a command: a folder with a robot's configuration, key and log-ins."""

import hashlib
import os
import shlex
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from bot.config import Config
from bot.credentials import CredentialStore, MasterKey, Secret
from processes.demonstration.programs import World
from processes.demonstration.workspace import Workspace, configure
from tests.outside import MailServer, NicheRecords

PROGRAMS = {"mash-bot": "bot", "fake-niche": "fake_niche"}
LIMITED = (
    "import os, resource, sys;"
    "resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2);"
    "os.execv(sys.executable, [sys.executable, *sys.argv[2:]])"
)
"""Starts Python with a limit on the size of files: to a program that is a full disk, for any user."""


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    status: int
    said: str
    printed: str

    @property
    def lines(self) -> list[str]:
        """The lines on the error output."""
        return [line for line in self.said.splitlines() if line.strip()]


@dataclass
class Place:
    """The folder, and the running world that its configuration names.

    Attributes:
        environment: variables of the command; they are added to the process's own.
        file_size: in bytes, the largest file that the command may write; None: no limit.
        ended: how the row's command ended, once it has.
    """

    root: Path
    world: World
    environment: dict[str, str] = field(default_factory=dict)
    file_size: int | None = None
    ended: Ended = field(default=Ended(0, "", ""))

    @classmethod
    def at(cls, root: Path, world: World) -> "Place":
        """A place where everything is right."""
        root.mkdir()
        (root / "pack").symlink_to(world.pack, target_is_directory=True)
        configure(Workspace(root), world)
        return cls(root, world)

    @property
    def config_file(self) -> Path:
        """The configuration."""
        return self.root / "mash-bot.toml"

    @property
    def config(self) -> Config:
        """The configuration, read."""
        return Config.load(self.config_file, {})

    @property
    def robot(self) -> Path:
        """The robot's own files."""
        return self.root / "robot"

    def change(self, section: str, key: str, value: object) -> None:
        """Change one key of the configuration."""
        text = f'"{value}"' if isinstance(value, str | Path) else str(value)
        lines = self.config_file.read_text(encoding="utf-8").splitlines()
        start = lines.index(f"[{section}]") if f"[{section}]" in lines else len(lines)
        if start == len(lines):
            lines.append(f"[{section}]")
        end = next(
            (i for i in range(start + 1, len(lines)) if lines[i].startswith("[")), len(lines)
        )
        kept = [line for line in lines[start + 1 : end] if not line.startswith(f"{key} ")]
        lines[start + 1 : end] = [f"{key} = {text}", *kept]
        self.config_file.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def log_in_as(self, system: str, user: str, password: str) -> None:
        """Store a log-in."""
        config = self.config
        keys = MasterKey.load({}, config.key_file())
        CredentialStore(config.credentials_file(), keys).put(system, user, Secret(password))

    def own_pack(self) -> Path:
        """Put a copy of the pack here, which a row may spoil."""
        (self.root / "pack").unlink()
        shutil.copytree(self.world.pack, self.root / "pack")
        return self.root / "pack"

    def run(self, command: str, typed: str = "") -> Ended:
        """Type a command here, and then ``typed`` on its input."""
        program, *words = shlex.split(command)
        python = [sys.executable]
        if self.file_size is not None:
            python += ["-c", LIMITED, str(self.file_size)]
        ended = subprocess.run(
            [*python, "-m", PROGRAMS[program], *words],
            cwd=self.root,
            env={**os.environ, **self.environment},
            input=typed,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        return Ended(ended.returncode, ended.stderr, ended.stdout)

    # What is left ------------------------------------------------------------------------------------

    def files(self) -> dict[str, str]:
        """Every file outside the robot's own folder, by its digest."""
        found = {}
        for path in sorted(self.root.rglob("*")):
            inside = path.relative_to(self.root)
            if path.is_file() and inside.parts[0] != "robot":
                found[inside.as_posix()] = hashlib.sha256(path.read_bytes()).hexdigest()
        return found

    def ask(self, query: str) -> list[tuple[object, ...]]:
        """Ask the robot's database; nothing when there is none."""
        file = self.robot / "robot.sqlite"
        if not file.exists() or not file.stat().st_size:
            return []
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
            try:
                return connection.execute(query).fetchall()
            except sqlite3.DatabaseError:  # a file that was spoilt on purpose, or has no tables yet
                return []

    def items(self) -> list[str]:
        """The state of each item's latest attempt."""
        return [str(row[0]) for row in self.ask("SELECT state FROM work_items")]

    def alerts(self) -> str:
        """What the service desk was told."""
        file = self.robot / "alerts.jsonl"
        return file.read_text(encoding="utf-8") if file.exists() else ""


def whole_world(world: World) -> tuple[object, ...]:
    """What the world holds: messages accepted; tasks, log entries and saves of Niche."""
    niche = NicheRecords(world.pack)
    saves = niche.ask("SELECT count(*) FROM audit_entry WHERE operation = 'edit'")
    return (len(MailServer(world).accepted()), niche.tasks(), niche.entries(), saves)
