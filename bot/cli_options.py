"""What the commands of the runtime share: their options, and the runtime they open."""

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from bot.config import Config, ConfigError
from bot.effects import EffectRefused
from bot.exceptions import BotError
from bot.failures import NotThere, failure_of
from bot.runtime import Runtime
from bot.work_queue import TransitionRefused

ConfigOption = Annotated[Path | None, typer.Option("--config", help="the file mash-bot.toml")]
JsonOption = Annotated[bool, typer.Option("--json", help="write JSON")]
ByOption = Annotated[str, typer.Option("--by", help="your name; kept in the audit")]
ReasonOption = Annotated[str, typer.Option("--reason", help="why; no personal data")]


@contextmanager
def opened(config: Path | None, *, must_exist: bool = False) -> Iterator[Runtime]:
    """Give the runtime of a configuration file; what goes wrong ends with its exit status.

    Args:
        config: the file.
        must_exist: the question is about what was done: an empty database must not answer it.
    """
    try:
        found = Config.required(config)
        if must_exist:
            _need_database(found)
        with Runtime.open(found) as runtime:
            yield runtime
    except (LookupError, TransitionRefused, EffectRefused, BotError, ConfigError, OSError) as error:
        known = NotThere(str(error.args[0])) if isinstance(error, LookupError) else error
        failure = failure_of(known)
        typer.echo(f"mash-bot: {failure.line}", err=True)
        raise typer.Exit(failure.status) from error


def _need_database(config: Config) -> None:
    """Refuse before a database is made.

    Raises:
        NotThere: no robot has worked there; the message names the file.
    """
    file = config.database_file()
    if file is not None and not file.exists():
        raise NotThere(
            f"there is no database at {file}, so nothing is known of what was done; fix: name the "
            "robot's configuration, from the folder in which the robot runs (its paths count from there)"
        )


def person_who_asks(by: str) -> str:
    """The name that the audit keeps: the one given, else the user of the machine."""
    return by or getpass.getuser()
