"""What ``mash-bot forms mutate`` does."""

import json
from pathlib import Path

import typer

from bot.browser import BrowserNotFound
from bot.cli_output import write_records
from bot.exceptions import BotError
from bot.forms.desk import NoFormDeskError, open_form_desk
from bot.forms.mutations.figures import figures, holds
from bot.forms.mutations.trials import trials

_TOLD = (
    *("silent_wrong_reads", "detection", "false_alarms", "right_repair_first", "availability"),
    *("ablation", "baselines"),
)
_COLUMNS = ("number", "what", "family", "pages", "stopped", "right", "wrong", "by")


def run_mutate(version: str, each: int, seed: int, *, json_file: Path | None) -> bool:
    """Change the form on purpose, tell what came of it; True where nothing was read wrong.

    Args:
        version: the form version to change.
        each: pages for each operator.
        seed: the same seed changes the same.
        json_file: where all figures go.

    Raises:
        typer.BadParameter: there is no such version.
    """
    try:
        with open_form_desk(None) as desk:
            if version not in desk.versions:
                known = ", ".join(desk.versions)
                raise typer.BadParameter(f"there is no form version {version!r}; there are {known}")
            told = figures(list(trials(desk, version, each, seed)))
    except (NoFormDeskError, BrowserNotFound, BotError) as error:
        typer.echo(f"mash-bot: {error}", err=True)
        return False
    if json_file:
        json_file.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    write_records(told["operators"], _COLUMNS, as_json=False)
    for name in _TOLD:
        typer.echo(f"{name.replace('_', ' ')}: {json.dumps(told[name])}")
    return holds(told)
