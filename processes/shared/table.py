"""The processes' tables of rows, from the files beside their rules."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from bot.exceptions import BotError, Finding


@dataclass(frozen=True)
class Row:
    """A row of a process's table.

    Attributes:
        id: such as ``P2.18``.
        case: when it applies, in our words.
        outcome: ``done``, ``BE``, ``SE``, ``DRIFT``, ``HELD`` or ``SKIP``; the gravest that it has.
        staff: what the staff do now.
        where: what raises it: ``rules``, ``runtime`` or ``object``.
    """

    id: str
    case: str
    outcome: str
    staff: str
    where: str


@cache
def load_table(process: str) -> Mapping[str, Row]:
    """Give the rows of a process and the common ones, by id.

    Args:
        process: the folder's name, such as ``operation_encompass``.
    """
    rows = (*_rows("shared"), *_rows(process))
    return {row.id: row for row in rows}


def _rows(folder: str) -> tuple[Row, ...]:
    file = resources.files("processes").joinpath(folder, "exceptions.toml")
    return tuple(Row(**row) for row in tomllib.loads(file.read_text(encoding="utf-8"))["row"])


def findings_of(error: BotError) -> tuple[Finding, ...]:
    """Give what an exception found; one finding made of its code when it carries none."""
    if error.findings:
        return error.findings
    return (Finding(error.code or error.display_name, error.outcome, error.detail),)


def staff_steps(findings: Iterable[Finding], table: Mapping[str, Row]) -> tuple[str, ...]:
    """Give what the staff do now: a sentence for each finding that asks for something, once."""
    steps = (_step(finding, table) for finding in findings)
    return tuple(dict.fromkeys(step for step in steps if step))


def _step(finding: Finding, table: Mapping[str, Row]) -> str:
    row = table.get(finding.code)
    if row is None:
        return "" if finding.outcome == "done" else "Do the work by hand; tell the service desk."
    if finding.outcome not in ("done", "SKIP"):
        return row.staff  # also one that begins with what must not be done
    asks = finding.outcome == row.outcome == "done" and not row.staff.startswith("Nothing")
    return row.staff if asks else ""
