"""The morning's papers of the operations: summary at 07:45, hand-over sheet at 08:00; record ids only."""

from collections import Counter
from datetime import datetime
from pathlib import Path

from bot.application_model.files import write_whole
from bot.runs import Run
from bot.runtime import Runtime
from bot.work_queue import QueueFilter, QueueRow, State
from processes.school_notification.items import MAIL
from processes.school_notification.operation import OPERATIONS, Operation
from processes.school_notification.wording.papers import (
    HandOverRow,
    SummaryFacts,
    hand_over,
    summary,
)
from processes.shared.policy import Policy

GRADE = "grade "
LEFT_OUT = "P2.21"


def write_summary(runtime: Runtime, policy: Policy, folder: Path) -> Path:
    """Write the summary of today's runs, an operation after the other; gives the file."""
    now = runtime.clock.now()
    facts = (summary_facts(runtime, operation, now) for operation in operations_of(policy))
    text = "\n\n\n".join(summary(each) for each in facts)
    return _write(folder / f"summary-{now:%Y-%m-%d}.txt", text)


def write_hand_over(runtime: Runtime, policy: Policy, folder: Path) -> Path:
    """Write the hand-over sheet, a page that can be printed; gives the file."""
    now = runtime.clock.now()
    rows = tuple(
        _hand_over_row(row, operation)
        for operation in operations_of(policy)
        for row in todays_rows(runtime, operation, now)
        if needs_a_person(row)
    )
    page = hand_over(rows, now, policy.settings.force_name)
    return _write(folder / f"hand-over-{now:%Y-%m-%d}.html", page)


def operations_of(policy: Policy) -> tuple[Operation, ...]:
    """The operations that the force runs."""
    return tuple(each for each in OPERATIONS if each.code in policy.processes)


def todays_rows(runtime: Runtime, operation: Operation, now: datetime) -> tuple[QueueRow, ...]:
    """The items of an operation that ended today or still wait, each in its latest attempt."""
    rows = runtime.queue(operation.queue_name).list(QueueFilter(), limit=1_000_000)
    return tuple(
        row for row in rows if row.finished_at is None or row.finished_at.date() == now.date()
    )


def needs_a_person(row: QueueRow) -> bool:
    """Whether people have something to do: an exception, or an item that still waits."""
    return row.state is not State.COMPLETED


def summary_facts(runtime: Runtime, operation: Operation, now: datetime) -> SummaryFacts:
    """The figures of the morning: numbers and row ids, no personal data."""
    rows = todays_rows(runtime, operation, now)
    states = Counter(_column(row) for row in rows)
    run = runtime.runs.last(operation.process) or _no_run(operation, now)
    named = Counter(row.findings[0].code for row in rows if row.findings)
    return SummaryFacts(
        operation=operation,
        day=f"{now:%A %d/%m/%Y}",
        seen=run.seen,
        loaded=run.loaded,
        already_handled=run.already_handled,
        out_of_scope=run.out_of_scope,
        sent=_sent_today(runtime, operation, now),
        waiting=states["waiting"],
        held=states["held"],
        exceptions=states["exception"],
        skipped=states["skipped"],
        left_out=sum(LEFT_OUT in {finding.code for finding in row.findings} for row in rows),
        by_code=dict(named),
    )


def _column(row: QueueRow) -> str:
    if row.state is State.EXCEPTIONED:
        return "held" if row.is_held else "exception"
    if row.state is State.COMPLETED:
        return "skipped" if row.status.startswith("SKIP") else "done"
    return "waiting"


def _sent_today(runtime: Runtime, operation: Operation, now: datetime) -> int:
    sent = runtime.ledger.find_all(process=operation.code, kind=MAIL)
    return sum(
        effect.sent_at is not None and effect.sent_at.date() == now.date() for effect in sent
    )


def _hand_over_row(row: QueueRow, operation: Operation) -> HandOverRow:
    finding = row.findings[0] if row.findings else None
    return HandOverRow(
        occurrence=row.data.get("occurrence", ""),
        record=row.data.get("ppn") or f"T{row.data.get('task', '')}",
        code=finding.code if finding else row.exception_code or "waiting",
        outcome="HELD" if row.is_held else "BE" if row.state is State.EXCEPTIONED else "waiting",
        detail=finding.detail if finding else row.exception_detail,
        with_children=True,
        grade=next((t.removeprefix(GRADE) for t in row.tags if t.startswith(GRADE)), ""),
        since=row.finished_at or row.loaded_at,
        operation=operation.title,
    )


def _no_run(operation: Operation, now: datetime) -> Run:
    return Run(0, operation.process, "", now, None, 0, 0, 0, 0, 0, "")


def _write(path: Path, text: str) -> Path:
    with write_whole(path) as stream:
        stream.write(text.encode("utf-8"))
    return path
