"""The page of a comparison: one self-contained file, with filters that need no library."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.application_model.files import write_whole
from bot.shadow.comparing import Compared, ProcessCompared
from bot.shadow.figures import VERDICTS, Figures, Findings

SLUG = {verdict: verdict.value.replace(" ", "-") for verdict in VERDICTS}


def write_page(path: Path, found: Findings) -> None:
    """Write the page whole, or leave an earlier one as it was."""
    environment = Environment(
        loader=PackageLoader("bot.shadow"), autoescape=True, undefined=StrictUndefined
    )
    text = environment.get_template("shadow.html.j2").render(page=_content(found))
    with write_whole(path) as stream:
        stream.write(text.encode("utf-8"))


def _content(found: Findings) -> dict[str, Any]:
    return {
        "at": f"{found.at:%A} {found.at.day} {found.at:%B %Y, %H:%M}",
        "synthetic": found.synthetic,
        "verdicts": [(verdict.value, SLUG[verdict]) for verdict in VERDICTS],
        "all": _figures(found.in_all()),
        "processes": [_process(found, each) for each in found.processes],
        "entries": [_entry(item) for item in found.items],
    }


def _process(found: Findings, process: ProcessCompared) -> dict[str, Any]:
    own = next(each for each in found.by_process() if each.name == process.process)
    return {
        **_figures(own),
        "title": process.queue,
        "undecided": process.undecided,
        "rows": [_figures(row) for row in found.by_row(process)],
    }


def _figures(figures: Figures) -> dict[str, Any]:
    agreement = figures.agreement
    return {
        "name": figures.name,
        "total": figures.items,
        "counts": [(figures.counts[verdict], SLUG[verdict]) for verdict in VERDICTS],
        "agreement": "–" if agreement is None else f"{agreement:g} %",
        "share": agreement or 0,
    }


def _entry(item: Compared) -> dict[str, Any]:
    return {
        "verdict": item.verdict.value,
        "slug": SLUG[item.verdict],
        "process": item.process,
        "row": item.row,
        "outcome": item.outcome,
        "why": item.why,
        "key": item.key,
        "robot": ", ".join(item.robot) or "nothing",
        "staff": _staff(item),
        "records": item.records,
    }


def _staff(item: Compared) -> str:
    if item.verdict.value == "not seen":
        return "could not be read"
    return ", ".join(item.staff) or "nothing"
