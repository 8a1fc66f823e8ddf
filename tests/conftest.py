"""What tests with a browser share with the robot: its browser, its language, its time zone."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Playwright

from bot.browser import BrowserSettings, context_options, find_browser, launch_options
from tests.proof.measured import PROOFS


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which committed proofs speak of other code than this; they fail nothing."""
    states = {proof.name: proof.state() for proof in PROOFS}
    old = [f"{name} is {state}" for name, state in states.items() if state != "fresh"]
    if old:
        terminalreporter.write_line(f"proofs: {', '.join(old)}; fix: make proof")


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any], playwright: Playwright
) -> dict[str, Any]:
    settings = BrowserSettings(headed=not browser_type_launch_args.get("headless", True))
    choice = find_browser(settings, Path(playwright.chromium.executable_path))
    return {**browser_type_launch_args, **launch_options(settings, choice)}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, **context_options()}


@pytest.fixture(scope="session")
def base_url() -> str:
    """Every test has an address of its own (and the plugin's fixture warns with this pytest)."""
    return ""
