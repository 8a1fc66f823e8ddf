"""P2: the rows about the school."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from processes.shared.names import PersonName
from tests.builders.encompass import (
    CHILD,
    HARBOUR,
    OAKFIELD,
    SUSPECT,
    VICTIM,
    CaseBuilder,
    a_case,
    a_contact,
    a_row,
)
from tests.builders.encompass_run import decided, ended


def at(school: str, other: str = "", aged: int = 9) -> CaseBuilder:
    return a_case().aged(aged).child(school=school, school_other=other)


@pytest.mark.parametrize("answer", ["", "NK", "Not known"])
def test_p2_1_no_school_is_for_a_person(answer: str) -> None:
    ended(at(answer), "BE", "P2.1")


def test_p2_1_under_school_age_is_not_believed_of_a_child_of_nine() -> None:
    ended(at("US"), "BE", "P2.1")


def test_p2_1_a_blank_beside_a_school_is_no_second_school() -> None:
    second = a_row(2, CHILD, PersonName("Petrov", "Ella"), 9, "")
    ended(a_case().with_row(second), "done", "plain")


@pytest.mark.parametrize("typed", ["", "Oakfeild Primary School", "Oakfield"])
def test_p2_2_a_school_that_is_not_listed_is_never_guessed(typed: str) -> None:
    assert ended(at("NL", typed), "BE", "P2.2").letters == ()


def test_p2_2_a_listed_id_that_niche_does_not_have_is_for_a_person() -> None:
    ended(at("S00077"), "BE", "P2.2")


def test_a_school_written_exactly_is_told() -> None:
    assert ended(at("NL", "Oakfield Primary School"), "done", "plain").letters


def test_p2_3_two_schools_of_that_name_are_for_a_person() -> None:
    namesake = a_contact("S00009")
    case = replace(at("NL", "Oakfield Primary School"), contacts=(a_contact(), namesake))
    ended(case, "BE", "P2.3")


def test_p2_6_a_closed_school_is_not_told_and_its_successor_is_named() -> None:
    closed = a_case().school(closed=date(2025, 8, 31), successor=HARBOUR)
    found = ended(closed, "BE", "P2.6")
    assert f"successor {HARBOUR}" in found.findings[0].detail
    assert found.letters == ()


@pytest.mark.parametrize(
    "change",
    [{"closed": date(2026, 3, 2)}, {"successor": HARBOUR}, {"opened": date(2026, 9, 1)}],
)
def test_p2_6_merged_closing_today_or_not_yet_open(change: dict[str, Any]) -> None:
    ended(a_case().school(**change), "BE", "P2.6")


def test_p2_6_a_school_that_will_close_is_still_told() -> None:
    ended(a_case().school(closed=date(2026, 8, 31), successor=HARBOUR), "done", "plain")


def test_p2_6_a_contact_of_another_name_is_a_renamed_school() -> None:
    ended(a_case().contact(school_name="Oakfield Academy"), "BE", "P2.6")


def test_p2_7_no_row_a_blank_mailbox_or_rows_that_disagree() -> None:
    ended(replace(a_case(), contacts=()), "BE", "P2.7")
    ended(a_case().contact(dsl_mailbox=""), "BE", "P2.7")
    second = replace(a_contact(), row=3, dsl_mailbox="dsl@s00001.example")
    ended(replace(a_case(), contacts=(a_contact(), second)), "BE", "P2.7")


def test_p2_8_malformed_not_allowed_or_suspended() -> None:
    ended(a_case().contact(dsl_mailbox="", dsl_mailbox_fault="malformed"), "BE", "P2.8")
    mailbox = frozenset({"safeguarding@s00001.example"})
    ended(replace(a_case(), not_allowed=mailbox), "BE", "P2.8")
    ended(replace(a_case(), suspended=mailbox), "BE", "P2.8")


def two_schools() -> CaseBuilder:
    return a_case().with_row(a_row(2, CHILD, PersonName("Petrov", "Ella"), 9, HARBOUR))


def test_p2_10_each_of_two_schools_is_told_and_neither_is_named_to_the_other() -> None:
    found = ended(two_schools(), "done", "P2.10")
    assert len(found.letters) == 2
    for mailbox, body in found.letters:
        assert ("Harbour" in body) is ("s00002" in mailbox)
        assert ("Oakfield" in body) is ("s00001" in mailbox)


def test_p2_10_the_other_school_is_told_when_one_has_no_contact() -> None:
    found = ended(replace(two_schools(), contacts=(a_contact(),)), "BE", "P2.7")
    assert found.codes == ["P2.7", "P2.10"]
    assert [mailbox for mailbox, _ in found.letters] == ["safeguarding@s00001.example"]


def test_the_same_school_in_two_rows_is_told_once() -> None:
    again = a_row(2, CHILD, PersonName("Petrov", "Ella"), 9, OAKFIELD)
    assert len(ended(a_case().with_row(again), "done", "plain").letters) == 1


@pytest.mark.parametrize("answer", ["HE", "ME", "NO", "Home educated"])
def test_p2_11_another_route_is_held(answer: str) -> None:
    ended(at(answer), "HELD", "P2.11")


def test_p2_11_home_educated_beside_a_school_holds_both() -> None:
    second = a_row(2, CHILD, PersonName("Petrov", "Ella"), 9, "HE")
    assert ended(a_case().with_row(second), "HELD", "P2.11").letters == ()


@pytest.mark.parametrize("answer", ["US", "", "NK", "NL"])
def test_p2_12_a_toddler_without_a_listed_school_is_out_of_scope(answer: str) -> None:
    ended(at(answer, aged=2), "SKIP", "P2.12")


def test_p2_12_a_child_of_four_is_under_school_age_only_if_somebody_says_so() -> None:
    ended(at("US", aged=4), "SKIP", "P2.12")
    ended(at("", aged=4), "BE", "P2.1")


def test_p2_12_a_toddler_at_a_listed_nursery_is_told() -> None:
    assert ended(at(OAKFIELD, aged=3), "done", "P2.12").letters


def test_p2_12_one_birth_date_of_a_toddler_does_not_skip_a_child() -> None:
    case = a_case().child(school="", born=date(2024, 1, 1))
    assert decided(case).outcome == "BE"


def test_p2_13_a_college_on_the_list_is_told_and_another_is_for_a_person() -> None:
    assert ended(at(OAKFIELD, aged=16).school(phase="college"), "done", "P2.13").letters
    found = ended(at("NL", "Quernmoor College", aged=17), "BE", "P2.2")
    assert "P2.13" in found.codes


def test_p2_13_a_sixth_form_pupil_at_school_is_ordinary() -> None:
    ended(at(OAKFIELD, aged=16).school(phase="secondary"), "done", "plain")


@pytest.mark.parametrize("nation", ["Scotland", "Northern Ireland"])
def test_p2_17_another_nation_has_another_route(nation: str) -> None:
    ended(a_case().school(nation=nation, force_area="Elsewhere"), "HELD", "P2.17")


def test_p2_17_a_school_outside_the_area_needs_a_verified_contact() -> None:
    outside = a_case().school(force_area="Northmark")
    ended(outside.contact(last_verified=None), "BE", "P2.17")
    ended(outside.contact(last_verified=date(2025, 2, 1)), "BE", "P2.17")
    ended(outside.contact(last_verified=date(2026, 2, 1)), "done", "P2.17")


@pytest.mark.parametrize(
    "employer",
    ["Oakfield Primary School", "OAKFIELD PRIMARY", "Teacher, Oakfield School, Velmouth"],
)
@pytest.mark.parametrize("person", [VICTIM, SUSPECT])
def test_p2_19_an_adult_who_works_at_the_school_is_held(employer: str, person: str) -> None:
    ended(a_case().record(person, employer=employer), "HELD", "P2.19")


@pytest.mark.parametrize("employer", ["Oakfield Bakery", "Harbour Junior School", "", "School Bus"])
def test_p2_19_another_employer_is_no_matter(employer: str) -> None:
    ended(a_case().record(SUSPECT, employer=employer), "done", "plain")


@pytest.mark.parametrize("field", ["dsl_name", "head_name"])
@pytest.mark.parametrize("name", ["Marek Sahota", "Mr Marek J. SAHOTA", "Sahota, Marek"])
def test_p2_19_an_adult_with_the_name_of_the_lead_or_head_is_held(field: str, name: str) -> None:
    ended(a_case().contact(**{field: name}), "HELD", "P2.19")


def test_p2_19_an_alias_counts_and_a_shared_surname_does_not() -> None:
    ended(a_case().contact(dsl_name="Nadine Petrova"), "HELD", "P2.19")
    ended(a_case().contact(dsl_name="Denise Sahota"), "done", "plain")
