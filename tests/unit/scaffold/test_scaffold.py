"""`mash-bot scaffold` makes what works at once, with one test that fails until somebody goes on."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.exit_status import ExitStatus
from bot.scaffold_cli import app

ROOT = Path(__file__).parents[3]
KEPT = ("bot", "processes", "objects", "tests/builders", "tests/unit/rules/__init__.py")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of what a new process stands on."""
    for place in (*KEPT, "pyproject.toml", "tests/__init__.py", "tests/unit/__init__.py"):
        source, target = ROOT / place, tmp_path / place
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    return tmp_path


def made(project: Path, *words: str) -> str:
    answer = CliRunner().invoke(app, [*words, "--root", str(project)])
    assert answer.exit_code == 0, answer.output
    return answer.output


def result_of(project: Path, test: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", test],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(project)},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout


def test_a_process_has_pages_rules_a_table_wording_and_one_test_that_fails(project: Path) -> None:
    said = made(project, "process", "school_details", "--code", "P7")
    assert 'school_details = "processes.school_details:SchoolDetails"' in said
    result = result_of(project, "tests/unit/rules/test_school_details.py")
    assert "1 failed, 1 passed" in result, result
    assert "test_p7_1_say_the_case_in_a_sentence" in result


def test_an_object_has_an_action_a_model_and_one_test_that_fails(project: Path) -> None:
    made(project, "object", "niche_flags", "--screen", "Person - Flags")
    result = result_of(project, "tests/unit/objects/test_niche_flags.py")
    assert "1 failed" in result, result


@pytest.mark.parametrize("kind", [["process", "a_name", "--code", "P7"], ["object", "a_name"]])
def test_what_is_made_is_as_the_house_formats_and_checks_it(project: Path, kind: list[str]) -> None:
    more = ["--screen", "A screen"] if kind[0] == "object" else []
    said = made(project, *kind, *more)
    files = [line.split()[1] for line in said.splitlines() if line.startswith("made ")]
    python = [file for file in files if file.endswith(".py")]
    for check in (["check"], ["format", "--check"]):
        ruff = [sys.executable, "-m", "ruff", *check, *python]
        done = subprocess.run(ruff, cwd=project, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["process", "School Details", "--code", "P7"], "is no name"),
        (["process", "school_details", "--code", "seven"], "such as P7"),
        (["process", "task_prioritisation", "--code", "P1"], "is there already"),
        (["object", "niche_task", "--screen", "Task"], "is there already"),
    ],
)
def test_what_cannot_be_made_is_refused_and_nothing_is_written(
    project: Path, words: list[str], says: str
) -> None:
    before = sorted(project.rglob("*"))
    answer = CliRunner().invoke(app, [*words, "--root", str(project)])
    assert (answer.exit_code, says in answer.output) == (ExitStatus.REFUSED, True)
    assert sorted(project.rglob("*")) == before


def test_another_folder_is_not_taken_for_the_project(tmp_path: Path) -> None:
    words = ["process", "school_details", "--code", "P7", "--root", str(tmp_path)]
    assert "is not the project" in CliRunner().invoke(app, words).output
