"""Opening records: reasons, restrictions, roles."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from fake_niche.models import AuditEntry
from tests.integration.fake_niche.desk import Desk
from tests.integration.fake_niche.sharing import add_all
from tests.integration.fake_niche.world import CHILD, HIDDEN, INCIDENT, SECRET, SmallPack


def test_a_record_opened_first_asks_for_a_reason(coordinator: Desk) -> None:
    page = coordinator.get("/task/1")
    assert page.screen == "Reason for access"
    assert "Larch" not in page.html


def test_the_reason_is_given_once_and_leads_to_the_page_asked_for(coordinator: Desk) -> None:
    coordinator.get(f"/occurrence/{INCIDENT}/oel")
    answer = coordinator.post(
        "/reason",
        key=f"occurrence:{INCIDENT}",
        wanted=f"/occurrence/{INCIDENT}/oel",
        reason="Encompass – task 1",
    )
    assert coordinator.get(answer.location).screen == "Occurrence - OEL"
    assert coordinator.get(f"/occurrence/{INCIDENT}").screen == "Occurrence - Summary"


def test_a_reason_of_a_letter_is_no_reason(coordinator: Desk) -> None:
    answer = coordinator.post("/reason", key="task:1", wanted="/task/1", reason="x")
    assert (answer.status, answer.screen) == (422, "Reason for access")


def test_the_reason_screen_leads_to_no_foreign_address(coordinator: Desk) -> None:
    answer = coordinator.post(
        "/reason", key="task:1", wanted="//evil.example", reason="Encompass – task 1"
    )
    assert answer.location == "/task/1"


@pytest.mark.parametrize(
    ("number", "screen"),
    [
        ("T1", "Task"),
        (INCIDENT, "Occurrence - Summary"),
        (CHILD, "Person - Details"),
        ("s00001", "School"),
        ("csc-000001", "CSC request"),
        ("MAR-000001", "MARAC case"),
    ],
)
def test_the_open_bar_opens_any_record_by_its_number(
    coordinator: Desk, pack: SmallPack, number: str, screen: str
) -> None:
    add_all(pack)
    page = coordinator.open(number)
    assert page.screen == screen
    assert page.outputs["record_id"] == number.upper()


def test_the_open_bar_says_when_there_is_no_such_record(coordinator: Desk) -> None:
    answer = coordinator.open("T999")
    assert (answer.screen, answer.outputs["error_code"]) == ("Error", "404")


def test_a_reason_for_an_occurrence_covers_its_tasks(coordinator: Desk) -> None:
    coordinator.open(INCIDENT)
    assert coordinator.get("/task/1").screen == "Task"


def test_a_reason_for_a_task_covers_the_occurrence_of_its_reports(coordinator: Desk) -> None:
    coordinator.open("T1")
    assert coordinator.get(f"/occurrence/{INCIDENT}").screen == "Occurrence - Summary"
    assert coordinator.get(f"/person/{CHILD}").screen == "Reason for access"


def test_every_view_is_audited_with_its_reason(coordinator: Desk, pack: SmallPack) -> None:
    coordinator.open("T1", reason="Encompass – task 1")
    with pack.session() as session:
        views = session.scalars(select(AuditEntry).where(AuditEntry.record == "task:1")).all()
        told = [(view.user_id, view.operation, view.reason) for view in views]
    assert ("coord1", "view", "Encompass – task 1") in told


def test_a_restricted_occurrence_names_the_owning_unit_and_nothing_else(coordinator: Desk) -> None:
    page = coordinator.open(SECRET)
    assert (page.status, page.screen) == (403, "Access restricted")
    assert page.outputs == {"owning_unit": "Professional Standards"}
    assert SECRET not in page.html


def test_the_owning_unit_opens_its_restricted_occurrence(desk_of: Callable[[str], Desk]) -> None:
    page = desk_of("standards1").open(SECRET)
    assert page.outputs["restricted_to"] == "Professional Standards"


def test_of_a_restricted_person_only_the_number_is_shown(coordinator: Desk) -> None:
    coordinator.open(INCIDENT)
    rows = coordinator.get(f"/occurrence/{INCIDENT}/involved").grids["involved"]
    hidden = next(row for row in rows if row["person"] == HIDDEN)
    assert (hidden["name"], hidden["born"], hidden["restricted"]) == ("Restricted", "", "Yes")
    assert coordinator.open(HIDDEN).screen == "Access restricted"
    assert coordinator.get("/search?q=Verrel&kind=People").grids["found"] == []


def test_a_refusal_is_audited(coordinator: Desk, pack: SmallPack) -> None:
    coordinator.open(SECRET)
    with pack.session() as session:
        wanted = AuditEntry.operation == "refused"
        refused = session.scalars(select(AuditEntry.record).where(wanted)).all()
    assert refused == [f"occurrence:{SECRET}"]


@pytest.mark.parametrize(
    "path", ["/admin", "/admin/users", "/admin/forms", "/admin/faults", "/admin/audit"]
)
def test_the_robot_can_do_no_administration(robot: Desk, path: str) -> None:
    page = robot.get(path)
    assert (page.status, page.screen) == (403, "Not permitted")


@pytest.mark.parametrize(
    "path", ["/admin/users/change", "/admin/users/new", "/admin/faults", "/admin/forms"]
)
def test_the_robot_changes_nothing_of_administration(robot: Desk, path: str) -> None:
    assert robot.post(path, kind="maintenance", user="coord1", change="Close account").status == 403


def test_the_robot_raises_no_occurrence_and_changes_none(robot: Desk) -> None:
    robot.open(INCIDENT)
    assert robot.get("/occurrence/new").screen == "Not permitted"
    assert robot.get(f"/occurrence/{INCIDENT}/edit").screen == "Not permitted"


def test_administrators_change_no_record(administrator: Desk) -> None:
    administrator.open("T1")
    assert administrator.get("/task/1/edit").screen == "Not permitted"


def test_an_officer_does_not_move_tasks_between_units(desk_of: Callable[[str], Desk]) -> None:
    officer = desk_of("officer1")
    officer.open("T1")
    assert officer.save("/task/1/edit", unit="MASH-ENC").screen == "Not permitted"
    assert officer.get("/task/1").outputs["unit"] == "MASH-PPN"
