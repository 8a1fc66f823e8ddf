"""The hub looked at from outside the robot: Niche's own records and the mail server's store."""

import json
import sqlite3
import urllib.request
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from processes.demonstration.programs import World


@dataclass(frozen=True)
class NicheTask:
    """A task as Niche's database has it."""

    id: int
    title: str
    type: str
    status: str
    unit: str
    occurrence: str


class NicheRecords:
    """Niche's database, which the robot never sees; tests read it, and change it as a person would.

    Args:
        pack: the folder of the pack.
    """

    def __init__(self, pack: Path) -> None:
        self._file = pack / "niche.sqlite"

    def ask(self, query: str, *values: object) -> list[Any]:
        """The rows of a query."""
        with closing(sqlite3.connect(f"file:{self._file}?mode=ro", uri=True)) as connection:
            return connection.execute(query, values).fetchall()

    def change(self, query: str, *values: object) -> None:
        """Change a record behind the screens."""
        with closing(sqlite3.connect(self._file, timeout=30)) as connection, connection:
            connection.execute(query, values)

    def tasks(self) -> tuple[NicheTask, ...]:
        """Every task."""
        found = self.ask("SELECT id, title, type, status, unit_code, occurrence_number FROM task")
        return tuple(NicheTask(*row) for row in found)

    def task(self, number: int) -> NicheTask:
        """One task."""
        return next(task for task in self.tasks() if task.id == number)

    def staff_tasks(self) -> tuple[NicheTask, ...]:
        """The tasks that the robot raised: each title ends with a reference."""
        return tuple(task for task in self.tasks() if "[R-" in task.title)

    def has_task(self, reference: str) -> bool:
        """Whether exactly one task in a staff queue bears a reference."""
        return sum(reference in task.title for task in self.tasks()) == 1

    def attachments(self, named: str) -> list[tuple[str, bytes]]:
        """Name and content of every attachment whose name is like this."""
        return self.ask("SELECT name, content FROM attachment WHERE name LIKE ?", named)

    def form_versions(self) -> dict[str, str]:
        """Every PPN with the version of the form that it is written in."""
        return dict(self.ask("SELECT id, form_version FROM report ORDER BY id"))

    def entries(self) -> tuple[tuple[str, str], ...]:
        """Occurrence and text of every log entry that the robot wrote."""
        query = "SELECT occurrence_number, text FROM oel_entry WHERE author_id = 'robot.mash'"
        return tuple(self.ask(query))

    def stands(self, reference: str) -> bool:
        """Whether exactly one log entry ends with a reference."""
        return sum(text.rstrip().endswith(reference) for _, text in self.entries()) == 1

    def refused_log_ins(self) -> int:
        """How often a log-in was refused."""
        query = "SELECT count(*) FROM audit_entry WHERE operation = 'log-in refused'"
        return int(self.ask(query)[0][0])

    def is_account_locked(self, user: str = "robot.mash") -> bool:
        """Whether Niche has locked an account."""
        return bool(self.ask('SELECT locked FROM "user" WHERE id = ?', user)[0][0])

    def saved(self, record: str) -> int:
        """How often a record was saved, by Niche's own audit."""
        query = "SELECT count(*) FROM audit_entry WHERE operation = 'edit' AND record = ?"
        return int(self.ask(query, record)[0][0])


class MailServer:
    """The mail server: what it accepted, and the faults it can have.

    Args:
        world: the running world.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._token = (world.mail_store / "control.token").read_text(encoding="utf-8").strip()

    def accepted(self) -> list[dict[str, Any]]:
        """Every message that it accepted."""
        return self._world.mails()

    def fault(self, kind: str, **settings: object) -> None:
        """Switch a fault on: ``remaining`` times, for one ``recipient``, ``value`` seconds."""
        self._ask("POST", "/control/faults", {"kind": kind, **settings})

    def heal(self) -> None:
        """Switch all faults off."""
        self._ask("DELETE", "/control/faults", {})

    def hits(self, kind: str) -> int:
        """How often a fault has struck."""
        faults = json.loads(self._ask("GET", "/control/faults"))
        return sum(fault["hits"] for fault in faults if fault["kind"] == kind)

    def bounce(self, message_id: str) -> None:
        """A message comes back, late."""
        self._ask("POST", "/control/bounce", {"message_id": message_id})

    def _ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> bytes:
        request = urllib.request.Request(  # noqa: S310 - our own loopback address
            f"{self._world.inbox_url}{path}",
            data=None if body is None else json.dumps(body).encode(),
            headers={"X-Control-Token": self._token, "Content-Type": "application/json"},
            method=method,
        )
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
            found: bytes = answer.read()
            return found
