"""The programs around the robot: the fake Niche and the schools' mail, each a process of its own."""

import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_ANY_PORTS = ("--port", "0", "--inbox-port", "0")


class ProgramError(Exception):
    """A program did not start; the message holds what it said.

    Args:
        message: cause and fix.
        status: what the program ended with; ``mash-bot`` and ``fake-niche`` mean the same by it.
    """

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True)
class World:
    """The running world of a pack: addresses, and how to make things happen in it."""

    pack: Path
    niche_url: str
    smtp_port: int
    inbox_url: str
    mail_store: Path

    def happen(self, moment: str) -> int:
        """Apply the events of a moment; gives how many there were."""
        answer = self._post("/control/events", {"moment": moment})
        return int(answer.get("applied", 0))

    def fault(self, fault: Mapping[str, Any]) -> None:
        """Switch a fault of the fake Niche on."""
        self._post("/control/faults", fault)

    def heal(self) -> None:
        """Switch all faults of the fake Niche off."""
        self._post("/control/faults", {}, method="DELETE")

    def mails(self) -> list[dict[str, Any]]:
        """Every message that the mail server accepted, in its order."""
        with urllib.request.urlopen(f"{self.inbox_url}/messages.json", timeout=10) as answer:  # noqa: S310
            messages: list[dict[str, Any]] = json.load(answer)
            return messages

    def _post(self, path: str, body: Mapping[str, Any], method: str = "POST") -> dict[str, Any]:
        token = (self.pack / "control.token").read_text(encoding="utf-8").strip()
        request = urllib.request.Request(  # noqa: S310 - our own loopback address
            f"{self.niche_url}{path}",
            data=json.dumps(body).encode(),
            headers={"X-Control-Token": token, "Content-Type": "application/json"},
            method=method,
        )
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
            found: dict[str, Any] = json.loads(answer.read() or b"{}")
            return found


def seed_pack(
    folder: Path,
    *,
    pack: str,
    seed: int,
    scenarios: tuple[str, ...] = (),
    staff: bool = False,
    form_versions: tuple[str, ...] = (),
) -> None:
    """Seed a pack into ``folder``.

    Args:
        folder: the pack's.
        pack: such as ``smoke``.
        seed: the same number makes the same pack.
        scenarios: only these rows.
        staff: people do the first day by hand, too.
        form_versions: the versions of the PPN form, mixed; the seed's own choice when empty.

    Raises:
        ProgramError: the seed refused; the message is its own.
    """
    command = [*_fake_niche("seed"), "seed", "--pack", pack, "--seed", str(seed)]
    command += ["--force", "hampshire", "--out", str(folder)]
    command += ["--staff"] if staff else []
    for scenario in scenarios:
        command += ["--scenario", scenario]
    for version in form_versions:
        command += ["--form-version", version]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise ProgramError(f"the seed failed: {done.stderr.strip()}", done.returncode)


@contextmanager
def running_world(pack: Path, mail_store: Path, forms: Path | None = None) -> Iterator[World]:
    """Start the fake Niche and the mail server on free ports; both are ended afterwards.

    Args:
        pack: the seeded pack.
        mail_store: where the mail server keeps what it accepts.
        forms: a folder with more versions of the form.
    """
    more = ("--forms", str(forms)) if forms else ()
    kept = ("--store", str(mail_store), "--pack", str(pack))
    with (
        _program(
            "serving", "serve", str(pack), *more, "--port", "0", log=pack / "serve.log"
        ) as niche,
        _program("school_mail", "mail", *kept, *_ANY_PORTS, log=mail_store / "mail.log") as mail,
    ):
        at, mail_at = niche.ready(), mail.ready()
        try:
            yield World(
                pack=pack,
                niche_url=at["url"],
                smtp_port=int(mail_at["smtp"].rsplit(":", 1)[1]),
                inbox_url=mail_at["inbox"],
                mail_store=mail_store,
            )
        finally:
            niche.process.terminate()  # both end at once; each is waited for where it was begun


@dataclass(frozen=True)
class _Program:
    """A started ``fake-niche``, and where it logs."""

    process: "subprocess.Popen[str]"
    log: Path

    def ready(self) -> dict[str, str]:
        """Wait for its ready line, and give the words of it.

        Raises:
            ProgramError: it ended instead; the message is its own.
        """
        for line in self.process.stdout or ():
            if line.startswith("ready "):
                return dict(word.split("=", 1) for word in line.split()[1:])
        said = self.log.read_text(encoding="utf-8", errors="replace").strip()[-500:]
        raise ProgramError(f"a program did not start: {said}", self.process.wait(timeout=20))


@contextmanager
def _program(package: str, *arguments: str, log: Path) -> Iterator[_Program]:
    """Run a command of ``fake-niche`` until the end of the block."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as errors:
        process = subprocess.Popen(  # noqa: S603 - our own program
            [*_fake_niche(package), *arguments], stdout=subprocess.PIPE, stderr=errors, text=True
        )
        try:
            yield _Program(process, log)
        finally:
            process.terminate()
            process.wait(timeout=20)
            if process.stdout:
                process.stdout.close()


def _fake_niche(package: str) -> list[str]:
    """The commands of one package alone: what the others need is not loaded."""
    return [sys.executable, "-m", f"fake_niche.{package}"]
