"""P1: each row of its table, from Niche's screens to the title that staff see."""

from collections.abc import Iterator

import pytest

from bot.browser import RobotBrowser
from bot.endings import Ended
from bot.exceptions import LoginSystemException
from bot.work_queue import State
from processes.demonstration.outcomes import outcome_of_row
from tests.acceptance.conftest import HubWith
from tests.hub import Hub, a_hub
from tests.robots import a_robot

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

ROWS = tuple(f"P1.{number}" for number in range(1, 14))

TASK_PAGE = r"^/task/\d+$"
SAVE_TASK = r"^/task/\d+/edit$"
LOG_PAGE = r"/oel$"


# Every row that data can express ---------------------------------------------------------------


@pytest.fixture(scope="module")
def all_rows(
    tmp_path_factory: pytest.TempPathFactory, robot_browser: RobotBrowser
) -> Iterator[Hub]:
    """Two days of a hub that has every row of P1."""
    with a_hub(tmp_path_factory.mktemp("p1") / "hub", robot_browser, *ROWS, "C3") as hub:
        hub.whole_days("P1")
        yield hub


@pytest.mark.parametrize("row", [*ROWS, "C3"])
def test_the_row_ends_as_the_answer_key_says(all_rows: Hub, row: str) -> None:
    verdicts = [
        verdict
        for verdict in all_rows.comparison().verdicts
        if verdict.expected and row in verdict.expected.rows
    ]
    assert verdicts
    assert [(verdict.key, verdict.faults) for verdict in verdicts if verdict.faults] == []


def test_nothing_is_worked_that_the_answer_key_does_not_know(all_rows: Hub) -> None:
    assert [v.key for v in all_rows.comparison().verdicts if v.expected is None] == []
    assert all_rows.faults_of("P1") == []


def test_every_exception_of_p1_is_in_the_log_and_before_staff(all_rows: Hub) -> None:
    finals = [row for row in all_rows.finals() if row.key.startswith("P1")]
    assert finals
    assert [row.key for row in finals if not all_rows.is_told(row)] == []


# C1: log-in ---------------------------------------------------------------------------------------


def wrong_password(hub: Hub) -> None:
    """The store holds a password that Niche does not know."""
    credentials = hub.runtime.credentials
    right = credentials.get("niche", process="P1", resource="robot-1")
    credentials.put("niche", right.username, type(right.password)("Not-The-Password-17"))


def test_a_refused_password_is_tried_once_by_all_robots_together(
    hub_with: HubWith, robot_browser: RobotBrowser
) -> None:
    hub = hub_with("P1.1:answer-no", "P1.2")
    wrong_password(hub)
    with pytest.raises(LoginSystemException):
        hub.load("P1")
    second = hub.config.model_copy(
        update={"resource": hub.config.resource.model_copy(update={"name": "robot-2"})}
    )
    with a_robot(second, robot_browser) as colleague, pytest.raises(LoginSystemException):
        type(hub.process("P1"))(colleague).load_queue()
    assert hub.niche.refused_log_ins() == 1
    assert not hub.niche.is_account_locked()
    assert len(hub.alerts()) == 2


def test_an_expired_password_stops_the_run_with_an_alert(hub_with: HubWith) -> None:
    hub = hub_with("P1.1:answer-no", "P1.2")
    hub.world.fault({"kind": "password_expired"})
    with pytest.raises(LoginSystemException, match="refused"):
        hub.load("P1")
    with pytest.raises(LoginSystemException):
        hub.load("P1")
    assert hub.rows() == ()
    assert hub.alerts()[0].startswith("Login System Exception")


# C2 to C5: the session, the record, the page ------------------------------------------------------


def test_a_session_lost_in_an_item_is_renewed_once_and_the_item_read_again(
    hub_with: HubWith,
) -> None:
    hub = hub_with("P1.1:answer-no")
    hub.load("P1")
    hub.world.fault({"kind": "session_drop", "path": SAVE_TASK, "remaining": 1})
    assert hub.perform("P1") is Ended.COMPLETED
    row = hub.row("P1")
    assert (outcome_of_row(row), row.attempt) == ("done", 1)
    assert hub.faults_of("P1") == []


def test_a_task_changed_between_read_and_save_is_decided_again(hub_with: HubWith) -> None:
    hub = hub_with("P1.1:answer-no")
    hub.load("P1")
    hub.world.fault({"kind": "row_changed", "path": SAVE_TASK, "remaining": 1})
    hub.perform("P1")
    assert (hub.row("P1").attempt, hub.faults_of("P1")) == (1, [])


