"""What people do in between, and the control endpoint that applies it."""

from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from fake_niche.app import create_app
from fake_niche.models import CscRequest, MaracCase, MissingEpisode, Occurrence, Report, Task
from tests.integration.fake_niche.desk import Desk
from tests.integration.fake_niche.sharing import CASE, REQUEST, add_all
from tests.integration.fake_niche.world import CHILD, INCIDENT, VICTIM, SmallPack

TOKEN = {"X-Control-Token": "small-token"}


@pytest.fixture
def desk(coordinator: Desk) -> Desk:
    coordinator.open(CHILD)
    return coordinator


def _told(answer: TestResponse) -> dict[str, Any]:
    told = answer.json
    assert isinstance(told, dict)
    return told


def _apply(app: Flask, pack: SmallPack, *events: str) -> TestResponse:
    lines = "".join(f"- {{moment: now, by: officer1, {event}}}\n" for event in events)
    (pack.folder / "events.yaml").write_text(lines or "[]\n", encoding="utf-8")
    return app.test_client().post("/control/events", json={"moment": "now"}, headers=TOKEN)


def test_a_task_is_cancelled_by_somebody_else(app: Flask, pack: SmallPack) -> None:
    answer = _apply(app, pack, "do: cancel_task, task: 1")
    assert answer.json == {"moment": "now", "applied": 1, "already": False}
    with pack.session() as session:
        task = session.get_one(Task, 1)
        assert (task.status, task.row_version) == ("Cancelled", 2)


def test_a_moment_is_applied_once(app: Flask, pack: SmallPack) -> None:
    _apply(app, pack, "do: add_oel, occurrence: '99260000001', text: Seen")
    again = _apply(app, pack, "do: add_oel, occurrence: '99260000001', text: Seen")
    assert again.json == {"moment": "now", "applied": 0, "already": True}


def test_a_moment_that_cannot_be_done_is_not_begun(app: Flask, pack: SmallPack) -> None:
    answer = _apply(app, pack, "do: cancel_task, task: 1", "do: cancel_task, task: 99")
    assert answer.status_code == 400
    assert "99" in _told(answer)["error"]
    with pack.session() as session:
        assert session.get_one(Task, 1).status == "New"


def test_an_unknown_event_is_refused_by_name(app: Flask, pack: SmallPack) -> None:
    answer = _apply(app, pack, "do: teleport")
    assert "teleport" in _told(answer)["error"]


def test_events_of_the_mail_server_are_left_to_it(app: Flask, pack: SmallPack) -> None:
    assert _told(_apply(app, pack, "do: mail_bounce, to: x"))["applied"] == 0


def test_an_amendment_raises_the_revision(app: Flask, pack: SmallPack) -> None:
    _apply(
        app,
        pack,
        "do: amend_report, report: PPN-000001, set: {children.0.school: S00001}",
    )
    with pack.session() as session:
        report = session.get_one(Report, "PPN-000001")
        assert report.revision == 2
        assert report.data["children"][0]["school"] == "S00001"
        assert str(report.amended).startswith("2026-03-02")


def test_the_mash_section_raises_no_revision(app: Flask, pack: SmallPack) -> None:
    _apply(app, pack, "do: set_report_field, report: PPN-000001, set: {encompass_status: Sent}")
    with pack.session() as session:
        report = session.get_one(Report, "PPN-000001")
        assert (report.revision, report.amended) == (1, "2026-03-01T09:00:00+00:00")


def test_a_returned_report_is_submitted_again(app: Flask, pack: SmallPack) -> None:
    report = "report: PPN-000001"
    _apply(app, pack, f"do: return_report, {report}", f"do: submit_report, {report}")
    with pack.session() as session:
        assert session.get_one(Report, "PPN-000001").status == "Submitted"


def test_an_occurrence_is_reclassified(app: Flask, pack: SmallPack) -> None:
    _apply(app, pack, f"do: reclassify, occurrence: '{INCIDENT}', domestic: false")
    with pack.session() as session:
        assert session.get_one(Occurrence, INCIDENT).domestic is False


def test_a_record_is_locked_and_let_go(app: Flask, pack: SmallPack, coordinator: Desk) -> None:
    _apply(app, pack, "do: lock, task: 1")
    assert coordinator.open("T1").outputs["locked_by"] == "PC Reed (officer1)"
    (pack.folder / "events.yaml").write_text(
        "- {moment: later, by: officer1, do: unlock, record: 'task:1'}\n", encoding="utf-8"
    )
    app.test_client().post("/control/events", json={"moment": "later"}, headers=TOKEN)
    assert "locked_by" not in coordinator.get("/task/1").outputs


