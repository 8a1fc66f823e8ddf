"""P3: each row of its table, and what a school may read about a missing child."""

from datetime import timedelta

import pytest

from bot.exceptions import HeldException
from processes.operation_endeavour import rules
from processes.operation_endeavour.message import message_breaches
from processes.school_notification.episode import EpisodeStatus
from tests.builders.encompass import CHILD, HARBOUR, NOW, OAKFIELD, POLICY, CaseBuilder
from tests.builders.encompass_run import Decided
from tests.builders.endeavour import (
    SUNDAY_EVENING,
    a_found_episode,
    a_missing_child,
    an_episode,
    decided,
    told_before,
    told_the_same,
    with_endeavour,
)


def ended(builder: CaseBuilder, outcome: str, row: str) -> Decided:
    found = decided(builder)
    assert (found.outcome, found.row) == (outcome, row)
    assert bool(found.letters) == (outcome == "done")
    return found


def letter_of(builder: CaseBuilder) -> str:
    ((_, body),) = decided(builder).letters
    return body


# What the school reads ----------------------------------------------------------------------------


def test_a_school_is_told_that_the_child_is_missing_and_what_to_do() -> None:
    ended(a_missing_child(), "done", "plain")
    body = letter_of(a_missing_child())
    assert "is still missing" in body
    assert f"Reported missing: 1 March 2026 at {SUNDAY_EVENING:%H:%M}" in body
    assert "Date of birth: " in body
    assert "call 999 if anyone is in danger" in body


def test_a_school_is_told_dates_only_of_a_child_that_was_found() -> None:
    body = letter_of(a_missing_child(a_found_episode()))
    assert "has been found" in body
    assert "Missing: " in body
    assert "Date of birth" not in body
    assert f"{SUNDAY_EVENING:%H:%M}" not in body


@pytest.mark.parametrize("category", ["High", "Low", "No apparent risk"])
@pytest.mark.parametrize("status", [EpisodeStatus.MISSING, EpisodeStatus.FOUND])
def test_a_letter_holds_no_place_risk_level_or_care_status(
    category: str, status: EpisodeStatus
) -> None:
    found = SUNDAY_EVENING + timedelta(hours=2) if status is EpisodeStatus.FOUND else None
    episode = an_episode(status, found=found, category=category)
    builder = a_missing_child(episode).record(CHILD, flags=("Child in care",))
    body = letter_of(builder)
    for value in ("Hawthorn", "QX1", category, "care status", "in care", "Nadia", "Marek"):
        assert value not in body


def test_the_guard_stops_a_letter_with_anything_else_in_it() -> None:
    case = a_missing_child().build()
    school = case.parts[0].school
    assert school
    draft = rules.draft(case, school, POLICY, ())
    subject, body = draft.letter.subject, draft.letter.body
    assert message_breaches(case, school, draft, POLICY, subject=subject, body=body) == ()
    for broken in (
        body.replace("Ella", "Nadia"),
        body.replace("99260000001", "99260000002"),
        body + "\nLast seen at 14 Hawthorn Road",
    ):
        assert message_breaches(case, school, draft, POLICY, subject=subject, body=broken)
    with pytest.raises(HeldException) as raised:
        rules.check_message(
            case, case.parts[0], draft, POLICY, subject="Ella is missing", body=body
        )
    assert raised.value.code == "G1"


# The rows -----------------------------------------------------------------------------------------


def test_p3_1_a_child_found_dead_is_held_whatever_else_applies() -> None:
    dead = an_episode(EpisodeStatus.FOUND_DECEASED, found=NOW - timedelta(hours=1))
    ended(a_missing_child(dead), "HELD", "P3.1")


@pytest.mark.parametrize("mark", ["Abduction", "Child abduction", "Kidnap"])
def test_p3_2_an_abduction_is_held(mark: str) -> None:
    ended(a_missing_child().occurrence(qualifiers=(mark,)), "HELD", "P3.2")


def test_p3_2_an_operational_hold_is_held() -> None:
    found = ended(a_missing_child().ppn(operational_hold=True), "HELD", "C15")
    assert "P3.2" in found.codes


def test_p3_3_reported_and_found_before_the_run_is_one_message() -> None:
    ended(a_missing_child(a_found_episode()), "done", "P3.3")


def test_p3_4_several_episodes_are_listed_in_one_message() -> None:
    builder = a_missing_child(a_found_episode(11, days_before=1), a_found_episode(12))
    found = ended(builder, "done", "P3.3")
    assert "P3.4" in found.codes
    assert letter_of(builder).count(" to ") >= 2


def test_p3_4_three_in_ninety_days_are_noted() -> None:
    episodes = [a_found_episode(n, days_before=20 - n) for n in (10, 11)]
    found = decided(a_missing_child(*episodes, an_episode()))
    assert "3 episodes in 90 days" in [f.detail for f in found.findings]


