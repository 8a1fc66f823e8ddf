"""``mash-bot credentials``: the robot's key, and its names and passwords for other systems."""

import getpass
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.audit import Action, Entry
from bot.cli_options import ByOption, ConfigOption, JsonOption, opened
from bot.cli_output import write_record, write_records
from bot.config import Config
from bot.credentials import MasterKey, Secret
from bot.failures import NotThere
from bot.runtime import Runtime

app = typer.Typer(help="The robot's key, and its names and passwords.", no_args_is_help=True)

NameArgument = Annotated[str, typer.Argument(help="The system: niche or mail.")]
NEW_KEY = Annotated[Path | None, typer.Option("--config", help="Default: mash-bot.toml here.")]


@app.command("key")
def key(config: NEW_KEY = None, *, as_json: JsonOption = False) -> None:
    """Make the master key, once; without it no password can be stored or read."""
    file = Config.required(config).key_file()
    MasterKey.create(file)
    write_record({"key_file": str(file)}, as_json=as_json)


@app.command("put")
def put(
    name: NameArgument,
    *,
    user: Annotated[str, typer.Option("--user", help="The user name there.")],
    by: ByOption = "",
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Store a name and password; the password is asked for, or read as one line of input."""
    with opened(config) as runtime:
        password = _password(name)
        runtime.credentials.put(name, user, Secret(password))
        _note(runtime, name, "credential stored", by)
    write_record({"name": name, "user": user}, as_json=as_json)


@app.command("list")
def list_names(*, config: ConfigOption = None, as_json: JsonOption = False) -> None:
    """The names of what is stored; no password is ever shown."""
    with opened(config) as runtime:
        names = [{"name": name} for name in runtime.credentials.names()]
        write_records(names, ("name",), as_json=as_json)


@app.command("remove")
def remove(
    name: NameArgument,
    *,
    by: ByOption = "",
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Forget a name and password."""
    with opened(config) as runtime:
        if name not in runtime.credentials.names():
            raise NotThere(f"credential {name}: there is none; fix: mash-bot credentials list")
        runtime.credentials.remove(name)
        _note(runtime, name, "credential removed", by)
    write_record({"name": name, "removed": True}, as_json=as_json)


def _password(name: str) -> str:
    """Asked for on a terminal, never an argument: process lists show arguments."""
    typed = getpass.getpass(f"Password of {name}: ") if sys.stdin.isatty() else sys.stdin.readline()
    password = typed.rstrip("\r\n")
    if not password:
        raise typer.BadParameter("no password was given: type it, or pipe it as one line")
    return password


def _note(runtime: Runtime, name: str, event: str, by: str) -> None:
    entry = Entry(
        Action.CONFIGURATION, f"credential {name}", by or getpass.getuser(), detail={"event": event}
    )
    runtime.store.transact(lambda connection: runtime.audit.append(connection, entry))
