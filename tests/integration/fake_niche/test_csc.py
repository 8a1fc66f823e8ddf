"""CSC requests: raised, filled with people, handed to the robot, released; all by hand."""

from collections.abc import Callable
from io import BytesIO

import pytest

from fake_niche.models import Occurrence, Task
from tests.integration.fake_niche.desk import Desk
from tests.integration.fake_niche.page import read_page
from tests.integration.fake_niche.sharing import REQUEST, a_request
from tests.integration.fake_niche.world import CHILD, HIDDEN, INCIDENT, SECRET, VICTIM, SmallPack

PAGE = f"/csc/{REQUEST}"
NEW = f"/csc/new?occurrence={INCIDENT}"


@pytest.fixture
def desk(coordinator: Desk, pack: SmallPack) -> Desk:
    pack.add(a_request(deadline="2026-03-04T16:00:00+00:00"))
    coordinator.open(REQUEST, "CSC request")
    return coordinator


def test_a_coordinator_raises_a_request_and_names_its_people(coordinator: Desk) -> None:
    assert coordinator.get("/csc/new").screen == "CSC request - New"
    coordinator.open(INCIDENT)
    answer = coordinator.save(
        NEW,
        type="Section 17",
        consent="Yes",
        authority="Solmere County Council",
        deadline="04/03/2026 16:00",
        lookback_months="36",
    )
    assert answer.location == PAGE
    coordinator.get(PAGE)
    people = coordinator.post(f"{PAGE}/people", person=CHILD, role="Child", row_version="1")
    assert people.location == PAGE
    shown = coordinator.get(PAGE)
    assert (shown.screen, shown.outputs["record_id"]) == ("CSC request", REQUEST)
    assert (shown.outputs["status"], shown.outputs["lookback_months"]) == ("Open", "36")
    assert (shown.outputs["deadline"], shown.outputs["row_version"]) == ("04/03/2026 16:00", "2")
    assert [(row["person"], row["role"]) for row in shown.grids["people"]] == [(CHILD, "Child")]


def test_the_request_is_handed_to_the_robot_once(desk: Desk, pack: SmallPack) -> None:
    answer = desk.post(f"{PAGE}/hand-over", row_version="1")
    assert answer.location == "/task/3"
    with pack.session() as session:
        task = session.get_one(Task, 3)
        assert task.title == f"{REQUEST} information sharing report"
        assert (task.type, task.unit_code, task.for_robot) == ("CSC request", "MASH-ROBOT", True)
        assert (task.due, task.csc_request_id) == ("2026-03-04T16:00:00+00:00", REQUEST)
    assert desk.get(PAGE).outputs["status"] == "With robot"
    again = desk.post(f"{PAGE}/hand-over", row_version="2")
    assert again.status == 422
    assert "the robot has it already (T3)" in again.html


def test_what_was_withdrawn_is_not_handed_over(desk: Desk) -> None:
    desk.save(f"{PAGE}/edit", status="Withdrawn")
    page = desk.get(PAGE)
    assert "Hand to the robot" not in page.buttons
    assert desk.post(f"{PAGE}/hand-over", row_version="2").status == 422


def test_a_file_is_attached_to_the_robots_task_and_the_task_completed(desk: Desk) -> None:
    desk.post(f"{PAGE}/hand-over", row_version="1")
    attachments = f"/occurrence/{INCIDENT}/attachments"
    assert desk.get(f"{attachments}?task=T3").controls["task"] == "T3"
    file = {"file": (BytesIO(b"report"), "report.docx")}
    fields = {"csrf_token": desk.token, "marking": "OFFICIAL-SENSITIVE", "task": "T3"}
    answer = read_page(desk.client.post(attachments, data={**fields, **file}))
    assert answer.status == 302
    assert desk.get(attachments).grids["attachments"][0]["task"] == "T3"
    shown = desk.get("/task/3")
    assert shown.outputs["csc_request"] == REQUEST
    assert [row["name"] for row in shown.grids["attachments"]] == ["report.docx"]
    assert f'href="{attachments}/1"' in shown.html
    desk.save("/task/3/edit", "complete", outcome="Checked and redacted")
    assert desk.get("/task/3").outputs["status"] == "Completed"


@pytest.mark.parametrize("task", ["T2", "T99", "x"])
def test_a_file_hangs_on_no_task_of_another_occurrence(desk: Desk, task: str) -> None:
    attachments = f"/occurrence/{INCIDENT}/attachments"
    desk.get(attachments)
    data = {"csrf_token": desk.token, "marking": "OFFICIAL", "task": task}
    refused = desk.client.post(attachments, data={**data, "file": (BytesIO(b"x"), "x.txt")})
    assert refused.status_code == 422
    assert 'href="#f-task"' in refused.text


