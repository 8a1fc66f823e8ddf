"""What counts once when benefit is claimed: a PPN reviewed, a report built, a task tagged."""

import pytest

from processes.benefit.reading import unit_of
from processes.school_notification.items import Bounce, Listing, Notification, PupilLeftTask

PPN = Notification("99260000001", "P0000001", "PPN-000001", 1, "P2")
REPORT = {"task": "7", "occurrence": "99260000001"}


@pytest.mark.parametrize("outcome", ["done", "SKIP", "BE", "HELD"])
def test_a_ppn_counts_however_its_review_ended(outcome: str) -> None:
    assert unit_of(PPN.key, PPN.data(), outcome) == "PPN-000001"


def test_a_bounce_reviews_no_ppn() -> None:
    bounce = Bounce(PPN, "S00001", "<one@solmere.example>", permanent=True)
    assert unit_of(bounce.key, bounce.data(), "BE") == ""
    assert unit_of(bounce.key, bounce.data(), "done") == ""


def test_a_pupil_who_left_reviews_no_ppn() -> None:
    left = PupilLeftTask(9, "99260000001", "P2")
    assert unit_of(left.key, left.data(), "done") == ""


def test_a_ppn_whose_children_were_not_read_yet_is_none_either() -> None:
    listing = Listing("99260000001", "PPN-000001", 1, "P2")
    assert unit_of(listing.key, listing.data(), "SE") == ""


@pytest.mark.parametrize(("outcome", "unit"), [("done", "P4/7"), ("BE", ""), ("SKIP", "")])
def test_a_report_counts_when_it_was_built(outcome: str, unit: str) -> None:
    assert unit_of("P4/7", REPORT, outcome) == unit
