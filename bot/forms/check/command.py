"""What ``mash-bot forms check`` does."""

from pathlib import Path
from typing import Final

import typer
from rich.console import Console

from bot.browser import BrowserNotFound
from bot.exceptions import BotError
from bot.forms.check.run import CheckError, Source, check
from bot.forms.check.telling import as_json, tell, write_html
from bot.forms.desk import NoFormDeskError

ERROR: Final = 4
_PLAIN_WIDTH = 150


def run_check(
    new: str, old: str, *, html: Path | None, json_file: Path | None, storage_state: Path | None
) -> int:
    """Check, tell and write; gives the exit status.

    Args:
        new: version, form file or address.
        old: version or form file that the robot has a model of.
        html: where the page goes.
        json_file: where ``drift.json`` goes; ``-`` prints it instead of the table.
        storage_state: a stored log-in.
    """
    try:
        checked = check(Source.parse(new), Source.parse(old), storage_state=storage_state)
        if html:
            write_html(checked, html)
        if json_file and str(json_file) != "-":
            json_file.write_text(as_json(checked), encoding="utf-8")
    except (CheckError, NoFormDeskError, BrowserNotFound, BotError, OSError) as error:
        typer.echo(f"mash-bot: {error}", err=True)
        return ERROR
    if json_file and str(json_file) == "-":
        typer.echo(as_json(checked), nl=False)
    else:
        console = Console()
        tell(checked, console if console.is_terminal else Console(width=_PLAIN_WIDTH))
    return int(checked.drift.verdict)
