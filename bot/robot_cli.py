"""``mash-bot robot``, ``request`` and ``resources``: robots that run unattended, and on request."""

import getpass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.cli_output import write_record, write_records
from bot.clock import LONDON, clock_for
from bot.config import Config
from bot.exit_status import ExitStatus
from bot.registry import process_class
from bot.resource import NameTakenError, Orders, Resource, ResourceStatus, list_resources, lives
from bot.robot import open_robot
from bot.run_process import TerminalProgress
from bot.runtime import Runtime
from bot.schedule import installed_schedules
from bot.schedule_cli import read_time
from bot.session_log import ANY_RESOURCE

ConfigOption = Annotated[Path | None, typer.Option("--config", help="Default: mash-bot.toml here.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]

_COLUMNS = ("name", "status", "now", "last_beat", "machine", "pid")


def robot(
    config: ConfigOption = None,
    until: Annotated[str, typer.Option(help="End at this time, such as 17:00.")] = "",
    *,
    once: Annotated[bool, typer.Option("--once", help="Run what is due now, and end.")] = False,
) -> None:
    """Run unattended: what is due by the clock, and sessions that people request."""
    found = Config.required(config)
    schedules = installed_schedules(found)
    end = _end(until, clock_for(found.clock.scenario).now())
    console = Console(soft_wrap=True)
    with Runtime.open(found) as runtime:
        orders = Orders(
            schedules,
            opens=lambda runtime: open_robot(
                runtime,
                progress=TerminalProgress(console),
                run=runtime.clock.now().date().isoformat(),
            ),
            config=config,
            say=lambda line: _say(console, runtime, line),
            until=end,
            once=once,
        )
        raise typer.Exit(_run(runtime, orders))


def request(
    process: Annotated[str, typer.Argument(help="Its name; `mash-bot processes` lists them.")],
    resource: Annotated[str, typer.Option(help="The robot that runs it.")] = ANY_RESOURCE,
    by: Annotated[str, typer.Option(help="Your name; kept in the audit.")] = "",
    config: ConfigOption = None,
    *,
    as_json: JsonOption = False,
) -> None:
    """Ask for a session of a process; a robot that runs unattended takes it when it is free."""
    process_class(process)  # an unknown name is told before anything is opened
    with Runtime.open(Config.required(config)) as runtime:
        number = runtime.sessions.request(process, resource, by or getpass.getuser())
        words = {"session": number, "process": process, "resource": resource, "state": "Pending"}
        write_record(words, as_json=as_json)


def resources(config: ConfigOption = None, *, as_json: JsonOption = False) -> None:
    """The robots of this database: what each does now, and whether it lives."""
    with Runtime.open(Config.required(config)) as runtime:
        records = []
        for row in list_resources(runtime.store):
            gone = row.status != ResourceStatus.ENDED and not lives(row)
            record = {name: getattr(row, name) for name in (*_COLUMNS, "started_at")}
            records.append(record | ({"status": ResourceStatus.GONE} if gone else {}))
        write_records(records, _COLUMNS, as_json=as_json)


def _run(runtime: Runtime, orders: Orders) -> ExitStatus:
    try:
        status = Resource(runtime, orders).run()
    except NameTakenError as error:
        typer.echo(f"mash-bot: {error}", err=True)
        return ExitStatus.REFUSED
    if status is not ExitStatus.OK:
        typer.echo(f"mash-bot: {_WHY[status]}", err=True)
    return status


_WHY = {
    ExitStatus.STOPPED: (
        "stopped because a person asked; nothing was begun; fix: mash-bot stop --release"
    ),
    ExitStatus.TERMINATED: (
        "log-in refused; fix: store the right password: mash-bot credentials put NAME --user USER; "
        "then run again"
    ),
    ExitStatus.UNAVAILABLE: (
        "something is away, and its schedule waits for the next try; "
        "fix: mash-bot doctor says what; mend it and run again"
    ),
}


def _end(text: str, now: datetime) -> datetime | None:
    """The moment that ``--until`` means: that time today, or tomorrow where today's has passed."""
    if not text:
        return None
    moment = read_time(text, now)
    has_passed = moment.astimezone(UTC) <= now.astimezone(UTC)
    if has_passed and ":" in text and "T" not in text.upper():
        wall = moment.replace(tzinfo=None) + timedelta(days=1)
        moment = wall.replace(tzinfo=LONDON)
    return moment.astimezone(UTC)


def _say(console: Console, runtime: Runtime, line: str) -> None:
    console.print(f"{runtime.clock.now():%d/%m/%Y %H:%M:%S}  {line}", highlight=False, markup=False)
