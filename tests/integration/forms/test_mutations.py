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


SAVED = """<!doctype html><html><head><title>Sign up</title><script>document.title = "ran"</script></head>
<body><h1>Sign up</h1><iframe src="http://ads.test/"></iframe><form action="/go" method="post">
<p><label for="n">Your name</label> <input id="n" name="name"></p>
<p><label>E-mail <input type="email" name="mail"></label></p>
<p>Town <input name="town"></p>
<p><label for="c">Country</label> <select id="c" name="country"><option value="uk">UK</option>
<option value="ie">Ireland</option></select></p>
<p><label><input type="checkbox" name="news"> Send me news</label></p>
<p><button>Go</button></p></form></body></html>"""


def mutate_saved(folder: Path, file: Path, each: int) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "bot", "forms", "mutate", "--html", str(folder)]
    return subprocess.run(
        [*command, "--each", str(each), "--json", str(file)],
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_saved_page_of_somebody_else_is_changed_and_nothing_wrong_is_read(tmp_path: Path) -> None:
    (tmp_path / "sign-up.html").write_text(SAVED, encoding="utf-8")
    file = tmp_path / "figures.json"
    ended = mutate_saved(tmp_path, file, 60)
    assert ended.returncode == 0, ended.stderr + ended.stdout
    told = json.loads(file.read_text(encoding="utf-8"))
    assert told["silent_wrong_reads"]["count"] == 0
    assert told["mutants"] > 30
    assert told["baselines"]["by position"]["wrong"] > 0


def test_a_folder_without_saved_pages_is_refused(tmp_path: Path) -> None:
    ended = mutate_saved(tmp_path, tmp_path / "figures.json", 1)
    assert ended.returncode == 2
    assert "has no saved pages; give a folder with *.html in it" in ended.stderr
