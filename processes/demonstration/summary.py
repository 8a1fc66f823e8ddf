"""The figures of a demonstration: ``summary.json`` and the table on the terminal."""

from collections import Counter
from typing import Any

from rich.table import Table

from bot.work_queue import QueueRow
from processes.demonstration.answer_key import Comparison
from processes.demonstration.outcomes import outcome_of_row
from processes.demonstration.progress import TITLES

COLUMNS = ("completed", "skipped", "business", "system", "held", "waiting")
_COLUMN_OF = {
    "done": "completed",
    "SKIP": "skipped",
    "BE": "business",
    "SE": "system",
    "HELD": "held",
    "DRIFT": "system",
    "waiting": "waiting",
}


def process_figures(rows: tuple[QueueRow, ...], queues: dict[str, str]) -> dict[str, Any]:
    """Counts for each process; ``items`` is the sum of the others.

    Args:
        rows: the latest attempt of every item.
        queues: process name by queue name.
    """
    tallies = {name: Counter[str]() for name in queues.values()}
    for row in rows:
        tallies[queues[row.queue]][_COLUMN_OF[outcome_of_row(row)]] += 1
    return {
        name: {"items": tally.total(), **{column: tally[column] for column in COLUMNS}}
        for name, tally in tallies.items()
    }


def summary_of(
    figures: dict[str, Any], comparison: Comparison, *, mails: int, seconds: float
) -> dict[str, Any]:
    """What ``summary.json`` holds."""
    return {
        "processes": figures,
        "answer_key": comparison.counts(),
        "mails": mails,
        "seconds": round(seconds, 1),
    }


def table_of(summary: dict[str, Any]) -> Table:
    """The summary as a table for the terminal."""
    table = Table(title="What the robots did", title_justify="left")
    table.add_column("process", no_wrap=True, min_width=max(map(len, TITLES.values())))
    for column in ("items", *COLUMNS):
        table.add_column(column, justify="right")
    for name, figures in summary["processes"].items():
        table.add_row(
            TITLES.get(name, name), *(str(figures[column]) for column in ("items", *COLUMNS))
        )
    return table
