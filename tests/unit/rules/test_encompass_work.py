"""P2: the rows about the work itself: may this PPN and occurrence be worked on?"""

from dataclasses import replace
from datetime import date

import pytest

from bot.exceptions import BusinessException, OutOfScope
from processes.operation_encompass import rules
from processes.school_notification.facts import EarlierMessage, OelNote
from processes.shared.answers import Answer, ReportStatus
from processes.shared.names import PersonName
from tests.builders.encompass import (
    CHILD,
    HARBOUR,
    OAKFIELD,
    POLICY,
    SUSPECT,
    VICTIM,
    a_case,
    a_row,
)
from tests.builders.encompass_run import decided, ended

TOLD = EarlierMessage(OAKFIELD, "another message", "effect")


def test_an_ordinary_child_is_told_to_its_school_with_the_allowed_fields() -> None:
    found = ended(a_case(), "done", "plain")
    ((mailbox, body),) = found.letters
    assert mailbox == "safeguarding@s00001.example"
    for said in ("Ella Petrov", "28 February 2026", "a parent and a step-parent", "99260000001"):
        assert said in body


def test_c12_a_restricted_occurrence_goes_to_its_owner_and_nothing_else_is_said() -> None:
    found = ended(a_case().occurrence(restricted_to="RESTR").ppn(new_disclosure=True), "BE", "C12")
    assert found.codes == ["C12"]


@pytest.mark.parametrize("person", [CHILD, VICTIM])
def test_c12_a_restricted_person_stops_the_message(person: str) -> None:
    ended(a_case().record(person, restricted=True), "BE", "C12")


def test_c12_a_person_marked_restricted_in_the_log_stops_the_message() -> None:
    case = a_case().build().occurrence
    marked = replace(case.involved[0], restricted=Answer.YES)
    ended(a_case().occurrence(involved=(marked, *case.involved[1:])), "BE", "C12")


def test_c13_work_that_a_person_withdrew_is_left() -> None:
    ended(a_case().but(withdrawn=True).ppn(new_disclosure=True), "SKIP", "C13")


def test_c13_a_child_who_is_no_longer_on_the_ppn_is_left() -> None:
    ended(a_case().but(child_key="P0000099"), "SKIP", "C13")


def test_c14_an_amended_ppn_that_changes_nothing_sent_is_a_duplicate() -> None:
    ended(a_case().told_before().ppn(revision=2), "SKIP", "C14")


def test_c14_a_duplicate_comes_before_a_hold() -> None:
    ended(a_case().told_before().ppn(operational_hold=True), "SKIP", "C14")


def test_c14_another_incident_date_is_another_message() -> None:
    told = a_case().told_before()
    ended(told.ppn(incident_on=date(2026, 3, 1)), "done", "plain")


def test_c14_of_two_schools_only_the_one_not_told_is_told() -> None:
    second = a_row(2, CHILD, PersonName("Petrov", "Ella"), 9, HARBOUR)
    found = ended(a_case().told_before().with_row(second), "done", "P2.10")
    assert [mailbox for mailbox, _ in found.letters] == ["safeguarding@s00002.example"]


def test_c15_an_operational_hold_is_held() -> None:
    ended(a_case().ppn(operational_hold=True), "HELD", "C15")


def test_p2_37_a_reason_not_to_notify_is_held() -> None:
    ended(a_case().ppn(reason_not_to_notify="A parent works there."), "HELD", "P2.37")
    ended(a_case().ppn(reason_not_to_notify=" \n"), "done", "plain")


def test_p2_2_a_second_setting_that_the_form_does_not_name_is_for_a_person() -> None:
    found = ended(a_case().ppn(has_other_setting=True), "BE", "P2.2")
    assert [mailbox for mailbox, _ in found.letters] == ["safeguarding@s00001.example"]


@pytest.mark.parametrize("school", ["US", "", "NL"])
def test_p2_2_a_toddler_with_another_setting_is_for_a_person(school: str) -> None:
    toddler = a_case().child(school=school).aged(2)
    ended(toddler.ppn(has_other_setting=True), "BE", "P2.2")
    ended(toddler, "SKIP", "P2.12")


def test_p2_2_the_two_schools_of_a_sibling_are_no_answer_for_the_child() -> None:
    case = a_case().ppn(has_other_setting=True)
    for number, school in ((2, HARBOUR), (3, OAKFIELD)):
        case = case.with_row(a_row(number, "P0000077", PersonName("Petrov", "Leo"), 9, school))
    found = decided(case)
    assert (found.outcome, "P2.2" in {one.code for one in found.findings}) == ("BE", True)


def test_a_17_year_old_with_another_setting_is_at_no_unlisted_college() -> None:
    found = ended(a_case().aged(17).ppn(has_other_setting=True), "BE", "P2.2")
    assert "P2.13" not in {finding.code for finding in found.findings}


def test_a_second_setting_that_a_row_names_is_told_as_any_other() -> None:
    second = a_row(2, CHILD, PersonName("Petrov", "Ella"), 9, HARBOUR)
    ended(a_case().ppn(has_other_setting=True).with_row(second), "done", "P2.10")


@pytest.mark.parametrize("answer", [Answer.NO, Answer.NOT_KNOWN, Answer.BLANK])
def test_p2_18_an_address_that_is_not_called_safe_to_share_is_held(answer: Answer) -> None:
    ended(a_case().ppn(is_address_safe=answer), "HELD", "P2.18")


@pytest.mark.parametrize("answer", [Answer.YES, None])
def test_an_address_that_is_safe_or_not_asked_about_holds_nothing(answer: Answer | None) -> None:
    ended(a_case().ppn(is_address_safe=answer), "done", "plain")