def test_a_task_that_changes_under_every_save_ends_as_a_system_exception(
    hub_with: HubWith,
) -> None:
    hub = hub_with("P1.1:answer-no")
    before = hub.niche.tasks()
    hub.world.fault({"kind": "row_changed", "path": SAVE_TASK})
    hub.work("P1")
    row = hub.row("P1")
    assert (outcome_of_row(row), row.exception_code, row.attempt) == ("SE", "C4", 3)
    assert hub.niche.tasks() == before
    assert hub.is_told(row)


BROKEN_PAGES = {
    "500": {"kind": "error_on_read"},
    "truncated": {"kind": "truncated"},
    "wrong record": {"kind": "wrong_record"},
}


@pytest.mark.parametrize("name", BROKEN_PAGES)
def test_a_page_that_fails_costs_three_attempts_and_the_queue_goes_on(
    hub_with: HubWith, name: str
) -> None:
    hub = hub_with("P1.1:answer-no", "P1.2")
    hub.load("P1")
    struck, other = sorted(hub.rows("P1"), key=lambda row: row.key)
    hub.world.fault({**BROKEN_PAGES[name], "path": f"^/task/{struck.data['task']}$"})
    hub.perform("P1")
    hub.work_what_waits("P1")
    first, second = (hub.runtime.queue(r.queue).attempts(r.item)[-1] for r in (struck, other))
    assert (outcome_of_row(first), first.exception_code, first.attempt) == ("SE", "C5", 3)
    waited = [row.deferred_until for row in hub.attempts(first)[1:]]
    assert all(waited)
    assert outcome_of_row(second) == "done"
    assert hub.niche.task(int(first.data["task"])).title.count("children") == 0
    assert hub.is_told(first)


def test_a_page_that_hangs_is_given_up_after_its_time(
    tmp_path_factory: pytest.TempPathFactory, robot_browser: RobotBrowser
) -> None:
    folder = tmp_path_factory.mktemp("slow") / "hub"
    with a_hub(folder, robot_browser, "P1.1:answer-no", timeout_ms=1_500) as hub:
        hub.load("P1")
        hub.world.fault({"kind": "delay", "path": TASK_PAGE, "value": "6", "remaining": 1})
        hub.perform("P1")
        first = hub.attempts(hub.row("P1"))[0]
        assert (first.exception_code, first.exception_type) == ("C5", "System Exception")
        hub.work_what_waits("P1")
        assert outcome_of_row(hub.row("P1")) == "done"


# C6: the screen is not the approved one -----------------------------------------------------------


def test_a_changed_queue_is_not_read_and_a_drift_report_says_why(hub_with: HubWith) -> None:
    hub = hub_with("P1.1:answer-no")
    hub.world.fault({"kind": "column_hidden", "path": "^/queue/", "value": "rev"})
    ended = hub.try_to_load("P1")
    assert ended == "DRIFT"
    assert hub.rows() == ()
    assert hub.process("P1").queue.pause_state()
    assert "Task queue" in hub.drift_reports()[0]["screen"]


def test_a_changed_save_button_pauses_the_queue_until_a_person_resumes_it(
    hub_with: HubWith,
) -> None:
    hub = hub_with("P1.1:answer-no", "P1.2")
    before = hub.niche.tasks()
    hub.load("P1")
    hub.world.fault({"kind": "button_renamed", "path": "^/task/", "value": "Save=Store"})
    assert hub.perform("P1") is Ended.WAITING
    assert hub.perform("P1") is Ended.COMPLETED  # a paused queue gives nothing
    assert hub.niche.tasks() == before
    assert hub.drift_reports()[0]["element"] == "Button - Save"
    hub.world.heal()
    hub.process("P1").queue.resume("super1", "the button is called Save again")
    hub.work_what_waits("P1")
    assert {(outcome_of_row(row), row.attempt) for row in hub.rows("P1")} == {("done", 1)}


# C7, C8: dialogs, maintenance ---------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["alert", "modal"])
def test_an_unexpected_dialog_is_kept_as_evidence_and_the_item_tried_again(
    hub_with: HubWith, kind: str
) -> None:
    hub = hub_with("P1.1:answer-no")
    hub.load("P1")
    hub.world.fault({"kind": kind, "path": SAVE_TASK, "remaining": 1})
    hub.perform("P1")
    hub.work_what_waits("P1")
    first, last = hub.attempts(hub.row("P1"))
    assert (first.exception_code, outcome_of_row(last)) == ("C7", "done")
    assert hub.robot.evidence.open(first.evidence_id).picture


def test_during_maintenance_the_item_waits_and_is_done_afterwards(hub_with: HubWith) -> None:
    hub = hub_with("P1.1:answer-no")
    hub.load("P1")
    hub.world.fault({"kind": "maintenance", "path": TASK_PAGE, "remaining": 1})
    assert hub.perform("P1") is Ended.WAITING
    assert hub.row("P1").state is State.DEFERRED
    hub.work_what_waits("P1")
    row = hub.row("P1")
    assert (outcome_of_row(row), row.attempt) == ("done", 1)
    assert any("C8" in alert or "Unavailable" in alert for alert in hub.alerts())


