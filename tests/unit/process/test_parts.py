"""The parts of an item: one school's trouble keeps no other school from being told."""

import pytest

from bot.exceptions import (
    BusinessException,
    Finding,
    HeldException,
    OutOfScope,
    SystemException,
)
from bot.parts import PartOutcomes

SKIPPED = OutOfScope((Finding("C14", "SKIP", "duplicate"),))


def outcomes_of(*endings: Exception | None) -> PartOutcomes:
    parts = PartOutcomes()
    for ending in endings:
        with parts.one():
            if ending is not None:
                raise ending
    return parts


def test_parts_that_all_went_well_raise_nothing() -> None:
    outcomes_of(None, None).raise_worst()


def test_a_held_part_is_worse_than_a_business_exception() -> None:
    with pytest.raises(HeldException):
        outcomes_of(BusinessException("no contact"), HeldException("refuge"), None).raise_worst()


def test_what_can_be_tried_again_is_tried_again_first() -> None:
    with pytest.raises(SystemException):
        outcomes_of(HeldException("refuge"), SystemException("page error")).raise_worst()


def test_one_part_out_of_scope_beside_one_done_is_done() -> None:
    outcomes_of(SKIPPED, None).raise_worst()


def test_all_parts_out_of_scope_make_the_item_out_of_scope() -> None:
    with pytest.raises(OutOfScope):
        outcomes_of(SKIPPED, SKIPPED).raise_worst()


def test_an_exception_beside_a_part_out_of_scope_is_raised() -> None:
    with pytest.raises(BusinessException):
        outcomes_of(SKIPPED, BusinessException("no contact")).raise_worst()


def test_nothing_is_said_of_the_parts_while_one_may_be_tried_again() -> None:
    with pytest.raises(SystemException):
        outcomes_of(None, SystemException("the mail server is away")).raise_unless_done()


def test_nothing_is_said_of_the_parts_when_none_was_done() -> None:
    with pytest.raises(BusinessException):
        outcomes_of(BusinessException("no mailbox"), SKIPPED).raise_unless_done()
    with pytest.raises(OutOfScope):
        outcomes_of(SKIPPED).raise_unless_done()


def test_what_was_done_is_said_although_another_part_is_an_exception() -> None:
    outcomes_of(None, BusinessException("no mailbox")).raise_unless_done()
