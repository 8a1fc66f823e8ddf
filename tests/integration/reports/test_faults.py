"""Faults that strike the form: a school missing or twice, another version than the report's own."""

from flask import Flask

from fake_niche.faults import switch_on
from fake_niche.models import School
from fake_niche.reports.pages import listed_schools
from tests.integration.reports.world import Desk, a_report, sessions

CHILDREN = {"children": [{"surname": "O'Hale", "school": "S00002"}, {"school": "S00002"}]}
OPTION = '<option value="S00002"'


def page_with(niche: Flask, desk: Desk, kind: str, value: str) -> str:
    a_report(niche, CHILDREN, status="Submitted")
    with sessions(niche) as session:
        switch_on(session, kind, value=value, path="^/report/")
        session.commit()
    return desk.get("/report/PPN-000001").text


def test_a_school_missing_from_the_drop_down(niche: Flask, robot: Desk) -> None:
    assert OPTION not in page_with(niche, robot, "school_missing", "S00002")


def test_a_school_twice_in_the_drop_down(niche: Flask, robot: Desk) -> None:
    page = page_with(niche, robot, "school_doubled", "S00002")
    assert page.count(OPTION) == 4
    assert page.count(f"{OPTION} selected>") == 2


def test_the_form_served_in_another_version_says_so(niche: Flask, robot: Desk) -> None:
    page = page_with(niche, robot, "form_version", "try4")
    assert 'name="form_version">PPN try4<' in page
    assert "A Children at the address" in page


def test_a_closed_school_stays_in_the_list_and_an_unlisted_one_does_not(niche: Flask) -> None:
    with sessions(niche) as session:
        session.get_one(School, "S00001").closed = "2025-08-31"
        session.get_one(School, "S00003").listed = False
        session.commit()
    with niche.app_context():
        assert [school.id for school in listed_schools()] == ["S00001", "S00002"]
