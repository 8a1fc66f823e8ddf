"""The reports search lists what was handed in, by flag and by when it was last handed in."""

import re

import pytest
from flask import Flask

from fake_niche.models import Occurrence
from tests.integration.reports.world import OCCURRENCE, Desk, a_report, sessions


def found(desk: Desk, query: str = "") -> list[str]:
    page = desk.get(f"/reports?{query}").text
    ids: list[str] = re.findall(r'<tr data-record="(PPN-\d+)">', page)
    total = re.search(r'name="reports_total">(\d+)<', page)
    assert total is not None
    assert int(total[1]) >= len(ids)
    return ids


def four_reports(niche: Flask) -> None:
    a_report(niche, {"ppn_types": ["Domestic abuse"]}, report_id="PPN-000001", status="Submitted")
    a_report(niche, {"ppn_types": ["Missing child"]}, report_id="PPN-000002", status="Reviewed")
    a_report(niche, {"ppn_types": ["Domestic abuse"]}, report_id="PPN-000003", status="Returned")
    a_report(niche, {"ppn_types": ["Domestic abuse"]}, report_id="PPN-000004")


def test_drafts_and_returned_reports_are_never_listed(niche: Flask, robot: Desk) -> None:
    four_reports(niche)
    assert found(robot) == ["PPN-000001", "PPN-000002"]
    assert found(robot, "status=Draft") == ["PPN-000001", "PPN-000002"]
    assert found(robot, "status=Reviewed") == ["PPN-000002"]


def test_domestic_abuse_is_ticked_or_the_occurrence_says_so(niche: Flask, robot: Desk) -> None:
    four_reports(niche)
    both = found(robot, "flag=Domestic+abuse")
    with sessions(niche) as session:
        session.get_one(Occurrence, OCCURRENCE).domestic = False
        session.commit()
    assert both == ["PPN-000001", "PPN-000002"]
    assert found(robot, "flag=Domestic+abuse") == ["PPN-000001"]
    assert found(robot, "flag=Missing+child") == ["PPN-000002"]


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("date_from=01/03/2026", True),
        ("date_from=01/03/2026+10:00", True),
        ("date_from=01/03/2026+10:01", False),
        ("date_to=01/03/2026", True),
        ("date_to=28/02/2026", False),
        ("date_to=01/03/2026+10:00", True),
        ("date_to=01/03/2026+09:59", False),
        ("form=PPN", True),
        ("form=CSC", False),
    ],
)
def test_from_and_to_take_in_their_own_minute_and_day(
    niche: Flask, robot: Desk, query: str, is_found: bool
) -> None:
    a_report(niche, {}, status="Submitted")
    assert found(robot, query) == (["PPN-000001"] if is_found else [])


def test_a_date_that_is_none_is_told_and_nothing_is_listed(robot: Desk) -> None:
    answer = robot.get("/reports?date_from=2026-03-01")
    assert answer.status_code == 400
    assert "From must be a date, DD/MM/YYYY" in answer.text


def test_25_on_a_page_and_the_total_of_all(niche: Flask, robot: Desk) -> None:
    for number in range(1, 28):
        a_report(niche, {}, status="Submitted", report_id=f"PPN-{number:06d}")
    page = robot.get("/reports?flag=Domestic+abuse").text
    assert len(found(robot, "flag=Domestic+abuse")) == 25
    assert 'name="reports_total">27<' in page
    assert 'name="reports_page">1 of 2<' in page
    assert 'rel="next"' in page
    assert found(robot, "flag=Domestic+abuse&page=2") == ["PPN-000026", "PPN-000027"]


def test_a_version_shows_its_own_word_for_a_status(niche: Flask, robot: Desk) -> None:
    a_report(niche, {}, status="Submitted", version="try4")
    assert "<td>Sent to MASH</td>" in robot.get("/reports").text


def test_a_report_of_a_version_that_is_not_loaded_is_listed_and_cannot_be_opened(
    niche: Flask, robot: Desk
) -> None:
    a_report(niche, {}, status="Submitted", version="v99")
    assert found(robot) == ["PPN-000001"]
    answer = robot.get("/report/PPN-000001")
    assert answer.status_code == 501
    assert "The form version PPN v99 is not loaded here." in answer.text


def test_a_restricted_occurrence_does_not_tell_its_subject(niche: Flask, robot: Desk) -> None:
    a_report(niche, {"subject_surname": "Zebrano"}, status="Submitted")
    with sessions(niche) as session:
        session.get_one(Occurrence, OCCURRENCE).restricted_to = "RESTR"
        session.commit()
    page = robot.get("/reports").text
    assert "Restricted" in page
    assert "Zebrano" not in page
    assert "Zebrano" not in robot.get("/report/PPN-000001").text
