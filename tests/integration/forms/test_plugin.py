"""The pytest plugin, run as a force would run it: on the sample tests, as a program of its own."""

import subprocess
import sys
from pathlib import Path

SAMPLE = "docs/sample-form-tests"


def run_sample(*arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", SAMPLE, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_each_test_runs_on_each_version_that_it_is_for(tmp_path: Path) -> None:
    junit, page = tmp_path / "forms.xml", tmp_path / "forms.html"
    ended = run_sample("--junitxml", str(junit), "--ppn-form-html", str(page))
    assert ended.returncode == 0, ended.stdout
    assert "form v2: 3 passed" in ended.stdout
    assert "form v3: 2 passed" in ended.stdout  # one of the three is for v1 and v2 only
    assert "[v4]" in junit.read_text(encoding="utf-8")
    assert "not for it" in page.read_text(encoding="utf-8")


def test_one_version_may_be_chosen() -> None:
    ended = run_sample("--ppn-form", "v2")
    assert "3 passed" in ended.stdout
    assert "form v1" not in ended.stdout


def test_a_test_that_is_for_other_versions_has_no_column(tmp_path: Path) -> None:
    page = tmp_path / "forms.html"
    ended = run_sample("--ppn-form", "v6", "--ppn-form-html", str(page))
    assert "2 passed, 1 skipped" in ended.stdout
    assert "form v6: 2 passed" in ended.stdout
    assert "NotSet" not in ended.stdout + page.read_text(encoding="utf-8")


def test_a_version_without_a_model_is_told() -> None:
    ended = run_sample("--ppn-form", "v77")
    assert ended.returncode != 0
    assert "there is no model of form version 'v77'; there are: v1, v2" in ended.stdout
