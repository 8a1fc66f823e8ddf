"""``mash-bot spy URL``."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from playwright.sync_api import Error as PlaywrightError

from bot.actions import from_browser
from bot.application import Application
from bot.application_model import Approvals, ModelLibrary
from bot.application_model.page_rules import PageRules
from bot.browser import BrowserNotFound, BrowserSettings, RobotBrowser
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

    try:
        with RobotBrowser(BrowserSettings(headed=True)) as browser:
            _spy(browser, url, storage_state, tell)
    except BrowserNotFound as error:
        raise BrowserNotFound(f"{error}; the spy needs a screen to show the page on") from error
    except PlaywrightError as error:
        raise from_browser(error, "the spy") from error


def _spy(
    browser: RobotBrowser, url: str, state: Path | None, tell: Callable[[Spied], None]
) -> None:
    window = Application(
        browser,
        base_url=url,
        models=ModelLibrary.of(rules=PageRules.load(objects_folder())),
        approvals=Approvals(),
        state_file=state,
    )
    window.launch()
    window.go(url)
    watch(window.screen, tell)
