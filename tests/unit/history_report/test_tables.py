"""P4's and P5's tables: every row raised is in them, every row in them is raised and tested; purity."""

import ast
import re
import sys
from pathlib import Path

import pytest

from processes.history_report.texts import load_texts
from processes.history_report.wording import rows_of
from processes.shared.findings import natural
from processes.shared.table import load_table

ROOT = Path(__file__).parents[3]
FOLDERS = ("history_report", "csc_report", "marac_report")
ID = re.compile(r'"((?:P4|P5)\.\d+|G2)"')
TESTED = re.compile(r"\b(p[45]_\d+|g2)(?=_)|\"((?:P4|P5)\.\d+|G2)\"")
PURE = [
    *(ROOT / "processes/history_report" / f"{n}.py" for n in ("facts", "selection", "checks")),
    *(ROOT / "processes/history_report" / f"{n}.py" for n in ("summaries", "proof")),
    *(ROOT / "processes/csc_report" / f"{n}.py" for n in ("facts", "rules")),
    *(ROOT / "processes/marac_report" / f"{n}.py" for n in ("facts", "rules", "pair")),
]


def raised() -> set[str]:
    files = [file for name in FOLDERS for file in (ROOT / "processes" / name).glob("*.py")]
    return {code for file in files for code in ID.findall(file.read_text(encoding="utf-8"))}


def spoken_of_in_tests() -> set[str]:
    files = [*Path(__file__).parent.glob("test_*.py"), *(ROOT / "tests/acceptance").glob("*.py")]
    files += (ROOT / "fake_niche/seed/scenarios").glob("p[45]_*.py")
    found = set()
    for file in files:
        if file != Path(__file__):
            for name, code in TESTED.findall(file.read_text(encoding="utf-8")):
                found.add(code or name.upper().replace("_", "."))
    return found


def test_the_tables_hold_every_row_of_the_definition() -> None:
    assert {f"P4.{n}" for n in range(1, 21)} <= set(load_table("csc_report"))
    assert {f"P5.{n}" for n in range(1, 15)} <= set(load_table("marac_report"))
    assert {f"P4.{n}" for n in range(1, 21)} <= set(rows_of("marac_report"))


def test_every_id_that_is_raised_is_in_a_table() -> None:
    assert raised() - set(rows_of("marac_report")) == set()


def test_every_row_is_raised_and_tested() -> None:
    rows = {code for code in rows_of("marac_report") if code[:2] in ("P4", "P5", "G2")}
    by_the_clock = {"P4.20"}  # the Main Page starts no item; nothing is raised
    assert rows - raised() - by_the_clock == set()
    assert rows - spoken_of_in_tests() == set()


@pytest.mark.parametrize("process", ["csc_report", "marac_report"])
def test_every_row_is_complete_unique_and_in_order(process: str) -> None:
    for row in load_table(process).values():
        assert row.outcome in {"done", "BE", "SE", "DRIFT", "HELD", "SKIP"}
        assert row.where in {"rules", "runtime", "object"}
        assert row.case.endswith(".")
        assert row.staff.endswith(".")
    text = (ROOT / "processes" / process / "exceptions.toml").read_text(encoding="utf-8")
    ids = re.findall(r'^id = "(.+)"$', text, re.MULTILINE)
    assert len(ids) == len(set(ids))
    assert ids == sorted(ids, key=natural)


def test_what_the_common_rows_say_of_schools_is_replaced() -> None:
    """C15 and C16 are done here, and flagged; a process's row overrides the common one."""
    for process in ("csc_report", "marac_report"):
        rows = rows_of(process)
        assert (rows["C15"].outcome, rows["C16"].outcome) == ("done", "done")
        assert "school" not in rows["C15"].staff + rows["C16"].staff


@pytest.mark.parametrize("process", ["csc_report", "marac_report"])
def test_every_text_of_a_document_is_used_and_every_one_used_is_there(process: str) -> None:
    known = set(load_texts(process).by_name)
    folders = ("history_report", process)
    files = [file for name in folders for file in (ROOT / "processes" / name).glob("*.py")]
    source = "\n".join(file.read_text(encoding="utf-8") for file in files)
    words = set(re.findall(r'"([a-z_]+)"', source))
    used = words | {f"column_{word}" for word in words}
    assert known - used == set()


@pytest.mark.parametrize("file", PURE, ids=[f"{f.parent.name}/{f.stem}" for f in PURE])
def test_a_rule_imports_nothing_that_acts(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    modules = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    pure = {".".join(f.relative_to(ROOT).with_suffix("").parts) for f in PURE}
    packages = {name.rpartition(".")[0] for name in pure}
    outside = {
        module
        for module in modules
        if module.partition(".")[0] not in sys.stdlib_module_names
        and not module.startswith("processes.shared")
        and module not in {"bot.exceptions", *pure, *packages}
    }
    assert outside == set()
