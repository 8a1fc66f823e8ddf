"""Occurrences: summary, people, log, attachments."""

from collections.abc import Callable
from io import BytesIO

import pytest

from fake_niche.models import OelEntry
from tests.integration.fake_niche.desk import Desk
from tests.integration.fake_niche.page import read_page
from tests.integration.fake_niche.world import CHILD, INCIDENT, VICTIM, SmallPack

PAGE = f"/occurrence/{INCIDENT}"


@pytest.fixture
def desk(coordinator: Desk) -> Desk:
    coordinator.open(INCIDENT)
    return coordinator


def test_the_summary_shows_the_occurrence_and_its_place(desk: Desk) -> None:
    shown = desk.get(PAGE).outputs
    assert shown["record_id"] == shown["number"] == INCIDENT
    assert shown["domestic"] == "Yes"
    assert shown["qualifiers"] == "Honour-based abuse; Alcohol"
    assert shown["started"] == "28/02/2026 22:15"
    assert shown["address_kind"] == "refuge"
    assert shown["force_area"] == "Solmere"
    assert shown["markers"] == "Confidential address"


def test_the_involved_are_listed_in_the_order_they_were_added(desk: Desk) -> None:
    page = desk.get(f"{PAGE}/involved")
    assert page.outputs["involved_total"] == "3"
    assert [row["role"] for row in page.grids["involved"]] == ["Victim", "Child", "Witness"]
    assert page.grids["involved"][1]["name"] == "Zoë O'Dell"
    assert page.grids["involved"][1]["born"] == "10/06/2017"


def test_somebody_is_added_once_in_a_role(desk: Desk) -> None:
    desk.get(f"{PAGE}/involved")
    fields = {"person": VICTIM, "role": "Other party", "present": "Yes", "resident": "Not known"}
    assert desk.post(f"{PAGE}/involved", **fields).status == 302
    again = desk.post(f"{PAGE}/involved", **fields)
    assert again.status == 422
    assert "involved in this role already" in again.html
    assert desk.get(f"{PAGE}/involved").outputs["involved_total"] == "4"


def test_the_reports_of_the_occurrence_are_listed(desk: Desk) -> None:
    rows = desk.get(f"{PAGE}/reports").grids["reports"]
    assert rows[0]["report"] == "PPN-000001"
    assert rows[0]["subject"] == VICTIM
    assert rows[0]["amended"] == "01/03/2026 09:00"


def test_the_tasks_of_the_occurrence_are_listed(desk: Desk) -> None:
    assert [row["task"] for row in desk.get(f"{PAGE}/tasks").grids["tasks"]] == ["T1"]


def test_an_entry_in_the_log_is_dated_and_signed(robot: Desk) -> None:
    robot.open(INCIDENT)
    robot.get(f"{PAGE}/oel")
    text = "Encompass: sent to S00001.\nDone. [R-7KQ2M4]"
    answer = robot.post(f"{PAGE}/oel", entry_type="Robot", entry_text=text)
    assert answer.location == f"{PAGE}/oel"
    newest = robot.get(f"{PAGE}/oel").grids["oel"][0]
    assert newest["text"] == text
    assert (newest["author"], newest["author_role"]) == ("robot.mash", "robot")
    assert newest["written"].startswith("02/03/2026 05:3")


def test_the_log_is_searched_for_a_text(desk: Desk) -> None:
    found = desk.get(f"{PAGE}/oel?contains=neighbour")
    assert found.outputs["oel_total"] == "1"
    assert desk.get(f"{PAGE}/oel?contains=%5BR-").outputs["oel_total"] == "0"


def test_the_log_is_paged_newest_first(desk: Desk, pack: SmallPack) -> None:
    pack.add(*(_entry(f"Entry {number}", number) for number in range(30)))
    first, second = desk.get(f"{PAGE}/oel"), desk.get(f"{PAGE}/oel?page=2")
    assert first.outputs["oel_page"] == "1 of 2"
    assert first.grids["oel"][0]["text"] == "Entry 29"
    assert second.grids["oel"][-1]["text"] == "Neighbour seen."


