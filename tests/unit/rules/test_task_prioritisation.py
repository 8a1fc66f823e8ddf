"""P1: the tag on a task's title, a test for each row."""

from dataclasses import replace
from datetime import date

import pytest

from bot.exceptions import BusinessException, OutOfScope
from processes.shared.ages import NoDate
from processes.shared.answers import Answer, ReportStatus, Role
from processes.task_prioritisation.rules import Tag, decide
from tests.builders.prioritisation import POLICY, PpnBuilder, a_ppn, a_task, codes, decided

NOT_YES = (Answer.NO, Answer.NOT_KNOWN, Answer.BLANK)


def refused(*ppns: PpnBuilder) -> str:
    with pytest.raises(BusinessException) as raised:
        decided(*ppns)
    return raised.value.code


def test_a_ppn_that_says_no_and_records_adults_only_is_without_children() -> None:
    decision = decided(a_ppn())
    assert decision.tag is Tag.WITHOUT
    assert decision.title == "PPN-000001 Domestic abuse, Velmouth – without children"
    assert codes(decision) == []


@pytest.mark.parametrize("answer", [Answer.YES, Answer.NOT_KNOWN])
def test_a_recorded_child_makes_the_task_with_children(answer: Answer) -> None:
    decision = decided(a_ppn().answering(answer).with_child(aged=9))
    assert decision.tag is Tag.WITH
    assert codes(decision) == []


@pytest.mark.parametrize("answer", [Answer.NO, Answer.BLANK])
def test_p1_1_a_child_is_recorded_although_the_answer_does_not_say_so(answer: Answer) -> None:
    decision = decided(a_ppn().answering(answer).with_child(aged=9))
    assert decision.tag is Tag.WITH
    assert codes(decision) == ["P1.1"]


@pytest.mark.parametrize("role", [Role.WITNESS, Role.SUSPECT, Role.OTHER_PARTY, Role.CHILD])
def test_p1_1_anybody_involved_who_is_under_18_counts_as_a_child(role: Role) -> None:
    decision = decided(a_ppn().with_person(role, aged=17))
    assert decision.tag is Tag.WITH
    assert codes(decision) == ["P1.1"]


def test_p1_2_yes_without_rows_is_with_children_and_says_that_details_are_missing() -> None:
    decision = decided(a_ppn().answering(Answer.YES))
    assert decision.tag is Tag.WITH
    assert codes(decision) == ["P1.2"]


@pytest.mark.parametrize("answer", NOT_YES)
@pytest.mark.parametrize(
    "text",
    [
        "Her son was asleep upstairs.",
        "The 7-year-old saw it.",
        "There were no children in the household. The daughter stays with an aunt.",
        "No children in the household apart from the baby.",
        "No children in the household tonight.",
        "She claims that there are no children.",
        "No children were present.",
        "A cot was seen in the bedroom.",
        "SHE IS PREGNANT",
        "Aged 4, hiding in a cupboard",
    ],
)
def test_p1_3_a_text_that_speaks_of_a_child_is_for_a_person(answer: Answer, text: str) -> None:
    assert refused(a_ppn().answering(answer).saying(text)) == "P1.3"


def test_p1_3_adult_rows_do_not_silence_a_text_that_speaks_of_a_child() -> None:
    assert refused(a_ppn().with_child(aged=20).saying("The toddler was crying.")) == "P1.3"


def test_p1_3_a_listed_denial_and_the_answer_no_are_without_children_with_a_note() -> None:
    decision = decided(a_ppn().saying("There were no children in the household."))
    assert decision.tag is Tag.WITHOUT
    assert codes(decision) == ["P1.3"]


@pytest.mark.parametrize("answer", [Answer.NOT_KNOWN, Answer.BLANK])
def test_p1_4_a_denial_in_a_text_does_not_replace_the_answer(answer: Answer) -> None:
    denied = a_ppn().answering(answer).saying("There were no children in the household.")
    assert refused(denied) == "P1.4"


@pytest.mark.parametrize("answer", [Answer.NOT_KNOWN, Answer.BLANK])
def test_p1_4_without_an_answer_and_without_anything_else_a_person_looks(answer: Answer) -> None:
    assert refused(a_ppn().answering(answer)) == "P1.4"


def test_p1_4_nobody_is_without_children_when_the_incident_has_no_date() -> None:
    assert refused(a_ppn().but(incident_on=None)) == "P1.4"


def test_p1_4_a_recorded_person_of_unknown_age_is_for_a_person() -> None:
    assert refused(a_ppn().with_person(Role.WITNESS)) == "P1.4"


def test_p1_4_a_force_may_accept_adult_roles_of_unknown_age() -> None:
    settings = replace(POLICY.settings, unknown_age_is_checked=False)
    policy = replace(POLICY, settings=settings)
    decision = decide(a_task(a_ppn().with_person(Role.WITNESS)), policy)
    assert decision.tag is Tag.WITHOUT


@pytest.mark.parametrize("birth", [NoDate.BLANK, NoDate.UNREADABLE])
def test_p1_5_a_row_without_birth_date_is_a_child(birth: NoDate) -> None:
    decision = decided(a_ppn().answering(Answer.YES).with_child(birth=birth))
    assert decision.tag is Tag.WITH
    assert codes(decision) == ["P1.5"]


