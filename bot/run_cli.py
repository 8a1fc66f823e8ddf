"""``mash-bot run``: one process, once, on this machine."""

from pathlib import Path
from typing import Annotated

import typer

from bot.config import Config
from bot.registry import process_class
from bot.run_process import RunOptions, run_process


def run(
    process: Annotated[str, typer.Argument(help="Its name; `mash-bot processes` lists them.")],
    config: Annotated[Path | None, typer.Option(help="Default: mash-bot.toml here.")] = None,
    *,
    headed: Annotated[bool, typer.Option(help="Show the browser.")] = False,
    slow_mo: Annotated[int, typer.Option(help="Milliseconds to wait after each step.")] = 0,
    captions: Annotated[bool, typer.Option(help="Caption each stage, outline each field.")] = False,
    load: Annotated[bool, typer.Option(help="Load the queue first.")] = True,
    perform: Annotated[bool, typer.Option(help="Work the queue.")] = True,
    hand_over: Annotated[
        bool, typer.Option("--hand-over", help="Work nothing: give all that waits to people.")
    ] = False,
    shadow: Annotated[
        bool,
        typer.Option(
            "--shadow", help="Decide everything, change and send nothing; compare with staff."
        ),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Load and perform one process, once."""
    process_class(process)  # an unknown name is told before anything is opened
    if shadow and hand_over:
        raise typer.BadParameter("a shadow run gives nothing to people; leave --hand-over out")
    options = RunOptions(
        process, headed, slow_mo, captions, load, perform, hand_over, as_json, shadow
    )
    raise typer.Exit(run_process(Config.required(config), options))
