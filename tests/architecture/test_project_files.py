"""What a new machine needs is in the repository, and names no machine of ours."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
COMMANDS = ("demo", "test", "lint", "bench", "proof")


def test_every_pinned_package_has_a_hash() -> None:
    entries = re.split(r"\n(?=[A-Za-z0-9])", LOCK[LOCK.index("\n\n") if "\n\n" in LOCK else 0 :])
    packages = [entry for entry in entries if "==" in entry.splitlines()[0]]
    assert len(packages) > 50
    assert [entry.splitlines()[0] for entry in packages if "--hash=sha256:" not in entry] == []


def test_the_lock_names_no_index_and_no_machine() -> None:
    lines = LOCK.splitlines()
    assert [line for line in lines if line.startswith("-")] == []  # options of pip
    assert [line for line in lines if re.search(r"[a-z]+:/|(^|\s)/|[A-Z]:\\", line)] == []


def test_what_the_project_file_asks_for_is_in_the_lock() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = {re.sub(r"[._]", "-", re.split(r"[<>=\[ ]", line)[0].lower()) for line in wanted}
    locked = {line.split("==")[0] for line in LOCK.splitlines() if "==" in line}
    assert names - locked == set()


def test_run_needs_nothing_but_python() -> None:
    tree = ast.parse((ROOT / "run.py").read_text(encoding="utf-8"))
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported <= set(sys.stdlib_module_names)


@pytest.mark.parametrize("command", COMMANDS)
def test_make_calls_run_with_one_line(command: str) -> None:
    lines = (ROOT / "Makefile").read_text(encoding="utf-8").splitlines()
    [line] = [line for line in lines if line.startswith(f"{command}:")]
    assert f"run.py {command}" in line


@pytest.mark.parametrize("command", ["bench"])
def test_what_comes_later_says_so_and_ends_with_its_own_status(command: str) -> None:
    ended = subprocess.run(
        [sys.executable, "run.py", command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 10
    assert "comes with a later issue" in ended.stdout


def test_an_unknown_command_ends_with_the_status_of_a_wrong_command_line() -> None:
    ended = subprocess.run(
        [sys.executable, "run.py", "dance"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 2
    assert "demo" in ended.stderr


def test_the_check_before_a_change_is_taken_is_tests_then_lint() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert script.index("make test || status=1") < script.index("make lint || status=1")
    assert 'exit "$status"' in script
