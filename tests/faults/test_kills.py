"""A robot is killed in the middle of its morning and started again: nothing twice, nothing lost."""

from pathlib import Path

import pytest

from tests.faults.checker import Left
from tests.faults.killing import (
    killed_at_pages,
    killed_at_random,
    killed_while_sending,
    undisturbed,
)
from tests.outside import NicheRecords

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

SMALL = ("P1.1:answer-no", "P2.1:blank", "P2:a-child")
ONE = ("P2:a-child",)


@pytest.fixture(scope="module")
def one_message(tmp_path_factory: pytest.TempPathFactory) -> Left:
    """What a morning with one message leaves when nobody is killed."""
    return undisturbed(tmp_path_factory.mktemp("one") / "hub", *ONE)[0]


def test_three_kills_at_random_moments_change_nothing(tmp_path: Path) -> None:
    ordeal = killed_at_random(tmp_path, *SMALL, kills=3, seed=20260302)
    assert len(ordeal.killed_after) == 3
    assert ordeal.is_right, str(ordeal)
    assert ordeal.mails == 1


def test_a_crash_between_the_effects_of_an_item_loses_and_doubles_nothing(
    tmp_path: Path, one_message: Left
) -> None:
    """C9, and the same for the title, its log entry and the PPN's status."""
    pages = ("task_prioritisation 8", "operation_encompass 10", "operation_encompass 12")
    ordeal = killed_at_pages(tmp_path / "hub", one_message, *ONE, pages=pages)
    assert ordeal.is_right, str(ordeal)
    assert ordeal.mails == 1


@pytest.mark.parametrize(
    ("scenario", "pages"),
    [
        ("P4:a-family", ("csc_report 12", "csc_report 13")),
        ("P5.3:roles-swap", ("marac_report 13", "marac_report 14")),
    ],
)
def test_a_crash_between_the_effects_of_a_report_loses_and_doubles_nothing(
    tmp_path: Path, scenario: str, pages: tuple[str, ...]
) -> None:
    """C9: a task that the robot itself has completed is not one that a person withdrew."""
    wanted, _ = undisturbed(tmp_path / "undisturbed", scenario)
    ordeal = killed_at_pages(tmp_path / "hub", wanted, scenario, pages=pages)
    assert ordeal.is_right, str(ordeal)


def test_a_crash_after_the_server_took_the_message_is_settled_by_the_receipt(
    tmp_path: Path, one_message: Left
) -> None:
    """C10, with a receipt."""
    ordeal = killed_while_sending(tmp_path / "hub", one_message, *ONE, faults=("slow_after_store",))
    assert ordeal.is_right, str(ordeal)
    assert (ordeal.mails, ordeal.held) == (1, ())


@pytest.mark.parametrize(
    ("faults", "arrived"),
    [(("slow_after_store", "no_receipt"), 1), (("slow_before_data",), 0)],
)
def test_a_crash_while_sending_without_a_receipt_is_held_for_a_person(
    tmp_path: Path, one_message: Left, faults: tuple[str, ...], arrived: int
) -> None:
    """C10."""
    ordeal = killed_while_sending(tmp_path / "hub", one_message, *ONE, faults=faults)
    assert ordeal.is_right, str(ordeal)
    assert (ordeal.mails, len(ordeal.held)) == (arrived, 1)


def amend_the_ppn(niche: NicheRecords) -> None:
    """An officer amends the PPN while no robot is at work."""
    niche.change("UPDATE report SET revision = revision + 1, row_version = row_version + 1")


@pytest.mark.parametrize(
    ("faults", "held"), [(("slow_after_store",), 0), (("slow_after_store", "no_receipt"), 1)]
)
def test_a_ppn_amended_after_the_crash_does_not_hide_what_may_have_been_sent(
    tmp_path: Path, one_message: Left, faults: tuple[str, ...], held: int
) -> None:
    """C10 comes before C13; with a receipt, the log says that the message went."""
    ordeal = killed_while_sending(
        tmp_path / "hub", one_message, *ONE, faults=faults, meanwhile=amend_the_ppn
    )
    assert (ordeal.mails, len(ordeal.held)) == (1, held)
    unsaid = [v for v in ordeal.violations if "nobody is told" in v or "still being done" in v]
    assert unsaid == []
    assert ordeal.entries == 1


def test_the_checker_sees_a_message_lost_by_marking_it_before_it_is_sent(
    tmp_path: Path, one_message: Left
) -> None:
    ordeal = killed_while_sending(
        tmp_path / "hub", one_message, *ONE, faults=("slow_before_data",), ledger="mark-before-send"
    )
    assert ordeal.mails == 0
    assert any(found.startswith("mail lost") for found in ordeal.violations)
    assert any("marked as sent and was not" in found for found in ordeal.violations)


def test_the_checker_sees_a_message_doubled_by_sending_it_again(
    tmp_path: Path, one_message: Left
) -> None:
    ordeal = killed_while_sending(
        tmp_path / "hub",
        one_message,
        *ONE,
        faults=("slow_after_store", "no_receipt"),
        ledger="naive-retry",
    )
    assert ordeal.mails == 2
    assert any(found.startswith("doubled mail") for found in ordeal.violations)
