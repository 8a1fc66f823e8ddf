"""The inbox page: what a school sees, sober, safe and readable by everyone."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from bot.mail import Attachment, OutgoingMail
from tests.integration.mail.world import CODES, MailWorld, a_mail

PAGES = ["/", "/?q=nothing", "/mailbox/dsl@school-07.example", "/message/1"]
NO_FAULTS = [
    {},
    [],
    {"kind": "fire"},
    {"kind": "greylist", "remaining": "many"},
    {"kind": "greylist", "x": 1},
]
LETTER = """\
Dear Designated Safeguarding Lead,

A domestic-related incident was recorded, and the child named below was at the address.

This is sent so that the school can be ready to help and support. You are not expected to discuss
it with the child or the parents.

Child's name: Zoë Marlow-Finch
Date of the incident: 1 March 2026
Police reference number: 99260000001

If the pupil has left your school, please answer this message.
"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    window = browser.new_context(locale="en-GB", timezone_id="Europe/London")
    opened = window.new_page()
    opened.set_viewport_size({"width": 1366, "height": 768})
    yield opened
    window.close()


@pytest.fixture(scope="module")
def filled(running: MailWorld) -> MailWorld:
    for number in range(1, 8):
        mail = a_mail(f"P2/{number}", to=f"dsl@school-{number:02d}.example", body=LETTER)
        running.transport().send(mail, CODES)
    running.transport().send(
        OutgoingMail(
            to="dsl@school-07.example",
            subject="Operation Encompass notification",
            body=LETTER,
            message_id="<with-file@x.example>",
            attachments=(Attachment("notification.pdf", b"%PDF-1.7 synthetic"),),
        ),
        CODES,
    )
    return running


@pytest.mark.browser
def test_a_school_finds_its_message_and_reads_it(filled: MailWorld, page: Page) -> None:
    page.goto(filled.facts["inbox_url"])
    assert page.get_by_text("SYNTHETIC DATA").is_visible()
    page.get_by_label("Find a mailbox").fill("school-07")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="dsl@school-07.example").click()
    assert page.get_by_role("main").get_by_text("99260000001").is_visible()
    assert page.get_by_text("OFFICIAL-SENSITIVE", exact=True).is_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="notification.pdf").click()
    assert download.value.path().read_bytes() == b"%PDF-1.7 synthetic"


@pytest.mark.browser
@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_accessible_and_fits_its_screen(
    path: str, filled: MailWorld, page: Page
) -> None:
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text))
    page.goto(filled.facts["inbox_url"] + path)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    for width in (1366, 1024, 390):
        page.set_viewport_size({"width": width, "height": 768})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert errors == []


def test_the_control_endpoint_wants_its_token(world: MailWorld) -> None:
    assert world.page("GET", "/control/faults", token="")[0] == 403
    assert world.page("POST", "/control/faults", {"kind": "greylist"}, token="guess")[0] == 403
    assert world.ask("GET", "/control/faults") == []


@pytest.mark.parametrize("wanted", NO_FAULTS)
def test_a_fault_that_makes_no_sense_is_refused_with_the_reason(
    wanted: object, world: MailWorld
) -> None:
    status, said = world.page("POST", "/control/faults", wanted)
    assert status == 400
    assert "kind" in said


@pytest.mark.parametrize("path", ["/message/9999", "/message/1/file/7", "/control/elsewhere"])
def test_what_is_not_there_is_not_found(path: str, world: MailWorld) -> None:
    world.transport().send(a_mail(path), CODES)
    assert world.page("GET", path)[0] == 404


def test_a_bounce_for_an_unknown_message_is_refused(world: MailWorld) -> None:
    assert world.page("POST", "/control/bounce", {"message_id": "<x@y.example>"})[0] == 404