@pytest.mark.parametrize(
    ("event", "tab", "shows"),
    [
        ("add_flag, kind: Interview pending", "", "Interview pending"),
        ("set_person, set: {surname: Marsh}", "", "Marsh"),
        ("set_pupil_link, school: S00001, set: {until: '2026-01-31'}", "/schools", "31/01/2026"),
        ("add_pupil_link, school: S00002", "/schools", "Old Larch School"),
    ],
)
def test_an_event_is_seen_on_the_screen(
    desk: Desk, pack: SmallPack, event: str, tab: str, shows: str
) -> None:
    assert _apply(desk.app, pack, f"do: {event}, person: {CHILD}").status_code == 200
    assert shows in desk.get(f"/person/{CHILD}{tab}").html


def test_a_task_is_added_with_its_person(desk: Desk, pack: SmallPack) -> None:
    task = f"title: Left, type: Pupil left, unit: MASH-PPN, task: 900001, person: {CHILD}"
    _apply(desk.app, pack, f"do: add_task, {task}")
    desk.open("T900001")
    assert desk.get("/task/900001").outputs["person"] == CHILD


def test_an_episode_is_added_and_changed(app: Flask, pack: SmallPack) -> None:
    added = f"do: add_episode, occurrence: '{INCIDENT}', person: {CHILD}, risk: High"
    found = "do: set_episode, episode: 1, set: {status: Found, found: '2026-03-02T01:00:00+00:00'}"
    assert _told(_apply(app, pack, added, found))["applied"] == 2
    with pack.session() as session:
        episode = session.get_one(MissingEpisode, 1)
        assert (episode.status, episode.risk, episode.row_version) == ("Found", "High", 2)
        assert episode.changed.startswith("2026-03-02T05:3")


def test_a_request_and_a_case_are_changed_by_somebody_else(app: Flask, pack: SmallPack) -> None:
    add_all(pack)
    _apply(
        app,
        pack,
        f"do: set_csc_request, csc: {REQUEST}, set: {{scope_note: Narrower}}",
        f"do: add_csc_person, csc: {REQUEST}, person: {VICTIM}, role: Parent",
        f"do: set_marac_case, marac: {CASE}, set: {{idva: Told}}",
        f"do: withdraw_marac, marac: {CASE}",
    )
    with pack.session() as session:
        request, case = session.get_one(CscRequest, REQUEST), session.get_one(MaracCase, CASE)
        assert (request.scope_note, len(request.people), request.row_version) == ("Narrower", 2, 3)
        assert (case.idva, case.status, case.row_version) == ("Told", "Withdrawn", 3)


def test_an_event_of_an_episode_needs_its_number(app: Flask, pack: SmallPack) -> None:
    answer = _apply(app, pack, "do: set_episode, episode: first, set: {status: Found}")
    assert "points to no record" in _told(answer)["error"]


def test_the_control_endpoint_needs_the_token(app: Flask) -> None:
    client = app.test_client()
    assert client.get("/control/clock").status_code == 401
    assert client.get("/control/clock", headers={"X-Control-Token": "guess"}).status_code == 401
    assert _told(client.get("/control/clock", headers=TOKEN))["now"].startswith("2026-03-02T05:3")


def test_the_control_endpoint_is_closed_unless_the_data_is_synthetic(
    pack: SmallPack,
) -> None:
    file = pack.folder / "pack.yaml"
    file.write_text(file.read_text().replace("synthetic: true", "synthetic: false"))
    real = create_app(pack.folder)
    assert real.test_client().get("/control/clock", headers=TOKEN).status_code == 403
    real.extensions["niche"].sessions.kw["bind"].dispose()


def test_the_clock_is_moved_forward_by_the_control_endpoint(app: Flask) -> None:
    client = app.test_client()
    moved = client.post("/control/clock", json={"to": "2026-03-03T06:00:00+00:00"}, headers=TOKEN)
    assert _told(moved)["now"].startswith("2026-03-03T06:00")
    back = client.post("/control/clock", json={"to": "2026-03-01T06:00:00+00:00"}, headers=TOKEN)
    assert back.status_code == 400


def test_events_without_a_file_are_none(app: Flask, pack: SmallPack) -> None:
    assert not Path(pack.folder / "events.yaml").exists()
    answer = app.test_client().post("/control/events", json={"moment": "now"}, headers=TOKEN)
    assert _told(answer)["applied"] == 0
