"""Each test has a hub of its own; the browser is started once for all of them."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from bot.browser import BrowserSettings, RobotBrowser
from tests.hub import Hub, a_hub

HubWith = Callable[..., Hub]


@pytest.fixture(scope="session")
def robot_browser(playwright: Playwright) -> Iterator[RobotBrowser]:
    """The robot's browser, on the Playwright that the tests run on."""
    with RobotBrowser(BrowserSettings(), playwright=playwright) as browser:
        yield browser


@pytest.fixture
def hub_with(tmp_path: Path, robot_browser: RobotBrowser) -> Iterator[HubWith]:
    """Start a hub on the scenarios named; it ends with the test."""
    with ExitStack() as stack:

        def start(*scenarios: str, forms: Path | None = None) -> Hub:
            hub = a_hub(tmp_path / "hub", robot_browser, *scenarios, forms=forms)
            return stack.enter_context(hub)

        yield start