def test_a_person_is_taken_out_of_the_request_again(desk: Desk) -> None:
    linked = desk.get(PAGE).html
    assert f"{CHILD} · Child" in linked
    assert desk.post(f"{PAGE}/people/remove", linked="1", row_version="1").location == PAGE
    assert desk.get(PAGE).grids["people"] == []


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"person": "P9999999", "role": "Child"}, "person"),
        ({"person": CHILD, "role": "Parent"}, "person"),
        ({"person": VICTIM, "role": "Uncle"}, "role"),
    ],
)
def test_who_cannot_be_added_is_named_at_the_field(
    desk: Desk, fields: dict[str, str], field: str
) -> None:
    refused = desk.post(f"{PAGE}/people", row_version="1", **fields)
    assert refused.status == 422
    assert f'href="#f-{field}"' in refused.html
    assert len(desk.get(PAGE).grids["people"]) == 1


def test_of_a_restricted_person_only_the_number_is_shown(desk: Desk) -> None:
    desk.post(f"{PAGE}/people", person=HIDDEN, role="Other adult", row_version="1")
    row = desk.get(PAGE).grids["people"][1]
    assert (row["person"], row["name"], row["born"]) == (HIDDEN, "Restricted", "")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("type", "Section 99"),
        ("received", ""),
        ("deadline", "soon"),
        ("lookback_months", "two"),
        ("status", "Lost"),
        ("consent", "Perhaps"),
        ("legal_basis", "x" * 201),
    ],
)
def test_what_cannot_be_saved_is_named_at_its_field(desk: Desk, field: str, value: str) -> None:
    refused = desk.save(f"{PAGE}/edit", **{field: value})
    assert refused.status == 422
    assert f'href="#f-{field}"' in refused.html


def test_what_is_sent_has_a_date_and_a_rationale(desk: Desk) -> None:
    refused = desk.save(f"{PAGE}/edit", status="Sent")
    assert 'href="#f-released_on"' in refused.html
    assert 'href="#f-rationale"' in refused.html
    desk.save(f"{PAGE}/edit", status="Sent", released_on="03/03/2026", rationale="All relevant")
    shown = desk.get(PAGE).outputs
    assert (shown["status"], shown["released_on"]) == ("Sent", "03/03/2026")


def test_a_request_being_edited_is_locked_for_others(
    desk: Desk, desk_of: Callable[[str], Desk]
) -> None:
    desk.get(f"{PAGE}/edit")
    other = desk_of("coord2")
    page = other.open(REQUEST)
    assert page.outputs["locked_by"] == "Mary Hale (coord1)"
    assert "Add person" not in page.buttons
    assert other.get(f"{PAGE}/edit").location == PAGE
    assert other.post(f"{PAGE}/hand-over", row_version="1").location == PAGE
    desk.save(f"{PAGE}/edit", "cancel")
    assert "locked_by" not in other.get(PAGE).outputs


def test_a_save_over_a_request_changed_meanwhile_is_refused(desk: Desk) -> None:
    shown = desk.get(f"{PAGE}/edit").controls
    desk.post(f"{PAGE}/people", person=VICTIM, role="Parent", row_version="1")
    answer = desk.post(f"{PAGE}/edit", **{**shown, "scope_note": "Mine"})
    assert (answer.status, answer.screen) == (409, "Record changed")


def test_the_list_shows_the_newest_first_and_is_filtered(desk: Desk, pack: SmallPack) -> None:
    pack.add(*(a_request(f"CSC-{n:06d}", people=[], status="Sent") for n in range(2, 31)))
    first = desk.get("/csc")
    assert (first.screen, first.outputs["requests_total"]) == ("CSC requests", "30")
    assert first.grids["requests"][0]["request"] == "CSC-000030"
    assert len(desk.get("/csc?page=2").grids["requests"]) == 5
    assert desk.get("/csc?status=Open").outputs["requests_total"] == "1"


def test_a_request_on_a_restricted_occurrence_is_closed_and_not_listed(
    desk: Desk, pack: SmallPack
) -> None:
    pack.add(a_request("CSC-000002", occurrence_number=SECRET, people=[]))
    assert desk.open("CSC-000002").screen == "Access restricted"
    assert desk.get("/csc").outputs["requests_total"] == "1"


def test_the_robot_reads_a_request_and_changes_nothing(robot: Desk, pack: SmallPack) -> None:
    pack.add(a_request())
    page = robot.open(REQUEST)
    assert page.screen == "CSC request"
    assert set(page.buttons) & {"Hand to the robot", "Add person", "Remove person"} == set()
    for path in (f"{PAGE}/edit", NEW):
        assert robot.get(path).screen == "Not permitted"
    for path in (f"{PAGE}/people", f"{PAGE}/people/remove", f"{PAGE}/hand-over"):
        assert robot.post(path, row_version="1").status == 403


def test_a_reason_for_a_request_covers_its_occurrence(coordinator: Desk, pack: SmallPack) -> None:
    pack.add(a_request())
    coordinator.open(REQUEST)
    assert coordinator.get(f"/occurrence/{INCIDENT}").screen == "Occurrence - Summary"


def test_a_reason_for_a_task_covers_its_request(coordinator: Desk, pack: SmallPack) -> None:
    pack.add(a_request())
    with pack.session() as session:
        session.get_one(Task, 2).csc_request_id = REQUEST
        session.get_one(Occurrence, SECRET).restricted_to = None
    coordinator.open("T2")
    assert coordinator.get(PAGE).screen == "CSC request"
