"""What an operation writes for staff: log entries, tasks, the morning's papers; record ids only."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol, Self

from bot.exceptions import BotError, Finding
from processes.school_notification.operation import ENCOMPASS, Operation
from processes.shared.findings import in_order
from processes.shared.letter import render_text
from processes.shared.table import Row, findings_of, load_table, staff_steps

_FOLDER = "school_notification/wording"
_WORDS = {
    "done": "done",
    "BE": "a person must do this one",
    "HELD": "a person must decide",
    "SE": "the robot could not finish",
    "DRIFT": "the screen has changed, nothing was read",
    "SKIP": "out of scope",
}
_TITLE_LIMIT = 120
URGENT = ("P2.35", "P3.1")
"""Rows that stand at the top of every list: a disclosure, a child found dead."""


class ItemIds(Protocol):
    """The ids of a notification."""

    @property
    def child(self) -> str:
        """Person id, or the row of the form."""

    @property
    def ppn(self) -> str:
        """PPN id."""

    @property
    def revision(self) -> int:
        """The PPN's revision."""


class SentIds(Protocol):
    """What is known of a message that was sent."""

    @property
    def school(self) -> str:
        """School id."""

    @property
    def fields(self) -> tuple[str, ...]:
        """Names of the fields sent."""


@dataclass(frozen=True)
class OelFacts:
    """What an entry in the enquiry log says.

    Attributes:
        outcome: ``done``, ``BE``, ``HELD``, ``SE``, ``DRIFT`` or ``SKIP``.
        findings: every row that applied, the one that names the outcome first.
        schools_told: ids of the schools that a message went to.
        fields: names of the fields that were sent.
        reference: ends the entry.
    """

    operation: Operation
    child: str
    ppn: str
    revision: int
    outcome: str
    findings: tuple[Finding, ...]
    reference: str
    schools_told: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()

    @classmethod
    def of_sending(
        cls,
        operation: Operation,
        item: ItemIds,
        message: SentIds,
        findings: tuple[Finding, ...],
        reference: str,
    ) -> Self:
        """Give what the entry says after one message has gone."""
        return cls(
            operation=operation,
            child=item.child,
            ppn=item.ppn,
            revision=item.revision,
            outcome="done",
            findings=in_order(findings),
            reference=reference,
            schools_told=(message.school,),
            fields=message.fields,
        )

    @classmethod
    def of_exception(
        cls,
        operation: Operation,
        item: ItemIds,
        error: BotError,
        reference: str,
        schools_told: tuple[str, ...] = (),
    ) -> Self:
        """Give what the entry says after an exception; some schools may have been told before."""
        return cls(
            operation=operation,
            child=item.child,
            ppn=item.ppn,
            revision=item.revision,
            outcome=error.outcome,
            findings=findings_of(error),
            reference=reference,
            schools_told=schools_told,
        )


@dataclass(frozen=True)
class TaskText:
    """Title and notes of a task for staff; ``is_urgent`` puts it on top of the list."""

    title: str
    notes: str
    is_urgent: bool = False


@dataclass(frozen=True)
class BreachFacts:
    """A message that may have gone to the wrong school.

    Attributes:
        why: one sentence without personal data.
        others: other messages to that mailbox: occurrence, time and Message-ID each.
    """

    occurrence: str
    child: str
    school: str
    recipient: str
    sent_at: str
    fields: tuple[str, ...]
    message_id: str
    why: str
    reference: str
    others: tuple[tuple[str, str, str], ...] = ()


def oel_entry(facts: OelFacts) -> str:
    """Give the enquiry-log entry of a notification, sent or not."""
    return render_text(_FOLDER, "oel_v1.j2", _values(facts))


def staff_task(facts: OelFacts) -> TaskText:
    """Give the task for staff of an exception, or of a text that was left out (P2.21)."""
    code = facts.findings[0].code if facts.findings else facts.outcome
    title = f"{facts.operation.title} {code} - child {facts.child} {facts.reference}"
    notes = render_text(_FOLDER, "staff_task_v1.j2", _values(facts))
    urgent = any(finding.code in URGENT for finding in facts.findings)
    return TaskText(title[:_TITLE_LIMIT], notes, is_urgent=urgent)


def breach_task(facts: BreachFacts) -> TaskText:
    """Give the task for the data-protection unit."""
    title = f"Breach check - child {facts.child}, school {facts.school} {facts.reference}"
    notes = render_text(_FOLDER, "breach_task_v1.j2", {"facts": facts})
    return TaskText(title[:_TITLE_LIMIT], notes)


def oel_of_breach(operation: Operation, facts: BreachFacts) -> str:
    """Give the enquiry-log entry of a breach check."""
    return render_text(_FOLDER, "oel_breach_v1.j2", {"facts": facts, "operation": operation})


def oel_of_bounce(facts: OelFacts, school: str) -> str:
    """Give the enquiry-log entry of a message that came back (P2.31)."""
    return render_text(_FOLDER, "oel_bounce_v1.j2", {**_values(facts), "school": school})


def oel_of_pupil_left(
    operation: Operation,
    task: int,
    child: str,
    findings: tuple[Finding, ...],
    reference: str,
    *,
    link_closed: bool,
) -> str:
    """Give the enquiry-log entry of a pupil who has left (P2.34)."""
    values: dict[str, object] = {"task": task, "child": child, "findings": findings}
    values |= {"link_closed": link_closed, "steps": staff_steps(findings, table(operation))}
    values |= {"operation": operation}
    return render_text(_FOLDER, "oel_pupil_left_v1.j2", {**values, "reference": reference})


def table(operation: Operation) -> Mapping[str, Row]:
    """Give the operation's table, with the common rows; P3 has those of P2, too."""
    return {**load_table(ENCOMPASS.process), **load_table(operation.process)}


def _values(facts: OelFacts) -> dict[str, object]:
    return {
        "facts": facts,
        "said": _WORDS.get(facts.outcome, "not done"),
        "fields": ", ".join(name.replace("_", " ") for name in facts.fields),
        "steps": staff_steps(facts.findings, table(facts.operation)),
        "operation": facts.operation,
        "reference": facts.reference,
    }
