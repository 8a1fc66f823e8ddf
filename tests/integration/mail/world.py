"""The schools' mail world as the tests see it: a program, its store and its control endpoint."""

import hashlib
import http.client
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.exceptions import BotError
from bot.mail import (
    MailCodes,
    MailLogin,
    MailSettings,
    MailTransport,
    MayHaveBeenSent,
    NotSent,
    OutgoingMail,
    ReturnsFolder,
)

SENDER = "encompass@solmere-police.example"
SCHOOL = "head@meadow-primary.example"
CODES = MailCodes(for_now="P2.30", refused="P2.31", recipient="P2.8", server="P2.30")


class SixOClock:
    """Always the same moment."""

    def now(self) -> datetime:
        return datetime(2026, 3, 2, 6, 0, tzinfo=UTC)


def message_id(key: str) -> str:
    """As the effect ledger makes them."""
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@solmere-police.example>"


def a_mail(
    key: str = "P2/1", *, to: str = SCHOOL, body: str = "A child was there."
) -> OutgoingMail:
    return OutgoingMail(
        to=to,
        subject="Operation Encompass notification",
        body=body,
        message_id=message_id(key),
    )


@dataclass
class MailWorld:
    """The running program."""

    process: subprocess.Popen[str]
    store: Path
    facts: dict[str, Any]

    @classmethod
    def start(cls, store: Path, *more: str, port: int = 0) -> "MailWorld":
        command = [sys.executable, "-m", "fake_niche.school_mail", "mail", "--store", str(store)]
        command += ["--port", str(port), "--inbox-port", "0", *more]
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"}
        )
        world = cls(process, store, {})
        world.wait_for("ready")
        world.facts = json.loads((store / "server.json").read_text())
        return world

    def wait_for(self, text: str) -> str:
        """The first line of the program that holds the text."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if text in line:
                return line
        raise AssertionError(f"the mail world ended without saying: {text}")

    def stop(self) -> int:
        self.process.terminate()
        self.process.communicate(timeout=20)
        return self.process.returncode

    def kill(self) -> None:
        """Kill -9, and wait until it is gone."""
        self.process.kill()
        self.process.communicate(timeout=20)

    def ask(self, method: str, path: str, body: object = None, token: str | None = None) -> Any:  # noqa: ANN401 - JSON
        """The answer of the inbox page's server, as data."""
        status, text = self.page(method, path, body, token)
        assert status < 400, (status, text)
        return json.loads(text)

    def page(
        self, method: str, path: str, body: object = None, token: str | None = None
    ) -> tuple[int, str]:
        address = self.facts["inbox_url"].removeprefix("http://")
        connection = http.client.HTTPConnection(address, timeout=20)
        known = (self.store / "control.token").read_text()
        headers = {"X-Control-Token": known if token is None else token}
        content = None if body is None else json.dumps(body)
        if content is not None:
            headers["Content-Type"] = "application/json"
        connection.request(method, path, content, headers)
        response = connection.getresponse()
        text = response.read().decode()
        connection.close()
        return response.status, text

    def fault(self, kind: str, **more: object) -> None:
        self.ask("POST", "/control/faults", {"kind": kind, **more})

    def clear_faults(self) -> None:
        self.ask("DELETE", "/control/faults")

    def messages(self, to: str = "") -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.ask("GET", f"/messages.json?to={to}")
        return found

    @property
    def returns(self) -> ReturnsFolder:
        return ReturnsFolder(Path(self.facts["returns"]))

    @property
    def login(self) -> MailLogin:
        accounts = YAML(typ="safe", pure=True).load((self.store / "accounts.yaml").read_text())
        return MailLogin("robot.mash", accounts["robot.mash"]["password"])

    @property
    def settings(self) -> MailSettings:
        return MailSettings(
            host="127.0.0.1",
            port=self.facts["smtp_port"],
            sender=SENDER,
            ca_file=Path(self.facts["ca_file"]),
            timeout_s=5,
            deadline_s=20,
        )

    def transport(
        self, settings: MailSettings | None = None, login: MailLogin | None = None
    ) -> MailTransport:
        return MailTransport(settings or self.settings, login or self.login, SixOClock())


def sending_fails(transport: MailTransport, mail: OutgoingMail) -> BotError:
    """What the page would raise: the outcome of a send that must not succeed."""
    with pytest.raises((NotSent, MayHaveBeenSent)) as failed:
        transport.send(mail, CODES)
    outcome = failed.value
    assert isinstance(outcome, NotSent | MayHaveBeenSent)
    return outcome.error if isinstance(outcome, NotSent) else outcome