@pytest.mark.parametrize("person", [CHILD, VICTIM, SUSPECT])
def test_c16_a_linked_person_who_is_dead_is_held(person: str) -> None:
    ended(a_case().record(person, deceased=Answer.YES), "HELD", "C16")


@pytest.mark.parametrize(
    "where", [{"classification": "Homicide"}, {"type": "Murder"}, {"qualifiers": ("Homicide",)}]
)
def test_c16_a_homicide_is_held(where: dict[str, object]) -> None:
    ended(a_case().occurrence(**where), "HELD", "C16")


@pytest.mark.parametrize("status", ["Done by hand", "done by hand", "Not required"])
def test_c18_a_status_set_by_a_person_is_believed(status: str) -> None:
    ended(a_case().ppn(notification_status=status, new_disclosure=True), "SKIP", "C18")


@pytest.mark.parametrize("status", ["Sent", "Sent in part", "Not sent - see OEL", ""])
def test_c18_a_status_that_the_robot_sets_itself_is_no_work_by_hand(status: str) -> None:
    ended(a_case().ppn(notification_status=status), "done", "plain")


def test_c18_a_persons_log_entry_is_believed_and_the_robots_own_is_not() -> None:
    by_hand = OelNote("coordinator", "Encompass done by hand, school told at 8.")
    ended(a_case().occurrence(oel=(by_hand,)), "SKIP", "C18")
    own = OelNote("robot", 'set the PPN\'s status to "Done by hand"')
    ended(a_case().occurrence(oel=(own,)), "done", "plain")


def test_p2_20_marks_of_the_occurrence_ask_for_a_decision() -> None:
    for mark in ("Honour-based abuse", "Forced marriage", "Interview pending"):
        ended(a_case().occurrence(qualifiers=(mark,)), "HELD", "P2.20")
        ended(a_case().occurrence(markers=(mark,)), "HELD", "P2.20")


@pytest.mark.parametrize("person", [CHILD, VICTIM, SUSPECT])
@pytest.mark.parametrize("flag", ["Covert protection", "Interview pending", "Honour based abuse"])
def test_p2_20_a_flag_on_any_linked_person_asks_for_a_decision(person: str, flag: str) -> None:
    ended(a_case().record(person, flags=(flag,)), "HELD", "P2.20")
    ended(a_case().record(person, address_flags=(flag,)), "HELD", "P2.20")


def test_p2_27_a_ppn_that_is_not_of_domestic_abuse_is_out_of_scope() -> None:
    other = a_case().ppn(types=frozenset(("Child concern",)), operational_hold=True)
    ended(other, "SKIP", "P2.27")


def test_p2_27_a_force_may_let_the_occurrence_make_it_domestic() -> None:
    policy = replace(POLICY, settings=replace(POLICY.settings, occurrence_makes_domestic=True))
    other = a_case().ppn(types=frozenset(("Child concern",)))
    assert decided(other, policy).outcome == "done"
    assert decided(other.occurrence(domestic=Answer.NO), policy).row == "P2.27"


def test_p2_33_an_occurrence_that_is_not_domestic_is_skipped_before_sending() -> None:
    ended(a_case().occurrence(domestic=Answer.NO).ppn(new_disclosure=True), "SKIP", "P2.33")


def test_p2_33_an_occurrence_of_which_it_is_not_known_is_not_skipped() -> None:
    ended(a_case().occurrence(domestic=Answer.NOT_KNOWN), "done", "plain")


def test_p2_33_after_sending_a_person_decides() -> None:
    ended(a_case().but(earlier=(TOLD,)).occurrence(domestic=Answer.NO), "HELD", "P2.33")
    unticked = a_case().but(earlier=(TOLD,)).ppn(types=frozenset(("Child concern",)))
    ended(unticked, "HELD", "P2.33")


def test_p2_33_after_sending_is_no_duplicate_even_when_the_message_is_the_same() -> None:
    ended(a_case().told_before().occurrence(domestic=Answer.NO), "HELD", "P2.33")


def test_p2_35_a_new_disclosure_is_held_on_top_of_the_list() -> None:
    found = ended(a_case().ppn(new_disclosure=True), "HELD", "P2.35")
    assert rules.priority_of(found.findings) == 0
    assert rules.priority_of(()) == 1


@pytest.mark.parametrize(
    "text",
    [
        "She told me about sexual things.",
        "There is a WEAPON under the bed.",
        "a threat to kill",
        "signs of self-harm",
        "self harm",
        "He had a knife",
        "I want to die",
    ],
)
def test_p2_35_a_word_of_the_list_is_held_even_for_siblings(text: str) -> None:
    ended(a_case().ppn(voice=text), "HELD", "P2.35")
    ended(a_case().with_sibling().ppn(voice=text), "HELD", "P2.35")


@pytest.mark.parametrize("status", [ReportStatus.DRAFT, ReportStatus.RETURNED])
def test_p2_36_a_draft_waits_whatever_it_says(status: ReportStatus) -> None:
    waiting = a_case().ppn(status=status, new_disclosure=True, types=frozenset(("Other",)))
    ended(waiting, "SKIP", "P2.36")
    with pytest.raises(OutOfScope) as raised:
        rules.check_first(waiting.build(), POLICY)
    assert not raised.value.ledger


def test_what_ends_the_work_at_once_needs_no_person_or_school_read() -> None:
    case = replace(
        a_case().ppn(notification_status="Done by hand").build(), child=None, people=(), parts=()
    )
    with pytest.raises(OutOfScope):
        rules.check_first(case, POLICY)
    rules.check_first(replace(a_case().build(), child=None, people=(), parts=()), POLICY)
    with pytest.raises(BusinessException):
        rules.check_first(a_case().occurrence(restricted_to="RESTR").build(), POLICY)
