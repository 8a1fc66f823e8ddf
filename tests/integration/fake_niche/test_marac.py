"""MARAC cases: raised, changed, given actions, handed to the robot; all by hand."""

import pytest

from fake_niche.marac.handing_over import due_for
from fake_niche.models import MaracCase, Task
from tests.integration.fake_niche.desk import Desk
from tests.integration.fake_niche.sharing import CASE, a_case
from tests.integration.fake_niche.world import CHILD, HIDDEN, INCIDENT, SECRET, VICTIM, SmallPack

PAGE = f"/marac/{CASE}"
NEW = f"/marac/new?occurrence={INCIDENT}"


@pytest.fixture
def desk(coordinator: Desk, pack: SmallPack) -> Desk:
    pack.add(a_case())
    coordinator.open(CASE, "MARAC")
    return coordinator


def test_a_coordinator_raises_a_case_and_adds_an_action(coordinator: Desk) -> None:
    assert coordinator.get("/marac/new").screen == "MARAC case - New"
    coordinator.open(INCIDENT)
    answer = coordinator.save(
        NEW,
        victim_id=VICTIM,
        perpetrator_not_identified="Yes",
        meeting_on="12/03/2026",
        criteria_repeat="Yes",
        criteria_visible_high_risk="Yes",
    )
    assert answer.location == PAGE
    coordinator.save(f"{PAGE}/actions/new", text="Visit", owner="IDVA", due="20/03/2026")
    shown = coordinator.get(PAGE)
    assert shown.outputs["criteria"] == "Visible high risk; Repeat"
    assert shown.outputs["perpetrator_not_identified"] == "Yes"
    assert (shown.outputs["victim_id"], shown.outputs["victim_name"]) == (VICTIM, "May O'Dell")
    assert shown.outputs["referred_by"] == "Mary Hale"
    assert shown.grids["actions"] == [
        {"action": "1", "text": "Visit", "owner": "IDVA", "due": "20/03/2026", "status": "Open"}
    ]


def test_an_action_is_done(desk: Desk) -> None:
    desk.save(f"{PAGE}/actions/1/edit", status="Done")
    desk.save(f"{PAGE}/actions/new", text="Second")
    shown = desk.get(PAGE)
    assert [(a["action"], a["status"]) for a in shown.grids["actions"]] == [
        ("1", "Done"),
        ("2", "Open"),
    ]
    assert shown.outputs["row_version"] == "3"
    assert desk.get(f"{PAGE}/actions/9/edit").status == 404


@pytest.mark.parametrize(
    ("field", "value"), [("text", ""), ("due", "12.3."), ("status", "Lost"), ("text", "x" * 301)]
)
def test_an_action_needs_a_text_and_a_real_date(desk: Desk, field: str, value: str) -> None:
    refused = desk.save(f"{PAGE}/actions/1/edit", **{field: value})
    assert refused.status == 422
    assert f'href="#f-{field}"' in refused.html


def test_a_case_is_edited_and_its_people_changed(desk: Desk) -> None:
    desk.save(f"{PAGE}/edit", status="Withdrawn", meeting_on="", held_elsewhere="Yes")
    desk.post(f"{PAGE}/people", person=VICTIM, role="Agenda", row_version="2")
    desk.post(f"{PAGE}/people/remove", linked="1", row_version="3")
    shown = desk.get(PAGE)
    assert (shown.outputs["meeting_on"], shown.outputs["held_elsewhere"]) == ("", "Yes")
    assert shown.outputs["criteria"] == "Repeat"
    assert [(r["person"], r["name"]) for r in shown.grids["people"]] == [
        (HIDDEN, "Restricted"),
        (VICTIM, "May O'Dell"),
    ]
    assert "Hand to the robot" not in shown.buttons


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("victim_id", "P9999999"),
        ("referred_on", ""),
        ("meeting_on", "31/02/2026"),
        ("status", "Lost"),
        ("area", "x" * 41),
    ],
)
def test_what_cannot_be_saved_is_named_at_its_field(desk: Desk, field: str, value: str) -> None:
    refused = desk.save(f"{PAGE}/edit", **{field: value})
    assert refused.status == 422
    assert f'href="#f-{field}"' in refused.html


