"""Administration by the role admin."""

import pytest
from flask import Flask

from fake_niche.models import FormTemplate
from tests.integration.fake_niche.desk import Desk
from tests.integration.fake_niche.world import PASSWORD, SmallPack


def test_the_overview_counts_the_records(administrator: Desk) -> None:
    rows = {row["kind"]: row["number"] for row in administrator.get("/admin").grids["records"]}
    assert rows["Tasks"] == "2"
    assert rows["PPN reports"] == "2"


def test_a_closed_account_is_logged_out_and_kept_out(
    app: Flask, administrator: Desk, coordinator: Desk
) -> None:
    administrator.get("/admin/users")
    administrator.post("/admin/users/change", user="coord1", change="Close account")
    assert coordinator.get("/").status == 302
    refused = Desk(app.test_client()).log_in("coord1", PASSWORD)
    assert "not right" in refused.outputs["login_error"]


def test_a_new_user_logs_in(app: Flask, administrator: Desk) -> None:
    administrator.get("/admin/users")
    fields = {"id": "coord9", "name": "Jo Bell", "role": "coordinator", "unit": "HUB"}
    assert administrator.post("/admin/users/new", **fields, password=PASSWORD).status == 302
    assert Desk(app.test_client()).log_in("coord9", PASSWORD).location == "/"


@pytest.mark.parametrize(
    ("field", "value"),
    [("id", "Coord 9"), ("id", "coord1"), ("role", "wizard"), ("password", "short"), ("name", "")],
)
def test_a_user_that_cannot_be_is_refused(administrator: Desk, field: str, value: str) -> None:
    administrator.get("/admin/users")
    good = {"id": "coord9", "name": "Jo Bell", "role": "coordinator", "unit": "HUB"}
    answer = administrator.post("/admin/users/new", **{**good, "password": PASSWORD, field: value})
    assert answer.status == 422
    assert f'href="#f-{field}"' in answer.html


def test_a_new_password_is_set(app: Flask, administrator: Desk) -> None:
    administrator.get("/admin/users")
    fields = {"password_user": "coord1", "new_password": "Another-Quillbrook-82"}
    administrator.post("/admin/users/password", **fields)
    assert Desk(app.test_client()).log_in("coord1", "Another-Quillbrook-82").location == "/"


def test_records_held_by_somebody_are_released(administrator: Desk, coordinator: Desk) -> None:
    coordinator.open("T1")
    coordinator.get("/task/1/edit")
    administrator.get("/admin/users")
    administrator.post("/admin/users/change", user="coord1", change="Release record locks")
    assert administrator.open("T1").outputs.get("locked_by") is None


def test_a_form_version_is_made_current(administrator: Desk, pack: SmallPack) -> None:
    pack.add(FormTemplate(code="PPN", version="v1.1"))
    administrator.get("/admin/forms")
    administrator.post("/admin/forms", version="PPN v1.1")
    rows = administrator.get("/admin/forms").grids["forms"]
    assert [row["version"] for row in rows if row["current"] == "Yes"] == ["v1.1"]


def test_the_audit_is_filtered_by_user(administrator: Desk, coordinator: Desk) -> None:
    coordinator.open("T1", reason="Encompass – task 1")
    rows = administrator.get("/admin/audit?user=coord1").grids["audit"]
    assert {row["user"] for row in rows} == {"coord1"}
    assert rows[0]["reason"] == "Encompass – task 1"
