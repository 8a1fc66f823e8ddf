"""Every row that a rule raises is in its table, and every row is raised and tested."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.exceptions import BusinessException, Finding
from processes.shared.findings import be, held, natural, note, skip
from processes.shared.table import findings_of, load_table, staff_steps

ROOT = Path(__file__).parents[3]
TESTS = Path(__file__).parent
ID = re.compile(r'"((?:C|P1\.|P2\.|P3\.)\d+|G1)"')
IN_A_TEST = re.compile(r"\b(c\d+|g1|p[123]_\d+)(?=_)|\"((?:C|P1\.|P2\.|P3\.)\d+|G1)\"")
PROCESSES = ("task_prioritisation", "operation_encompass", "operation_endeavour")
TOLD_TO_SCHOOLS = ("operation_encompass", "operation_endeavour")


NOT_OWN = {
    "task_prioritisation": ("P2", "P3"),
    "operation_encompass": ("P1", "P3"),
    "operation_endeavour": ("P1",),
}


def rules_of(process: str) -> set[str]:
    """Ids written in the pure modules of a process, and in what all share."""
    files = [
        *(ROOT / "processes" / process).glob("*.py"),
        *(ROOT / "processes/shared").glob("*.py"),
        *_of_both(process),
    ]
    pure = [file for file in files if file.name != "__init__.py"]
    return {code for file in pure for code in ID.findall(file.read_text(encoding="utf-8"))}


def _of_both(process: str) -> Iterator[Path]:
    if process in TOLD_TO_SCHOOLS:
        yield from (ROOT / "processes/school_notification").glob("*_checks.py")
        yield ROOT / "processes/school_notification/returned.py"


def spoken_of_in_tests() -> set[str]:
    """Ids that a test's name or its expectation speaks of."""
    found = set()
    for file in TESTS.glob("test_*.py"):
        if file != Path(__file__):
            for name, code in IN_A_TEST.findall(file.read_text(encoding="utf-8")):
                found.add(code or name.upper().replace("_", "."))
    return found


@pytest.mark.parametrize("process", PROCESSES)
def test_every_id_that_a_rule_raises_is_in_the_table(process: str) -> None:
    table = set(load_table(process))
    if process in TOLD_TO_SCHOOLS:
        table |= set(load_table("operation_encompass"))
    raised = {code for code in rules_of(process) if not code.startswith(NOT_OWN[process])}
    assert raised - table == set()


@pytest.mark.parametrize("process", PROCESSES)
def test_every_row_of_the_table_that_rules_raise_is_raised_and_tested(process: str) -> None:
    rows = {row.id for row in load_table(process).values() if row.where == "rules"}
    raised = {code for each in PROCESSES for code in rules_of(each)}
    assert rows - raised == set()
    assert rows - spoken_of_in_tests() == set()


@pytest.mark.parametrize("process", PROCESSES)
def test_every_row_is_complete_and_unique(process: str) -> None:
    table = load_table(process)
    for row in table.values():
        assert row.outcome in {"done", "BE", "SE", "DRIFT", "HELD", "SKIP"}
        assert row.where in {"rules", "runtime", "object"}
        assert row.case.endswith(".")
        assert row.staff.endswith(".")
    text = (ROOT / "processes" / process / "exceptions.toml").read_text(encoding="utf-8")
    ids = re.findall(r'^id = "(.+)"$', text, re.MULTILINE)
    assert len(ids) == len(set(ids))
    assert ids == sorted(ids, key=natural)


def test_the_tables_hold_every_row_of_the_definition() -> None:
    p1, p2 = load_table("task_prioritisation"), load_table("operation_encompass")
    assert {f"P1.{n}" for n in range(1, 15)} <= set(p1)
    other_profiles = {"P2.4", "P2.5"}
    assert {f"P2.{n}" for n in range(1, 37)} - other_profiles <= set(p2)
    assert {f"P3.{n}" for n in range(1, 13)} <= set(load_table("operation_endeavour"))
    assert {f"C{n}" for n in range(1, 19)} <= set(p1) & set(p2)


def test_staff_are_told_what_to_do_once_for_each_thing() -> None:
    table = load_table("operation_encompass")
    steps = staff_steps([be("P2.7", ""), be("P2.7", "again"), held("P2.18", "")], table)
    assert steps == (table["P2.7"].staff, table["P2.18"].staff)


def test_what_must_not_be_done_is_said_where_a_person_decides() -> None:
    table = load_table("operation_endeavour")
    assert staff_steps([held("P3.1", "")], table) == (table["P3.1"].staff,)
    assert "who tells the school" in table["P3.1"].staff


def test_notes_and_skips_ask_for_nothing_unless_the_row_says_so() -> None:
    table = load_table("operation_encompass")
    found = [note("P2.13", ""), note("P2.26", ""), skip("P2.14", ""), note("P2.22", "")]
    assert staff_steps(found, table) == ()
    assert staff_steps([note("P2.21", "")], table) == (table["P2.21"].staff,)


def test_a_failure_without_a_row_is_done_by_hand() -> None:
    table = load_table("task_prioritisation")
    error = BusinessException("something new")
    assert findings_of(error) == (Finding("Business Exception", "BE", "something new"),)
    assert staff_steps(findings_of(error), table) == (
        "Do the work by hand; tell the service desk.",
    )
