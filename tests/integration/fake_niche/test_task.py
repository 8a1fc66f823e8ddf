"""The queue and its tasks."""

from collections.abc import Callable

import pytest

from fake_niche.models import RecordLock, Task
from tests.integration.fake_niche.desk import Desk
from tests.integration.fake_niche.sharing import CASE, REQUEST, add_all
from tests.integration.fake_niche.world import INCIDENT, SmallPack, a_task

QUEUE = "/queue/MASH-PPN?status=New"


@pytest.fixture
def desk(coordinator: Desk) -> Desk:
    coordinator.open("T1")
    return coordinator


def test_the_queue_shows_a_task_with_its_reports_and_their_highest_revision(desk: Desk) -> None:
    page = desk.get(QUEUE)
    assert (page.screen, page.outputs["record_id"]) == ("Task queue", "MASH-PPN")
    assert page.columns["tasks"] == [
        *("task", "title", "type", "status", "occurrence"),
        *("ppn", "rev", "due", "robot", "locked_by"),
    ]
    assert page.grids["tasks"][0] == {
        "task": "T1",
        "title": "PPN-000001 Domestic abuse, Solmere",
        "type": "PPN review",
        "status": "New",
        "occurrence": INCIDENT,
        "ppn": "PPN-000001",
        "rev": "1",
        "due": "03/07/2026 17:00",  # British summer time
        "robot": "",
        "locked_by": "",
    }


def test_a_task_without_reports_has_revision_zero(desk: Desk, pack: SmallPack) -> None:
    pack.add(a_task(3, "PPN to follow"))
    row = desk.get(QUEUE).grids["tasks"][2]
    assert (row["ppn"], row["rev"]) == ("", "0")


def test_the_queue_is_paged_by_twenty_five_and_loses_nobody(desk: Desk, pack: SmallPack) -> None:
    pack.add(*(a_task(number, f"Task {number}") for number in range(3, 61)))
    seen: list[str] = []
    for page in (1, 2, 3):
        shown = desk.get(f"{QUEUE}&page={page}")
        assert shown.outputs["tasks_page"] == f"{page} of 3"
        assert shown.outputs["tasks_total"] == "60"
        seen += [row["task"] for row in shown.grids["tasks"]]
    assert seen == [f"T{number}" for number in range(1, 61)]


def test_the_pager_links_to_the_next_and_previous_page(desk: Desk, pack: SmallPack) -> None:
    pack.add(*(a_task(number, f"Task {number}") for number in range(3, 61)))
    first, middle = desk.get(QUEUE).html, desk.get(f"{QUEUE}&page=2").html
    assert 'rel="next"' in first
    assert 'rel="prev"' not in first
    assert 'rel="next"' in middle
    assert 'rel="prev"' in middle


def test_the_queue_is_filtered_by_status_type_and_title(desk: Desk, pack: SmallPack) -> None:
    pack.add(a_task(3, "50% odd", status="Completed"), a_task(4, "Other"))
    assert [r["task"] for r in desk.get("/queue/MASH-PPN?status=").grids["tasks"]][2] == "T3"
    found = desk.get("/queue/MASH-PPN?status=&title_contains=50%25").grids["tasks"]
    assert [row["task"] for row in found] == ["T3"]
    assert desk.get(f"{QUEUE}&type=Breach+check").grids["tasks"] == []


def test_the_queue_is_sorted_by_its_headings(desk: Desk, pack: SmallPack) -> None:
    pack.add(a_task(3, "AAA first"))
    assert desk.get(f"{QUEUE}&sort=title").grids["tasks"][0]["task"] == "T3"
    assert desk.get(f"{QUEUE}&sort=-task").grids["tasks"][0]["task"] == "T3"
    assert desk.get(f"{QUEUE}&sort=nonsense").grids["tasks"][0]["task"] == "T1"


def test_a_task_shows_its_fields_and_reports(desk: Desk) -> None:
    page = desk.get("/task/1")
    assert page.outputs["occurrence"] == INCIDENT
    assert page.outputs["unit"] == "MASH-PPN"
    assert page.outputs["for_robot"] == ""
    assert page.grids["reports"] == [
        {"report": "PPN-000001", "form": "PPN v1", "status": "Submitted", "revision": "1"}
    ]
    assert page.is_complete


def test_the_title_is_edited_and_read_back(desk: Desk) -> None:
    title = "PPN-000001 Domestic abuse, Solmere – with children"
    assert desk.save("/task/1/edit", title=title).location == "/task/1"
    assert desk.get("/task/1").outputs["title"] == title
    assert desk.get(QUEUE).grids["tasks"][0]["title"] == title


def test_a_title_of_120_characters_is_saved_and_one_of_121_is_not(desk: Desk) -> None:
    assert desk.save("/task/1/edit", title="x" * 120).status == 302
    refused = desk.save("/task/1/edit", title="y" * 121)
    assert refused.status == 422
    assert "Please correct" in refused.headings
    assert "at most 120" in refused.html
    assert desk.get("/task/1").outputs["title"] == "x" * 120


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("unit", "NOWHERE"),
        ("occurrence", "99260009999"),
        ("due", "2026-03-02"),
        ("person", "P9999999"),
        ("csc_request", "CSC-000009"),
        ("marac_case", "MAR-000009"),
    ],
)
def test_what_cannot_be_saved_is_named_at_its_field(desk: Desk, field: str, value: str) -> None:
    refused = desk.save("/task/1/edit", **{field: value})
    assert refused.status == 422
    assert f'href="#f-{field}"' in refused.html


