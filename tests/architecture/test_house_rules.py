"""The house rules that no linter knows, checked on the source itself."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROBOT = ("bot", "objects", "processes")
EVERYTHING = (*ROBOT, "fake_niche")
GUESSES = {"first", "nth"}
SELECTORS = {"locator", "query_selector", "query_selector_all", "wait_for_selector", "get_by_text"}
SLEEPS = {"sleep", "wait_for_timeout"}
BARE = {"get_by_role", "get_by_label", "get_by_placeholder", "get_by_test_id"}

MASK = re.compile(r"bot/pictures\.py:\d+ locator")
"""Masks password boxes, of whatever application, in pictures; it reads nothing."""


def files_of(*packages: str) -> list[Path]:
    return sorted(path for name in packages for path in (ROOT / name).rglob("*.py"))


def names_used(path: Path) -> Iterator[tuple[str, int]]:
    """Every attribute that is used and every name that is called, with its line."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute):
            yield node.attr, node.lineno
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id, node.lineno


def places(names: set[str], *packages: str) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{line} {name}"
        for path in files_of(*packages)
        for name, line in names_used(path)
        if name in names
    ]


def test_the_sources_are_found() -> None:
    assert len(files_of(*EVERYTHING)) > 100


def test_no_robot_waits_by_sleeping() -> None:
    assert places(SLEEPS, *ROBOT) == []


def test_no_selector_stands_in_python() -> None:
    found = [place for place in places(SELECTORS | BARE, *ROBOT) if not MASK.match(place)]
    assert found == []


def test_no_object_takes_the_first_that_fits() -> None:
    assert places(GUESSES, "objects") == []


def test_only_the_demonstration_opens_an_answer_key() -> None:
    openers = {
        path.relative_to(ROOT).parts[:2]
        for path in files_of(*ROBOT)
        if "answer_key.yaml" in path.read_text(encoding="utf-8")
        or "read_answer_key" in path.read_text(encoding="utf-8")
    }
    assert openers == {("processes", "demonstration")}


def test_the_web_application_cannot_serve_the_answer_key() -> None:
    serving = [path for path in files_of("fake_niche") if "seed" not in path.parts]
    assert [p for p in serving if "answer_key" in p.read_text(encoding="utf-8")] == []


@pytest.mark.parametrize("package", EVERYTHING)
def test_no_python_file_is_two_things(package: str) -> None:
    long = [
        f"{path.relative_to(ROOT)} {lines}"
        for path in files_of(package)
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 300
    ]
    assert long == []


def test_every_page_of_a_process_has_a_title_of_its_own() -> None:
    for path in files_of("processes"):
        titles = [
            node.args[0].value
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == "page"
            and isinstance(node.args[0], ast.Constant)
        ]
        assert len(titles) == len(set(titles)), path
