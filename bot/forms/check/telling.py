"""Writes the comparison: a table on the terminal, ``drift.json``, and one page that needs nothing else."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.forms.check.drift import Drift
from bot.forms.check.pair import Verdict
from bot.forms.check.rows import MEANS, SHORT, Row, in_short, other_rows, used_rows, whole_rows
from bot.forms.check.run import Checked
from bot.forms.check.visit import Box, Picture, Sight

_COLOURS = {
    Verdict.INTACT: "green",
    Verdict.SAFE_REPAIR: "cyan",
    Verdict.NEEDS_A_PERSON: "yellow",
    Verdict.STOPS: "red",
}
_MOODS = ("intact", "safe", "person", "stops")


def tell(checked: Checked, console: Console) -> None:
    """Print the verdict and every change of what the robot reads."""
    drift, verdict = checked.drift, checked.drift.verdict
    console.print(f"[bold]{drift.old_form} → {drift.new_form}[/]  {_counted(drift)}")
    for title, rows in (
        ("What the robot reads", used_rows(drift)),
        ("Sections and new questions", in_short(whole_rows(drift))),
        ("The rest of the form", other_rows(drift)),
    ):
        if rows:
            console.print(_table(title, rows))
    console.print(f"[{_COLOURS[verdict]} bold]{SHORT[verdict]}[/]: {MEANS[verdict]}")
    console.print(_runs(checked))


def as_json(checked: Checked) -> str:
    """Everything but the pictures."""
    drift = checked.drift
    data: dict[str, Any] = {
        "old": drift.old_form,
        "new": drift.new_form,
        "verdict": SHORT[drift.verdict],
        "exit_status": int(drift.verdict),
        "records_compared": checked.records,
        "processes_reading": list(checked.users.reading),
        "processes_not_reading": list(checked.users.others),
        "approved_by": checked.approval.by if checked.approval else None,
        "used": [_plain(row) for row in used_rows(drift)],
        "sections_and_new": [_plain(row) for row in whole_rows(drift)],
        "rest": [_plain(row) for row in other_rows(drift)],
        "proposed_model": checked.model_file,
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def write_html(checked: Checked, path: Path) -> None:
    """Write the page.

    Raises:
        OSError: it cannot be written.
    """
    environment = Environment(
        loader=PackageLoader("bot.forms.check"), autoescape=True, undefined=StrictUndefined
    )
    drift = checked.drift
    page = environment.get_template("drift.html.j2").render(
        checked=checked,
        drift=drift,
        verdict=_MOODS[drift.verdict],
        short=SHORT[drift.verdict],
        means=MEANS[drift.verdict],
        counted=_counted(drift),
        used=used_rows(drift),
        whole=in_short(whole_rows(drift)),
        rest=other_rows(drift),
        moods=_MOODS,
        runs=_runs(checked),
        lines_of=_lines_of,
        forms=[
            (drift.old_form, _pictures(checked.old, drift, is_new=False)),
            (drift.new_form, _pictures(checked.new, drift, is_new=True)),
        ],
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page, encoding="utf-8")


def _lines_of(row: Row) -> list[tuple[str, str, str]]:
    lines = (words.split("\n") for words in (row.category, row.was, row.now))
    return list(zip(*lines, strict=True))


def _counted(drift: Drift) -> str:
    used = drift.used
    same = sum(pair.verdict is Verdict.INTACT for pair in used)
    return f"{len(used)} elements that the robot reads, {same} intact, {len(used) - same} changed"


def _runs(checked: Checked) -> str:
    reading, others = (", ".join(names) for names in (checked.users.reading, checked.users.others))
    if checked.approval:
        row = checked.approval
        who = f"approved by {row.by} on {row.when[:10]}"
        stops = checked.drift.verdict is Verdict.STOPS
        but = "What is proposed here would not do, but there" if stops else "There"
        return f"{but} is a model of {checked.drift.new_form}, {who}: {reading} may run on that."
    return f"Not approved: {reading} stop at it. {others or 'None'} may still run."


def _pictures(
    sight: Sight, drift: Drift, *, is_new: bool
) -> list[tuple[Picture, list[dict[str, Any]]]]:
    return [(one, _marked(one.boxes, drift, is_new=is_new)) for one in sight.pictures]


def _marked(boxes: Mapping[str, Box], drift: Drift, *, is_new: bool) -> list[dict[str, Any]]:
    """The boxes to draw on a picture: changed controls and new ones."""
    found = []
    for pair in drift.pairs:
        control = pair.new if is_new else pair.old
        if control and control.selector in boxes and pair.verdict is not Verdict.INTACT:
            told = ", ".join(c.category for c in pair.changes)
            found.append(_box(boxes[control.selector], pair.verdict, f"{control.label}: {told}"))
    if is_new:
        found += [
            _box(boxes[one.selector], Verdict.NEEDS_A_PERSON, f"{one.label}: new")
            for one in drift.added
            if one.selector in boxes
        ]
    return found


def _box(box: tuple[float, ...], verdict: Verdict, told: str) -> dict[str, Any]:
    left, top, width, height = box
    place = {"left": left, "top": top, "width": width, "height": height}
    return {**place, "mood": _MOODS[verdict], "told": told}


def _table(title: str, rows: Sequence[Row]) -> Table:
    table = Table(title=title, title_justify="left", expand=True, show_lines=True)
    table.add_column("control", ratio=1)
    table.add_column("what changed", ratio=3)
    table.add_column("same value", no_wrap=True)
    table.add_column("sure", justify="right", no_wrap=True)
    for row in rows:
        colour = _COLOURS[row.verdict]
        sure = "" if row.sure is None else f"{row.sure}%"
        changed = (f"[bold]{escape(c)}[/]: {_from_to(was, now)}" for c, was, now in _lines_of(row))
        table.add_row(f"[{colour}]{escape(row.control)}[/]", "\n".join(changed), row.canaries, sure)
    return table


def _from_to(was: str, now: str) -> str:
    return escape(" → ".join(filter(None, (was, now))))


def _plain(row: Row) -> dict[str, Any]:
    return {**asdict(row), "verdict": SHORT[row.verdict]}
