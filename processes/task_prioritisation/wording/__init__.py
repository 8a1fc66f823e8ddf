"""What P1 writes into the enquiry log: reviewed, versioned texts; record ids only."""

from bot.exceptions import BotError, Finding
from processes.shared.letter import render_text
from processes.shared.table import findings_of, load_table, staff_steps
from processes.task_prioritisation.rules import Decision

_FOLDER = "task_prioritisation/wording"
_PROCESS = "task_prioritisation"


def oel_of_tag(task: int, revision: int, decision: Decision, reference: str) -> str:
    """Give the entry of a task whose title was tagged.

    Args:
        task: its number.
        revision: the PPN's revision that was read.
        decision: what was decided.
        reference: the effect's visible reference, such as ``[R-7KQ2M4]``; ends the entry.
    """
    values = {
        "task": task,
        "revision": revision,
        "tag": decision.tag.value,
        "findings": decision.findings,
        "steps": staff_steps(decision.findings, load_table(_PROCESS)),
        "reference": reference,
    }
    return render_text(_FOLDER, "oel_tagged_v1.j2", values)


def oel_of_exception(task: int, error: BotError, reference: str) -> str:
    """Give the entry of a task whose title the robot left as it was."""
    findings = findings_of(error)
    values = {
        "task": task,
        "outcome": _said(findings),
        "findings": findings,
        "steps": staff_steps(findings, load_table(_PROCESS)),
        "reference": reference,
    }
    return render_text(_FOLDER, "oel_exception_v1.j2", values)


def restricted_task(task: int, error: BotError, reference: str) -> tuple[str, str]:
    """Give title and notes of the task for the unit that owns a restricted record (C12)."""
    steps = staff_steps(findings_of(error), load_table(_PROCESS))
    values: dict[str, object] = {"task": task, "steps": steps, "reference": reference}
    notes = render_text(_FOLDER, "restricted_task_v1.j2", values)
    return f"PPN task {task} not tagged: restricted record {reference}", notes


def _said(findings: tuple[Finding, ...]) -> str:
    words = {
        "BE": "a person must do this one",
        "HELD": "a person must decide",
        "SE": "the robot could not finish",
        "DRIFT": "the screen has changed, nothing was read",
    }
    return words.get(findings[0].outcome, "not done")
