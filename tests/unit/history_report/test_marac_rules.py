"""P5: each row of its table that rules decide."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.exceptions import BusinessException, Finding, OutOfScope
from processes.history_report.facts import LogNote, Relative
from processes.marac_report import pair, rules
from processes.marac_report.facts import Background, Case, CaseRole, OrderFacts
from processes.shared.names import PersonName
from tests.builders.history import (
    CHILD,
    MOTHER,
    PARTNER,
    POLICY,
    TASK,
    TODAY,
    a_child,
    a_marac,
    a_marac_case,
    a_person,
    a_row,
    an_earlier_case,
    perpetrator,
    victim,
)

SECOND = "P0000006"
TOGETHER = (victim(a_row()), perpetrator(a_row(role="Suspect")), a_child())


def decided(case: Case) -> tuple[Finding, ...]:
    return rules.check_people(rules.select_history(case, POLICY), POLICY)


def codes(case: Case) -> list[str]:
    return [finding.code for finding in decided(case)]


def stopped(case: Case) -> str:
    with pytest.raises(BusinessException) as caught:
        decided(case)
    return f"{caught.value.outcome} {caught.value.code}"


def first(case: Case) -> str:
    try:
        rules.check_first(case, POLICY)
    except (BusinessException, OutOfScope) as stopped:
        return stopped.findings[0].code
    return ""


def test_an_ordinary_case_with_an_earlier_one_is_done_without_a_note() -> None:
    assert codes(a_marac_case(*TOGETHER)) == []


def test_p5_1_victim_or_perpetrator_is_not_linked() -> None:
    assert first(a_marac_case(facts=a_marac(victim=""))) == "P5.1"
    assert first(a_marac_case(facts=a_marac(people=()))) == "P5.1"
    marked = a_marac(people=(), not_identified=True)
    assert rules.check_first(a_marac_case(facts=marked), POLICY) == ()


def test_p5_2_several_perpetrators() -> None:
    assert codes(a_marac_case(*TOGETHER, perpetrator(person=SECOND))) == ["P5.2"]


@pytest.mark.parametrize(
    ("victims_role", "others_role", "is_swapped"),
    [
        ("Victim", "Suspect", False),
        ("Suspect", "Victim", True),
        ("Suspect", "Suspect", True),
        ("Witness", "Other party", False),
    ],
)
def test_p5_3_roles_that_swap(victims_role: str, others_role: str, is_swapped: bool) -> None:
    people = (victim(a_row(role=victims_role)), perpetrator(a_row(role=others_role)), a_child())
    assert codes(a_marac_case(*people)) == (["P5.3"] if is_swapped else [])


@pytest.mark.parametrize(
    "hidden",
    [
        victim(address_kind="refuge"),
        victim(flags=("Confidential address",)),
        victim(address_flags=("Confidential address",)),
    ],
)
def test_p5_4_a_confidential_address_of_the_victim(hidden: object) -> None:
    case = a_marac_case(hidden, *TOGETHER[1:])  # type: ignore[arg-type]
    assert codes(case) == ["P5.4"]


def test_p5_4_of_a_child_too_and_never_of_the_perpetrator() -> None:
    assert codes(a_marac_case(*TOGETHER[:2], a_child(address_kind="refuge"))) == ["P5.4"]
    assert codes(a_marac_case(TOGETHER[0], perpetrator(address_kind="refuge"), a_child())) == []


def test_p5_4_names_what_may_be_on_no_page() -> None:
    place = ("1 Hidden Lane, Osmery, VX1 1AB", "Osmery", "LPA-QUAY")
    around = Background(places=(place,), schools=((CHILD, ("Oakfield School",)),))
    case = a_marac_case(victim(address_kind="refuge"), *TOGETHER[1:], background=around)
    found = rules.confidential_of(case, POLICY)
    assert found.addresses == (place[0],)
    assert set(found.phrases) == {
        "Oakfield School",
        "Osmery",
        "LPA-QUAY",
        "Solmere County Council",
    }
    assert rules.confidential_of(a_marac_case(*TOGETHER, background=around), POLICY).phrases == ()


def test_p5_5_not_identified() -> None:
    marked = a_marac(people=(CaseRole(CHILD, "Child"),), not_identified=True)
    assert codes(a_marac_case(victim(a_row()), a_child(), facts=marked)) == ["P5.5"]


def test_p5_6_no_earlier_marac_or_one_of_another_area() -> None:
    assert codes(a_marac_case(*TOGETHER, background=Background())) == ["P5.6"]
    elsewhere = Background(earlier=(an_earlier_case(is_held_elsewhere=True),))
    (found,) = decided(a_marac_case(*TOGETHER, background=elsewhere))
    assert (found.code, found.detail) == ("P5.6", "1 earlier cases known, not held")


@pytest.mark.parametrize("days", [None, -1])
def test_p5_7_the_meeting_is_missing_or_past(days: int | None) -> None:
    when = None if days is None else TODAY + timedelta(days=days)
    assert first(a_marac_case(facts=a_marac(meeting_on=when))) == "P5.7"


def test_p5_7_a_meeting_today_is_not_past() -> None:
    assert rules.check_first(a_marac_case(facts=a_marac(meeting_on=TODAY)), POLICY) == ()


def test_p5_8_a_withdrawn_case_is_skipped_whatever_else_is_wrong() -> None:
    case = a_marac_case(facts=a_marac(status="Withdrawn", victim="", meeting_on=None))
    assert first(case) == "P5.8"


def test_p5_9_a_child_of_one_parent() -> None:
    mother = (Relative(MOTHER, PersonName("Alder", "Brenna"), "Mother"),)
    assert codes(a_marac_case(*TOGETHER[:2], a_child(relations=mother))) == ["P5.9"]
    assert codes(a_marac_case(*TOGETHER[:2], a_child(relations=()))) == []


def test_p5_10_something_restricted_is_held_after_the_report() -> None:
    hidden = a_row(3, occurrence="", restricted_to="Professional Standards")
    case = rules.select_history(a_marac_case(victim(a_row(), hidden), *TOGETHER[1:]), POLICY)
    assert codes(case) == ["P4.7"]
    assert [(f.code, f.outcome) for f in rules.live_findings(case)] == [("P5.10", "HELD")]
    assert rules.live_findings(rules.select_history(a_marac_case(*TOGETHER), POLICY)) == ()


@pytest.mark.parametrize(
    ("expires", "has_expired"),
    [(TODAY - timedelta(days=1), True), (TODAY, False), (None, False)],
)
def test_p5_11_an_expired_order(expires: date | None, has_expired: bool) -> None:
    order = OrderFacts("Police bail", PARTNER, MOTHER, TODAY - timedelta(days=90), expires, "")
    around = Background(earlier=(an_earlier_case(),), orders=(order,))
    assert codes(a_marac_case(*TOGETHER, background=around)) == (["P5.11"] if has_expired else [])


def test_p5_12_somebody_of_a_partner_agency() -> None:
    agency = POLICY.settings.reports.partner_agencies[0]
    assert stopped(a_marac_case(*TOGETHER[:2], a_child(employer=agency))) == "HELD P5.12"
    agenda = a_person("P0000007", "Agenda", employer=agency)
    around = Background(earlier=(an_earlier_case(),), agenda=(agenda,))
    assert stopped(a_marac_case(*TOGETHER, background=around)) == "HELD P5.12"


@pytest.mark.parametrize(
    ("incident", "is_repeat"),
    [
        (date(2026, 2, 1), True),
        (date(2026, 2, 2), False),
        (date(2025, 2, 2), True),
        (date(2025, 2, 1), False),
    ],
)
def test_p5_13_an_incident_up_to_twelve_months_after_the_last_referral(
    incident: date, is_repeat: bool
) -> None:
    people = (
        victim(a_row(started_on=incident)),
        perpetrator(a_row(role="Suspect", started_on=incident)),
        a_child(),
    )
    around = Background(earlier=(an_earlier_case(referred_on=date(2025, 2, 1)),))
    assert codes(a_marac_case(*people, background=around)) == (["P5.13"] if is_repeat else [])


def test_p5_13_counts_the_same_pair_only() -> None:
    day = date(2025, 6, 1)
    people = (victim(a_row(started_on=day)), perpetrator(a_row(started_on=day, role="Suspect")))
    other = an_earlier_case(
        referred_on=date(2025, 2, 1), parts=((MOTHER, "Victim"), ("P0000099", "Perpetrator"))
    )
    case = rules.select_history(
        a_marac_case(*people, background=Background(earlier=(other,))), POLICY
    )
    assert pair.repeat_of(case, case.perpetrators[0]) is None


@pytest.mark.parametrize(
    ("born", "is_young"), [(date(2010, 3, 3), True), (date(2010, 3, 2), False)]
)
def test_p5_14_a_victim_under_sixteen(born: date, is_young: bool) -> None:
    case = a_marac_case(victim(a_row(), born=born), *TOGETHER[1:])
    if is_young:
        assert stopped(case) == "BE P5.14"
    else:
        assert codes(case) == []


def test_c13_and_c18_hold_for_a_case_too() -> None:
    assert first(a_marac_case(task=replace(TASK, status="Cancelled"))) == "C13"
    assert first(a_marac_case(log=(LogNote("coordinator", "MAR-000001 done by hand"),))) == "C18"


def test_the_incidents_of_a_pair_are_those_in_which_both_have_a_part() -> None:
    people = (
        victim(a_row(2), a_row(3)),
        perpetrator(a_row(2, role="Suspect"), a_row(4, role="Suspect")),
    )
    case = rules.select_history(a_marac_case(*people), POLICY)
    (who,) = case.perpetrators
    together = pair.between(case, who)
    assert [entry.occurrence for entry in together] == ["99250000002"]
    shown = frozenset(entry.occurrence for entry in together)
    assert [e.occurrence for e in pair.alone(case, case.victim, shown)] == ["99250000003"]
    assert [e.occurrence for e in pair.alone(case, who, shown)] == ["99250000004"]
