"""P2: the rows about the child: who it is, how old, where it lives, what part it has."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from bot.exceptions import BusinessException
from processes.operation_encompass import rules
from processes.school_notification.facts import EarlierMessage, KnownRelation
from processes.shared.ages import LONDON, NoDate
from processes.shared.answers import Answer, Relation, Role
from processes.shared.disclosure import Field
from processes.shared.names import PersonName
from processes.shared.policy import Confidential, DayRange
from tests.builders.encompass import (
    CHILD,
    HARBOUR,
    OAKFIELD,
    POLICY,
    SUSPECT,
    VICTIM,
    CaseBuilder,
    a_case,
)
from tests.builders.encompass_run import decided, ended

TOLD = EarlierMessage(OAKFIELD, "another message", "effect")


def test_p2_14_somebody_of_18_at_the_incident_is_out_of_scope() -> None:
    ended(a_case().born_on(date(2008, 2, 28)), "SKIP", "P2.14")


def test_p2_14_somebody_who_became_18_since_is_for_a_person() -> None:
    ended(a_case().born_on(date(2008, 3, 1)), "HELD", "P2.14")


def test_p2_14_one_birth_date_of_an_adult_does_not_skip_a_child() -> None:
    ended(a_case().child(born=date(1990, 1, 1)), "HELD", "P2.14")
    assert "P2.24" in decided(a_case().child(born=date(1990, 1, 1))).codes


def test_p2_15_a_child_recorded_as_suspect_is_held_at_any_age() -> None:
    ended(a_case().aged(11).with_role(CHILD, Role.SUSPECT), "HELD", "P2.15")


def test_p2_15_an_unlinked_suspect_of_the_childs_name_counts_as_the_child() -> None:
    people = a_case().build().ppn.people
    nameless = replace(people[1], person="", name=PersonName("petrov", "ella"), born=NoDate.BLANK)
    ended(a_case().ppn(people=(people[0], nameless)), "HELD", "P2.15")


def test_p2_15_a_victim_of_16_in_their_own_right_is_held_and_a_younger_one_is_told() -> None:
    ended(a_case().aged(16).with_role(CHILD, Role.VICTIM), "HELD", "P2.15")
    ended(a_case().aged(15).with_role(CHILD, Role.VICTIM), "done", "plain")


def test_p2_16_a_child_of_another_forces_area_is_held() -> None:
    ended(a_case().record(address_force_area="Northmark"), "HELD", "P2.16")
    ended(a_case().occurrence(force_area="Northmark"), "HELD", "P2.16")


def test_p2_16_a_visitor_to_another_area_is_told() -> None:
    visitor = a_case().child(resident=Answer.NO).occurrence(force_area="Northmark")
    ended(visitor, "done", "plain")


@pytest.mark.parametrize(
    "secret",
    [
        a_case().record(address_kind="refuge"),
        a_case().record(flags=("Confidential address",)),
        a_case().record(address_flags=("Address confidential",)),
        a_case().record(VICTIM, address_kind="Refuge"),
        a_case().record(VICTIM, address_flags=("CONFIDENTIAL ADDRESS",)),
        a_case().occurrence(address_kind="refuge"),
    ],
)
def test_p2_18_a_refuge_or_confidential_address_is_held(secret: CaseBuilder) -> None:
    ended(secret, "HELD", "P2.18")


def test_p2_18_a_child_without_a_record_is_held_when_anybody_is_at_a_refuge() -> None:
    unlinked = a_case().child(person="").but(child_key="row1")
    ended(unlinked.record(SUSPECT, address_kind="refuge"), "HELD", "P2.18")


def test_p2_18_a_force_may_send_name_date_and_reference_only() -> None:
    policy = replace(POLICY, address_confidential=Confidential.MINIMAL)
    found = decided(a_case().record(address_kind="refuge"), policy)
    assert (found.outcome, found.row) == ("done", "P2.18")
    ((_, body),) = found.letters
    assert "Ella Petrov" in body
    assert "Voice of the child" not in body
    assert "Who was involved" not in body
    assert "refuge" not in body


@pytest.mark.parametrize(
    "name",
    [
        PersonName("Petrov", "Ellen"),
        PersonName("Sahota", "Ella"),
        PersonName("Petrov-Sahota", "Ella"),
        PersonName("Petrov", ""),
    ],
)
def test_p2_24_a_name_that_differs_from_the_record_is_for_a_person(name: PersonName) -> None:
    ended(a_case().child(name=name), "BE", "P2.24")


def test_p2_24_case_marks_and_later_forenames_make_no_difference() -> None:
    record = a_case().record(name=PersonName("PETROV", "Ëlla Marie"))
    ended(record, "done", "plain")


def test_p2_24_another_birth_date_or_a_merged_record_is_another_child_perhaps() -> None:
    ended(a_case().child(born=date(2016, 1, 1)), "BE", "P2.24")
    ended(a_case().record(merged_into="P0000088"), "BE", "P2.24")


@pytest.mark.parametrize(
    "change",
    [{"flags": ("Looked after child",)}, {"address_kind": "placement"}, {"flags": ("In care",)}],
)
def test_p2_25_a_child_in_care_is_told_and_nothing_says_so(change: dict[str, Any]) -> None:
    found = ended(a_case().record(**change), "done", "P2.25")
    for word in ("care", "placement", "looked after"):
        assert word not in found.letters[0][1].lower()


def test_p2_25_a_profile_that_sends_an_address_holds_a_placement() -> None:
    policy = replace(POLICY, fields=(*POLICY.fields, Field.HOME_ADDRESS))
    case = a_case().record(address_kind="placement")
    with pytest.raises(BusinessException) as raised:
        rules.check_child(case.build(), policy, str)
    assert raised.value.code == "P2.25"


@pytest.mark.parametrize(("incident", "late"), [(date(2026, 2, 26), 1), (date(2026, 2, 20), 5)])
def test_p2_26_a_late_message_is_sent_and_says_so(incident: date, late: int) -> None:
    found = ended(a_case().ppn(incident_on=incident), "done", "P2.26")
    assert f"{late} school days late" in found.findings[0].detail
    assert "later than it should" in found.letters[0][1]


def test_p2_26_older_than_five_school_days_is_for_a_person() -> None:
    ended(a_case().ppn(incident_on=date(2026, 2, 19)), "HELD", "P2.26")


def test_p2_26_school_holidays_do_not_count() -> None:
    policy = replace(POLICY, school_holidays=(DayRange(date(2026, 2, 16), date(2026, 2, 20)),))
    found = decided(a_case().ppn(incident_on=date(2026, 2, 13)), policy)
    assert found.outcome == "done"


@pytest.mark.parametrize("day", [None, date(2026, 3, 3)])
def test_p2_26_an_incident_without_a_usable_date_is_for_a_person(day: date | None) -> None:
    ended(a_case().ppn(incident_on=day).occurrence(started_on=None), "HELD", "P2.26")


def test_p2_26_the_occurrences_start_serves_where_the_ppn_has_no_date() -> None:
    ended(a_case().ppn(incident_on=None), "done", "plain")


@pytest.mark.parametrize("relation", [Relation.NOT_RELATED, Relation.NOT_KNOWN, Relation.BLANK])
def test_p2_28_a_child_not_shown_to_be_related_must_have_been_present(relation: Relation) -> None:
    stranger = a_case().child(relation_victim=relation, relation_suspect=Relation.NOT_RELATED)
    ended(stranger, "done", "P2.28")
    absent = stranger.child(present=Answer.NOT_KNOWN)
    log = absent.build().occurrence.involved
    away = tuple(replace(who, present=Answer.NO) for who in log)
    ended(absent.occurrence(involved=away), "HELD", "P2.28")


def test_p2_28_a_relation_on_the_record_counts_too() -> None:
    stranger = a_case().child(
        relation_victim=Relation.BLANK, relation_suspect=Relation.BLANK, present=Answer.NO
    )
    ended(stranger.record(relations=(KnownRelation(VICTIM, "Child"),)), "done", "plain")


def test_p2_29_no_birth_date_anywhere_is_for_a_person() -> None:
    ended(a_case().child(born=NoDate.BLANK).record(born=NoDate.UNREADABLE), "BE", "P2.29")
    ended(a_case().child(born=NoDate.BLANK), "done", "plain")


def test_p2_29_a_birth_date_after_the_incident_cannot_be() -> None:
    ended(a_case().born_on(date(2026, 3, 1)), "BE", "P2.29")


def test_p2_32_another_school_is_told_and_the_first_message_is_checked() -> None:
    moved = a_case().told_before().child(school=HARBOUR)
    found = ended(moved, "done", "P2.32")
    assert [mailbox for mailbox, _ in found.letters] == ["safeguarding@s00002.example"]
    assert [m.school for m in rules.breach_checks(moved.build())] == [OAKFIELD]


def test_p2_32_a_school_that_is_blank_now_is_no_proof_that_the_first_was_wrong() -> None:
    blank = a_case().told_before().child(school="")
    assert rules.breach_checks(blank.build()) == ()
    ended(blank, "BE", "P2.1")


def test_several_rows_apply_and_all_are_kept() -> None:
    found = decided(
        a_case().record(address_kind="refuge").child(school="").ppn(incident_on=date(2026, 2, 26))
    )
    assert found.outcome == "HELD"
    assert found.codes == ["P2.18", "P2.1", "P2.26"]


def test_a_hold_about_the_school_outranks_a_refusal_about_the_child() -> None:
    wrong_name = a_case().child(name=PersonName("Petrov", "Ellen"))
    works_there = wrong_name.record(SUSPECT, employer="Oakfield Primary School")
    found = ended(works_there, "HELD", "P2.19")
    assert "P2.24" in found.codes


def test_the_day_is_londons_when_the_clocks_have_changed() -> None:
    late_at_night = datetime(2026, 7, 1, 0, 30, tzinfo=LONDON)
    case = a_case().but(now=late_at_night).ppn(incident_on=date(2026, 6, 30))
    ended(case, "done", "plain")