def test_p3_5_no_apparent_risk_is_sent_unless_the_force_decided_otherwise() -> None:
    builder = a_missing_child(an_episode(category="No apparent risk"))
    ended(builder, "done", "P3.5")
    assert decided(builder, with_endeavour(send_no_apparent_risk=False)).outcome == "SKIP"


def test_p3_6_a_false_report_is_skipped() -> None:
    ended(a_missing_child(an_episode(EpisodeStatus.CANCELLED)), "SKIP", "P3.6")


def test_p3_6_a_school_that_was_told_has_a_correction() -> None:
    builder = told_before(a_missing_child(an_episode(EpisodeStatus.CANCELLED)), "missing 12")
    ended(builder, "done", "P3.6")
    body = letter_of(builder)
    assert "was not missing" in body
    assert "Date of birth" not in body


def test_p3_7_still_missing_is_not_repeated_unless_the_force_decided_so() -> None:
    builder = told_before(a_missing_child(), "missing 12")
    ended(builder, "SKIP", "P3.7")
    assert decided(builder, with_endeavour(repeat_while_missing=True)).outcome == "done"


def test_p3_7_missing_once_more_is_told() -> None:
    ended(told_before(a_missing_child(), "missing 11"), "done", "plain")


def test_p3_8_eighteen_since_the_report_is_held() -> None:
    birthday = NOW.date()
    builder = a_missing_child().born_on(birthday.replace(year=birthday.year - 18))
    ended(builder, "HELD", "P3.8")


def test_p2_14_eighteen_when_reported_is_out_of_scope() -> None:
    ended(a_missing_child().aged(19), "SKIP", "P2.14")


def test_p3_9_placed_by_another_authority_with_a_school_far_away_is_a_persons_work() -> None:
    placed = a_missing_child().record(CHILD, flags=("Placed by another authority",))
    ended(placed.school(force_area="Northmark"), "BE", "P3.9")
    ended(placed, "done", "plain")


def test_p3_10_found_before_reported_is_a_persons_work() -> None:
    early = an_episode(EpisodeStatus.FOUND, found=SUNDAY_EVENING - timedelta(hours=1))
    ended(a_missing_child(early), "BE", "P3.10")


@pytest.mark.parametrize(
    "episode",
    [
        an_episode(reported=None),
        an_episode(EpisodeStatus.FOUND, found=None),
        an_episode(EpisodeStatus.NOT_KNOWN),
        an_episode(reported=NOW + timedelta(hours=1)),
    ],
)
def test_p3_10_an_episode_that_cannot_be_right_is_a_persons_work(episode: object) -> None:
    ended(a_missing_child(episode), "BE", "P3.10")  # type: ignore[arg-type]


def test_p3_10_no_episode_of_the_child_is_a_persons_work() -> None:
    ended(a_missing_child().occurrence(episodes=()), "BE", "P3.10")


def test_p3_11_a_domestic_incident_that_night_is_noted() -> None:
    ended(a_missing_child().but(also_told=True), "done", "P3.11")


def test_p3_12_found_after_the_school_was_told_is_one_message() -> None:
    ended(told_before(a_missing_child(a_found_episode()), "missing 12"), "done", "P3.12")


def test_c14_the_same_message_is_not_sent_twice() -> None:
    ended(told_the_same(a_missing_child(a_found_episode())), "SKIP", "C14")


# The rows of P2 that apply ------------------------------------------------------------------------


def test_p2_1_a_ppn_that_does_not_list_the_missing_child_names_no_school() -> None:
    ended(a_missing_child().but(child_key="P0000099"), "BE", "P2.1")


def test_p2_18_a_child_missing_from_a_refuge_is_held() -> None:
    ended(a_missing_child().record(CHILD, address_kind="refuge"), "HELD", "P2.18")


def test_p2_26_late_is_counted_from_when_the_child_was_found() -> None:
    began = NOW - timedelta(days=30)
    found = an_episode(EpisodeStatus.FOUND, reported=began, found=NOW - timedelta(days=20))
    ended(a_missing_child(found), "HELD", "P2.26")
    recent = an_episode(EpisodeStatus.FOUND, reported=began, found=NOW - timedelta(hours=3))
    ended(a_missing_child(recent), "done", "P3.3")


def test_p2_27_a_ppn_that_is_no_longer_about_a_missing_child_is_out_of_scope() -> None:
    ended(a_missing_child().ppn(types=frozenset(("Child concern",))), "SKIP", "P2.27")


def test_p2_32_another_school_is_told_and_the_first_is_checked() -> None:
    builder = told_before(a_missing_child(a_found_episode()), "missing 12", HARBOUR)
    found = ended(builder, "done", "P2.32")
    assert "P3.12" in found.codes
    assert [each.school for each in rules.breach_checks(builder.build())] == [HARBOUR]
    assert OAKFIELD != HARBOUR


def test_c18_told_by_hand_is_left_to_people() -> None:
    ended(a_missing_child().ppn(notification_status="Done by hand"), "SKIP", "C18")
