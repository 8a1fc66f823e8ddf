"""What P4 and P5 write for staff: log entries and tasks; record ids only."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.exceptions import Finding
from processes.shared.letter import render_text
from processes.shared.table import Row, load_table, staff_steps

_FOLDER = "history_report/wording"
_TITLE_LIMIT = 120
_WORDS = {
    "done": "done",
    "BE": "a person must do this one",
    "HELD": "a person must decide",
    "SE": "the robot could not finish",
    "DRIFT": "the screen has changed, nothing was read",
    "SKIP": "nothing to do",
}


@dataclass(frozen=True)
class Told:
    """What an entry or a task says.

    Attributes:
        process: as staff call it.
        table: the folder's name of the process, whose table says what staff do.
        record: the request or case; empty when it could not be read.
        outcome: ``done``, ``BE``, ``HELD``, ``SE``, ``DRIFT`` or ``SKIP``.
        findings: every row that applied, the one that names the outcome first.
        names: the files that were attached.
        items: how many numbered items the report has.
        reference: ends the text.
    """

    process: str
    table: str
    record: str
    task: int
    outcome: str
    findings: tuple[Finding, ...]
    reference: str
    names: tuple[str, ...] = ()
    items: int = 0


@dataclass(frozen=True)
class TaskText:
    """Title and notes of a task for staff."""

    title: str
    notes: str


def oel_entry(told: Told) -> str:
    """Give the enquiry-log entry of an item."""
    return render_text(_FOLDER, "oel_v1.j2", _values(told))


def redact_task(told: Told) -> TaskText:
    """Give the task by which the work goes back to the coordinators."""
    title = f"{told.record} check and redact {told.reference}"
    return TaskText(title[:_TITLE_LIMIT], render_text(_FOLDER, "redact_task_v1.j2", _values(told)))


def staff_task(told: Told) -> TaskText:
    """Give the task about an item that the robot could not do."""
    code = told.findings[0].code if told.findings else told.outcome
    title = f"{code} - {told.record or f'task T{told.task}'} {told.reference}"
    return TaskText(title[:_TITLE_LIMIT], render_text(_FOLDER, "staff_task_v1.j2", _values(told)))


def restricted_task(told: Told) -> TaskText:
    """Give the task for the unit that owns a restricted record (C12)."""
    title = f"Task T{told.task}: restricted record {told.reference}"
    return TaskText(title, render_text(_FOLDER, "restricted_task_v1.j2", _values(told)))


def rows_of(process: str) -> Mapping[str, Row]:
    """Give the process's table with the common rows, and P4's, which P5 shares."""
    return {**load_table(process), **load_table("csc_report")}


def _values(told: Told) -> dict[str, object]:
    return {
        "process": told.process,
        "record": told.record or "The record",
        "task": told.task,
        "outcome": told.outcome,
        "said": _WORDS.get(told.outcome, "not done"),
        "findings": told.findings,
        "steps": staff_steps(told.findings, rows_of(told.table)),
        "names": told.names,
        "items": told.items,
        "reference": told.reference,
    }
