"""The tiny world, and people at their desks in it."""

import shutil
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
import waitress
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from fake_niche.app import create_app, open_pack
from fake_niche.clock import write_clock
from tests.integration.fake_niche.desk import Desk
from tests.integration.fake_niche.world import AS_OF, PASSWORD, SmallPack, make_small_pack

expect.set_options(timeout=15_000)  # the machine may be busy


@pytest.fixture(scope="session")
def first_pack(tmp_path_factory: pytest.TempPathFactory) -> SmallPack:
    return make_small_pack(tmp_path_factory.mktemp("first") / "pack")


@pytest.fixture
def pack(tmp_path: Path, first_pack: SmallPack) -> SmallPack:
    shutil.copytree(first_pack.folder, tmp_path / "pack")
    write_clock(tmp_path / "pack" / "clock.json", datetime.fromisoformat(AS_OF))
    return SmallPack(tmp_path / "pack")


@pytest.fixture(scope="session")
def first_app(first_pack: SmallPack) -> Flask:
    return create_app(first_pack.folder)


@pytest.fixture
def app(first_app: Flask, pack: SmallPack) -> Iterator[Flask]:
    """The application on a fresh pack; its screens are compiled once for all tests."""
    first_app.extensions["niche"].sessions.kw["bind"].dispose()
    first_app.extensions["niche"] = open_pack(pack.folder)
    yield first_app
    first_app.extensions["niche"].sessions.kw["bind"].dispose()


@pytest.fixture
def desk_of(app: Flask) -> Callable[[str], Desk]:
    """Somebody's desk: logged in, nothing opened yet."""

    def log_in(user: str) -> Desk:
        desk = Desk(app.test_client())
        desk.log_in(user, PASSWORD)
        return desk

    return log_in


@pytest.fixture
def coordinator(desk_of: Callable[[str], Desk]) -> Desk:
    return desk_of("coord1")


@pytest.fixture
def robot(desk_of: Callable[[str], Desk]) -> Desk:
    return desk_of("robot.mash")


@pytest.fixture
def administrator(desk_of: Callable[[str], Desk]) -> Desk:
    return desk_of("admin")


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    server = waitress.create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(10)


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Mary Hale, logged in by keyboard, in a window of 1366 × 768."""
    context = browser.new_context(
        base_url=address,
        viewport={"width": 1366, "height": 768},
        locale="en-GB",
        timezone_id="Europe/London",
    )
    page = context.new_page()
    page.goto("/login")
    expect(page.get_by_label("User name")).to_be_focused()
    page.keyboard.type("coord1")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("#screen-name")).to_have_text("Home")
    yield page
    context.close()
