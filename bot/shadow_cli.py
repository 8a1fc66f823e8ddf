"""``mash-bot shadow``: what the robot would have done, held against what staff did."""

from pathlib import Path
from typing import Annotated

import typer

from bot.config import Config
from bot.failures import NotThere
from bot.registry import process_class, process_names
from bot.robot import open_robot
from bot.runtime import Runtime
from bot.shadow import compare, write_findings
from bot.work_queue.views import queue_names

app = typer.Typer(help="Shadow running: the robot's decisions, held against what staff did.")


@app.callback()
def _shadow() -> None:
    """Shadow running: the robot's decisions, held against what staff did."""


@app.command("report")
def report(
    process: Annotated[
        list[str] | None, typer.Argument(help="Only these; else all that ran in shadow.")
    ] = None,
    config: Annotated[Path | None, typer.Option(help="Default: mash-bot.toml here.")] = None,
    html: Annotated[Path | None, typer.Option(help="Write the page to this file.")] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Read through the screens what staff did since, and compare it with the shadow runs."""
    for name in process or ():
        process_class(name)  # an unknown name is told before anything is opened
    with Runtime.open(Config.required(config), shadow=True) as runtime:
        names = _ran(runtime, process or process_names())
        with open_robot(runtime, run=runtime.clock.now().date().isoformat()) as robot:
            write_findings(compare(robot, names), as_json=as_json, html=html)


def _ran(runtime: Runtime, names: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """Those of the processes that have run in shadow.

    Raises:
        NotThere: none has.
    """
    queues = queue_names(runtime.store)
    ran = tuple(name for name in names if process_class(name).queue_name in queues)
    if not ran:
        raise NotThere("no process has run in shadow yet; fix: mash-bot run PROCESS --shadow")
    return ran
