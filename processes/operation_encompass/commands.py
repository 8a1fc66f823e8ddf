"""``mash-bot encompass``: the morning of P2, beside the run itself."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from bot.checks import check_mail, check_niche
from bot.cli_output import write_json
from bot.config import Config
from bot.doctor import report
from bot.exit_status import ExitStatus
from bot.retention import purge
from bot.runtime import Runtime
from processes.profiles.profile import load_profile
from processes.school_notification.contacts import (
    check_workbook,
    contacts_object,
    last_row_count,
    remember_row_count,
)
from processes.school_notification.morning import (
    operations_of,
    summary_facts,
    write_hand_over,
    write_summary,
)

app = typer.Typer(help="Operation Encompass: pre-check, summary and hand-over sheet.")
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]
ConfigFile = Annotated[Path | None, typer.Option("--config", help="Default: mash-bot.toml here.")]


@app.command("pre-check")
def pre_check(config: ConfigFile = None, *, as_json: JsonOption = False) -> None:
    """05:30: Niche, mail server and contact workbook; each with the mend. Deletes what is over age."""
    with Runtime.open(Config.required(config)) as runtime:
        purge(runtime, load_profile(runtime.config.profile.name).evidence.retention_days)
        results = [check(runtime) for check in (check_niche, check_mail, check_workbook)]
        report(results, as_json=as_json)
        if not all(result.ok for result in results):
            raise typer.Exit(ExitStatus.UNAVAILABLE)
        remember_workbook(runtime)


@app.command("summary")
def summary(config: ConfigFile = None, *, as_json: JsonOption = False) -> None:
    """07:45: the figures of the morning, without personal data."""
    with Runtime.open(Config.required(config)) as runtime:
        policy = load_profile(runtime.config.profile.name)
        path = write_summary(runtime, policy, papers_folder(runtime))
        if as_json:
            now = runtime.clock.now()
            figures = {
                operation.process: asdict(summary_facts(runtime, operation, now))
                for operation in operations_of(policy)
            }
            write_json(figures | {"written_to": str(path)})
            return
        typer.echo(path.read_text(encoding="utf-8"))
        typer.echo(f"Written to {path}")


@app.command("hand-over")
def hand_over(config: ConfigFile = None, *, as_json: JsonOption = False) -> None:
    """08:00: the sheet of what people do today, to be printed."""
    with Runtime.open(Config.required(config)) as runtime:
        policy = load_profile(runtime.config.profile.name)
        path = write_hand_over(runtime, policy, papers_folder(runtime))
        if as_json:
            write_json({"written_to": str(path)})
            return
        typer.echo(f"Written to {path}")


def papers_folder(runtime: Runtime) -> Path:
    """Where the morning's papers lie."""
    return runtime.config.paths.var / "papers"


def remember_workbook(runtime: Runtime) -> None:
    """Keep the row count of the workbook that has just been found good."""
    policy = load_profile(runtime.config.profile.name)
    today = runtime.clock.now().date()
    workbook = contacts_object(runtime, policy)
    remember_row_count(runtime, workbook.check_workbook(today, last_row_count(runtime)).rows)
