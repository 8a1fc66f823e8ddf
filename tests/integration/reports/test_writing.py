"""A person writes a PPN by hand, from the occurrence to the hub's queue."""

from flask import Flask
from sqlalchemy import select

from fake_niche.models import AuditEntry, RecordLock, Task
from tests.integration.reports.browsing import posted_by
from tests.integration.reports.world import OCCURRENCE, Desk, a_report, sessions, stored

COMPLETE = {
    "ppn_types": ["Domestic abuse"],
    "incident_start": "2026-02-28",
    "incident_place": "12 Larch Lane",
    "reporting_officer": "Test officer1",
    "subject_surname": "O'Hale",
    "subject_role": "Victim",
    "children_present": "No",
    "narrative": "An account",
}
REPORT = "/report/PPN-000001"


def start(desk: Desk) -> None:
    fields = {"occurrence_number": OCCURRENCE, "form": "PPN v1", "subject": "P0000001"}
    assert desk.post("/report/new", **fields).location == f"{REPORT}/edit"


def test_a_new_ppn_takes_over_what_the_occurrence_knows(niche: Flask, officer: Desk) -> None:
    start(officer)
    report = stored(niche, "PPN-000001")
    assert (report.status, report.revision, report.author_id) == ("Draft", 0, "officer1")
    assert report.data["incident_place"] == "12 Larch Lane, Quayhaven"
    assert report.data["subject_surname"] == "O'Hale"
    assert [row["surname"] for row in report.data["others"]] == ["Grubb"]
    assert [row["forename"] for row in report.data["children"]] == ["Will"]


def test_a_draft_may_leave_out_anything(niche: Flask, officer: Desk) -> None:
    start(officer)
    posted = posted_by(officer.get(f"{REPORT}/edit").text)
    answer = officer.post(f"{REPORT}/edit", **{**posted, "action": "save", "narrative": ""})
    assert answer.location == REPORT
    assert stored(niche, "PPN-000001").status == "Draft"


def test_a_page_saved_unchanged_changes_no_answer(niche: Flask, officer: Desk) -> None:
    answers = {**COMPLETE, "voice": "Two\nlines", "children": [{"surname": "O'Hale"}]}
    a_report(niche, answers)
    posted = posted_by(officer.get(f"{REPORT}/edit").text)
    officer.post(f"{REPORT}/edit", **posted, action="save")
    after = stored(niche, "PPN-000001").data
    assert {key: after[key] for key in COMPLETE} == COMPLETE
    assert after["voice"] == "Two\nlines"
    assert after["children"][0]["surname"] == "O'Hale"


def test_submitting_what_is_incomplete_shows_where_and_keeps_what_was_typed(
    niche: Flask, officer: Desk
) -> None:
    a_report(niche, {})
    posted = posted_by(officer.get(f"{REPORT}/edit").text)
    answer = officer.post(f"{REPORT}/edit", **{**posted, "action": "submit", "station": "Harbour"})
    assert answer.status_code == 422
    assert '<a href="#f-subject_surname">Surname must be answered</a>' in answer.text
    assert 'value="Harbour"' in answer.text
    report = stored(niche, "PPN-000001")
    assert (report.status, report.data, report.row_version) == ("Draft", {}, 1)


def test_a_submitted_ppn_lands_in_the_queue_of_the_hub(niche: Flask, officer: Desk) -> None:
    a_report(niche, COMPLETE)
    posted = posted_by(officer.get(f"{REPORT}/edit").text)
    assert officer.post(f"{REPORT}/edit", **posted, action="submit").location == REPORT
    report = stored(niche, "PPN-000001")
    assert (report.status, report.revision, report.domestic) == ("Submitted", 1, True)
    assert report.submitted == report.amended
    with sessions(niche) as session:
        task = session.scalars(select(Task)).one()
        assert task.title == f"PPN {OCCURRENCE} - Domestic abuse - O'Hale"
        assert (task.unit_code, task.type, task.status) == ("MASH-PPN", "PPN review", "New")
        assert [linked.id for linked in task.reports] == ["PPN-000001"]


def test_a_returned_ppn_is_a_new_revision_when_submitted_again(
    niche: Flask, officer: Desk, supervisor: Desk
) -> None:
    a_report(niche, COMPLETE, status="Submitted")
    sent = supervisor.post(
        f"{REPORT}/review", action="return", comment="Which child?", row_version="1"
    )
    assert sent.location == REPORT
    report = stored(niche, "PPN-000001")
    assert (report.status, report.data["review_comment"]) == ("Returned", "Which child?")
    posted = posted_by(officer.get(f"{REPORT}/edit").text)
    officer.post(f"{REPORT}/edit", **posted, action="submit")
    report = stored(niche, "PPN-000001")
    assert (report.status, report.revision) == ("Submitted", 2)
    assert report.submitted == "2026-03-01T10:00:00+00:00"


def test_a_ppn_is_not_returned_without_saying_why(niche: Flask, supervisor: Desk) -> None:
    a_report(niche, COMPLETE, status="Submitted")
    answer = supervisor.post(f"{REPORT}/review", action="return", comment=" ", row_version="1")
    assert answer.status_code == 422
    assert stored(niche, "PPN-000001").status == "Submitted"


