"""An application on a small world, and people at their desks."""

from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from tests.integration.reports.world import OCCURRENCE, PASSWORD, Desk, a_world

FORMS = Path(__file__).parents[2] / "forms"


@pytest.fixture
def niche(tmp_path: Path) -> Flask:
    return a_world(tmp_path / "pack", FORMS)


@pytest.fixture
def officer(niche: Flask) -> Desk:
    return Desk.of(niche, "officer1")


@pytest.fixture
def coordinator(niche: Flask) -> Desk:
    return Desk.of(niche, "coord1")


@pytest.fixture
def supervisor(niche: Flask) -> Desk:
    return Desk.of(niche, "super1")


@pytest.fixture
def robot(niche: Flask) -> Desk:
    return Desk.of(niche, "robot.mash")


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="en-GB", timezone_id="Europe/London")
    context.set_default_timeout(15_000)  # the machine may be busy
    yield context.new_page()
    context.close()


@pytest.fixture
def screen(niche: Flask, window: Page) -> Iterator[Page]:
    """A browser in which ``super1`` is logged in and has a reason for the occurrence."""
    server = make_server("127.0.0.1", 0, niche, threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    window.context.clear_cookies()
    window.goto(f"http://127.0.0.1:{server.server_port}/login")
    window.get_by_label("User name").fill("super1")
    window.get_by_label("Password").fill(PASSWORD)
    window.get_by_role("button", name="Log in").click()
    window.get_by_label("Open record").fill(OCCURRENCE)
    window.get_by_label("Reason for access").fill("Writing the report")
    window.get_by_role("button", name="Open", exact=True).click()
    yield window
    window.goto("about:blank")
    server.shutdown()
    server.server_close()
