"""The morning's papers: the summary of 07:45 and the hand-over sheet of 08:00; record ids only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from processes.school_notification.operation import ENCOMPASS, ENDEAVOUR, Operation
from processes.school_notification.wording import URGENT, table
from processes.shared.letter import render_html, render_text
from processes.shared.table import Row

_FOLDER = "school_notification/wording"
_GRADES = {"high": 0, "medium": 1, "standard": 2}
_MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True)
class SummaryFacts:
    """What the night came to.

    Attributes:
        by_code: how many items each row named; done items without a row are not in it.
        left_out: messages whose voice-of-the-child text was left out by screening.
    """

    operation: Operation
    day: str
    seen: int
    loaded: int
    already_handled: int
    out_of_scope: int
    sent: int
    waiting: int
    held: int
    exceptions: int
    skipped: int
    left_out: int
    by_code: Mapping[str, int]


@dataclass(frozen=True)
class HandOverRow:
    """An item that people deal with today.

    Attributes:
        code: the row that names the outcome.
        with_children: whether the PPN's task says "with children".
        grade: the PPN's risk grade as the officer recorded it; empty when there is none.
        since: when the robot handed it over.
    """

    occurrence: str
    record: str
    code: str
    outcome: str
    detail: str
    with_children: bool
    grade: str
    since: datetime
    operation: str = ENCOMPASS.title


def summary(facts: SummaryFacts) -> str:
    """Give the text of the summary to MASH."""
    rows = table(facts.operation)
    counts = [
        (code, number, rows[code].case if code in rows else "")
        for code, number in sorted(facts.by_code.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    share = round(100 * facts.left_out / facts.sent) if facts.sent else 0
    return render_text(_FOLDER, "summary_v1.j2", {"facts": facts, "counts": counts, "share": share})


def hand_over(rows: tuple[HandOverRow, ...], now: datetime, force: str) -> str:
    """Give the hand-over sheet as a page that can be printed.

    Disclosures come first, then items with children, then by grade, oldest first.
    """
    known = {**table(ENCOMPASS), **table(ENDEAVOUR)}
    lines = [
        {"row": row, "to_do": _to_do(row, known), "age": _age(row.since, now)}
        for row in sorted(rows, key=place)
    ]
    values = {"urgent": URGENT, "lines": lines, "force": force, "printed": f"{now:%d/%m/%Y %H:%M}"}
    return render_html(_FOLDER, "hand_over_v1.html.j2", values)


def place(row: HandOverRow) -> tuple[bool, bool, int, datetime]:
    """Give where a row stands on the sheet; the lowest comes first."""
    grade = _GRADES.get(row.grade.casefold(), len(_GRADES))
    return row.code not in URGENT, not row.with_children, grade, row.since


def _to_do(row: HandOverRow, known: Mapping[str, Row]) -> str:
    return known[row.code].staff if row.code in known else "Do the work by hand."


def _age(since: datetime, now: datetime) -> str:
    minutes = max(int((now - since).total_seconds() // 60), 0)
    if minutes >= _MINUTES_A_DAY:
        return f"{minutes // _MINUTES_A_DAY} d {minutes % _MINUTES_A_DAY // 60} h"
    return f"{minutes // 60} h {minutes % 60} min"
