"""`mash-bot demo --keep` without a terminal stays up until it is told to end, and takes all with it."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.integration.screen.test_browser_ends import descendants, is_alive, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(180)]
UP = "Running until it is told to end"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no termination signal")
def test_what_was_kept_up_ends_with_the_signal(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bot", "demo", "--keep", "--scenario", "P2.18"]
    demonstration = subprocess.Popen(
        [*command, "--out", str(tmp_path / "demo")],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert demonstration.stdout
    said = next((line for line in demonstration.stdout if UP in line), "")
    started = descendants(demonstration.pid)
    demonstration.send_signal(signal.SIGTERM)
    demonstration.communicate(timeout=30)
    assert said
    assert started
    assert demonstration.returncode == 0
    wait_until(lambda: not any(map(is_alive, started)))
    assert not [pid for pid in started if is_alive(pid)]
