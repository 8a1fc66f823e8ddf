"""The browser is started once for all hubs in shadow."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Playwright

from bot.browser import BrowserSettings, RobotBrowser


@pytest.fixture(scope="session")
def robot_browser(playwright: Playwright) -> Iterator[RobotBrowser]:
    """The robot's browser, on the Playwright that the tests run on."""
    with RobotBrowser(BrowserSettings(), playwright=playwright) as browser:
        yield browser
