"""``mash-bot benefit``: time saved, texts left out, licences and backlog, for an evaluator."""

from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

import typer

from bot.application_model.files import write_whole
from bot.cli_output import write_json, write_records
from bot.config import Config
from bot.registry import process_class, process_names
from bot.robot import open_robot
from bot.runtime import Runtime
from processes.benefit.figures import (
    Backlog,
    Worked,
    backlog,
    by_day,
    licence_figures,
    voices,
)
from processes.benefit.reading import queued_tasks, worked_items
from processes.benefit.tables import Sheet, sheets, write_csv
from processes.profiles.profile import load_profile
from processes.shared.calendar import is_school_day
from processes.shared.letter import render_html
from processes.shared.policy import Policy

ENCOMPASS = "operation_encompass"


def benefit(
    config: Annotated[Path | None, typer.Option(help="Default: mash-bot.toml here.")] = None,
    *,
    html: Annotated[Path | None, typer.Option(help="Write a page for people.")] = None,
    csv: Annotated[Path | None, typer.Option(help="Write the tables as CSV into a folder.")] = None,
    with_backlog: Annotated[
        bool, typer.Option("--backlog", help="Read the queue of PPN tasks through the screen.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """What an evaluator asks for, with the assumptions stated; record ids and numbers only."""
    with Runtime.open(Config.required(config)) as runtime:
        policy = load_profile(runtime.config.profile.name)
        waiting = _backlog(runtime, policy) if with_backlog else None
        found = figures_of(runtime, policy, waiting)
        if html:
            write_page(found, policy, runtime, html)
        for sheet in found if csv else ():
            write_csv(sheet, Path(str(csv)))
        if as_json:
            write_json({sheet.name: _records(sheet) for sheet in found})
            return
        for sheet in found:
            typer.echo(f"\n{sheet.heading}")
            write_records(_records(sheet), sheet.columns, as_json=False)
        typer.echo(f"\n{assumptions(policy)}")


def figures_of(runtime: Runtime, policy: Policy, waiting: Backlog | None) -> tuple[Sheet, ...]:
    """Every table of the robot's database."""
    items = _all_items(runtime)
    days = by_day(items, policy.manual_minutes)
    licence = licence_figures(days, policy.settings.licence)
    return sheets(days, voices(items, ENCOMPASS), licence, waiting)


def minutes_saved(runtime: Runtime, policy: Policy) -> dict[str, float]:
    """The minutes claimed so far by process; one that claims none is left out."""
    saved: dict[str, float] = {}
    for day in by_day(_all_items(runtime), policy.manual_minutes):
        if day.saved is not None:
            saved[day.process] = saved.get(day.process, 0.0) + day.saved
    return saved


def _all_items(runtime: Runtime) -> tuple[Worked, ...]:
    queues = {process_class(name).queue_name: name for name in process_names()}
    return worked_items(runtime, queues)


def assumptions(policy: Policy) -> str:
    """What the figures rest on, in the words that stand under them."""
    stated = ", ".join(
        f"{name.replace('_', ' ')} {minutes:g}"
        for name, minutes in policy.manual_minutes.items()
        if minutes is not None
    )
    return (
        f"Manual minutes are what the force states for a unit of work ({stated}); nothing is "
        "claimed where it states none. Robot minutes are measured: the time that items were "
        "locked. The practice is untested: no published evaluation exists."
    )


def write_page(found: tuple[Sheet, ...], policy: Policy, runtime: Runtime, path: Path) -> None:
    """Write the figures as one self-contained page."""
    values = {
        "sheets": found,
        "force": policy.settings.force_name,
        "when": f"{runtime.clock.now():%d/%m/%Y %H:%M}",
        "assumptions": assumptions(policy),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    with write_whole(path) as stream:
        stream.write(render_html("benefit/templates", "benefit.html.j2", values).encode("utf-8"))


def _backlog(runtime: Runtime, policy: Policy) -> Backlog:
    today = runtime.clock.now().date()
    with open_robot(runtime) as robot:
        tasks = queued_tasks(robot, policy)
    return backlog(tasks, sends_since(today, policy))


def sends_since(today: date, policy: Policy) -> date:
    """The earliest day whose incidents are not too late to be told to a school (P2.26)."""
    day, left = today, policy.late_after_school_days
    while left >= 0:
        day -= timedelta(days=1)
        left -= is_school_day(day, policy.school_holidays)
    return day


def _records(sheet: Sheet) -> list[dict[str, object]]:
    return [dict(zip(sheet.columns, row, strict=True)) for row in sheet.rows]
