"""What only a real browser shows: keyboard, dialogs, lost answers, fit and accessibility."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Dialog, Page, expect

from tests.integration.fake_niche.world import CHILD, INCIDENT

pytestmark = pytest.mark.browser


def _open(page: Page, record: str) -> None:
    page.get_by_label("Open record").fill(record)
    page.get_by_label("Reason for access").fill("Encompass – task 1")
    page.get_by_role("button", name="Open", exact=True).click()


def _fault(page: Page, kind: str, **settings: object) -> None:
    answer = page.request.post(
        "/control/faults",
        data={"kind": kind, "remaining": 1, **settings},
        headers={"X-Control-Token": "small-token"},
    )
    assert answer.ok


def test_a_person_tags_a_task_and_logs_it_by_hand(page: Page) -> None:
    page.get_by_role("link", name="MASH - PPN").click()
    page.get_by_role("link", name="T1", exact=True).click()
    page.get_by_label("Reason for access").last.fill("Encompass – task 1")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("link", name="Edit", exact=True).click()
    title = page.get_by_label("Title")
    title.fill(f"{title.input_value()} – with children")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#f-title")).to_contain_text("– with children")
    page.get_by_role("link", name=INCIDENT).click()
    page.get_by_role("link", name="OEL").click()
    page.get_by_label("Text").fill("Tagged with children.")
    page.get_by_role("button", name="Add entry").click()
    first = page.locator("#g-oel tbody tr").first
    expect(first).to_contain_text("Tagged with children.")


def test_a_person_is_looked_up_with_the_keyboard_alone(page: Page) -> None:
    page.goto("/task/new")
    page.locator("#f-person").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Look up a person")).to_be_visible()
    page.keyboard.type("dell")
    page.keyboard.press("Enter")
    expect(page.locator("#lookup-results button").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#f-person")).to_have_value(CHILD)
    expect(page.locator("#f-person")).to_be_focused()


def test_an_alert_stops_the_page_until_it_is_answered(page: Page) -> None:
    _open(page, "T1")
    seen: list[str] = []

    def answer(dialog: Dialog) -> None:
        seen.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", answer)
    _fault(page, "alert", path="^/task/1$", value="Archive this?")
    page.goto("/task/1")
    assert seen == ["Archive this?"]


def test_an_unexpected_modal_can_be_closed(page: Page) -> None:
    _open(page, "T1")
    _fault(page, "modal", path="^/task/1$")
    page.goto("/task/1")
    dialog = page.get_by_role("dialog", name="Notice")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden()


def test_a_late_field_is_empty_first_and_filled_later(page: Page) -> None:
    _open(page, "T1")
    _fault(page, "late_field", path="^/task/1$", value="title:800")
    page.goto("/task/1")
    assert page.locator("#f-title").inner_text() == ""
    expect(page.locator("#f-title")).to_contain_text("PPN-000001")


def test_a_lost_answer_saves_once(page: Page) -> None:
    _open(page, INCIDENT)
    page.goto(f"/occurrence/{INCIDENT}/oel")
    _fault(page, "response_lost", path="/oel$")
    page.get_by_label("Text").fill("Once only")
    with page.expect_event("requestfailed"):
        page.get_by_role("button", name="Add entry").click()
    assert "end-of-page" not in page.content()
    page.goto(f"/occurrence/{INCIDENT}/oel?contains=Once+only")
    expect(page.locator("#f-oel_total")).to_have_text("1")


def test_a_form_sent_twice_in_a_hurry_is_sent_once(page: Page) -> None:
    _open(page, INCIDENT)
    page.goto(f"/occurrence/{INCIDENT}/oel")
    page.get_by_label("Text").fill("Once only")
    page.get_by_role("button", name="Add entry").dblclick()
    expect(page.locator("#g-oel")).to_contain_text("Once only")
    page.goto(f"/occurrence/{INCIDENT}/oel?contains=Once+only")
    expect(page.locator("#f-oel_total")).to_have_text("1")


@pytest.mark.parametrize("width", [1366, 1920])
def test_no_page_is_wider_than_the_window(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 768})
    _open(page, INCIDENT)
    _open(page, CHILD)
    for path in ("/", "/queue/MASH-PPN", "/task/1/edit", f"/occurrence/{INCIDENT}/involved"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.goto(f"/person/{CHILD}/addresses")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_screens_can_be_used_by_ear(page: Page) -> None:
    _open(page, INCIDENT)
    _open(page, CHILD)
    faults: dict[str, list[str]] = {}
    for path in (
        "/",
        "/queue/MASH-PPN",
        "/task/1",
        "/task/1/edit",
        f"/occurrence/{INCIDENT}",
        f"/occurrence/{INCIDENT}/oel",
        f"/person/{CHILD}",
        "/search?q=larch&kind=Schools",
    ):
        page.goto(path)
        found = Axe().run(page).response["violations"]
        faults[path] = [f"{one['id']}: {one['nodes'][0]['html']}" for one in found]
    assert {path: found for path, found in faults.items() if found} == {}