# C11, P1.14 and the save -------------------------------------------------------------------------


def test_a_title_stands_and_its_log_entry_is_owed_until_niche_takes_it(hub_with: HubWith) -> None:
    hub = hub_with("P1.1:answer-no")
    hub.world.fault({"kind": "error_on_save", "path": LOG_PAGE})
    hub.work("P1")
    row = hub.row("P1")
    number = int(row.data["task"])
    assert outcome_of_row(row) == "SE"
    assert hub.niche.task(number).title.endswith("– with children")
    assert [effect.key.kind for effect in hub.owed()] == ["oel"]
    hub.world.heal()
    hub.perform("P1")
    assert hub.owed() == ()
    ((_, text),) = hub.niche.entries()
    assert "now says 'with children'" in text
    assert hub.niche.saved(f"task:{number}") == 1


def test_a_save_that_fails_leaves_the_title_and_says_so(hub_with: HubWith) -> None:
    hub = hub_with("P1.1:answer-no")
    before = hub.niche.tasks()
    hub.world.fault({"kind": "error_on_save", "path": SAVE_TASK})
    hub.work("P1")
    row = hub.row("P1")
    assert (outcome_of_row(row), row.attempt) == ("SE", 3)
    assert hub.niche.tasks() == before
    assert hub.is_told(row)
    assert "left as it was" in hub.niche.entries()[0][1]


def test_a_save_that_failed_once_is_made_once(hub_with: HubWith) -> None:
    hub = hub_with("P1.1:answer-no")
    hub.world.fault({"kind": "error_on_save", "path": SAVE_TASK, "remaining": 1})
    hub.work("P1")
    assert hub.faults_of("P1") == []
    assert hub.niche.saved(f"task:{hub.row('P1').data['task']}") == 1


def test_a_save_whose_answer_was_lost_is_found_and_not_made_again(hub_with: HubWith) -> None:
    hub = hub_with("P1.1:answer-no")
    hub.world.fault({"kind": "response_lost", "path": SAVE_TASK, "remaining": 1})
    hub.work("P1")
    assert hub.faults_of("P1") == []
    assert hub.niche.saved(f"task:{hub.row('P1').data['task']}") == 1
    assert len(hub.niche.entries()) == 1


def test_a_log_entry_whose_answer_was_lost_is_found_and_not_made_again(hub_with: HubWith) -> None:
    hub = hub_with("P1.1:answer-no")
    hub.world.fault({"kind": "response_lost", "path": LOG_PAGE, "remaining": 1})
    hub.work("P1")
    assert hub.faults_of("P1") == []
    assert len(hub.niche.entries()) == 1


# C17 and stops -----------------------------------------------------------------------------------


def test_the_same_fault_on_three_items_stops_the_run_with_an_alert(hub_with: HubWith) -> None:
    hub = hub_with("P1.3", "P1.1")
    hub.load("P1")
    assert len(hub.rows("P1")) > 3
    hub.world.fault({"kind": "error_on_read", "path": TASK_PAGE})
    assert hub.perform("P1") is Ended.TERMINATED
    tried = [row for row in hub.rows("P1") if row.attempt > 1]
    assert len(tried) == 3
    assert any(alert.startswith("Circuit-breaker C17") for alert in hub.alerts())


def test_a_stop_is_honoured_between_two_items(hub_with: HubWith) -> None:
    hub = hub_with("P1.1:answer-no", "P1.2")
    hub.load("P1")
    hub.after_an_item(lambda: hub.runtime.stops.stop_all("super1", "enough for now"))
    assert hub.perform("P1") is Ended.STOPPED
    assert sorted(row.state for row in hub.rows("P1")) == [State.COMPLETED, State.PENDING]
    hub.runtime.stops.release("super1")
    assert hub.perform("P1") is Ended.COMPLETED
    assert hub.faults_of("P1") == []


# What left the force ------------------------------------------------------------------------------


def test_p1_sends_nothing_to_anybody(all_rows: Hub) -> None:
    assert all_rows.rows("P1")
    assert all_rows.mail.accepted() == []
    assert all_rows.runtime.ledger.find_all(process="P1", kind="mail") == ()


def test_the_unit_that_owns_a_restricted_record_gets_a_task_that_reveals_nothing(
    hub_with: HubWith,
) -> None:
    """C12."""
    hub = hub_with("C12:restricted-occurrence")
    hub.work("P1")
    row = hub.row("P1")
    (task,) = [task for task in hub.niche.tasks() if task.unit == "RESTR"]
    assert f"PPN task {row.data['task']} not tagged" in task.title
    assert not task.occurrence
    assert row.data["occurrence"] not in task.title
