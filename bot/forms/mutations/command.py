"""What ``mash-bot forms mutate`` does."""

import json
from pathlib import Path

import typer

from bot.browser import BrowserNotFound, BrowserSettings, RobotBrowser
from bot.cli_output import write_records
from bot.exceptions import BotError
from bot.forms.desk import NoFormDeskError, open_form_desk
from bot.forms.mutations.figures import figures, holds, holds_on_saved_pages
from bot.forms.mutations.foreign import foreign_trials
from bot.forms.mutations.trials import Trial, trials

_TOLD = (
    *("silent_wrong_reads", "detection", "false_alarms", "right_repair_first", "availability"),
    *("ablation", "baselines"),
)
_COLUMNS = ("number", "what", "family", "pages", "stopped", "right", "wrong", "by")


def run_mutate(
    version: str, each: int, seed: int, *, saved: Path | None, json_file: Path | None
) -> bool:
    """Change forms on purpose, tell what came of it; True where the figures are those demanded.

    Args:
        version: the form version to change.
        each: pages for each operator; of saved pages, changes to each.
        seed: the same seed changes the same.
        saved: a folder of saved pages to change instead.
        json_file: where all figures go.

    Raises:
        typer.BadParameter: there is no such version.
    """
    if saved and not any(saved.glob("*.html")):
        raise typer.BadParameter(f"{saved} has no saved pages; give a folder with *.html in it")
    try:
        found = _of_saved(saved, each, seed) if saved else _of_version(version, each, seed)
    except (NoFormDeskError, BrowserNotFound, BotError) as error:
        typer.echo(f"mash-bot: {error}", err=True)
        return False
    told = figures(found)
    if json_file:
        json_file.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    write_records(told["operators"], _COLUMNS, as_json=False)
    for name in _TOLD:
        typer.echo(f"{name.replace('_', ' ')}: {json.dumps(told[name])}")
    if not told["detection"]["of"]:
        typer.echo(
            "nothing was shown: no change of meaning could be made; give more pages, or --each more"
        )
    return holds_on_saved_pages(told) if saved else holds(told)


def _of_version(version: str, each: int, seed: int) -> list[Trial]:
    with open_form_desk(None) as desk:
        if version not in desk.versions:
            known = ", ".join(desk.versions)
            raise typer.BadParameter(f"there is no form version {version!r}; there are {known}")
        return list(trials(desk, version, each, seed))


def _of_saved(folder: Path, each: int, seed: int) -> list[Trial]:
    with RobotBrowser(BrowserSettings()) as browser:
        found = list(foreign_trials(browser, folder, each, seed))
    if not found:
        raise typer.BadParameter(f"no page in {folder} has two controls with names to prove")
    return [trial for _, trial in found]
