"""``mash-bot``: the commands of the runtime, and those that the installed processes bring."""

import json
import sys
from importlib import import_module
from typing import Annotated, Any

import typer

from bot.exit_status import ExitStatus
from bot.lazy_commands import LazyCommand, LazyGroup, first_line
from bot.registry import command_points, process_names

NAME = "mash-bot"


def _own(module: str, attribute: str, line: str) -> LazyCommand:
    return LazyCommand(lambda: getattr(import_module(module), attribute), line)


def _brought() -> dict[str, LazyCommand]:
    return {point.name: LazyCommand(point.load, first_line(point)) for point in command_points()}


def processes(
    *, as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False
) -> None:
    """The processes that are installed."""
    names = process_names()
    typer.echo(json.dumps(names, indent=1) if as_json else "\n".join(names))


class Commands(LazyGroup):
    """All commands of ``mash-bot``, each loaded when it is called."""

    lazy = {  # noqa: RUF012 - a table, as the base class declares it
        **_brought(),
        "run": _own("bot.run_cli", "run", "Load and perform one process, once."),
        "robot": _own(
            "bot.robot_cli", "robot", "Run unattended: by the clock, and what people request."
        ),
        "request": _own(
            "bot.robot_cli", "request", "Ask a robot that runs unattended for a session."
        ),
        "resources": _own(
            "bot.robot_cli", "resources", "The robots: what each does now, and whether it lives."
        ),
        "schedule": _own("bot.schedule_cli", "app", "What will run when and why; what has run."),
        "queue": _own(
            "bot.queue_cli", "queue_app", "Work queues: list, decide, settle, pause, export."
        ),
        "who-was-told": _own(
            "bot.disclosures_cli",
            "who_was_told",
            "Every disclosure about a person: when, to whom, which fields.",
        ),
        "shadow": _own(
            "bot.shadow_cli", "app", "The decisions of shadow runs, held against what staff did."
        ),
        "stop": _own(
            "bot.stop_cli",
            "stop_command",
            "Stop sessions between items, or all sending before the next effect.",
        ),
        "doctor": _own(
            "bot.doctor",
            "doctor",
            "Check browser, database, Niche, mail and workbook; each with the mend.",
        ),
        "credentials": _own(
            "bot.credentials_cli", "app", "The robot's key, and its names and passwords."
        ),
        "forms": _own(
            "bot.forms.cli", "app", "Screens and forms: check, propose, apply, approve, matrix."
        ),
        "spy": _own(
            "bot.spy_cli", "spy", "Open a page; a click on a control prints its model entry."
        ),
        "redact": _own(
            "bot.redaction_cli", "redact", "A release copy of a report; what is left out is gone."
        ),
        "scaffold": _own(
            "bot.scaffold_cli", "app", "The folder of a new process or object, with a failing test."
        ),
        "processes": LazyCommand(lambda: processes, "The processes that are installed."),
    }


app = typer.Typer(
    name=NAME,
    cls=Commands,
    help="The MASH robot: works through the screens of the records system and leaves a trace.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


@app.callback()
def _mash_bot() -> None:
    """The MASH robot: works through the screens of the records system and leaves a trace."""


def main() -> None:
    """Run a command; what goes wrong becomes one line with cause and fix, and an exit status."""
    sys.exit(run_command(app))


def run_command(commands: typer.Typer, arguments: list[str] | None = None) -> int:
    """Run what the person typed, or these arguments; gives the exit status."""
    command: Any = typer.main.get_command(commands)
    try:
        return int(command.main(arguments, prog_name=NAME, standalone_mode=False) or 0)
    except typer.Abort:
        return _told(
            "interrupted; fix: run it again, nothing is done twice", ExitStatus.INTERRUPTED
        )
    except Exception as error:  # noqa: BLE001 - the outermost place: nothing ends as a traceback
        return _failed(error)


def _failed(error: Exception) -> int:
    if hasattr(error, "format_message"):  # typer's usage errors; their class is private to it
        return _usage(error)
    from bot.failures import failure_of, wants_traceback  # noqa: PLC0415 - `--help` needs none

    if wants_traceback():
        raise error
    failure = failure_of(error)
    return _told(failure.line, failure.status)


def _usage(error: Any) -> int:  # noqa: ANN401
    context = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        typer.echo(error.format_message(), err=True)
        return ExitStatus.USAGE
    said = " ".join(error.format_message().split()).rstrip(".")
    command = context.command_path if context else NAME
    return _told(f"{said}; fix: {command} --help says what there is", ExitStatus.USAGE)


def _told(line: str, status: ExitStatus) -> int:
    sys.stderr.write(f"{NAME}: {line}\n")
    return int(status)
