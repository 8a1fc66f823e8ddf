"""``mash-bot doctor``: what the robot needs, one line each, with the mend."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.checks import Check, all_checks
from bot.config import Config
from bot.exit_status import ExitStatus
from bot.runtime import Runtime


def doctor(
    config: Annotated[Path | None, typer.Option(help="Default: mash-bot.toml here.")] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Check browser, database, Niche, mail and workbook."""
    with Runtime.open(Config.load(config)) as runtime:
        results = [check(runtime) for check in all_checks()]
    if as_json:
        typer.echo(json.dumps([asdict(result) for result in results], indent=2))
    else:
        show(results)
    healthy = all(result.ok for result in results)
    raise typer.Exit(ExitStatus.OK if healthy else ExitStatus.UNAVAILABLE)


def show(results: list[Check]) -> None:
    """Print the results, a line each; what failed with its mend."""
    console = Console()
    for result in results:
        sign = "[green]ok [/]" if result.ok else "[red]not[/]"
        mend = "" if result.ok or not result.mend else f"  → {result.mend}"
        console.print(f"{sign} {result.name:10} {result.detail}{mend}", highlight=False)
