"""A coordinator's day with CSC requests, MARAC cases and missing children, in a real browser."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.integration.fake_niche.sharing import CASE, REQUEST, add_all
from tests.integration.fake_niche.world import CHILD, INCIDENT, VICTIM, SmallPack

pytestmark = pytest.mark.browser

PAGES = (
    "/csc",
    "/csc/new",
    f"/csc/new?occurrence={INCIDENT}",
    f"/csc/{REQUEST}",
    f"/csc/{REQUEST}/edit",
    "/marac",
    f"/marac/new?occurrence={INCIDENT}",
    f"/marac/{CASE}",
    f"/marac/{CASE}/edit",
    f"/marac/{CASE}/actions/1/edit",
    f"/occurrence/{INCIDENT}/missing",
    f"/occurrence/{INCIDENT}/missing/1/edit",
    f"/occurrence/{INCIDENT}/attachments",
    f"/person/{VICTIM}/orders",
    f"/person/{VICTIM}/orders/new",
    f"/person/{VICTIM}/marac",
    f"/person/{CHILD}/occurrences",
    f"/person/{CHILD}/matches",
)


def _open(page: Page, record: str) -> None:
    page.get_by_label("Open record").fill(record)
    page.get_by_label("Reason for access").fill("CSC request")
    page.get_by_role("button", name="Open", exact=True).click()


def _button(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_a_request_goes_from_the_occurrence_to_the_robot_and_comes_back(
    page: Page, tmp_path: Path
) -> None:
    _open(page, INCIDENT)
    page.get_by_role("link", name="New CSC request").click()
    page.get_by_label("Type").select_option("Section 47")
    page.get_by_label("Legal basis").fill("Children Act 1989, section 47")
    page.get_by_label("Deadline").fill("04/03/2026 16:00")
    _button(page, "Save")
    page.locator("#f-person").fill(CHILD)
    page.locator("#f-role").select_option("Child")
    _button(page, "Add person")
    expect(page.locator("#g-people")).to_contain_text(CHILD)
    _button(page, "Hand to the robot")
    expect(page.locator("#f-title")).to_have_text(f"{REQUEST} information sharing report")
    expect(page.locator("#f-for_robot")).to_have_text("Yes")
    report = tmp_path / "report.docx"
    report.write_bytes(b"report")
    page.get_by_role("link", name="Attach a file").click()
    page.get_by_label("File").set_input_files(report)
    _button(page, "Add attachment")
    page.locator("#g-attachments").get_by_role("link", name="T3").click()
    expect(page.locator("#g-attachments")).to_contain_text("report.docx")
    with page.expect_download() as download:
        page.locator("#g-attachments").get_by_role("link").click()
    assert download.value.suggested_filename == "report.docx"
    page.locator("#a-edit").click()
    page.get_by_label("Outcome").fill("Report attached")
    _button(page, "Complete")
    expect(page.locator("#f-status")).to_have_text("Completed")


def test_a_case_is_raised_with_its_people_and_an_action(page: Page) -> None:
    _open(page, INCIDENT)
    page.get_by_role("link", name="New MARAC case").click()
    page.get_by_role("textbox", name="Victim").fill(VICTIM)
    page.get_by_label("Meeting on").fill("12/03/2026")
    page.get_by_label("Repeat").check()
    _button(page, "Save")
    page.get_by_role("link", name="New action").click()
    page.get_by_label("Text").fill("Change the locks")
    _button(page, "Save")
    expect(page.locator("#g-actions")).to_contain_text("Change the locks")
    expect(page.locator("#f-criteria")).to_have_text("Repeat")


def test_a_missing_child_is_found(page: Page) -> None:
    _open(page, INCIDENT)
    page.get_by_role("link", name="Missing", exact=True).click()
    page.get_by_role("link", name="New episode").click()
    page.locator("#f-person").fill(CHILD)
    page.get_by_label("Category").select_option("Medium")
    _button(page, "Save")
    page.locator("#g-missing").get_by_role("link", name="1", exact=True).click()
    page.get_by_label("Status").select_option("Found")
    page.locator("#f-found").fill("02/03/2026 05:00")
    _button(page, "Save")
    expect(page.locator("#g-missing tbody tr")).to_contain_text("Found02/03/2026 05:00")


def test_the_new_screens_fit_and_can_be_used_by_ear(page: Page, pack: SmallPack) -> None:
    add_all(pack)
    for record in (INCIDENT, CHILD, VICTIM):
        _open(page, record)
    faults: dict[str, list[str]] = {}
    for path in PAGES:
        page.goto(path)
        found = Axe().run(page).response["violations"]
        faults[path] = [f"{one['id']}: {one['nodes'][0]['html']}" for one in found]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            faults[path].append("wider than the window")
    assert {path: found for path, found in faults.items() if found} == {}
