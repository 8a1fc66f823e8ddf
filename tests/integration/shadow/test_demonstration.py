"""`mash-bot demo --shadow`: the robots in shadow, staff's day, and every verdict checked."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot.exit_status import ExitStatus


@pytest.mark.browser
@pytest.mark.slow
def test_the_demonstration_in_shadow_ends_with_the_page_and_no_wrong_verdict(
    tmp_path: Path,
) -> None:
    rows = ("P1.2", "P1.3", "P2.23", "P3.4", "P4.3", "P5.2")
    named = [word for row in rows for word in ("--scenario", row)]
    command = [sys.executable, "-m", "bot", "demo", "--shadow", "--out", str(tmp_path / "demo")]
    done = subprocess.run(
        [*command, *named], capture_output=True, text=True, check=False, timeout=280
    )
    assert done.returncode == ExitStatus.OK, done.stdout + done.stderr
    assert " 0 wrong verdicts" in done.stdout
    page = (tmp_path / "demo" / "shadow.html").read_text(encoding="utf-8")
    assert "Item by item" in page
    assert all(f">{process}/" in page for process in ("P1", "P2", "P3", "P4", "P5"))
