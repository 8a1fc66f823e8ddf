"""The command ``fake-niche`` as a program."""

import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from fake_niche.exit_status import ExitStatus
from tests.integration.fake_niche.world import SmallPack

PROGRAM = [sys.executable, "-c", "from fake_niche.cli import main; main()"]


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PROGRAM, *arguments], capture_output=True, text=True, timeout=60, check=False
    )


@contextmanager
def _served(pack: SmallPack) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    with subprocess.Popen(
        [*PROGRAM, "serve", str(pack.folder), "--port", "0"], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        found = re.search(r"url=(\S+)", process.stdout.readline())
        assert found
        try:
            yield found.group(1), process
        finally:
            process.terminate()


def test_it_serves_on_the_loopback_address_until_told_to_stop(pack: SmallPack) -> None:
    with _served(pack) as (url, process):
        assert url.startswith("http://127.0.0.1:")
        with urllib.request.urlopen(f"{url}/login", timeout=10) as answer:  # noqa: S310
            assert b"Fake Niche" in answer.read()
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0


def test_a_port_in_use_is_told_with_what_to_do(pack: SmallPack) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ended = _run("serve", str(pack.folder), "--port", str(port))
    assert ended.returncode == ExitStatus.UNAVAILABLE
    assert f"Port {port} is in use" in ended.stderr
    assert "--port" in ended.stderr


def test_a_folder_that_is_no_pack_is_told_with_what_to_do(pack: SmallPack) -> None:
    ended = _run("serve", str(pack.folder.parent))
    assert ended.returncode == ExitStatus.CONFIG
    assert "fake-niche seed" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_the_clock_is_shown_and_advanced(pack: SmallPack) -> None:
    assert _run("clock", str(pack.folder)).stdout.startswith("2026-03-02T05:3")
    assert _run("clock", str(pack.folder), "--advance", "30").stdout.startswith("2026-03-02T06:0")
    back = _run("clock", str(pack.folder), "--to", "2026-03-01T06:00:00+00:00")
    assert back.returncode == ExitStatus.REFUSED


def test_an_event_is_applied_to_what_is_served(pack: SmallPack) -> None:
    (pack.folder / "events.yaml").write_text(
        "- {moment: now, by: coord1, do: cancel_task, task: 1}\n", encoding="utf-8"
    )
    with _served(pack) as (url, _process):
        ended = _run("event", str(pack.folder), "now", "--url", url)
    assert '"applied":1' in ended.stdout.replace(" ", "")


def test_an_event_without_a_server_is_told_with_what_to_do(pack: SmallPack) -> None:
    ended = _run("event", str(pack.folder), "now", "--url", "http://127.0.0.1:9")
    assert ended.returncode == ExitStatus.UNAVAILABLE
    assert "fake-niche serve" in ended.stderr
