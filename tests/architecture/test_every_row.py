"""The lists agree: process tables, scenarios, faults, tests, and outcomes in the answer key."""

import re
from functools import cache
from pathlib import Path

import pytest

import fake_niche.seed.scenarios  # noqa: F401 - registers them
from fake_niche.seed.registry import SCENARIOS
from processes.shared.table import load_table
from tests.acceptance import test_csc_report, test_marac_report, test_operation_endeavour
from tests.unit.seed.worlds import with_scenario

TESTS = Path(__file__).parents[1]
TABLES = (
    "shared",
    "task_prioritisation",
    "operation_encompass",
    "operation_endeavour",
    "csc_report",
    "marac_report",
)
OF_OTHER_FORCES = {"P2.4", "P2.5"}  # thames_valley and statutory_2025 only
OF_THE_ROBOT_ITSELF = {
    "G1",
    "G2",
    "CUT",
}  # its guard, and a text that was cut: no rows of a process
LAST = {"C": 18, "P1.": 14, "P2.": 37, "P3.": 12, "P4.": 20, "P5.": 14}
ROWS = [
    row
    for group, last in LAST.items()
    for row in (f"{group}{number}" for number in range(1, last + 1))
    if row not in OF_OTHER_FORCES
]
BY_FAULT = {
    *(f"C{n}" for n in (1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 17)),
    *("P1.14", "P2.9", "P2.30"),
}
"""What data cannot express: a test brings the fault about and says the outcome."""
AS_USUAL = {"P2.36", "P4.11", "P4.14", "P4.20"}
"""The data is plain; when and in what order things happen makes the row, and a test brings it about."""


@cache
def spoken_of() -> str:
    """All text of the tests, without this file."""
    files = [file for file in TESTS.rglob("*.py") if file != Path(__file__)]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


@cache
def answered() -> frozenset[str]:
    """Rows that some scenario's answers name."""
    return frozenset(
        row for one in SCENARIOS for answer in with_scenario(one)[1] for row in answer.rows
    )


def test_the_tables_hold_every_row_of_the_processes_and_no_other() -> None:
    tables = {row for table in TABLES for row in load_table(table)}
    assert tables - OF_THE_ROBOT_ITSELF == set(ROWS)


def test_every_row_has_a_scenario_or_a_fault_and_no_other_row_has() -> None:
    scenarios = {one.row for one in SCENARIOS} - {"P1", "P2", "P3", "P4", "P5"}
    assert scenarios | BY_FAULT == set(ROWS)
    assert scenarios & BY_FAULT == set()


def test_every_scenario_s_row_has_an_outcome_in_the_answer_key() -> None:
    assert answered() == set(ROWS) - BY_FAULT - AS_USUAL


WALKED = {
    *test_operation_endeavour.ROWS,
    *(set(test_csc_report.ROWS) - set(test_csc_report.BY_THE_CLOCK)),
    *test_marac_report.ROWS,
}
"""Each is a case of one test, which has the row in its id."""


@pytest.mark.parametrize("row", ROWS)
def test_a_test_names_the_row(row: str) -> None:
    name = row.lower().replace(".", "_")
    named = rf"(?<![\w.]){re.escape(row)}(?![\d.])|(?<![a-z]){name}(?!\d)"
    assert row in WALKED or re.search(named, spoken_of())
