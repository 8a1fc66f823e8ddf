"""``mash-bot``: the commands of the runtime, and those that the installed processes bring."""

import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from bot.clock import ClockError
from bot.config import Config, ConfigError
from bot.credentials import CredentialError
from bot.doctor import doctor
from bot.exceptions import BotError
from bot.exit_status import ExitStatus
from bot.forms.cli import app as forms_app
from bot.queue_cli import queue_app, stop_command
from bot.registry import UnknownProcessError, command_apps, process_names
from bot.run_process import RunOptions, run_process

app = typer.Typer(
    name="mash-bot",
    help="The MASH robot: works through the screens of the records system and leaves a trace.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.add_typer(queue_app, name="queue", help="Work queues: list, decide, settle, pause, export.")
app.add_typer(forms_app, name="forms", help="Screens and forms: approvals.")
app.command("stop", help="Stop sessions between items, or all sending before the next effect.")(
    stop_command
)
app.command(
    "doctor", help="Check browser, database, mail, workbook and Niche; each with the mend."
)(doctor)


@app.command("run")
def run(
    process: Annotated[str, typer.Argument(help="Its name; `mash-bot processes` lists them.")],
    config: Annotated[Path | None, typer.Option(help="Default: mash-bot.toml here.")] = None,
    *,
    headed: Annotated[bool, typer.Option(help="Show the browser.")] = False,
    slow_mo: Annotated[int, typer.Option(help="Milliseconds to wait after each step.")] = 0,
    captions: Annotated[bool, typer.Option(help="Caption each stage, outline each field.")] = False,
    load: Annotated[bool, typer.Option(help="Load the queue first.")] = True,
    perform: Annotated[bool, typer.Option(help="Work the queue.")] = True,
) -> None:
    """Load and perform one process, once."""
    options = RunOptions(process, headed, slow_mo, captions, load, perform)
    raise typer.Exit(run_process(Config.load(config), options))


@app.command("processes")
def processes() -> None:
    """The processes that are installed."""
    for name in process_names():
        typer.echo(name)


for _point, _command in command_apps():
    if isinstance(_command, typer.Typer):
        app.add_typer(_command, name=_point.name)
    else:
        app.command(_point.name)(_command)


def main() -> None:
    """Run a command; a known error becomes one line with cause and fix, and its exit status."""
    try:
        app()
    except (ConfigError, ClockError, CredentialError) as error:
        _fail(str(error), ExitStatus.CONFIG)
    except UnknownProcessError as error:
        _fail(str(error), ExitStatus.USAGE)
    except BotError as error:
        _fail(f"{error.display_name}: {error.detail}", _status_of(error))


def _status_of(error: BotError) -> ExitStatus:
    statuses: dict[str, ExitStatus] = {
        "Login System Exception": ExitStatus.TERMINATED,
        "System Unavailable Exception": ExitStatus.UNAVAILABLE,
        "Drift Exception": ExitStatus.DRIFT,
    }
    return statuses.get(error.display_name, ExitStatus.FAULT)


def _fail(message: str, status: ExitStatus) -> NoReturn:
    sys.stderr.write(f"mash-bot: {message}\n")
    sys.exit(int(status))
