"""The comparison with the answer key: what counts as right, as wrong, and as silently wrong."""

from dataclasses import replace

from processes.demonstration.answer_key import (
    AcceptedMail,
    Actual,
    Expected,
    ExpectedMail,
    compare,
)

SCHOOL = "dsl@oakfield.example"
LETTER = "Name of the child: Ada Byron. Date: 1 March 2026. Reference 99260000001."


def expected_sent() -> Expected:
    mail = ExpectedMail(SCHOOL, ("Ada Byron", "1 March 2026"), ("Will", "020 7946 0123"))
    return Expected("P2", 1, "P2/1", "plain", frozenset(), "done", None, (mail,))


def actual_sent(text: str = LETTER) -> Actual:
    return Actual("P2", "P2/1", "done", "plain", mails=(AcceptedMail(SCHOOL, text),))


def test_an_item_that_ended_as_the_key_says_is_right() -> None:
    assert compare([expected_sent()], [actual_sent()]).counts() == {
        "items": 1,
        "right": 1,
        "wrong": 0,
        "silent_wrong": 0,
    }


def test_a_foreign_value_in_a_message_is_silent_and_wrong() -> None:
    found = compare([expected_sent()], [actual_sent(LETTER + " Tell Will.")])
    assert found.counts()["silent_wrong"] == 1


def test_a_foreign_forename_inside_a_longer_word_is_not_a_leak() -> None:
    found = compare([expected_sent()], [actual_sent(LETTER + " Willow class, unwilling.")])
    assert found.counts()["right"] == 1


def test_a_message_that_lacks_an_allowed_value_is_wrong() -> None:
    found = compare([expected_sent()], [actual_sent(LETTER.replace("1 March 2026", ""))])
    assert found.counts()["wrong"] == 1


def test_a_message_to_another_school_is_silent_and_wrong() -> None:
    stray = replace(actual_sent(), mails=(AcceptedMail("head@elm.example", LETTER),))
    assert compare([expected_sent()], [stray]).counts()["silent_wrong"] == 1


def test_a_second_message_to_the_same_school_is_wrong() -> None:
    twice = replace(actual_sent(), mails=actual_sent().mails * 2)
    assert compare([expected_sent()], [twice]).counts()["wrong"] == 1


def test_a_message_that_no_item_owns_is_silent_and_wrong() -> None:
    found = compare([expected_sent()], [actual_sent()], [AcceptedMail(SCHOOL, LETTER)])
    assert found.counts()["silent_wrong"] == 1


def test_an_exception_where_the_key_says_done_is_wrong_but_seen_by_a_person() -> None:
    seen = Actual("P2", "P2/1", "BE", "P2.1", frozenset({"P2.1"}))
    counts = compare([expected_sent()], [seen]).counts()
    assert (counts["wrong"], counts["silent_wrong"]) == (1, 0)


def test_done_where_the_key_says_held_is_silent_and_wrong() -> None:
    held = replace(
        expected_sent(), outcome="HELD", row="P2.18", rows=frozenset({"P2.18"}), mails=()
    )
    assert compare([held], [actual_sent()]).counts()["silent_wrong"] == 1


def test_an_item_that_was_never_worked_is_wrong() -> None:
    assert compare([expected_sent()], []).counts()["wrong"] == 1


def test_an_item_that_the_key_does_not_know_is_wrong() -> None:
    assert compare([], [actual_sent()]).counts()["silent_wrong"] == 1


def test_a_false_without_children_is_silent_and_wrong() -> None:
    key = Expected("P1", 1, "P1/7/1", "plain", frozenset(), "done", "with", ())
    tagged = Actual("P1", "P1/7/1", "done", "plain", tags={1: "without"})
    assert compare([key], [tagged]).counts()["silent_wrong"] == 1


def test_the_tag_that_counts_is_the_one_at_the_end_of_the_items_own_run() -> None:
    key = Expected("P1", 1, "P1/7/1", "plain", frozenset(), "done", "with", ())
    tagged = Actual("P1", "P1/7/1", "done", "plain", tags={1: "with", 2: "without"})
    assert compare([key], [tagged]).counts()["right"] == 1


def test_a_row_that_the_key_names_and_the_robot_does_not_is_wrong() -> None:
    key = replace(expected_sent(), rows=frozenset({"P2.21"}), row="P2.21")
    assert compare([key], [actual_sent()]).counts()["wrong"] == 1
