"""The PPN in a real browser: what a person, and the robot, can see and do on it."""

from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Locator, Page, expect

from tests.integration.reports.world import OCCURRENCE, a_report, stored

pytestmark = pytest.mark.browser
CHILD = {"surname": "O'Hale", "forename": "Will James", "born": "2016-09-03", "school": "S00002"}
NAMED = """() => [...document.querySelectorAll('main input, main select, main textarea')]
  .filter((el) => el.type !== 'hidden' && el.checkVisibility())
  .filter((el) => !el.labels.length && !el.getAttribute('aria-labelledby')
    && !el.getAttribute('aria-label')).map((el) => el.name)"""


def open_report(screen: Page, mode: str = "", report: str = "PPN-000001") -> None:
    screen.goto(screen.evaluate("location.origin") + f"/report/{report}{mode}")


def cell(screen: Page, role: Literal["textbox", "combobox"], name: str) -> Locator:
    return screen.get_by_role(role, name=name, exact=True)


def serious(screen: Page) -> list[str]:
    found = Axe().run(screen, context="main").response["violations"]
    return [
        f"{v['id']}: {v['nodes'][0]['html'][:120]}"
        for v in found
        if v["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("version", ["v1", "try4", "try5"])
@pytest.mark.parametrize("mode", ["", "/edit"])
def test_every_control_has_a_name_and_the_page_is_accessible(
    niche: Flask, screen: Page, version: str, mode: str
) -> None:
    a_report(niche, {"children": [CHILD, CHILD]}, version=version)
    open_report(screen, mode)
    expect(screen.locator("#screen-name")).to_have_text("PPN")
    expect(screen.locator("#f-form_version")).to_have_text(f"PPN {version}")
    assert screen.evaluate(NAMED) == []
    assert serious(screen) == []


def test_the_view_shows_the_same_controls_read_only(niche: Flask, screen: Page) -> None:
    names = "() => [...document.querySelectorAll('main [name]')].map((el) => el.name)"
    own = {"comment", "row_version", "step", "shown", "action", "children-row", "children-shown"}
    a_report(niche, {"children": [CHILD]})
    open_report(screen)
    seen = set(screen.evaluate(names)) - own
    assert screen.locator("main .field :is(input, textarea)").evaluate_all(
        "(all) => all.every((el) => el.readOnly || el.disabled)"
    )
    open_report(screen, "/edit")
    assert set(screen.evaluate(names)) - own - {"csrf_token", "others-row"} == seen - {"csrf_token"}


def test_a_cell_is_named_by_its_column_and_its_row(niche: Flask, screen: Page) -> None:
    a_report(niche, {"children": [CHILD, {**CHILD, "forename": "Ann"}]})
    open_report(screen)
    forename = cell(screen, "textbox", "Forename Child 2")
    expect(forename).to_have_value("Ann")
    expect(forename).to_have_id("f-children-1-forename")
    expect(screen.locator("#f-children_total")).to_have_text("2")


def test_a_child_is_added_another_removed_and_both_are_saved(niche: Flask, screen: Page) -> None:
    a_report(niche, {"children": [CHILD, {**CHILD, "forename": "Ann"}]})
    open_report(screen, "/edit")
    screen.get_by_role("button", name="Add child").click()
    cell(screen, "textbox", "Forename Child 3").fill("May")
    cell(screen, "combobox", "School Child 3").select_option("NK")
    screen.get_by_role("button", name="Remove Child 1").click()
    expect(screen.locator("#f-children_total")).to_have_text("2")
    screen.get_by_role("button", name="Save").click()
    expect(screen.locator("#f-children_total")).to_have_text("2")
    rows = stored(niche, "PPN-000001").data["children"]
    assert [(row["forename"], row["school"]) for row in rows] == [("Ann", "S00002"), ("May", "NK")]


def test_a_conditional_field_comes_and_goes_with_its_answer(niche: Flask, screen: Page) -> None:
    a_report(niche, {})
    open_report(screen, "/edit")
    language = screen.get_by_label("Interpreter for which language")
    expect(language).to_be_hidden()
    screen.get_by_role("group", name="Interpreter needed?").get_by_label("Yes").check()
    expect(language).to_be_visible()


def test_a_person_is_looked_up(niche: Flask, screen: Page) -> None:
    a_report(niche, {})
    open_report(screen, "/edit")
    screen.get_by_role("button", name="Add person").click()
    screen.get_by_role("button", name="Look up: Record").click()
    screen.get_by_label("Name or number").fill("Grubb")
    screen.get_by_role("button", name="Find").click()
    screen.get_by_role("option", name="Grubb").click()
    expect(cell(screen, "textbox", "Record Person 1")).to_have_value("P0000002")


def test_a_type_ahead_keeps_the_chosen_id_and_forgets_it_when_typed_over(
    niche: Flask, screen: Page
) -> None:
    a_report(niche, {"children": [CHILD]}, version="try4")
    open_report(screen, "/edit")
    box, chosen = (
        cell(screen, "combobox", "School Child 1"),
        screen.locator("#h-kids_grid-0-school_id"),
    )
    expect(box).to_have_attribute("data-ready", "yes")
    expect(chosen).to_have_value("S00002")
    box.press_sequentially("x")
    expect(chosen).to_have_value("")
    box.fill("")
    box.press_sequentially("birch hill school 1")
    box.press("ArrowDown")
    box.press("Enter")
    expect(chosen).to_have_value("S00001")
    expect(box).to_have_value("Birch Hill School 1, Quayhaven")
    screen.get_by_role("button", name="Keep").click()
    assert stored(niche, "PPN-000001").data["children"][0]["school"] == "S00001"


def test_a_tab_per_child_is_loaded_when_opened(niche: Flask, screen: Page) -> None:
    a_report(niche, {"children": [CHILD, {**CHILD, "forename": "Ann"}]}, version="try5")
    open_report(screen, "?step=2")
    expect(screen.locator("#f-children_total")).to_have_text("2")
    expect(screen.locator("#f-children-1-first")).to_have_count(0)
    screen.get_by_role("tab", name="Child 2 Ann").click()
    expect(screen.locator("#f-children-1-first")).to_have_value("Ann")


def test_a_tab_is_added_and_another_removed(niche: Flask, screen: Page) -> None:
    a_report(niche, {"children": [CHILD]}, version="try5")
    open_report(screen, "/edit?step=2")
    screen.get_by_role("button", name="Add row").click()
    screen.get_by_role("tabpanel", name="Child 2").get_by_label("First name").fill("May")
    screen.get_by_role("tab", name="Child 1 Will").click()
    screen.get_by_role("button", name="Remove Child 1").click()
    screen.get_by_role("button", name="Save").click()
    expect(screen.locator("#f-report_status")).to_have_text("Draft")
    assert [row["forename"] for row in stored(niche, "PPN-000001").data["children"]] == ["May"]


def test_a_wizard_keeps_what_was_typed_until_it_is_handed_in(niche: Flask, screen: Page) -> None:
    a_report(niche, {"children": [CHILD, {**CHILD, "forename": "Ann"}]}, version="try5")
    open_report(screen, "/edit")
    screen.get_by_label("Time (required)").fill("21:30")
    screen.get_by_role("button", name="Next").click()
    screen.get_by_label("Middle names").fill("Jim")
    frame = screen.frame_locator("iframe[title='Education notification']")
    frame.get_by_label("Setting type").select_option("College")
    screen.get_by_role("button", name="Next").click()
    screen.get_by_text("The rest").last.click()
    screen.get_by_label("What happened").fill("An account")
    screen.get_by_role("button", name="Back").click()
    expect(screen.get_by_label("Middle names")).to_have_value("Jim")
    expect(frame.get_by_label("Setting type")).to_have_value("College")
    screen.get_by_role("button", name="Next").click()
    assert stored(niche, "PPN-000001").data.get("incident_time") is None
    screen.get_by_role("button", name="Submit").click()
    expect(screen.locator("#f-report_status")).to_have_text("Submitted")
    data = stored(niche, "PPN-000001").data
    assert (data["incident_time"], data["setting_type"]) == ("21:30", "College")
    assert data["narrative"] == "An account"
    assert [row["forename"] for row in data["children"]] == ["Will Jim", "Ann"]


def test_what_is_missing_on_another_page_of_the_wizard_is_shown_there(
    niche: Flask, screen: Page
) -> None:
    a_report(
        niche,
        {"incident_time": "21:30", "setting_type": "School", "children": [{}]},
        version="try5",
    )
    open_report(screen, "/edit?step=3")
    screen.get_by_role("button", name="Submit").click()
    screen.get_by_role("link", name="Child 1 Surname must be answered").click()
    expect(screen.locator("#f-children-0-surname")).to_be_focused()


def test_a_paged_grid_keeps_the_rows_of_its_other_pages(niche: Flask, screen: Page) -> None:
    rows = [{**CHILD, "forename": f"Will{n}"} for n in range(7)]
    a_report(niche, {"children": rows, "subject_surname": "O'Hale"}, version="try4")
    open_report(screen, "/edit")
    expect(screen.locator("#f-kids_grid_page")).to_have_text("1 of 2")
    cell(screen, "textbox", "Name Child 2").fill("Grubb, Ann")
    screen.get_by_role("button", name="Next page").click()
    expect(cell(screen, "textbox", "Name Child 7")).to_have_value("O'Hale, Will6")
    screen.get_by_role("button", name="Remove Child 6").click()
    screen.get_by_role("button", name="Keep").click()
    names = [row["forename"] for row in stored(niche, "PPN-000001").data["children"]]
    assert names == ["Will0", "Ann", "Will2", "Will3", "Will4", "Will6"]


def test_a_hidden_stale_copy_is_in_the_page_and_not_to_be_seen(niche: Flask, screen: Page) -> None:
    a_report(niche, {"children": [CHILD]}, version="try4")
    open_report(screen)
    stale = screen.locator("[name='kids_grid-0-school']")
    expect(stale).to_have_count(1)
    expect(stale).to_be_hidden()


def test_the_children_stay_readable_on_a_small_screen(
    niche: Flask, screen: Page, tmp_path: Path
) -> None:
    screen.set_viewport_size({"width": 1366, "height": 768})
    a_report(niche, {"children": [CHILD] * 4})
    open_report(screen)
    assert screen.evaluate("document.documentElement.scrollWidth") == 1366
    assert screen.screenshot(path=tmp_path / "ppn.png")
    assert OCCURRENCE in screen.locator("#f-occurrence_number").inner_text()