def test_a_task_being_edited_is_locked_for_others(
    desk: Desk, desk_of: Callable[[str], Desk]
) -> None:
    desk.get("/task/1/edit")
    other = desk_of("coord2")
    page = other.open("T1")
    assert page.outputs["locked_by"] == "Mary Hale (coord1)"
    assert "Locked" in page.headings
    assert 'id="a-edit"' not in page.html
    assert other.get("/task/1/edit").location == "/task/1"
    assert other.get(QUEUE).grids["tasks"][0]["locked_by"] == "coord1"


def test_cancel_lets_go_of_the_lock_and_saves_nothing(
    desk: Desk, desk_of: Callable[[str], Desk]
) -> None:
    desk.save("/task/1/edit", "cancel", title="Never")
    page = desk_of("coord2").open("T1")
    assert "locked_by" not in page.outputs
    assert page.outputs["title"] == "PPN-000001 Domestic abuse, Solmere"


def test_a_save_over_a_record_changed_meanwhile_is_refused(desk: Desk, pack: SmallPack) -> None:
    shown = desk.get("/task/1/edit").controls
    with pack.session() as session:
        task = session.get_one(Task, 1)
        task.title, task.row_version = "Somebody else's title", 2
    answer = desk.post("/task/1/edit", **{**shown, "title": "Mine"})
    assert (answer.status, answer.screen) == (409, "Record changed")
    assert desk.get("/task/1").outputs["title"] == "Somebody else's title"


def test_a_save_without_the_lock_is_refused(desk: Desk, pack: SmallPack) -> None:
    shown = desk.get("/task/1/edit").controls
    with pack.session() as session:
        session.get_one(RecordLock, "task:1").user_id = "coord2"
    assert desk.post("/task/1/edit", **{**shown, "title": "Mine"}).location == "/task/1"
    assert desk.get("/task/1").outputs["title"] != "Mine"


def test_a_task_is_completed_with_an_outcome(desk: Desk) -> None:
    desk.save("/task/1/edit", "complete", outcome="Done by hand")
    page = desk.get("/task/1")
    assert (page.outputs["status"], page.outputs["outcome"]) == ("Completed", "Done by hand")
    assert [row["task"] for row in desk.get(QUEUE).grids["tasks"]] == ["T2"]


def test_a_task_is_reassigned(desk: Desk) -> None:
    desk.save("/task/1/edit", "reassign", unit="MASH-ENC", user="coord2")
    page = desk.get("/task/1")
    assert (page.outputs["unit"], page.outputs["user"]) == ("MASH-ENC", "coord2")


def test_the_robot_box_is_ticked_and_shown_in_the_queue(desk: Desk) -> None:
    desk.save("/task/1/edit", for_robot="Yes")
    assert desk.get(QUEUE).grids["tasks"][0]["robot"] == "Yes"
    desk.post("/task/1/edit", **{**desk.get("/task/1/edit").controls, "for_robot": ""})
    assert desk.get(QUEUE).grids["tasks"][0]["robot"] == ""


def test_the_robot_raises_a_task_for_staff_and_sees_it_at_once(robot: Desk) -> None:
    form = robot.get(f"/task/new?occurrence={INCIDENT}")
    assert form.controls["occurrence"] == INCIDENT
    answer = robot.save(
        f"/task/new?occurrence={INCIDENT}",
        title="Encompass: school not known",
        type="Encompass exception",
        unit="MASH-ENC",
        report="PPN-000001",
        notes="Line one\r\nLine two [R-7KQ2M4]",
    )
    page = robot.get(answer.location)
    assert page.screen == "Task"
    assert page.outputs["notes"] == "Line one\nLine two [R-7KQ2M4]"
    assert page.grids["reports"][0]["report"] == "PPN-000001"
    assert robot.get("/queue/MASH-ENC").grids["tasks"][0]["task"] == page.outputs["record_id"]


def test_a_task_is_linked_to_a_request_and_a_case(desk: Desk, pack: SmallPack) -> None:
    add_all(pack)
    desk.save("/task/1/edit", csc_request=REQUEST, marac_case=CASE)
    page = desk.get("/task/1")
    assert (page.outputs["csc_request"], page.outputs["marac_case"]) == (REQUEST, CASE)
    assert f'href="/csc/{REQUEST}"' in page.html
    assert page.grids["attachments"] == []
    desk.save("/task/1/edit", csc_request="", marac_case="")
    assert desk.get("/task/1").outputs["csc_request"] == ""


def test_a_task_is_raised_for_the_request_that_the_address_names(robot: Desk) -> None:
    form = robot.get(f"/task/new?occurrence={INCIDENT}&csc_request={REQUEST}")
    assert form.controls["csc_request"] == REQUEST


def test_hostile_text_in_a_title_stays_text(desk: Desk) -> None:
    title = '<script>alert(1)</script> {{ 7*7 }} =1+1 "quoted"'
    desk.save("/task/1/edit", title=title)
    page = desk.get("/task/1")
    assert page.outputs["title"] == title
    assert "<script>alert" not in page.html
