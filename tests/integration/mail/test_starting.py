"""A mail world that cannot start says the cause and the fix, and ends with its status."""

import json
import socket
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.mail import MailLogin
from fake_niche.exit_status import ExitStatus
from tests.integration.mail.world import CODES, MailWorld, a_mail


def start_fails(*options: str, status: ExitStatus = ExitStatus.UNAVAILABLE) -> str:
    command = [sys.executable, "-m", "fake_niche.school_mail", "mail", *options]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == status
    assert "Traceback" not in ended.stderr
    assert "fix: " in ended.stderr
    return ended.stderr


@pytest.mark.parametrize("option", ["--port", "--inbox-port"])
def test_a_port_in_use_is_named_with_the_option_that_changes_it(
    option: str, tmp_path: Path
) -> None:
    ports = {"--port": "0", "--inbox-port": "0"}
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ports[option] = str(taken.getsockname()[1])
        options = [word for pair in ports.items() for word in pair]
        said = start_fails("--store", str(tmp_path), *options)
    assert ports[option] in said
    assert f"{option} (0 takes a free one)" in said


def test_a_store_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    said = start_fails("--store", str(tmp_path / "file"))
    assert str(tmp_path / "file") in said


def test_two_servers_do_not_share_a_store(tmp_path: Path) -> None:
    world = MailWorld.start(tmp_path)
    try:
        said = start_fails("--store", str(tmp_path), "--port", "0", "--inbox-port", "0")
        assert "Another mail server" in said
    finally:
        world.stop()


def test_a_pack_without_accounts_is_named(tmp_path: Path) -> None:
    said = start_fails(
        "--store", str(tmp_path / "store"), "--pack", str(tmp_path), status=ExitStatus.CONFIG
    )
    assert "accounts.yaml" in said


def test_the_accounts_and_the_clock_of_a_pack_are_used(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    pack.mkdir()
    (pack / "accounts.yaml").write_text("robot.mash:\n  password: from the pack\n")
    write_scenario_clock(pack / "clock.json", "2026-03-02T06:00:00+00:00")
    world = MailWorld.start(tmp_path / "store", "--pack", str(pack))
    try:
        login = MailLogin("robot.mash", "from the pack")
        world.transport(login=login).send(a_mail(), CODES)
        [found] = world.messages()
        assert found["received"].startswith("2026-03-02T06:0")
    finally:
        assert world.stop() == 0


def write_scenario_clock(file: Path, base: str) -> None:
    set_at = datetime.now(UTC).timestamp()
    file.write_text(json.dumps({"synthetic": True, "base": base, "set_at": set_at}))
