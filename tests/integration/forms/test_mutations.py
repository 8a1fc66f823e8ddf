"""A fixed sample of forms that are changed on purpose; thousands of them are in ``make proof``."""

import json
import subprocess
import sys
from pathlib import Path

from bot.forms.mutations.catalogue import OPERATORS


def test_nothing_wrong_is_read_and_looks_stop_nothing(tmp_path: Path) -> None:
    file = tmp_path / "figures.json"
    command = [sys.executable, "-m", "bot", "forms", "mutate", "v1", "--each", "1"]
    ended = subprocess.run(
        [*command, "--json", str(file)], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    told = json.loads(file.read_text(encoding="utf-8"))
    assert told["silent_wrong_reads"]["count"] == 0
    assert told["detection"]["share"] == 1
    assert told["false_alarms"]["count"] == 0
    assert told["mutants"] > len(OPERATORS) / 2
    assert told["baselines"]["name, label, position"]["wrong"] > told["mutants"] / 10
    assert "wrong" not in told["ablation"]["without R0"]  # each of the rules sees for itself
    assert told["ablation"]["without R0 and R1"]["wrong"] > 0
