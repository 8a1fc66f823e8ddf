"""``mash-bot spy URL``."""

from pathlib import Path
from typing import Annotated

import typer

from bot.application import Application
from bot.application_model import Approvals, ModelLibrary
from bot.application_model.page_rules import PageRules
from bot.browser import BrowserSettings, RobotBrowser
from bot.robot import objects_folder
from bot.spy import Spied, append, watch


def spy(
    url: Annotated[str, typer.Argument(help="A page of the application.")],
    *,
    storage_state: Annotated[Path | None, typer.Option(help="A stored log-in state.")] = None,
    into: Annotated[
        Path | None, typer.Option("--append", help="A model file that takes each entry.")
    ] = None,
) -> None:
    """Open a page; a click on a control prints its model entry and how unique its anchors are.

    The page does not get the click, so nothing is pressed or saved; a click with Shift goes through.
    Close the window to end.
    """
    if into is not None and not into.is_file():
        raise typer.BadParameter(f"--append {into} is no file; give a model file that is there")

    def tell(found: Spied) -> None:
        typer.echo(found.text)
        if into is not None and found.entry:
            typer.echo(append(into, found))

    rules = PageRules.load(objects_folder())
    with RobotBrowser(BrowserSettings(headed=True)) as browser:
        window = Application(
            browser,
            base_url=url,
            models=ModelLibrary.of(rules=rules),
            approvals=Approvals(),
            state_file=storage_state,
        )
        window.launch()
        window.go(url)
        watch(window.screen, tell)
