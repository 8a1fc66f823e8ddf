"""Rules are pure: they import the standard library, the exceptions, and each other; nothing else."""

import ast
import sys
from pathlib import Path

import pytest

PROCESSES = Path(__file__).parents[3] / "processes"
SHARED = [f for f in (PROCESSES / "shared").glob("*.py") if f.name != "__init__.py"]
P1 = [
    PROCESSES / "task_prioritisation" / f"{n}.py" for n in ("rules", "children", "titles", "facts")
]
BOTH_NAMES = (
    "children",
    "facts",
    "episode",
    "people",
    "ages",
    "record_checks",
    "child_checks",
    "school_checks",
    "letter",
    "draft",
    "operation",
    "own_words",
    "returned",
    "rulings",
    "words",
)
P2_OWN = ("rules", "voice", "message", "letter")
P3_OWN = ("rules", "episodes", "message", "letter")
P2 = [PROCESSES / "operation_encompass" / f"{name}.py" for name in P2_OWN]
P3 = [PROCESSES / "operation_endeavour" / f"{name}.py" for name in P3_OWN]
BOTH = [PROCESSES / "school_notification" / f"{name}.py" for name in BOTH_NAMES]
PURE = [*SHARED, *P1, *P2, *P3, *BOTH]
ALLOWED_OUTSIDE = {"calendar.py": {"holidays"}, "letter.py": {"jinja2"}}
READS_SHIPPED_FILES = {"letter.py", "table.py"}


def imported(file: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return found


def is_ours_and_pure(module: str) -> bool:
    names = [".".join(f.relative_to(PROCESSES.parent).with_suffix("").parts) for f in PURE]
    packages = {name.rpartition(".")[0] for name in names}
    return module == "bot.exceptions" or module in names or module in packages


@pytest.mark.parametrize("file", PURE, ids=[f"{f.parent.name}/{f.stem}" for f in PURE])
def test_a_rule_imports_nothing_that_acts(file: Path) -> None:
    outside = {
        module
        for module in imported(file)
        if module.partition(".")[0] not in sys.stdlib_module_names and not is_ours_and_pure(module)
    }
    shared = ALLOWED_OUTSIDE.get(file.name, set()) if file.parent.name == "shared" else set()
    assert {module.partition(".")[0] for module in outside} <= shared


@pytest.mark.parametrize("file", PURE, ids=[f"{f.parent.name}/{f.stem}" for f in PURE])
def test_a_rule_neither_reads_nor_writes_nor_asks_the_time(file: Path) -> None:
    source = file.read_text(encoding="utf-8")
    for acting in (
        " open(",
        ".open(",
        "datetime.now",
        "date.today",
        "os.environ",
        "random",
        "write_text",
    ):
        assert acting not in source
    assert ("read_text" in source) is (file.name in READS_SHIPPED_FILES and "shared" in file.parts)