def test_a_supervisor_reviews_and_signs(niche: Flask, supervisor: Desk) -> None:
    a_report(niche, COMPLETE, status="Submitted")
    supervisor.post(f"{REPORT}/review", action="review", comment="", row_version="1")
    report = stored(niche, "PPN-000001")
    assert (report.status, report.revision) == ("Reviewed", 1)
    assert report.data["reviewed_by"] == "Test super1"


def test_an_amendment_by_a_person_is_a_new_revision(niche: Flask, officer: Desk) -> None:
    a_report(niche, COMPLETE, status="Reviewed")
    posted = posted_by(officer.get(f"{REPORT}/amend").text)
    assert officer.post(f"{REPORT}/amend", **posted, action="amend").location == REPORT
    report = stored(niche, "PPN-000001")
    assert (report.status, report.revision) == ("Submitted", 2)
    assert report.amended != "2026-03-01T10:00:00+00:00"


def test_an_amendment_adds_no_second_task_while_one_is_open(niche: Flask, officer: Desk) -> None:
    a_report(niche, COMPLETE)
    posted = posted_by(officer.get(f"{REPORT}/edit").text)
    officer.post(f"{REPORT}/edit", **posted, action="submit")
    posted = posted_by(officer.get(f"{REPORT}/amend").text)
    officer.post(f"{REPORT}/amend", **posted, action="amend")
    with sessions(niche) as session:
        assert len(session.scalars(select(Task)).all()) == 1


def test_the_robot_fills_in_the_hubs_section_and_nothing_is_amended(
    niche: Flask, robot: Desk
) -> None:
    a_report(niche, COMPLETE, status="Submitted")
    page = robot.get(f"{REPORT}/edit").text
    posted = posted_by(page)
    assert posted["shown"] == ["l"]
    forged = {**posted, "shown": ["l", "g"], "narrative": "changed", "encompass_status": "Sent"}
    assert robot.post(f"{REPORT}/edit", **forged, action="save").location == REPORT
    report = stored(niche, "PPN-000001")
    assert report.data["encompass_status"] == "Sent"
    assert report.data["narrative"] == "An account"
    assert (report.revision, report.amended) == (1, "2026-03-01T10:00:00+00:00")


def test_the_robot_may_neither_amend_nor_submit_nor_review(niche: Flask, robot: Desk) -> None:
    a_report(niche, COMPLETE, status="Submitted")
    a_report(niche, COMPLETE, report_id="PPN-000002")
    assert robot.get(f"{REPORT}/amend").status_code == 403
    assert robot.post(f"{REPORT}/review", action="review").status_code == 403
    assert robot.get("/report/PPN-000002/edit").status_code == 403
    assert robot.get(f"/report/new?occurrence={OCCURRENCE}").status_code == 403


def test_an_officer_may_not_touch_the_hubs_section(niche: Flask, officer: Desk) -> None:
    a_report(niche, COMPLETE, status="Submitted")
    assert officer.get(f"{REPORT}/edit").status_code == 403
    assert "l" not in posted_by(officer.get(f"{REPORT}/amend").text)["shown"]


def test_a_draft_cannot_be_amended(niche: Flask, officer: Desk) -> None:
    a_report(niche, COMPLETE)
    assert officer.get(f"{REPORT}/amend").status_code == 403


def test_who_edits_holds_the_record_until_it_is_saved_or_left(
    niche: Flask, officer: Desk, coordinator: Desk
) -> None:
    a_report(niche, COMPLETE)
    posted = posted_by(officer.get(f"{REPORT}/edit").text)
    assert coordinator.get(f"{REPORT}/edit").status_code == 302
    page = coordinator.get(REPORT).text
    assert "Test officer1 (officer1)" in page
    assert 'id="a-edit"' not in page
    officer.post(f"{REPORT}/edit", **posted, action="cancel")
    with sessions(niche) as session:
        assert session.scalars(select(RecordLock)).all() == []
    assert coordinator.get(f"{REPORT}/edit").status_code == 200


def test_a_save_over_somebody_elses_is_refused(niche: Flask, officer: Desk) -> None:
    a_report(niche, COMPLETE)
    posted = posted_by(officer.get(f"{REPORT}/edit").text)
    officer.post(f"{REPORT}/edit", **posted, action="save")
    late = officer.post(f"{REPORT}/edit", **{**posted, "narrative": "Late"}, action="save")
    assert late.status_code == 409
    assert stored(niche, "PPN-000001").data["narrative"] == "An account"


def test_each_view_and_change_is_in_the_audit_without_a_value(niche: Flask, officer: Desk) -> None:
    a_report(niche, COMPLETE)
    officer.get(REPORT)
    posted = posted_by(officer.get(f"{REPORT}/edit").text)
    officer.post(f"{REPORT}/edit", **{**posted, "station": "Harbour"}, action="submit")
    with sessions(niche) as session:
        wanted = AuditEntry.record == "report:PPN-000001"
        entries = session.scalars(select(AuditEntry).where(wanted).order_by(AuditEntry.id)).all()
    operations = [entry.operation for entry in entries]
    assert operations == ["view", "edit", "edit", "edit", "submit"]
    assert "station" in entries[3].detail
    assert "Harbour" not in " ".join(entry.detail for entry in entries)
