"""``mash-bot schedule``: what will run when and why, and what has run."""

import re
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cli_output import write_json, write_records
from bot.clock import LONDON, clock_for
from bot.config import Config
from bot.runtime import Runtime
from bot.schedule import Firings, Foreseen, Schedule, foresee, installed_schedules, moment_of

app = typer.Typer(help="Schedules: what will run when and why, and what has run.")
ConfigOption = Annotated[Path | None, typer.Option("--config", help="Default: mash-bot.toml here.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]
CountOption = Annotated[int, typer.Option(min=1, max=1000, help="So many.")]

_LIST = ("schedule", "tasks", "cron", "calendar", "hours", "until", "missed")
_FIRED = ("wall", "schedule", "state", "tries", "resource", "reason")
_TIME = re.compile(r"\d{1,2}:\d{2}")


@app.command("next")
def next_times(
    at: Annotated[str, typer.Option(help="From this time on; default: now.")] = "",
    count: CountOption = 20,
    schedule: Annotated[str, typer.Option(help="Only this one, as `schedule list` names it.")] = "",
    config: ConfigOption = None,
    *,
    as_json: JsonOption = False,
) -> None:
    """What will run next, when, and why: calendar, hours, what becomes of missed times."""
    found = Config.required(config)
    now = clock_for(found.clock.scenario).now()
    wanted = _named(schedule, installed_schedules(found))
    coming = foresee(wanted, read_time(at, now) if at else now, count)
    if as_json:
        write_json([asdict(each) for each in coming])
        return
    for each in coming:
        _show(each)


def _named(name: str, known: Sequence[Schedule]) -> list[Schedule]:
    """All of them; or the one of that name."""
    found = [one for one in known if name in ("", one.name)]
    if not found:
        names = ", ".join(one.name for one in known)
        raise typer.BadParameter(f"there is no schedule {name!r}; choose one of: {names}")
    return found


@app.command("list")
def list_schedules(config: ConfigOption = None, *, as_json: JsonOption = False) -> None:
    """Every schedule of this force: its tasks in order, its days, its hours."""
    found = installed_schedules(Config.required(config))
    write_records([_record(schedule) for schedule in found], _LIST, as_json=as_json)


@app.command("fired")
def fired(
    config: ConfigOption = None, count: CountOption = 50, *, as_json: JsonOption = False
) -> None:
    """What has run or was skipped, newest first, on which robot, and why."""
    with Runtime.open(Config.required(config)) as runtime:
        name = runtime.config.resource.name
        firings = Firings(runtime.store, runtime.clock, runtime.heartbeat, name)
        columns = (*_FIRED, "due_at", "again_at", "ended_at", "progress")
        records = [{key: getattr(row, key) for key in columns} for row in firings.list(count)]
        write_records(records, _FIRED, as_json=as_json)


def read_time(text: str, now: datetime) -> datetime:
    """The moment that a person means: ``06:00`` of today, or an ISO time; wall time in London.

    Raises:
        BadParameter: it is neither.
    """
    try:
        iso = f"{now.date().isoformat()}T{text:0>5}" if _TIME.fullmatch(text) else text
        moment = datetime.fromisoformat(iso)
    except ValueError as error:
        told = f"{text!r} is no time, such as 06:00 or 2026-03-29T06:00"
        raise typer.BadParameter(told) from error
    return moment_of(moment).astimezone(LONDON) if moment.tzinfo is None else moment


def _show(each: Foreseen) -> None:
    for passed in each.passed_over:
        typer.echo(f"{'':24}not {passed}")
    typer.echo(f"{each.at:%a %d/%m/%Y %H:%M %Z}  {each.schedule}: {', then '.join(each.tasks)}")
    typer.echo(f"{'':24}{each.why}")


def _record(schedule: Schedule) -> dict[str, object]:
    return {
        "schedule": schedule.name,
        "tasks": [str(task) for task in schedule.tasks],
        "cron": str(schedule.cron),
        "calendar": schedule.calendar.name,
        "hours": str(schedule.window) if schedule.window else "",
        "until": schedule.until_in_words,
        "missed": str(schedule.misfire),
    }
