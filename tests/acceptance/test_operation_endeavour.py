"""P3: each row of its table, from the missing episode on the screen to the message that left."""

from collections.abc import Iterator
from datetime import time

import pytest

from bot.browser import RobotBrowser
from bot.work_queue import State
from fake_niche.seed.registry import SCENARIOS
from processes.demonstration.outcomes import outcome_of_row
from tests.acceptance.conftest import HubWith
from tests.hub import Hub, a_hub

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

NAMES = tuple(found.name for found in SCENARIOS if found.process == "P3")
ROWS = tuple(dict.fromkeys(found.row for found in SCENARIOS if found.process == "P3"))
FIELDS = {
    "missing": "Name of the child, Date of birth, Reported missing, The police reference number",
    "found": "Name of the child, Missing, The police reference number",
    "correction": "Name of the child, The police reference number",
}


@pytest.fixture(scope="module")
def all_rows(
    tmp_path_factory: pytest.TempPathFactory, robot_browser: RobotBrowser
) -> Iterator[Hub]:
    """Two days of a hub that has every row of P3."""
    with a_hub(tmp_path_factory.mktemp("p3") / "hub", robot_browser, *NAMES) as hub:
        hub.whole_days("P2", "P3")
        yield hub


@pytest.mark.parametrize("row", ROWS)
def test_the_row_ends_as_the_answer_key_says(all_rows: Hub, row: str) -> None:
    wanted = {"plain"} if row == "P3" else {row}
    verdicts = [
        verdict
        for verdict in all_rows.comparison().verdicts
        if verdict.expected
        and verdict.expected.process == "P3"
        and wanted & {*verdict.expected.rows, verdict.expected.row}
    ]
    assert verdicts
    assert [(verdict.key, verdict.faults) for verdict in verdicts if verdict.faults] == []


def test_every_exception_is_in_the_log_and_before_staff(all_rows: Hub) -> None:
    assert [row.key for row in all_rows.finals() if not all_rows.is_told(row)] == []


def test_a_child_found_dead_raises_an_alert_at_once(all_rows: Hub) -> None:
    """P3.1."""
    alerts = [alert for alert in all_rows.alerts() if alert.startswith("Child found dead")]
    assert len(alerts) == 1


def test_an_episode_that_changes_is_selected_though_its_ppn_does_not(hub_with: HubWith) -> None:
    hub = hub_with("P3.12")
    hub.whole_days("P3")
    found = [row for row in hub.rows("P3") if row.key.endswith("-found")]
    assert [outcome_of_row(row) for row in found] == ["done"]


def test_nothing_is_sent_after_the_cut_off(hub_with: HubWith) -> None:
    hub = hub_with("P3")
    hub.load("P3")
    hub.move_to(time(7, 30))
    assert hub.process("P3").hand_over() == 1
    assert hub.row("P3").state is State.EXCEPTIONED
    assert hub.mail.accepted() == []
    assert hub.is_told(hub.row("P3"))


# What left the force ------------------------------------------------------------------------------


def test_every_message_holds_the_fields_of_its_letter_and_no_others(all_rows: Hub) -> None:
    told = {"is still missing": "missing", "has been found": "found", "was cancelled": "correction"}
    sent = [mail for mail in all_rows.mail.accepted() if "Endeavour" in mail["subject"]]
    assert sent
    for mail in sent:
        (word,) = [word for phrase, word in told.items() if phrase in mail["body"]]
        details = mail["body"].split("The details that we can share:")[1].strip().split("\n\n")[0]
        labels = ", ".join(line.split(":")[0] for line in details.splitlines())
        assert labels.replace("Missing before, and found, ", "") == FIELDS[word]


def test_a_child_who_is_missing_again_has_both_times_in_one_message(all_rows: Hub) -> None:
    again = [m for m in all_rows.mail.accepted() if "Missing before, and found: " in m["body"]]
    assert len(again) == 1
    assert "is still missing" in again[0]["body"]
    entries = [text for _, text in all_rows.niche.entries() if "2 episodes in one message" in text]
    assert len(entries) == 1


def test_no_message_holds_anything_of_another_person(all_rows: Hub) -> None:
    verdicts = all_rows.comparison().verdicts
    wanted = [mail for entry in all_rows.expected() for mail in entry.mails]
    assert sum(len(mail.must_not_contain) for mail in wanted) > len(wanted)
    assert [v.key for v in verdicts if any("foreign" in fault for fault in v.faults)] == []
    assert all_rows.comparison().stray_mails == ()
