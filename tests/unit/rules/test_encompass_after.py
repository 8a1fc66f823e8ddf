"""P2: what comes after a message: a bounce, a pupil who has left."""

import pytest

from bot.exceptions import BusinessException, OutOfScope
from processes.school_notification.facts import EarlierMessage
from processes.school_notification.returned import (
    PupilLeftFacts,
    decide_pupil_left,
    undelivered,
)
from tests.builders.encompass import (
    CHILD,
    HARBOUR,
    OAKFIELD,
)


def test_p2_31_a_bounce_is_undelivered() -> None:
    error = undelivered(OAKFIELD)
    assert (error.code, error.outcome) == ("P2.31", "BE")
    assert error.findings[0].code == "P2.31"


SENT = (EarlierMessage(OAKFIELD, "digest", "1"), EarlierMessage(HARBOUR, "digest", "2"))


def test_p2_34_a_pupil_who_left_ends_the_link_and_each_message_there_is_checked() -> None:
    left = decide_pupil_left(PupilLeftFacts(900001, "New", CHILD, OAKFIELD, SENT))
    assert left.close_link
    assert [message.school for message in left.breach_checks] == [OAKFIELD]
    assert left.findings[0].code == "P2.34"


def test_p2_34_without_a_school_every_message_about_the_pupil_is_checked() -> None:
    left = decide_pupil_left(PupilLeftFacts(900001, "New", CHILD, "", SENT))
    assert len(left.breach_checks) == 2


def test_p2_34_a_task_that_names_no_pupil_is_for_a_person() -> None:
    with pytest.raises(BusinessException) as raised:
        decide_pupil_left(PupilLeftFacts(900001, "New", "", OAKFIELD))
    assert raised.value.code == "P2.34"


def test_c13_a_pupil_left_task_that_was_cancelled_is_left() -> None:
    with pytest.raises(OutOfScope) as raised:
        decide_pupil_left(PupilLeftFacts(900001, "Cancelled", CHILD, OAKFIELD, SENT))
    assert raised.value.findings[0].code == "C13"
