"""Each fault strikes where, when and as often as it was told to."""

import time
from collections.abc import Callable

import pytest
from flask import Flask

from tests.integration.fake_niche.desk import Desk
from tests.integration.fake_niche.sharing import CASE, REQUEST, a_case, a_request, add_all
from tests.integration.fake_niche.world import CHILD, INCIDENT, PASSWORD, SmallPack

QUEUE = "/queue/MASH-PPN?status=New"

Switch = Callable[..., None]


@pytest.fixture
def switch(app: Flask) -> Switch:
    """Switches a fault on by the control endpoint."""

    def on(kind: str, **settings: object) -> None:
        answer = app.test_client().post(
            "/control/faults",
            json={"kind": kind, **settings},
            headers={"X-Control-Token": "small-token"},
        )
        assert answer.status_code == 200, answer.text

    return on


@pytest.fixture
def desk(coordinator: Desk) -> Desk:
    coordinator.open("T1")
    return coordinator


def test_faults_are_shown_in_the_banner_while_on(desk: Desk, switch: Switch) -> None:
    assert "FAULTS ON" not in desk.get("/").html
    switch("delay", value="0", path="^/task", remaining=1)
    assert "FAULTS ON · Delay" in desk.get("/").html
    desk.get("/task/1")
    assert "FAULTS ON" not in desk.get("/").html


def test_a_delayed_page_comes_late_and_whole(desk: Desk, switch: Switch) -> None:
    switch("delay", value="0.3", path="^/task/1$", remaining=1)
    before = time.perf_counter()
    assert desk.get("/task/1").is_complete
    assert time.perf_counter() - before >= 0.3


def test_an_error_on_read_strikes_as_often_as_told(desk: Desk, switch: Switch) -> None:
    switch("error_on_read", path="^/task/1$", remaining=2)
    pages = [desk.get("/task/1") for _ in range(3)]
    assert [page.status for page in pages] == [500, 500, 200]
    assert pages[0].screen == "Error"
    assert pages[0].outputs["error_code"] == "500"


def test_an_error_on_save_saves_nothing(desk: Desk, switch: Switch) -> None:
    switch("error_on_save", path="^/task/1/edit$", remaining=1)
    assert desk.save("/task/1/edit", title="Lost").status == 500
    assert desk.get("/task/1").outputs["title"] != "Lost"
    assert desk.save("/task/1/edit", title="Kept").status == 302


def test_a_lost_answer_hides_that_the_work_was_saved(desk: Desk, switch: Switch) -> None:
    switch("response_lost", path="^/task/1/edit$", remaining=1)
    answer = desk.save("/task/1/edit", title="Saved all the same")
    assert not answer.is_complete
    assert desk.get("/task/1").outputs["title"] == "Saved all the same"


def test_a_dropped_session_leads_to_log_in(desk: Desk, switch: Switch) -> None:
    switch("session_drop", path="^/task", remaining=1)
    assert desk.get("/task/1").location == "/login?next=/task/1"
    desk.log_in("coord1", PASSWORD)
    assert desk.get("/task/1").screen == "Reason for access"


def test_a_session_dropped_at_a_save_leads_to_log_in_too(desk: Desk, switch: Switch) -> None:
    switch("session_drop", path="^/task/1/edit$", remaining=2)
    desk.get("/task/1/edit")
    desk.log_in("coord1", PASSWORD)
    assert desk.post("/task/1/edit", title="Never").location == "/login"


def test_an_expired_password_stops_at_change_password(app: Flask, switch: Switch) -> None:
    switch("password_expired", remaining=1)
    desk = Desk(app.test_client())
    desk.log_in("coord1", PASSWORD)
    assert desk.get("/").location == "/change-password"
    assert desk.get("/change-password").screen == "Change password"


def test_a_locked_account_is_refused_with_the_right_password(app: Flask, switch: Switch) -> None:
    switch("account_locked", remaining=1)
    desk = Desk(app.test_client())
    assert "locked" in desk.log_in("coord1", PASSWORD).outputs["login_error"]
    assert desk.log_in("coord1", PASSWORD).location == "/"


@pytest.mark.parametrize("page", ["/task/1", f"/occurrence/{INCIDENT}"])
def test_a_lock_held_by_another_is_shown(desk: Desk, switch: Switch, page: str) -> None:
    switch("record_locked", path=page, value="coord2", remaining=1)
    assert desk.get(page).outputs["locked_by"] == "Ann Dale (coord2)"
    assert "locked_by" not in desk.get(page).outputs


def test_a_row_changed_meanwhile_conflicts_with_the_save(desk: Desk, switch: Switch) -> None:
    switch("row_changed", path="^/task/1/edit$", remaining=1)
    answer = desk.save("/task/1/edit", title="Too late")
    assert (answer.status, answer.screen) == (409, "Record changed")
    assert desk.save("/task/1/edit", title="Decided again").status == 302


@pytest.mark.parametrize(
    ("kind", "mark"), [("alert", "/static/alert.js"), ("modal", "<dialog open")]
)
def test_an_unexpected_dialog_stands_on_the_page(
    desk: Desk, switch: Switch, kind: str, mark: str
) -> None:
    switch(kind, path="^/task/1$", remaining=1, value="<b>Archive?</b>")
    page = desk.get("/task/1")
    assert mark in page.html
    assert "<b>Archive" not in page.html
    assert mark not in desk.get("/task/1").html


def test_maintenance_answers_every_page(desk: Desk, switch: Switch) -> None:
    switch("maintenance", remaining=1)
    page = desk.get(QUEUE)
    assert (page.status, page.screen) == (503, "Maintenance")


