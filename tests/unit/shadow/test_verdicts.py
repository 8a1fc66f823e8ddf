"""What the robot would have done and what staff did, held against each other."""

import pytest

from bot.deeds import NOT_STATED, NOTHING, Verdict, verdict_of

ONE, OTHER = frozenset({"S00001"}), frozenset({"S00002"})


@pytest.mark.parametrize(
    ("robot", "staff", "verdict"),
    [
        (NOTHING, NOTHING, Verdict.AGREE),
        (ONE, ONE, Verdict.AGREE),
        (ONE, NOTHING, Verdict.ROBOT_ONLY),
        (NOTHING, ONE, Verdict.STAFF_ONLY),
        (ONE, OTHER, Verdict.DIFFER),
        (ONE | OTHER, ONE, Verdict.DIFFER),
        (ONE, frozenset({NOT_STATED}), Verdict.AGREE),
        (NOTHING, frozenset({NOT_STATED}), Verdict.STAFF_ONLY),
    ],
)
def test_a_verdict_says_who_did_it_and_whether_alike(
    robot: frozenset[str], staff: frozenset[str], verdict: Verdict
) -> None:
    assert verdict_of(robot, staff) is verdict
