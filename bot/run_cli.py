"""``mash-bot run``: one process, once, on this machine; or a force's day on a synthetic pack."""

from importlib.metadata import entry_points
from pathlib import Path
from typing import Annotated

import typer

from bot.config import Config, ConfigError
from bot.exit_status import ExitStatus
from bot.registry import process_class
from bot.run_process import RunOptions, run_process


def run(
    process: Annotated[str, typer.Argument(help="Its name; `mash-bot processes` lists them.")] = "",
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
    everything: Annotated[
        bool, typer.Option("--all", help="A force's day of all processes on a synthetic pack.")
    ] = False,
    pack: Annotated[str, typer.Option(help="With --all: smoke, day, backlog or year.")] = "day",
    seed: Annotated[int, typer.Option(help="With --all: seed of the pack.")] = 1,
    out: Annotated[Path, typer.Option(help="With --all: its folder.")] = Path("var/day"),
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Load and perform one process, once; or, with --all, a force's day on a synthetic pack."""
    if everything:
        raise typer.Exit(_whole_day(out, pack, seed))
    process_class(process)  # an unknown name is told before anything is opened
    if shadow and hand_over:
        raise typer.BadParameter("a shadow run gives nothing to people; leave --hand-over out")
    options = RunOptions(
        process, headed, slow_mo, captions, load, perform, hand_over, as_json, shadow
    )
    raise typer.Exit(run_process(Config.required(config), options))


def _whole_day(out: Path, pack: str, seed: int) -> ExitStatus:
    """The day that an installed demonstration brings (entry point ``mash_bot.days``)."""
    for point in entry_points(group="mash_bot.days"):
        return ExitStatus.OK if point.load()(out, pack, seed) else ExitStatus.FAULT
    raise ConfigError("no demonstration is installed: install the package again")