def test_a_truncated_page_lacks_its_end(desk: Desk, switch: Switch) -> None:
    switch("truncated", path="^/task/1$", remaining=1, value="0.5")
    page = desk.get("/task/1")
    assert page.status == 200
    assert not page.is_complete


def test_a_grid_lacks_a_row_that_it_counts(desk: Desk, switch: Switch) -> None:
    whole = desk.get("/task/1").html
    switch("row_missing", path="^/task/1$", remaining=1)
    less = desk.get("/task/1").html
    assert whole.count("<tr data-record=") - less.count("<tr data-record=") == 1
    assert 'name="reports_total">1<' in less


def test_the_wrong_record_is_served_under_the_right_address(desk: Desk, switch: Switch) -> None:
    switch("wrong_record", path="^/task/1$", remaining=1)
    assert desk.get("/task/1").outputs["record_id"] == "T2"
    assert desk.get("/task/1").outputs["record_id"] == "T1"


def test_the_wrong_person_may_be_chosen(desk: Desk, switch: Switch) -> None:
    switch("wrong_record", path=f"^/person/{CHILD}$", remaining=1, value="P0000001")
    assert desk.get(f"/person/{CHILD}").outputs["record_id"] == "P0000001"


@pytest.mark.parametrize(
    ("page", "other"),
    [(f"/csc/{REQUEST}", "CSC-000002"), (f"/marac/{CASE}", "MAR-000002")],
)
def test_another_request_or_case_is_served(
    desk: Desk, switch: Switch, pack: SmallPack, page: str, other: str
) -> None:
    pack.add(a_request(), a_request("CSC-000002", people=[]))
    pack.add(a_case(), a_case("MAR-000002", people=[], actions=[]))
    switch("wrong_record", path=f"^{page}$", remaining=1)
    assert desk.get(page).outputs["record_id"] == other
    assert desk.get(page).outputs["record_id"] == page.rsplit("/", 1)[1]


@pytest.mark.parametrize(
    ("page", "field"),
    [
        (f"/csc/{REQUEST}/edit", "scope_note"),
        (f"/marac/{CASE}/edit", "idva"),
        (f"/marac/{CASE}/actions/1/edit", "owner"),
        (f"/occurrence/{INCIDENT}/missing/1/edit", "reason"),
    ],
)
def test_a_row_changed_meanwhile_conflicts_on_every_new_screen(
    desk: Desk, switch: Switch, pack: SmallPack, page: str, field: str
) -> None:
    add_all(pack)
    switch("row_changed", path=f"^{page}$", remaining=1)
    assert desk.save(page, **{field: "Too late"}).screen == "Record changed"
    assert desk.save(page, **{field: "Again"}).status == 302


@pytest.mark.parametrize("page", [f"/csc/{REQUEST}", f"/marac/{CASE}"])
def test_a_pretended_lock_is_shown_on_requests_and_cases(
    desk: Desk, switch: Switch, pack: SmallPack, page: str
) -> None:
    add_all(pack)
    switch("record_locked", path=page, value="coord2", remaining=1)
    assert desk.get(page).outputs["locked_by"] == "Ann Dale (coord2)"


def test_a_late_field_is_emptied_by_a_script(desk: Desk, switch: Switch) -> None:
    switch("late_field", path="^/task/1$", remaining=1, value="title:700")
    assert 'data-name="title" data-delay="700"' in desk.get("/task/1").html


def test_a_queue_column_is_hidden_with_its_cells(desk: Desk, switch: Switch) -> None:
    switch("column_hidden", path="^/queue/", remaining=1, value="rev")
    page = desk.get(QUEUE)
    assert "rev" not in page.columns["tasks"]
    assert page.grids["tasks"][0]["due"] == "03/07/2026 17:00"


def test_a_button_is_renamed(desk: Desk, switch: Switch) -> None:
    switch("button_renamed", path="^/task/1/edit$", remaining=1, value="Save=Store")
    assert "Store" in desk.get("/task/1/edit").buttons


def test_the_title_limit_falls_to_eighty(desk: Desk, switch: Switch) -> None:
    switch("title_limit", value="80")
    refused = desk.save("/task/1/edit", title="x" * 81)
    assert "at most 80" in refused.html


def test_a_chance_is_drawn_from_its_seed(desk: Desk, switch: Switch) -> None:
    switch("error_on_read", path="^/task/1$", probability=0.5, seed=7)
    first = [desk.get("/task/1").status for _ in range(12)]
    assert {200, 500} == set(first)
    _clear(desk)
    switch("error_on_read", path="^/task/1$", probability=0.5, seed=7)
    assert [desk.get("/task/1").status for _ in range(12)] == first


def test_faults_spare_administration_so_that_they_can_be_switched_off(
    administrator: Desk, switch: Switch
) -> None:
    switch("maintenance")
    page = administrator.get("/admin/faults")
    assert page.grids["faults"][0]["kind"] == "Maintenance page"
    administrator.post("/admin/faults/off", fault="")
    assert administrator.get("/").screen == "Home"


def test_an_administrator_switches_a_fault_on(administrator: Desk) -> None:
    administrator.get("/admin/faults")
    fields = {"kind": "error_on_read", "path": "^/search", "remaining": "1", "probability": "1"}
    assert administrator.post("/admin/faults", **fields).status == 302
    assert administrator.get("/search").status == 500


def test_an_unknown_fault_is_refused_by_name(app: Flask) -> None:
    answer = app.test_client().post(
        "/control/faults", json={"kind": "gremlin"}, headers={"X-Control-Token": "small-token"}
    )
    assert answer.status_code == 400
    assert "gremlin" in answer.text


def _clear(desk: Desk) -> None:
    desk.client.delete("/control/faults", headers={"X-Control-Token": "small-token"})
