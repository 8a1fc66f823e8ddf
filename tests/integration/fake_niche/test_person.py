"""People, schools and searching."""

import pytest

from fake_niche.models import Involvement, Occurrence, Person, PersonAlias
from tests.integration.fake_niche.desk import Desk
from tests.integration.fake_niche.sharing import add_all
from tests.integration.fake_niche.world import (
    CHILD,
    HIDDEN,
    INCIDENT,
    SECRET,
    VICTIM,
    SmallPack,
)

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


def test_the_occurrences_tab_tells_disposal_flags_and_summary_newest_first(
    desk: Desk, pack: SmallPack
) -> None:
    with pack.session() as session:
        old = session.get_one(Occurrence, SECRET)
        old.restricted_to, old.started = None, "2019-02-28T22:15:00+00:00"
        old.disposal, old.summary = "No further action", "Raised voices."
        session.add(Involvement(occurrence_number=SECRET, person_id=CHILD, role="Subject"))
    rows = desk.get(f"{PAGE}/occurrences").grids["occurrences"]
    assert [row["occurrence"] for row in rows] == [INCIDENT, SECRET]
    assert rows[0]["flags"] == "Honour-based abuse; Alcohol"
    assert (rows[1]["disposal"], rows[1]["summary"]) == ("No further action", "Raised voices.")


def test_of_a_restricted_occurrence_only_its_unit_is_told(desk: Desk, pack: SmallPack) -> None:
    pack.add(Involvement(occurrence_number=SECRET, person_id=CHILD, role="Subject"))
    rows = desk.get(f"{PAGE}/occurrences").grids["occurrences"]
    hidden = next(row for row in rows if row["occurrence"] == "Restricted")
    assert {name: text for name, text in hidden.items() if text} == {
        "occurrence": "Restricted",
        "restricted": "Professional Standards",
    }
    assert SECRET not in desk.get(f"{PAGE}/occurrences").html


def test_many_occurrences_are_paged_by_twenty_five(desk: Desk, pack: SmallPack) -> None:
    pack.add(*(_earlier(number) for number in range(1, 31)))
    first = desk.get(f"{PAGE}/occurrences")
    assert (first.outputs["occurrences_total"], len(first.grids["occurrences"])) == ("31", 25)
    second = desk.get(f"{PAGE}/occurrences?page=2").grids["occurrences"]
    seen = [row["occurrence"] for row in (*first.grids["occurrences"], *second)]
    assert len(set(seen)) == 31


def test_other_records_of_the_same_name_or_alias_are_offered(desk: Desk, pack: SmallPack) -> None:
    pack.add(
        Person(id="P0000011", surname="O'Dell", forenames="Zoë", born="2017-06-10"),
        Person(id="P0000012", surname="O'Dell", forenames="Zoë", born="1999-01-01"),
        Person(id="P0000013", surname="Bell", forenames="Ann", born="2017-06-10"),
        Person(id="P0000014", surname="van der Merwe", forenames="Zoë"),
        Person(id="P0000015", surname="O'Dell", forenames="Zoë", merged_into_id=CHILD),
        Person(id="P0000016", surname="O'Dell", forenames="Zoë", restricted_to="RESTR"),
    )
    pack.add(
        PersonAlias(person_id="P0000013", name="Zoë O'Dell"),
        PersonAlias(person_id=CHILD, name="Zoë van der Merwe"),
    )
    page = desk.get(f"{PAGE}/matches")
    assert page.screen == "Person - Possible matches"
    assert [(row["person"], row["why"]) for row in page.grids["matches"]] == [
        ("P0000011", "same name and birth date"),
        ("P0000012", "same name, other birth date"),
        ("P0000013", "same alias"),
        ("P0000014", "same alias"),
    ]


def test_an_order_is_recorded_and_changed(desk: Desk) -> None:
    orders = f"{PAGE}/orders"
    fields = {"kind": "Police bail", "against": VICTIM, "protects": CHILD, "detail": "No contact"}
    assert desk.save(f"{orders}/new", **fields, since="01/02/2026").location == orders
    desk.save(f"{orders}/1/edit", expires="01/05/2026")
    page = desk.get(orders)
    assert page.screen == "Person - Orders"
    row = page.grids["orders"][0]
    assert (row["kind"], row["against"], row["protects"]) == ("Police bail", VICTIM, CHILD)
    assert (row["since"], row["expires"], row["detail"]) == (
        *("01/02/2026", "01/05/2026"),
        "No contact",
    )
    desk.open(VICTIM)
    assert desk.get(f"/person/{VICTIM}/orders").outputs["orders_total"] == "1"


@pytest.mark.parametrize(
    ("field", "value"),
    [("kind", "Wish"), ("against", "P9"), ("since", ""), ("expires", "soon"), ("protects", HIDDEN)],
)
def test_an_order_that_cannot_be_saved_is_named_at_its_field(
    desk: Desk, field: str, value: str
) -> None:
    fields = {"kind": "Police bail", "against": VICTIM, "protects": CHILD, field: value}
    refused = desk.save(f"{PAGE}/orders/new", **fields)
    assert refused.status == 422
    assert f'href="#f-{field}"' in refused.html


def test_the_robot_reads_orders_and_changes_none(robot: Desk, pack: SmallPack) -> None:
    add_all(pack)
    robot.open(VICTIM)
    assert robot.get(f"/person/{VICTIM}/orders").grids["orders"][0]["expires"] == "01/02/2026"
    assert robot.get(f"/person/{VICTIM}/orders/1/edit").screen == "Not permitted"
    assert robot.post(f"/person/{VICTIM}/orders/new").status == 403


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


def _earlier(number: int) -> Involvement:
    """A part in an occurrence of its own, some days earlier."""
    occurrence = Occurrence(
        number=f"9925{number:07d}",
        type="Domestic incident",
        classification="Common assault",
        started=f"2025-03-{number:02d}T10:00:00+00:00",
        officer_id="officer1",
    )
    return Involvement(occurrence=occurrence, person_id=CHILD, role="Child")
