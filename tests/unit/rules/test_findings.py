"""Which row names the outcome when several apply."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.exceptions import BusinessException, Finding, HeldException, OutOfScope
from processes.shared.findings import be, held, in_order, named_by, note, outcome_rank, settle, skip

HOLD, OUT, REFUSED, NOTE = (
    held("P2.18", "h"),
    skip("P2.14", "s"),
    be("P2.1", "b"),
    note("P2.10", ""),
)
FIRST = [skip(code, "f") for code in ("C13", "C14", "C18", "P1.10", "P2.27", "P2.33")]
ANY = st.lists(
    st.builds(
        Finding,
        st.sampled_from(["C12", "C13", "C14", "P2.2", "P2.10", "P2.27", "P2.33", "P2.36"]),
        st.sampled_from(["done", "BE", "HELD", "SKIP"]),
        st.just("detail"),
    ),
    max_size=6,
)


def test_nothing_found_is_a_plain_item() -> None:
    assert settle([]) == ()
    assert named_by([]) == ""


@pytest.mark.parametrize("first", FIRST, ids=[f.code for f in FIRST])
def test_what_needs_no_work_at_all_comes_before_a_hold(first: Finding) -> None:
    with pytest.raises(OutOfScope) as raised:
        settle([HOLD, OUT, REFUSED, NOTE, first])
    assert raised.value.findings[0] is first
    assert len(raised.value.findings) == 5


def test_a_hold_comes_before_out_of_scope_and_that_before_a_business_exception() -> None:
    with pytest.raises(HeldException) as raised:
        settle([REFUSED, OUT, HOLD])
    assert [f.code for f in raised.value.findings] == ["P2.18", "P2.14", "P2.1"]
    with pytest.raises(OutOfScope):
        settle([REFUSED, OUT])
    with pytest.raises(BusinessException):
        settle([NOTE, REFUSED])


def test_reclassified_after_sending_is_a_hold_like_any_other() -> None:
    with pytest.raises(HeldException) as raised:
        settle([held("P2.33", "after"), skip("P2.12", "young")])
    assert raised.value.code == "P2.33"


def test_ids_are_counted_not_spelt_and_common_rows_come_first() -> None:
    found = [note(code, "") for code in ("P2.10", "P2.9", "C12", "P2.2", "C3")]
    assert [f.code for f in in_order(found)] == ["C3", "C12", "P2.2", "P2.9", "P2.10"]


def test_the_message_check_stands_after_the_common_rows() -> None:
    assert [f.code for f in in_order([held("P2.1", ""), held("G1", ""), held("C15", "")])] == [
        "C15",
        "G1",
        "P2.1",
    ]


@pytest.mark.parametrize(("code", "ledger"), [("P1.10", False), ("P2.36", False), ("C13", True)])
def test_a_waiting_ppn_leaves_no_ledger_entry(code: str, ledger: bool) -> None:
    with pytest.raises(OutOfScope) as raised:
        settle([skip(code, "s")])
    assert raised.value.ledger is ledger


def test_a_part_that_was_sent_beside_one_that_was_not_needed_leaves_the_item_done() -> None:
    ranked = sorted(["SKIP", "done", "BE", "HELD"], key=outcome_rank)
    assert ranked == ["HELD", "BE", "done", "SKIP"]


@given(ANY)
def test_no_finding_is_lost_and_the_order_of_asking_does_not_matter(found: list[Finding]) -> None:
    for order in itertools.islice(itertools.permutations(found), 24):
        assert in_order(order) == in_order(found)
    assert set(in_order(found)) == set(found)


@given(ANY)
def test_only_notes_let_an_item_go_on(found: list[Finding]) -> None:
    if all(f.outcome == "done" for f in found):
        assert set(settle(found)) == set(found)
    else:
        with pytest.raises((OutOfScope, BusinessException)):
            settle(found)
