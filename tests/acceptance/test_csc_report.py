"""P4: each row of its table, from the ticked task to the documents on the occurrence."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest

from bot.browser import RobotBrowser
from bot.clock import LONDON
from bot.redaction.draft import read_draft
from bot.redaction.errors import RedactionRefused
from bot.work_queue import State
from fake_niche.seed.registry import SCENARIOS
from processes.demonstration.attached import AttachedDocument, read_documents
from processes.demonstration.outcomes import outcome_of_row
from processes.profiles.profile import load_profile
from tests.acceptance.conftest import HubWith
from tests.hub import Hub, a_hub

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

NAMES = tuple(found.name for found in SCENARIOS if found.process == "P4")
ROWS = tuple(dict.fromkeys(name.partition(":")[0] for name in NAMES))
BY_THE_CLOCK = ("P4.11", "P4.14", "P4.20")  # what data cannot express: tests of their own below
POLICY = load_profile("hampshire")
ATTACHMENTS = r"/attachments$"
TASK_EDIT = r"^/task/\d+/edit$"


# Every row that data can express ------------------------------------------------------------------


@pytest.fixture(scope="module")
def all_rows(
    tmp_path_factory: pytest.TempPathFactory, robot_browser: RobotBrowser
) -> Iterator[Hub]:
    """Two days of a hub that has every row of P4."""
    with a_hub(tmp_path_factory.mktemp("p4") / "hub", robot_browser, *NAMES) as hub:
        hub.whole_days("P4")
        yield hub


@pytest.mark.parametrize("row", [row for row in ROWS if row not in BY_THE_CLOCK])
def test_the_row_ends_as_the_answer_key_says(all_rows: Hub, row: str) -> None:
    wanted = {"plain"} if row == "P4" else {row}
    verdicts = [
        verdict
        for verdict in all_rows.comparison().verdicts
        if verdict.expected and wanted & {*verdict.expected.rows, verdict.expected.row}
    ]
    assert verdicts
    assert [(verdict.key, verdict.faults) for verdict in verdicts if verdict.faults] == []


def test_nothing_is_worked_that_the_answer_key_does_not_know(all_rows: Hub) -> None:
    assert [v.key for v in all_rows.comparison().verdicts if v.expected is None] == []
    assert all_rows.comparison().counts()["silent_wrong"] == 0


def test_every_exception_is_in_the_log_and_before_staff(all_rows: Hub) -> None:
    assert len(all_rows.finals()) > 7
    assert [row.key for row in all_rows.finals() if not all_rows.is_told(row)] == []


def test_the_robots_task_is_completed_unless_the_robot_failed(all_rows: Hub) -> None:
    """P4.15: after a failed upload the task is still there; nobody waits for one that is dealt with."""
    for row in all_rows.rows("P4"):
        status = all_rows.niche.task(int(row.data["task"])).status
        failed = outcome_of_row(row) == "SE"
        cancelled = any(f.detail.endswith("cancelled") for f in row.findings)
        wanted = "New" if failed else "Cancelled" if cancelled else "Completed"
        assert (row.key, status) == (row.key, wanted)


def test_each_report_goes_back_to_the_coordinators_once(all_rows: Hub) -> None:
    done = [row for row in all_rows.rows("P4") if outcome_of_row(row) == "done"]
    raised = [t for t in all_rows.niche.tasks() if t.type == POLICY.settings.reports.csc.done_type]
    assert len(raised) == len(done)
    assert {task.unit for task in raised} == {"MASH-CSC"}
    assert all(all_rows.niche.has_task(task.title.rpartition(" ")[2]) for task in raised)


# What left the force ------------------------------------------------------------------------------


def documents(hub: Hub) -> tuple[AttachedDocument, ...]:
    return read_documents(hub.world.pack)


def test_nothing_left_by_mail(all_rows: Hub) -> None:
    assert all_rows.mail.accepted() == []
    assert all_rows.runtime.ledger.find_all(process="P4", kind="mail") == ()


def test_each_document_is_a_marked_draft_or_a_cover_sheet_that_stays(all_rows: Hub) -> None:
    found = documents(all_rows)
    assert found
    for document in found:
        is_cover = "cover-sheet" in document.name
        assert "OFFICIAL-SENSITIVE" in document.text
        assert ("DRAFT – NOT FOR RELEASE" in document.text) is not is_cover
        assert ("STAYS IN THE FORCE" in document.text) is is_cover


def test_no_cover_sheet_can_become_a_release_copy(all_rows: Hub, tmp_path: Path) -> None:
    covers = all_rows.niche.attachments("%-cover-sheet-%")
    assert covers
    for name, content in covers:
        file = tmp_path / name
        file.write_bytes(content)
        with pytest.raises(RedactionRefused, match="a cover sheet stays in the force"):
            read_draft(file)


def test_no_file_name_and_no_log_entry_names_anybody(all_rows: Hub) -> None:
    names = all_rows.niche.ask("SELECT forenames, surname FROM person")
    words = {word for name in names for part in name for word in part.split() if len(word) > 3}
    texts = [document.name for document in documents(all_rows)]
    texts += [text for _, text in all_rows.niche.entries()]
    texts += [task.title for task in all_rows.niche.staff_tasks()]
    said = {word.strip(".,:;'\"") for text in texts for word in text.split()}
    assert said & words == set()


def test_a_report_stands_on_the_occurrence_of_its_request_and_nowhere_else(all_rows: Hub) -> None:
    query = "SELECT id, occurrence_number FROM csc_request"
    home = dict(all_rows.niche.ask(query))
    for document in documents(all_rows):
        assert home[document.name[: len("CSC-000000")]] == document.occurrence


def test_no_document_stays_on_the_robots_disk(all_rows: Hub) -> None:
    assert list((all_rows.config.paths.var / "documents").rglob("*.docx")) == []


# The clock: P4.11, P4.20, P4.10 -------------------------------------------------------------------


def test_p4_11_outside_hours_nothing_is_started_and_the_next_tick_works_it(
    hub_with: HubWith,
) -> None:
    hub = hub_with("P4.11")
    hub.move_to(time(7, 20))
    hub.process("P4").load_queue()
    hub.perform("P4")
    assert hub.row("P4").state is State.PENDING
    hub.move_to(time(8, 0))
    hub.perform("P4")
    row = hub.row("P4")
    assert outcome_of_row(row) == "done"
    assert [finding.code for finding in row.findings] == ["P4.11"]


def test_p4_20_hours_end_in_an_item_it_is_finished_and_no_other_is_started(
    hub_with: HubWith,
) -> None:
    hub = hub_with("P4.20", "P4:a-family")
    hub.load("P4")
    hub.at_page("7 - Write the report", lambda: hub.move_to(time(16, 0, 1)))
    hub.perform("P4")
    assert sorted(outcome_of_row(row) for row in hub.rows("P4")) == ["done", "waiting"]
    next_morning = hub.clock.now().date() + timedelta(days=1)
    hub.clock.move_to(datetime.combine(next_morning, time(8, 0), LONDON))
    hub.perform("P4")
    assert [outcome_of_row(row) for row in hub.rows("P4")] == ["done", "done"]


def test_p4_10_what_is_overdue_is_worked_before_what_came_earlier(hub_with: HubWith) -> None:
    hub = hub_with("P4:a-family", "P4.10:deadline-past")
    hub.load("P4")
    hub.perform("P4")
    first_entry = hub.niche.entries()[0][1]
    assert "P4.10" in first_entry


# P4.14: the request changes while its report is made ----------------------------------------------


def change_scope(hub: Hub, note: str) -> None:
    query = "UPDATE csc_request SET scope_note = ?, row_version = row_version + 1"
    hub.niche.change(query, note)


def test_p4_14_a_request_that_changes_meanwhile_is_built_again(hub_with: HubWith) -> None:
    hub = hub_with("P4.14")
    hub.load("P4")
    hub.at_page("6 - Decide", lambda: change_scope(hub, "Only what concerns the child."))
    hub.perform("P4")
    row = hub.row("P4")
    assert (outcome_of_row(row), [f.code for f in row.findings]) == ("done", ["P4.14"])
    report, cover = documents(hub)
    assert "Only what concerns the child." in report.text
    assert "P4.14" in cover.text


def test_c4_a_request_that_keeps_changing_is_read_again_once(hub_with: HubWith) -> None:
    hub = hub_with("P4.14")
    hub.load("P4")

    def twice() -> None:
        change_scope(hub, "First change.")
        hub.at_page("8 - See whether", again)

    def again() -> None:
        hub.at_page("6 - Decide", lambda: change_scope(hub, "Second change."))

    hub.at_page("6 - Decide", twice)
    hub.perform("P4")
    assert outcome_of_row(hub.row("P4")) == "done"
    assert ["Second change." in each.text for each in documents(hub)][:1] == [True]
    assert len(documents(hub)) == 2


# Once, whatever happens ---------------------------------------------------------------------------


def done_once(hub: Hub) -> None:
    """One report, one cover sheet, one task back, one log entry."""
    assert outcome_of_row(hub.row("P4")) == "done"
    assert hub.faults_of("P4") == []
    assert len(documents(hub)) == 2
    assert len(hub.niche.staff_tasks()) == 1
    assert len(hub.niche.entries()) == 1


def test_an_upload_whose_answer_is_lost_is_found_and_not_made_again(hub_with: HubWith) -> None:
    hub = hub_with("P4:a-family")
    hub.load("P4")
    hub.world.fault({"kind": "response_lost", "path": ATTACHMENTS, "remaining": 1})
    hub.perform("P4")
    hub.work_what_waits("P4")
    done_once(hub)


def test_c3_a_locked_task_is_completed_later_and_nothing_is_done_twice(hub_with: HubWith) -> None:
    hub = hub_with("P4:a-family")
    hub.load("P4")
    hub.world.fault({"kind": "record_locked", "path": TASK_EDIT, "remaining": 1})
    hub.perform("P4")
    hub.work_what_waits("P4")
    done_once(hub)


def test_c2_a_lost_session_is_taken_up_again(hub_with: HubWith) -> None:
    hub = hub_with("P4:a-family")
    hub.load("P4")
    hub.world.fault({"kind": "session_drop", "path": ATTACHMENTS, "remaining": 1})
    hub.perform("P4")
    hub.work_what_waits("P4")
    done_once(hub)


def test_c14_a_task_that_was_worked_is_not_loaded_again(hub_with: HubWith) -> None:
    hub = hub_with("P4.1")
    assert hub.load("P4").loaded == 1
    hub.perform("P4")
    hub.niche.change("UPDATE task SET status = 'New' WHERE unit_code = 'MASH-ROBOT'")
    again = hub.process("P4").load_queue()
    assert (again.loaded, again.already_handled) == (0, 1)


# The last check -----------------------------------------------------------------------------------


def test_g2_a_report_that_names_somebody_else_is_held_and_not_attached(hub_with: HubWith) -> None:
    hub = hub_with("P4:a-relative-who-is-not-linked")
    sister = "SELECT person_id FROM person_relation WHERE relation = 'Sister'"
    query = f"SELECT forenames FROM person WHERE id = ({sister})"  # noqa: S608 - our own words
    ((aunt,),) = hub.niche.ask(query)
    change_scope(hub, f"Ask {aunt} about it.")
    hub.load("P4")
    hub.perform("P4")
    row = hub.row("P4")
    assert (outcome_of_row(row), row.exception_code) == ("HELD", "G2")
    assert documents(hub) == ()
    assert hub.is_told(row)
    assert aunt not in hub.niche.entries()[0][1]