def test_the_log_takes_no_empty_entry_and_no_other_type(desk: Desk) -> None:
    desk.get(f"{PAGE}/oel")
    assert desk.post(f"{PAGE}/oel", entry_type="Enquiry", entry_text="  ").status == 422
    assert desk.post(f"{PAGE}/oel", entry_type="Rumour", entry_text="x").status == 422
    assert desk.get(f"{PAGE}/oel").outputs["oel_total"] == "1"


def test_no_screen_changes_or_removes_an_entry(desk: Desk) -> None:
    assert desk.post(f"{PAGE}/oel/1", entry_text="other").status == 404


def test_a_lock_on_the_occurrence_does_not_stop_the_log(
    desk: Desk, desk_of: Callable[[str], Desk]
) -> None:
    desk.get(f"{PAGE}/edit")
    other = desk_of("coord2")
    assert other.open(INCIDENT).outputs["locked_by"] == "Mary Hale (coord1)"
    assert other.post(f"{PAGE}/oel", entry_type="Enquiry", entry_text="Seen").status == 302


def test_a_new_occurrence_gets_the_next_number(desk: Desk) -> None:
    answer = desk.save(
        "/occurrence/new",
        type="Domestic incident",
        classification="Criminal damage",
        domestic="Yes",
        qualifiers="Alcohol; Repeat victim",
        started="29/03/2026 02:30",
        address="A0000001",
    )
    assert answer.location == "/occurrence/99260000003"
    shown = desk.get(answer.location).outputs
    assert shown["qualifiers"] == "Alcohol; Repeat victim"
    assert shown["officer"] == "Mary Hale (coord1)"


def test_an_occurrence_is_reclassified(desk: Desk) -> None:
    changes = {"domestic": "No", "classification": "Civil dispute", "next_date": "20/03/2026"}
    desk.save(f"{PAGE}/edit", **changes)
    shown = desk.get(PAGE).outputs
    assert shown["next_date"] == "20/03/2026"
    assert (shown["domestic"], shown["classification"]) == ("No", "Civil dispute")
    assert shown["started"] == "28/02/2026 22:15"


def test_an_occurrence_needs_its_type_and_a_real_time(desk: Desk) -> None:
    refused = desk.save(f"{PAGE}/edit", type="", started="31/02/2026", next_date="soon")
    assert refused.status == 422
    assert 'href="#f-next_date"' in refused.html
    assert 'href="#f-type"' in refused.html
    assert 'href="#f-started"' in refused.html


def test_an_attachment_comes_back_as_it_was(desk: Desk) -> None:
    desk.get(f"{PAGE}/attachments")
    data = {
        "csrf_token": desk.token,
        "marking": "OFFICIAL-SENSITIVE",
        "file": (BytesIO(b"<html>hello"), "../notes.html"),
    }
    answer = read_page(desk.client.post(f"{PAGE}/attachments", data=data))
    assert answer.status == 302
    row = desk.get(f"{PAGE}/attachments").grids["attachments"][0]
    assert (row["name"], row["marking"]) == ("notes.html", "OFFICIAL-SENSITIVE")
    file = desk.client.get(f"{PAGE}/attachments/{row['attachment']}")
    assert file.data == b"<html>hello"
    assert file.headers["Content-Disposition"].startswith("attachment")


def test_the_audit_tab_says_who_opened_the_occurrence(desk: Desk) -> None:
    rows = desk.get(f"{PAGE}/audit").grids["audit"]
    assert {row["user"] for row in rows} == {"coord1"}
    assert "view" in {row["operation"] for row in rows}


def test_the_people_are_links_to_their_records(desk: Desk) -> None:
    assert f'href="/person/{CHILD}"' in desk.get(f"{PAGE}/involved").html


def _entry(text: str, minute: int) -> OelEntry:
    return OelEntry(
        occurrence_number=INCIDENT,
        written=f"2026-03-01T11:{minute:02d}:00+00:00",
        author_id="officer1",
        type="Enquiry",
        text=text,
    )