def test_p1_5_a_child_involved_without_birth_date_is_a_child() -> None:
    assert decided(a_ppn().with_person(Role.CHILD)).tag is Tag.WITH


def test_a_row_in_which_nothing_stands_is_no_child() -> None:
    assert decided(a_ppn().with_child(filled=False)).tag is Tag.WITHOUT


def test_p1_6_rows_of_adults_only_and_the_answer_no_are_without_children() -> None:
    decision = decided(a_ppn().with_child(aged=18))
    assert decision.tag is Tag.WITHOUT
    assert codes(decision) == ["P1.6"]


@pytest.mark.parametrize("answer", [Answer.YES, Answer.NOT_KNOWN, Answer.BLANK])
def test_p1_6_rows_of_adults_only_and_another_answer_are_for_a_person(answer: Answer) -> None:
    assert refused(a_ppn().answering(answer).with_child(aged=25)) == "P1.6"


def test_somebody_who_is_18_the_day_after_the_incident_is_a_child() -> None:
    assert decided(a_ppn().with_child(birth=date(2008, 3, 1))).tag is Tag.WITH


def test_somebody_who_is_18_on_the_day_of_the_incident_is_none() -> None:
    assert decided(a_ppn().with_child(birth=date(2008, 2, 28))).tag is Tag.WITHOUT


@pytest.mark.parametrize("birth", [date(2026, 3, 1), date(2027, 5, 1)])
def test_p1_7_a_birth_date_after_the_incident_is_a_child_and_noted(birth: date) -> None:
    decision = decided(a_ppn().answering(Answer.YES).with_child(birth=birth))
    assert decision.tag is Tag.WITH
    assert codes(decision) == ["P1.7"]


@pytest.mark.parametrize("field", ["unborn", "pregnant"])
def test_p1_8_an_unborn_child_alone_is_with_children(field: str) -> None:
    decision = decided(a_ppn().but(**{field: Answer.YES}))
    assert decision.tag is Tag.WITH
    assert codes(decision) == ["P1.8"]


def test_p1_9_a_task_without_a_ppn_is_for_a_person() -> None:
    assert refused() == "P1.9"


def test_p1_9_of_several_ppns_one_with_children_decides() -> None:
    open_question = a_ppn().numbered(2).answering(Answer.NOT_KNOWN)
    decision = decided(a_ppn().answering(Answer.YES).with_child(aged=3), open_question)
    assert decision.tag is Tag.WITH
    assert codes(decision) == ["P1.9"]


def test_p1_9_several_ppns_are_without_children_only_if_each_is() -> None:
    assert decided(a_ppn(), a_ppn().numbered(2)).tag is Tag.WITHOUT
    assert refused(a_ppn(), a_ppn().numbered(2).answering(Answer.BLANK)) == "P1.4"


@pytest.mark.parametrize("status", [ReportStatus.DRAFT, ReportStatus.RETURNED])
def test_p1_10_a_draft_waits_and_leaves_no_ledger_entry(status: ReportStatus) -> None:
    with pytest.raises(OutOfScope) as raised:
        decided(a_ppn().with_child(aged=9).but(status=status))
    assert raised.value.findings[0].code == "P1.10"
    assert not raised.value.ledger


def test_p1_10_a_draft_beside_a_submitted_ppn_keeps_the_task_from_being_without() -> None:
    draft = a_ppn().numbered(2).but(status=ReportStatus.DRAFT)
    with pytest.raises(OutOfScope):
        decided(a_ppn(), draft)
    assert decided(a_ppn().answering(Answer.YES).with_child(aged=3), draft).tag is Tag.WITH


def test_p1_11_a_long_title_loses_its_middle_and_keeps_its_tag() -> None:
    decision = decided(a_ppn(), title=f"PPN-000001 {'x' * 120} the end")
    assert len(decision.title) == POLICY.limits.title_length
    assert decision.title.startswith("PPN-000001 ")
    assert decision.title.endswith("the end – without children")
    assert codes(decision) == ["P1.11"]


def test_p1_12_a_title_that_is_right_already_is_left_alone() -> None:
    decision = decided(a_ppn(), title="PPN-000001 – without children")
    assert not decision.edit_needed
    assert codes(decision) == ["P1.12"]


def test_p1_13_an_amended_ppn_is_decided_again() -> None:
    decision = decided(
        a_ppn().answering(Answer.YES).with_child(aged=9), title="PPN-000001 – without children"
    )
    assert decision.title == "PPN-000001 – with children"
    assert codes(decision) == ["P1.13"]


@pytest.mark.parametrize(
    "changes",
    [{"status": "Cancelled"}, {"status": "Completed"}, {"unit": "HUB"}, {"assigned_to": "coord1"}],
)
def test_c13_a_task_that_a_person_took_away_is_left(changes: dict[str, str]) -> None:
    with pytest.raises(OutOfScope) as raised:
        decide(a_task(a_ppn(), **changes), POLICY)
    assert raised.value.findings[0].code == "C13"


def test_c12_a_restricted_record_goes_to_its_owner_and_reveals_nothing() -> None:
    with pytest.raises(BusinessException) as raised:
        decided(a_ppn().with_child(aged=9).but(restricted_to="RESTR"))
    assert [finding.code for finding in raised.value.findings] == ["C12"]
    assert raised.value.detail == "access-restricted record, owned by RESTR"
