"""Approvals of forms in the database: by name, by two people where it matters, audited."""

from dataclasses import replace

import pytest

from bot.application_model import Approval
from bot.form_approvals import FormApprovals
from tests.unit.runtime.parts import Parts

ROW = Approval(
    screen="PPN",
    heading="PPN",
    form="PPN v4",
    model="m" * 64,
    form_hash="f" * 64,
    sections={"": "abc"},
    by="A. Developer",
    when="2026-03-02T06:00:00+00:00",
    reason="compared",
)


@pytest.fixture
def approvals(parts: Parts) -> FormApprovals:
    return FormApprovals(parts.store, parts.clock, parts.audit)


def test_one_person_is_enough_where_one_is_asked_for(approvals: FormApprovals) -> None:
    assert approvals.give(ROW, people=1).is_complete
    (row,) = approvals.complete()
    assert (row.by, row.reason, row.form_hash) == ("A. Developer", "compared", ROW.form_hash)


def test_nothing_runs_on_the_word_of_one_where_two_are_asked_for(approvals: FormApprovals) -> None:
    assert not approvals.give(ROW, people=2).is_complete
    assert approvals.complete() == ()
    assert approvals.give(replace(ROW, by="B. Coordinator"), people=2).is_complete
    (row,) = approvals.complete()
    assert row.by == "A. Developer and B. Coordinator"


@pytest.mark.parametrize(
    "again", ["A. Developer", "a.  developer", " A. DEVELOPER ", "Á Developer"]
)
def test_the_same_person_counts_once(approvals: FormApprovals, again: str) -> None:
    approvals.give(ROW, people=2)
    assert not approvals.give(replace(ROW, by=again), people=2).is_complete


def test_what_needed_two_people_once_still_does(approvals: FormApprovals) -> None:
    approvals.give(ROW, people=2)
    approvals.give(replace(ROW, by="B. Coordinator", form_hash="g" * 64), people=1)
    standing = next(s for s in approvals.all() if s.approval.form_hash == ROW.form_hash)
    assert (standing.people, standing.given, standing.is_complete) == (2, 1, False)


def test_what_turns_out_to_need_two_people_does_so_at_once(approvals: FormApprovals) -> None:
    assert approvals.give(ROW, people=1).is_complete
    assert not approvals.give(ROW, people=2).is_complete
    assert approvals.complete() == ()


def test_an_approval_taken_back_counts_no_more(approvals: FormApprovals) -> None:
    approvals.give(ROW, people=1)
    approvals.take_back(replace(ROW, by="B. Coordinator", reason="wrong label"))
    assert approvals.complete() == ()


def test_each_is_in_the_audit_with_name_and_reason(approvals: FormApprovals, parts: Parts) -> None:
    approvals.give(ROW, people=1)
    approvals.take_back(replace(ROW, by="B. Coordinator", reason="wrong label"))
    rows = parts.audit.entries(subject=f"form PPN v4 {ROW.form_hash[:12]}")
    assert sorted((row.actor, row.detail["event"], row.reason) for row in rows) == [
        ("A. Developer", "approved", "compared"),
        ("B. Coordinator", "taken back", "wrong label"),
    ]