def test_somebody_has_a_role_in_a_case_once(desk: Desk) -> None:
    refused = desk.post(f"{PAGE}/people", person=CHILD, role="Child", row_version="1")
    assert refused.status == 422
    assert "has this role in the case already" in refused.html


def test_the_case_is_handed_to_the_robot_with_the_day_it_is_due(
    desk: Desk, pack: SmallPack
) -> None:
    assert desk.post(f"{PAGE}/hand-over", row_version="1").location == "/task/3"
    with pack.session() as session:
        task = session.get_one(Task, 3)
        assert (task.title, task.type) == (f"{CASE} MARAC report", "MARAC report")
        assert (task.due, task.marac_case_id) == ("2026-03-05T16:00:00+00:00", CASE)
        assert task.for_robot
    assert desk.post(f"{PAGE}/hand-over", row_version="2").status == 422


@pytest.mark.parametrize(
    ("meeting", "due"),
    [
        ("2026-03-12", "2026-03-05T16:00:00+00:00"),
        ("2026-04-09", "2026-03-31T15:00:00+00:00"),  # Easter and summer time between
        ("2026-03-05", "2026-03-05T16:00:00+00:00"),  # five days before it have passed
        (None, None),
    ],
)
def test_a_report_is_due_five_working_days_before_the_meeting(
    meeting: str | None, due: str | None
) -> None:
    assert due_for(meeting, "2026-03-02") == due


def test_a_persons_cases_tell_the_role_in_each(desk: Desk, pack: SmallPack) -> None:
    pack.add(a_case("MAR-000002", occurrence_number=SECRET, people=[], actions=[]))
    desk.open(CHILD)
    rows = desk.get(f"/person/{CHILD}/marac").grids["marac"]
    assert [(row["case"], row["role"], row["held_elsewhere"]) for row in rows] == [
        (CASE, "Child", "No")
    ]
    desk.open(VICTIM)
    page = desk.get(f"/person/{VICTIM}/marac")
    assert page.screen == "Person - MARAC"
    assert [row["case"] for row in page.grids["marac"]] == ["Restricted", CASE]
    assert page.grids["marac"][0]["area"] == ""


def test_the_list_of_cases_is_filtered(desk: Desk, pack: SmallPack) -> None:
    pack.add(a_case("MAR-000002", people=[], actions=[], status="Heard"))
    page = desk.get("/marac")
    assert (page.screen, page.outputs["cases_total"]) == ("MARAC cases", "2")
    assert [row["case"] for row in desk.get("/marac?status=Heard").grids["cases"]] == ["MAR-000002"]


def test_the_robot_reads_a_case_and_changes_nothing(robot: Desk, pack: SmallPack) -> None:
    pack.add(a_case())
    page = robot.open(CASE)
    assert page.grids["actions"][0]["text"] == "Change the locks"
    assert 'id="a-edit"' not in page.html
    for path in (f"{PAGE}/edit", NEW, f"{PAGE}/actions/new", f"{PAGE}/actions/1/edit"):
        assert robot.get(path).screen == "Not permitted"
        assert robot.post(path).status == 403
    assert robot.post(f"{PAGE}/hand-over").status == 403


def test_a_save_over_a_case_changed_meanwhile_is_refused(desk: Desk, pack: SmallPack) -> None:
    shown = desk.get(f"{PAGE}/edit").controls
    with pack.session() as session:
        session.get_one(MaracCase, CASE).row_version = 2
    assert desk.post(f"{PAGE}/edit", **{**shown, "idva": "Mine"}).screen == "Record changed"
