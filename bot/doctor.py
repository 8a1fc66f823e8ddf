"""``mash-bot doctor``: what the robot needs, one line each, with the mend."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from bot.checks import Check, all_checks, checks_without_runtime, not_opened
from bot.cli_output import write_json
from bot.config import Config, ConfigError
from bot.exceptions import BotError
from bot.exit_status import ExitStatus
from bot.runtime import Runtime


@dataclass(frozen=True)
class Unopened:
    """An installation whose own files cannot be opened: there is its configuration only."""

    config: Config


def doctor(
    config: Annotated[Path | None, typer.Option(help="Default: mash-bot.toml here.")] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Check browser, database, Niche, mail and workbook."""
    results = examine(Config.required(config))
    report(results, as_json=as_json)
    raise typer.Exit(status_of(results))


def examine(config: Config) -> list[Check]:
    """Every check; what is left of them when the robot's own files cannot be opened."""
    try:
        with Runtime.open(config) as runtime:
            return [check(runtime) for check in all_checks()]
    except (ConfigError, BotError, OSError) as error:
        left = [check(Unopened(config)) for check in checks_without_runtime()]
        return [*left, not_opened(error)]


def report(results: list[Check], *, as_json: bool) -> None:
    """Print the results, as JSON or a line each."""
    if as_json:
        write_json([asdict(result) for result in results])
    else:
        show(results)


def status_of(results: list[Check]) -> ExitStatus:
    """The exit status: an audit that does not verify goes before all else."""
    failed = [result for result in results if not result.ok]
    if any("audit does not verify" in result.detail for result in failed):
        return ExitStatus.AUDIT
    return ExitStatus.UNAVAILABLE if failed else ExitStatus.OK


def show(results: list[Check]) -> None:
    """Print the results, a line each: what failed goes to the error output, with its mend."""
    console, errors = Console(soft_wrap=True), Console(soft_wrap=True, stderr=True)
    for result in results:
        sign = "[green]ok [/]" if result.ok else "[red]not[/]"
        mend = "" if result.ok or not result.mend else f"; fix: {escape(result.mend)}"
        line = f"{sign} {result.name:10} {escape(result.detail)}{mend}"
        (console if result.ok else errors).print(line, highlight=False)
