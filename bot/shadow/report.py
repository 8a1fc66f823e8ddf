"""Makes the comparison of the processes named, and writes it: table, lines, JSON, HTML page."""

from collections.abc import Sequence
from pathlib import Path

import typer

from bot.cli_output import Record, write_json, write_records
from bot.deeds import Verdict
from bot.registry import process_class
from bot.robot import Robot
from bot.shadow.comparing import Compared, compare_process
from bot.shadow.figures import VERDICTS, Findings
from bot.shadow.page import write_page

FIGURES = ("process", "items", *(v.value.replace(" ", "_") for v in VERDICTS), "agreement")
COLUMNS = ("verdict", "row", "outcome", "item", "robot", "staff")
"""The item's key holds the ids; JSON and page have the records beside."""
NOTHING = "–"


def compare(robot: Robot, names: Sequence[str]) -> Findings:
    """Compare the processes named, one after the other, on one robot in shadow."""
    compared = tuple(compare_process(process_class(name)(robot)) for name in names)
    return Findings(robot.runtime.clock.now(), compared, synthetic=robot.shows_full_pictures)


def write_findings(found: Findings, *, as_json: bool = False, html: Path | None = None) -> None:
    """Print what was found, and write the page where one is asked for.

    As a table or as lines: the figures of each process, then every item that does not agree.
    """
    if html:
        write_page(html, found)
    if as_json:
        write_json(found.as_json())
        return
    write_records(
        [_figures(each.record("process")) for each in found.by_process()], FIGURES, as_json=False
    )
    others = [_line(item) for item in found.items if item.verdict is not Verdict.AGREE]
    if others:
        write_records(others, COLUMNS, as_json=False)
    for process in found.processes:
        if process.undecided:
            typer.echo(f"{process.process}: {process.undecided} items are not decided yet")
    if html:
        typer.echo(f"Page: {html}")


def _figures(record: Record) -> Record:
    agreement = record["agreement"]
    return {**record, "agreement": NOTHING if agreement is None else f"{agreement} %"}


def _line(item: Compared) -> Record:
    return {
        "verdict": item.verdict,
        "row": item.row,
        "outcome": item.outcome,
        "item": item.key,
        "robot": item.robot or NOTHING,
        "staff": item.staff or NOTHING,
    }
