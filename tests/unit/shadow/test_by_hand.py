"""What is read from staff's own records about the schools that they told."""

import pytest

from processes.school_notification.by_hand import NOT_STATED, StaffNotes, schools_told
from processes.school_notification.facts import OelNote
from processes.school_notification.operation import ENCOMPASS, ENDEAVOUR, Operation
from tests.builders.encompass import POLICY

MIA, LEO = "P0000001", "P0000002"
BY_HAND = POLICY.settings.by_hand


def told(
    *entries: str, child: str = MIA, status: str = "", operation: Operation = ENCOMPASS
) -> set[str]:
    log = tuple(OelNote("coordinator", text) for text in entries)
    return set(schools_told(StaffNotes(status, log), child, operation, BY_HAND))


def test_an_entry_names_child_and_school() -> None:
    entry = f"Encompass done by hand: child {MIA}, school S00012 told by telephone."
    assert told(entry) == {"S00012"}
    assert told(entry, child=LEO) == set()


def test_a_forgotten_sibling_was_not_told_though_the_ppn_says_that_it_is_done() -> None:
    entry = f"Encompass done by hand: child {MIA}, school S00012"
    assert told(entry, child=LEO, status="Done by hand") == set()


def test_an_entry_without_a_child_is_about_each_of_them() -> None:
    entry = "Encompass done by hand: school S00012"
    assert told(entry) == told(entry, child=LEO) == {"S00012"}


def test_two_entries_are_two_schools() -> None:
    entries = [f"Encompass done by hand: child {MIA}, school {s}" for s in ("S00012", "S00013")]
    assert told(*entries) == {"S00012", "S00013"}


def test_each_operation_has_its_own_entries() -> None:
    entry = f"Endeavour done by hand: child {MIA}, school S00012"
    assert told(entry) == set()
    assert told(entry, operation=ENDEAVOUR) == {"S00012"}
    assert told("Notification done by hand: school S00012") == {"S00012"}


def test_an_entry_without_a_school_says_only_that_one_was_told() -> None:
    assert told("Encompass done by hand") == {NOT_STATED}


@pytest.mark.parametrize(
    ("status", "what"),
    [
        ("Done by hand", {NOT_STATED}),
        ("Sent", {NOT_STATED}),
        ("Sent in part", {NOT_STATED}),
        ("Not required", set()),
        ("Not sent - see OEL", set()),
        ("", set()),
    ],
)
def test_without_an_entry_the_status_of_the_ppn_decides(status: str, what: set[str]) -> None:
    assert told(status=status) == what


def test_what_a_robot_wrote_is_no_act_of_staff() -> None:
    log = (OelNote("robot", "Encompass done by hand: school S00012"),)
    assert not schools_told(StaffNotes("", log), MIA, ENCOMPASS, BY_HAND)
