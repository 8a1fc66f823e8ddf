"""P4: each row of its table that rules decide."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.exceptions import BusinessException, Finding, HeldException, OutOfScope
from processes.csc_report import rules
from processes.csc_report.facts import Case
from processes.history_report.checks import priority_by, rebuilt, renewed, reused
from processes.history_report.facts import HistoryRow, LogNote
from processes.shared.ages import NoDate
from processes.shared.answers import Answer
from tests.builders.encompass import changed
from tests.builders.history import (
    CHILD,
    MOTHER,
    NOW,
    POLICY,
    TASK,
    TODAY,
    a_csc_case,
    a_match,
    a_person,
    a_request,
    a_row,
)


def decided(case: Case) -> tuple[Finding, ...]:
    return rules.check_people(rules.select_history(case, POLICY), POLICY)


def codes(case: Case) -> list[str]:
    return [finding.code for finding in decided(case)]


def stopped(case: Case) -> str:
    with pytest.raises(BusinessException) as caught:
        decided(case)
    return f"{caught.value.outcome} {caught.value.code}"


def skipped(case: Case) -> str:
    with pytest.raises(OutOfScope) as caught:
        rules.check_first(case, POLICY)
    return caught.value.findings[0].code


def with_history(*rows: HistoryRow, **changes: object) -> Case:
    mother = changed(a_person(rows=rows), changes)
    return a_csc_case(a_person(CHILD, "Child"), mother)


def test_an_ordinary_request_is_done_without_a_note() -> None:
    assert codes(with_history(a_row())) == []


def test_p4_1_a_request_that_names_nobody() -> None:
    case = a_csc_case(request=a_request(people=()))
    with pytest.raises(BusinessException) as caught:
        rules.check_first(case, POLICY)
    assert caught.value.code == "P4.1"


@pytest.mark.parametrize(
    ("known", "wanted"),
    [({"born": NoDate.BLANK, "address": ""}, True), ({"born": NoDate.BLANK}, False)],
)
def test_p4_2_neither_birth_date_nor_address(known: dict[str, object], wanted: bool) -> None:
    case = a_csc_case(a_person(CHILD, "Child"), changed(a_person(rows=(a_row(),)), known))
    if wanted:
        assert stopped(case) == "BE P4.2"
    else:
        assert codes(case) == []


def test_p4_3_a_merged_record_is_followed_and_noted() -> None:
    assert codes(with_history(a_row(), linked_as="P0000077")) == ["P4.3"]


def test_p4_4_a_likely_duplicate_is_searched_apart() -> None:
    duplicate = a_person("P0000088", duplicate_of=MOTHER)
    case = a_csc_case(a_person(CHILD, "Child"), a_person(rows=(a_row(),)), duplicate)
    assert codes(case) == ["P4.4"]


def test_p4_5_a_namesake_is_left_out() -> None:
    assert codes(with_history(a_row(), matches=(a_match(),))) == ["P4.5"]


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({"legal_basis": " "}, "P4.6"),
        ({"type": "Section 17"}, "P4.6"),
        ({"type": "Section 17", "consent": Answer.BLANK}, "P4.6"),
        ({"type": "Section 17", "consent": Answer.YES}, ""),
        ({"type": "Section 17", "consent_reason": "It would put the child at risk."}, ""),
    ],
)
def test_p4_6_the_legal_basis(changes: dict[str, object], wanted: str) -> None:
    case = a_csc_case(request=a_request(**changes))
    if not wanted:
        assert rules.check_first(case, POLICY) == ()
        return
    with pytest.raises(BusinessException) as caught:
        rules.check_first(case, POLICY)
    assert caught.value.code == wanted


def test_p4_7_a_restricted_occurrence_is_counted_by_unit_and_nowhere_else() -> None:
    case = with_history(a_row(), a_row(3, occurrence="", restricted_to="Professional Standards"))
    assert codes(case) == ["P4.7"]
    assert "Professional" not in " ".join(finding.detail for finding in decided(case))
    selection = rules.select_history(case, POLICY).selection
    assert selection.restricted == (("Professional Standards", 1),)
    assert [entry.occurrence for entry in selection.entries] == ["99250000002"]


def test_p4_8_nothing_found_is_a_nil_report() -> None:
    assert codes(a_csc_case()) == ["P4.8"]


def test_p4_9_too_many_occurrences_are_scoped_by_a_person() -> None:
    rows = tuple(a_row(number) for number in range(2, 203))
    case = rules.select_history(with_history(*rows), POLICY)
    assert [f.outcome for f in rules.scope_findings(case, POLICY)] == ["BE"]
    fewer = rules.select_history(with_history(*rows[1:]), POLICY)
    assert rules.scope_findings(fewer, POLICY) == ()


@pytest.mark.parametrize(("days", "wanted"), [(-1, ["P4.10"]), (0, ["P4.10"]), (1, [])])
def test_p4_10_a_deadline_today_or_past(days: int, wanted: list[str]) -> None:
    case = a_csc_case(request=a_request(deadline=NOW + timedelta(days=days)))
    assert [f.code for f in rules.check_first(case, POLICY)] == wanted


def test_p4_10_what_is_due_first_is_worked_first() -> None:
    places = [priority_by(days) for days in (-3, 0, 1, 20, 400, None)]
    assert places == [0, 0, 1, 20, 98, 99]


def test_p4_11_what_came_outside_hours_says_so() -> None:
    case = a_csc_case(task=replace(TASK, outside_hours=True))
    assert [f.code for f in rules.check_first(case, POLICY)] == ["P4.11"]


def test_p4_12_and_p4_14_are_notes() -> None:
    found = (reused(1), renewed(2), rebuilt())
    assert [(f.code, f.outcome) for f in found] == [
        ("P4.12", "done"),
        ("P4.12", "done"),
        ("P4.14", "done"),
    ]


def test_p4_13_staff_are_held() -> None:
    assert stopped(with_history(a_row(), employer="Solmere Constabulary")) == "HELD P4.13"
    with pytest.raises(HeldException):
        decided(with_history(a_row(), employer="solmere constabulary"))


def test_p4_17_an_intelligence_type_record_is_counted_only() -> None:
    case = with_history(a_row(), a_row(3, type="Intelligence report"))
    assert codes(case) == ["P4.17"]
    selection = rules.select_history(case, POLICY).selection
    assert selection.intelligence == {"99250000003"}
    assert [entry.occurrence for entry in selection.entries] == ["99250000002"]


def test_p4_18_a_childhood_reprimand_is_included_and_flagged() -> None:
    case = with_history(a_row(disposal="Reprimand (childhood)"))
    assert codes(case) == ["P4.18"]
    assert len(rules.select_history(case, POLICY).selection.entries) == 1


def test_p4_19_the_authority_is_not_the_childs() -> None:
    other = a_person(CHILD, "Child", authority="Northmark County Council")
    assert stopped(a_csc_case(other, a_person(rows=(a_row(),)))) == "BE P4.19"
    unknown = a_person(CHILD, "Child", authority="")
    assert codes(a_csc_case(unknown, a_person(rows=(a_row(),)))) == []


def test_c12_a_restricted_person() -> None:
    case = a_csc_case(a_person(CHILD, "Child", restricted_to="Professional Standards"), a_person())
    assert stopped(case) == "BE C12"


@pytest.mark.parametrize(
    "changes",
    [
        {"status": "Completed"},
        {"unit": "MASH-CSC"},
        {"assigned_to": "coord1"},
        {"for_robot": False},
    ],
)
def test_c13_the_task_was_taken_back(changes: dict[str, object]) -> None:
    assert skipped(a_csc_case(task=changed(TASK, changes))) == "C13"


def test_c13_and_c18_the_request_was_withdrawn_or_sent() -> None:
    assert skipped(a_csc_case(request=a_request(status="Withdrawn"))) == "C13"
    assert skipped(a_csc_case(request=a_request(status="Sent"))) == "C18"


@pytest.mark.parametrize(
    ("role", "text", "is_skipped"),
    [
        ("coordinator", "CSC-000001 done by hand.", True),
        ("robot", "write CSC-000001 done by hand", False),
        ("coordinator", "CSC-000002 done by hand", False),
        ("coordinator", "CSC-000001 came in", False),
    ],
)
def test_c18_a_person_did_it(role: str, text: str, is_skipped: bool) -> None:
    case = a_csc_case(log=(LogNote(role, text),))
    if is_skipped:
        assert skipped(case) == "C18"
    else:
        assert rules.check_first(case, POLICY) == ()


def test_c15_and_c16_are_done_and_flagged() -> None:
    assert codes(with_history(a_row(flags=("Operational hold",)))) == ["C15"]
    assert codes(with_history(a_row(), deceased=Answer.YES)) == ["C16"]
    assert codes(with_history(a_row(classification="Homicide"))) == ["C16"]


@pytest.mark.parametrize(
    ("row", "is_shown"),
    [
        (a_row(started_on=date(2024, 3, 2)), True),
        (a_row(started_on=date(2024, 3, 1)), False),
        (a_row(started_on=date(2004, 3, 1), classification="Child sexual assault"), True),
        (a_row(started_on=date(2004, 3, 1), classification="Cruelty to children"), True),
        (a_row(started_on=None), True),
        (a_row(classification="Lost property"), False),
    ],
)
def test_the_window_and_its_classes(row: HistoryRow, is_shown: bool) -> None:
    selection = rules.select_history(with_history(row), POLICY).selection
    assert bool(selection.entries) is is_shown
    assert selection.older + selection.not_qualifying == (0 if is_shown else 1)


def test_the_requests_own_look_back_comes_before_the_forces() -> None:
    old = a_row(started_on=TODAY - timedelta(days=900))
    asked = a_request(lookback_months=60)
    case = a_csc_case(a_person(CHILD, "Child"), a_person(rows=(old,)), request=asked)
    assert codes(case) == []


def test_an_occurrence_of_two_of_the_family_stands_once_with_both_roles() -> None:
    child = a_person(CHILD, "Child", rows=(a_row(role="Child"),))
    (entry,) = rules.select_history(
        a_csc_case(child, a_person(rows=(a_row(),))), POLICY
    ).selection.entries
    assert entry.parts == ((CHILD, "Child"), (MOTHER, "Victim"))
