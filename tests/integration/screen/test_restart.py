"""A browser that hangs or dies fails the step, and the next launch is a fresh one."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from bot.application import Application
from bot.application_model import Approvals, ModelLibrary
from bot.browser import BrowserNotFound, BrowserSettings, RobotBrowser
from bot.business_object import BusinessObject, action
from bot.credentials import MasterKey
from bot.evidence import EvidenceStore
from bot.exceptions import SystemException
from bot.login_state import StoredLogin
from tests.integration.screen.desk import RULES, Desk
from tests.integration.screen.site import Site, form, page, section, text

pytestmark = pytest.mark.browser

TASK = page(form(section("Task", text("title", "Title", "Old"))))
HANGS = TASK.replace("</body>", "<script>setTimeout(() => { for (;;) ; }, 20)</script></body>")


class Clerk(BusinessObject):
    """An object of a screen."""

    @action
    def open(self, path: str) -> str:
        self.go(path)
        return self.read("Task", "T12")["Text - Title"]


@pytest.fixture
def own_desk(playwright: Playwright, site: Site, tmp_path: Path) -> Iterator[Desk]:
    with RobotBrowser(BrowserSettings(), playwright) as browser:
        application = Application(
            browser,
            base_url=site.url,
            models=ModelLibrary.of(rules=RULES),
            approvals=Approvals(),
            state_file=tmp_path / "login.state",
            timeout_ms=2_000,
        )
        application.launch()
        desk = Desk(site, application, BusinessObject(application))
        site.pages |= {"/task": TASK, "/hangs": HANGS}
        desk.learn("/task")
        yield desk


def test_a_page_that_hangs_is_a_system_exception_and_the_robot_goes_on(own_desk: Desk) -> None:
    clerk = Clerk(own_desk.application)
    with pytest.raises(SystemException) as caught:
        clerk.open("/hangs")
    assert caught.value.code == "C5"
    own_desk.application.restart()
    assert clerk.open("/task") == "Old"


def test_a_killed_browser_is_a_system_exception_and_is_started_again(own_desk: Desk) -> None:
    clerk = Clerk(own_desk.application)
    browser = own_desk.application.browser
    assert browser is not None
    for _ in range(2):
        os.kill(browser.watchdog.pid, signal.SIGKILL)
        with pytest.raises(SystemException):
            clerk.open("/task")
        own_desk.application.restart()
        assert clerk.open("/task") == "Old"


def test_a_configured_browser_that_is_not_there_names_cause_and_mend(
    playwright: Playwright,
) -> None:
    missing = BrowserSettings(executable=Path("/no/such/browser"))
    with pytest.raises(BrowserNotFound, match="fix: correct the path"):
        RobotBrowser(missing, playwright).start()


def test_a_page_that_hangs_while_it_loads_leaves_evidence_and_does_not_hang_the_robot(
    own_desk: Desk, tmp_path: Path
) -> None:
    own_desk.site.pages["/hangs"] = TASK.replace("</h1>", "</h1><script>for (;;) ;</script>")
    store = EvidenceStore(tmp_path / "evidence", bytes(32))
    with pytest.raises(SystemException) as caught:
        Clerk(own_desk.application).open("/hangs")
    kept = store.open(store.capture(own_desk.application, error=caught.value, reference="P1/12/1"))
    assert kept.facts["detail"] == "time-out in Clerk.open"
    own_desk.application.restart()
    assert Clerk(own_desk.application).open("/task") == "Old"


def test_a_stored_log_in_is_sealed_and_opens_with_its_own_key_only(tmp_path: Path) -> None:
    file, state = tmp_path / "login.state", {"cookies": [{"name": "session", "value": "abc"}]}
    StoredLogin(file, MasterKey(bytes(32))).save(state)
    assert b"abc" not in file.read_bytes()
    assert file.stat().st_mode & 0o077 == 0
    assert StoredLogin(file, MasterKey(bytes(32))).load() == state
    assert StoredLogin(file, MasterKey(bytes([1] * 32))).load() is None


def test_stored_log_in_state_is_used_by_the_next_window(own_desk: Desk) -> None:
    application = own_desk.application
    application.page.context.add_cookies(
        [{"name": "session", "value": "abc", "url": own_desk.site.url}]
    )
    application.save_state()
    application.restart()
    assert [c["value"] for c in application.page.context.cookies()] == ["abc"]


def test_windows_speak_english_and_keep_london_time(own_desk: Desk) -> None:
    zone = "() => [navigator.language, Intl.DateTimeFormat().resolvedOptions().timeZone]"
    assert own_desk.application.page.evaluate(zone) == ["en-GB", "Europe/London"]
