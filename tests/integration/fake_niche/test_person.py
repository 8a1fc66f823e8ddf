"""People, schools and searching."""

import pytest

from fake_niche.models import Person
from tests.integration.fake_niche.desk import Desk
from tests.integration.fake_niche.world import CHILD, INCIDENT, VICTIM, SmallPack

PAGE = f"/person/{CHILD}"


@pytest.fixture
def desk(coordinator: Desk) -> Desk:
    coordinator.open(CHILD)
    return coordinator


def test_one_page_tells_what_is_in_force_today(desk: Desk) -> None:
    shown = desk.get(PAGE).outputs
    assert (shown["surname"], shown["forenames"], shown["born"]) == ("O'Dell", "Zoë", "10/06/2017")
    assert shown["current_flags"] == "Child in care"
    assert shown["address_kind"] == "refuge"
    assert shown["force_area"] == "Solmere"
    assert shown["address_flags"] == "Confidential address"


def test_the_flags_tab_lists_expired_flags_too(desk: Desk) -> None:
    rows = desk.get(f"{PAGE}/flags").grids["flags"]
    assert [row["flag"] for row in rows] == ["Child in care", "Missing before"]
    assert rows[1]["until"] == "31/12/2025"


def test_the_addresses_tab_tells_area_authority_and_nation(desk: Desk) -> None:
    row = desk.get(f"{PAGE}/addresses").grids["addresses"][0]
    assert (row["address"], row["kind"], row["since"]) == ("A0000001", "refuge", "01/01/2024")
    assert (row["authority"], row["nation"]) == ("Solmere County Council", "England")


def test_a_relation_is_seen_from_either_side(desk: Desk) -> None:
    assert desk.get(f"{PAGE}/relations").grids["relations"][0]["relation"] == "mother"
    desk.open(VICTIM)
    seen = desk.get(f"/person/{VICTIM}/relations").grids["relations"][0]
    assert (seen["person"], seen["relation"]) == (CHILD, "child")


def test_the_occurrences_tab_lists_the_part_taken(desk: Desk) -> None:
    row = desk.get(f"{PAGE}/occurrences").grids["occurrences"][0]
    assert (row["occurrence"], row["role"], row["domestic"]) == (INCIDENT, "Child", "Yes")


def test_the_robot_closes_a_link_of_a_pupil_who_left(robot: Desk) -> None:
    robot.open(CHILD)
    row = robot.get(f"{PAGE}/schools").grids["schools"][0]
    assert (row["school"], row["name"], row["until"]) == ("S00001", "Larch Primary", "")
    robot.save(f"{PAGE}/schools/{row['link']}/edit", until="02/03/2026", reported_left="01/03/2026")
    row = robot.get(f"{PAGE}/schools").grids["schools"][0]
    assert (row["until"], row["reported_left"]) == ("02/03/2026", "01/03/2026")


def test_a_link_to_another_school_is_added(desk: Desk) -> None:
    desk.save(f"{PAGE}/schools/new", school="S00002", since="01/09/2025")
    rows = desk.get(f"{PAGE}/schools").grids["schools"]
    assert [row["school"] for row in rows] == ["S00001", "S00002"]


def test_a_link_needs_a_school_and_real_dates(desk: Desk) -> None:
    refused = desk.save(f"{PAGE}/schools/new", school="S99999", since="2026-01-01")
    assert refused.status == 422
    assert 'href="#f-school"' in refused.html
    assert 'href="#f-since"' in refused.html


def test_a_closed_school_names_its_successor(desk: Desk) -> None:
    shown = desk.get("/school/S00002").outputs
    assert (shown["closed"], shown["successor"]) == ("31/08/2025", "S00001")
    assert shown["successor_name"] == "Larch Primary"


def test_a_school_needs_no_reason(coordinator: Desk) -> None:
    assert coordinator.get("/school/S00001").screen == "School"


@pytest.mark.parametrize(
    ("address", "records"),
    [
        ("/search?kind=People&q=o%27dell", [VICTIM, CHILD]),
        ("/search?kind=People&q=zo%C3%AB", [CHILD]),
        ("/search?kind=People&q=P0000002", [CHILD]),
        ("/search?kind=Schools&q=larch+solmere", ["S00001", "S00002"]),
        ("/search?kind=Occurrences&q=9926", [INCIDENT]),
    ],
)
def test_searching_finds_by_name_and_number(
    coordinator: Desk, address: str, records: list[str]
) -> None:
    assert [row["record"] for row in coordinator.get(address).grids["found"]] == records


def test_looking_up_offers_people_schools_and_addresses(coordinator: Desk) -> None:
    assert f'data-id="{CHILD}"' in coordinator.get("/lookup/person?q=dell").html
    assert 'data-id="S00001"' in coordinator.get("/lookup/school?q=larch").html
    assert 'data-id="A0000001"' in coordinator.get("/lookup/address?q=larch").html


def test_a_merged_person_points_to_the_one_kept(desk: Desk, pack: SmallPack) -> None:
    with pack.session() as session:
        session.get_one(Person, CHILD).merged_into_id = VICTIM
    page = desk.get(PAGE)
    assert page.outputs["merged_into"] == VICTIM
