"""P2: each row of its table, from the PPN on the screen to the message that left the force."""

import csv
import shutil
from collections.abc import Callable, Iterator
from datetime import time
from pathlib import Path

import openpyxl
import pytest

from bot.browser import RobotBrowser
from bot.endings import Ended
from bot.work_queue import State
from fake_niche.seed.registry import SCENARIOS
from processes.demonstration.outcomes import outcome_of_row
from processes.operation_encompass.commands import remember_workbook
from processes.profiles.profile import load_profile
from tests.acceptance.conftest import HubWith
from tests.hub import Hub, a_hub

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

ROWS = tuple(
    dict.fromkeys(
        found.row
        for found in SCENARIOS
        if found.process == "P2" or (found.row.startswith("C") and found.row != "C3")
    )
)
NAMED = tuple(row for row in ROWS if row != "P2.36")  # a PPN not yet submitted is no item
PPN_PAGE = r"^/report/PPN-\d+$"
LOG_PAGE = r"/oel$"
NEW_TASK = r"^/task/new$"


# Every row that data can express ------------------------------------------------------------------


@pytest.fixture(scope="module")
def all_rows(
    tmp_path_factory: pytest.TempPathFactory, robot_browser: RobotBrowser
) -> Iterator[Hub]:
    """Two days of a hub that has every row of P2."""
    with a_hub(tmp_path_factory.mktemp("p2") / "hub", robot_browser, *ROWS) as hub:
        hub.whole_days("P2")
        yield hub


@pytest.mark.parametrize("row", NAMED)
def test_the_row_ends_as_the_answer_key_says(all_rows: Hub, row: str) -> None:
    wanted = {"plain"} if row == "P2" else {row}
    verdicts = [
        verdict
        for verdict in all_rows.comparison().verdicts
        if verdict.expected
        and verdict.expected.process == "P2"
        and wanted & {*verdict.expected.rows, verdict.expected.row}
    ]
    assert verdicts
    assert [(verdict.key, verdict.faults) for verdict in verdicts if verdict.faults] == []


def test_a_draft_or_returned_ppn_is_selected_when_it_is_submitted(all_rows: Hub) -> None:
    """P2.36."""
    late = [
        verdict
        for verdict in all_rows.comparison().verdicts
        if verdict.expected
        and (verdict.expected.process, verdict.expected.run) == ("P2", 2)
        and verdict.expected.row == "plain"
    ]
    assert len(late) == len([each for each in SCENARIOS if each.row == "P2.36"])
    assert [(verdict.key, verdict.faults) for verdict in late if verdict.faults] == []


def test_nothing_is_worked_that_the_answer_key_does_not_know(all_rows: Hub) -> None:
    assert [v.key for v in all_rows.comparison().verdicts if v.expected is None] == []
    assert all_rows.comparison().stray_mails == ()


def test_every_exception_is_in_the_log_and_before_staff(all_rows: Hub) -> None:
    assert len(all_rows.finals()) > len(ROWS) / 2
    assert [row.key for row in all_rows.finals() if not all_rows.is_told(row)] == []


# What left the force ------------------------------------------------------------------------------


def test_every_message_went_to_a_mailbox_that_the_force_allows(all_rows: Hub) -> None:
    file = all_rows.world.pack / "contacts" / "allowed_mailboxes.csv"
    with file.open(encoding="utf-8") as lines:
        allowed = {row["mailbox"].lower() for row in csv.DictReader(lines)}
    sent = all_rows.mail.accepted()
    assert sent
    assert {mail["to"].lower() for mail in sent} <= allowed


def test_every_message_holds_the_fields_of_the_profile_and_no_others(all_rows: Hub) -> None:
    policy = load_profile("hampshire")
    allowed = {field.value for field in policy.fields}
    sent = all_rows.runtime.ledger.find_all(process="P2", kind="mail")
    assert {name for effect in sent for name in effect.facts["fields"].split(", ")} <= allowed
    assert {mail["subject"] for mail in all_rows.mail.accepted()} == {policy.settings.subject_line}


def test_no_message_holds_anything_of_another_person(all_rows: Hub) -> None:
    foreign = [
        (verdict.key, fault)
        for verdict in all_rows.comparison().verdicts
        for fault in verdict.faults
        if "foreign" in fault
    ]
    wanted = [mail for entry in all_rows.expected() for mail in entry.mails]
    assert sum(len(mail.must_not_contain) for mail in wanted) > len(wanted)
    assert foreign == []


def test_no_message_went_twice(all_rows: Hub) -> None:
    sent = all_rows.mail.accepted()
    assert len({mail["message_id"] for mail in sent}) == len(sent)
    assert len({(mail["to"], mail["body"]) for mail in sent}) == len(sent)


# C2, C4, C5: the session, the record, the page ----------------------------------------------------


def done_once(hub: Hub) -> None:
    """The one item of the pack ended as the key says, with one message and one log entry."""
    assert hub.faults_of("P2") == []
    assert len(hub.mail.accepted()) == len(hub.niche.entries()) == 1


@pytest.mark.parametrize("page", [r"^/person/", r"^/school/", r"/oel$", r"^/report/.*/edit$"])
def test_a_session_lost_at_any_screen_is_renewed_and_nothing_is_doubled(
    hub_with: HubWith, page: str
) -> None:
    hub = hub_with("P2:a-child")
    hub.load("P2")
    hub.world.fault({"kind": "session_drop", "path": page, "remaining": 1})
    assert hub.perform("P2") is Ended.COMPLETED
    assert hub.row("P2").attempt == 1
    done_once(hub)


def test_a_ppn_changed_between_read_and_save_is_read_again(hub_with: HubWith) -> None:
    hub = hub_with("P2:a-child")
    hub.load("P2")
    hub.world.fault({"kind": "row_changed", "path": r"^/report/", "remaining": 1})
    hub.perform("P2")
    assert hub.row("P2").attempt == 1
    done_once(hub)


@pytest.mark.parametrize("kind", ["error_on_read", "truncated", "wrong_record"])
def test_a_broken_page_sends_nothing_and_is_told_to_staff(hub_with: HubWith, kind: str) -> None:
    hub = hub_with("P2:a-child", "P2:hyphens")
    hub.load("P2")
    struck, other = sorted(hub.rows("P2"), key=lambda row: row.key)
    hub.world.fault({"kind": kind, "path": f"^/report/{struck.data['ppn']}$"})
    hub.perform("P2")
    hub.work_what_waits("P2")
    first, second = (hub.attempts(row)[-1] for row in (struck, other))
    assert (outcome_of_row(first), first.exception_code, first.attempt) == ("SE", "C5", 3)
    assert outcome_of_row(second) == "done"
    assert len(hub.mail.accepted()) == 1
    assert hub.is_told(first)


# The selection ------------------------------------------------------------------------------------


def test_a_ppn_of_before_the_mark_is_neither_opened_nor_selected(hub_with: HubWith) -> None:
    hub = hub_with("P2:a-child", "P2:hyphens")
    old = "2026-01-05T09:00:00+00:00"
    hub.niche.change(
        "UPDATE report SET submitted = ?, amended = ? WHERE id = 'PPN-000001'", old, old
    )
    assert hub.load("P2").seen == 1
    assert [row.data["ppn"] for row in hub.rows("P2")] == ["PPN-000002"]
    viewed = "SELECT count(*) FROM audit_entry WHERE record = 'report:PPN-000001'"
    assert hub.niche.ask(viewed) == [(0,)]


# C3: locked ---------------------------------------------------------------------------------------


def test_a_ppn_that_stays_open_elsewhere_goes_to_staff_at_the_cut_off(hub_with: HubWith) -> None:
    hub = hub_with("P2:a-child")
    hub.load("P2")
    hub.world.fault({"kind": "record_locked", "path": r"^/report/", "value": "officer1"})
    hub.perform("P2")
    assert hub.row("P2").state is State.DEFERRED
    hub.work_at_the_cut_off("P2")
    row = hub.row("P2")
    assert (outcome_of_row(row), row.exception_code, row.attempt) == ("BE", "C3", 1)
    assert hub.mail.accepted() == []
    assert hub.is_told(row)


# C6, C7, C8 ---------------------------------------------------------------------------------------


def form_with_another_label(folder: Path) -> None:
    """A second version of the PPN in which one label is another."""
    shipped = Path("fake_niche/forms/v1.yaml").read_text(encoding="utf-8")
    changed = shipped.replace("version: v1", "version: v1.1").replace(
        "label: Incident date", "label: Date of the incident"
    )
    assert changed.count("Date of the incident") == 1
    folder.mkdir()
    (folder / "v1.1.yaml").write_text(changed, encoding="utf-8")


def test_a_changed_form_is_not_read_pauses_the_queue_and_is_reported(
    hub_with: HubWith, tmp_path: Path
) -> None:
    form_with_another_label(tmp_path / "forms")
    hub = hub_with("P2:a-child", "P2:hyphens", forms=tmp_path / "forms")
    hub.load("P2")
    hub.world.fault({"kind": "form_version", "path": r"^/report/", "value": "v1.1"})
    assert hub.perform("P2") is Ended.WAITING
    assert hub.perform("P2") is Ended.COMPLETED  # a paused queue gives nothing
    assert hub.mail.accepted() == [] == list(hub.niche.entries())
    assert {row.attempt for row in hub.rows("P2")} == {1}
    (report,) = hub.drift_reports()
    assert "PPN" in report["screen"]
    assert report["rule"]
    hub.world.heal()
    hub.process("P2").queue.resume("super1", "the form is the approved one again")
    hub.perform("P2")
    hub.work_what_waits("P2")
    assert hub.faults_of("P2") == []


def test_what_a_paused_queue_keeps_goes_to_staff_at_the_cut_off(
    hub_with: HubWith, tmp_path: Path
) -> None:
    form_with_another_label(tmp_path / "forms")
    hub = hub_with("P2:a-child", "P2:hyphens", forms=tmp_path / "forms")
    hub.load("P2")
    hub.world.fault({"kind": "form_version", "path": r"^/report/", "value": "v1.1"})
    hub.perform("P2")
    hub.move_to(time(7, 30))
    assert hub.process("P2").hand_over() == 2
    assert {(outcome_of_row(row), row.exception_code) for row in hub.rows("P2")} == {("BE", "CUT")}
    assert all(hub.is_told(row) for row in hub.rows("P2"))
    assert hub.owed() == ()
    assert hub.mail.accepted() == []
    assert hub.process("P2").hand_over() == 0


def test_what_waits_while_niche_is_away_is_owed_and_told_when_it_is_back(
    hub_with: HubWith,
) -> None:
    hub = hub_with("P2:a-child")
    hub.load("P2")
    hub.world.fault({"kind": "maintenance", "path": r"^/"})
    hub.move_to(time(7, 30))
    assert hub.process("P2").hand_over() == 1
    assert {effect.key.kind for effect in hub.owed()} == {"oel", "task"}
    hub.world.heal()
    hub.perform("P2")
    assert hub.owed() == ()
    assert hub.is_told(hub.row("P2"))
    assert hub.mail.accepted() == []


def test_a_dialog_that_nobody_knows_costs_an_attempt_and_sends_nothing_twice(
    hub_with: HubWith,
) -> None:
    hub = hub_with("P2:a-child")
    hub.load("P2")
    hub.world.fault({"kind": "modal", "path": LOG_PAGE, "remaining": 2})
    hub.perform("P2")
    hub.work_what_waits("P2")
    assert hub.attempts(hub.row("P2"))[0].exception_code == "C7"
    done_once(hub)


def test_maintenance_pauses_the_morning_and_it_is_resumed(hub_with: HubWith) -> None:
    hub = hub_with("P2:a-child", "P2:hyphens")
    hub.load("P2")
    hub.world.fault({"kind": "maintenance", "path": r"^/person/", "remaining": 1})
    assert hub.perform("P2") is Ended.WAITING
    hub.work_what_waits("P2")
    assert {(outcome_of_row(row), row.attempt) for row in hub.rows("P2")} == {("done", 1)}
    assert len(hub.mail.accepted()) == 2


# C11 and the saves --------------------------------------------------------------------------------


def test_after_sending_only_the_log_entry_is_tried_again(hub_with: HubWith) -> None:
    hub = hub_with("P2:a-child")
    hub.load("P2")
    hub.world.fault({"kind": "error_on_save", "path": LOG_PAGE, "remaining": 2})
    hub.perform("P2")
    hub.work_what_waits("P2")
    done_once(hub)


def test_a_log_entry_that_niche_never_takes_stays_owed_until_it_does(hub_with: HubWith) -> None:
    hub = hub_with("P2:a-child")
    hub.world.fault({"kind": "error_on_save", "path": LOG_PAGE})
    hub.work("P2")
    row = hub.row("P2")
    assert outcome_of_row(row) == "SE"
    assert {effect.key.kind for effect in hub.owed()} == {"oel", "task"}
    assert len(hub.mail.accepted()) == 1
    hub.world.heal()
    hub.perform("P2")
    assert hub.owed() == ()
    assert hub.is_told(row)
    assert any("Sent" in text or "sent" in text for _, text in hub.niche.entries())


def test_what_one_record_refuses_does_not_keep_the_queue_back(hub_with: HubWith) -> None:
    hub = hub_with("P2.1:blank", "P2:a-child")
    hub.load("P2")
    occurrence = next(v for v in hub.expected() if v.row == "P2.1").key.split("/")[1]
    hub.world.fault({"kind": "error_on_read", "path": f"^/occurrence/{occurrence}/oel$"})
    hub.perform("P2")
    hub.work_what_waits("P2")
    hub.perform("P2")
    assert len(hub.mail.accepted()) == 1
    assert hub.owed()
    hub.world.heal()
    hub.perform("P2")
    assert hub.owed() == ()
    assert [row.key for row in hub.finals() if not hub.is_told(row)] == []


@pytest.mark.parametrize("page", [LOG_PAGE, NEW_TASK, r"^/report/.*/edit$"])
@pytest.mark.parametrize("kind", ["response_lost", "error_on_save"])
def test_a_save_lost_or_refused_once_is_there_once_in_the_end(
    hub_with: HubWith, kind: str, page: str
) -> None:
    hub = hub_with("P2.1:blank")
    hub.load("P2")
    hub.world.fault({"kind": kind, "path": page, "remaining": 1})
    hub.perform("P2")
    hub.perform("P2")  # the next session pays what is owed
    row = hub.row("P2")
    assert outcome_of_row(row) == "BE"
    assert hub.is_told(row)
    assert len(hub.niche.entries()) == len(hub.niche.staff_tasks()) == 1
    assert hub.owed() == ()


# P2.9: the workbook -------------------------------------------------------------------------------


def missing(workbook: Path) -> None:
    workbook.unlink()


def locked(workbook: Path) -> None:
    workbook.unlink()
    workbook.mkdir()  # cannot be opened, whoever asks


def other_columns(workbook: Path) -> None:
    book = openpyxl.load_workbook(workbook)
    book["Contacts"]["F1"] = "Mailbox of the lead"
    book.save(workbook)


def half_the_rows(workbook: Path) -> None:
    book = openpyxl.load_workbook(workbook)
    sheet = book["Contacts"]
    sheet.delete_rows(2, sheet.max_row // 2)
    book.save(workbook)


SPOILT = (missing, locked, other_columns, half_the_rows)


def workbook_of(hub: Hub) -> Path:
    """The contact workbook."""
    return hub.world.pack / "contacts" / "school_contacts.xlsx"


def remember_the_rows(hub: Hub) -> None:
    """The workbook was good at the last pre-check."""
    remember_workbook(hub.runtime)


@pytest.mark.parametrize("spoil", SPOILT)
def test_without_a_good_workbook_nothing_is_sent_and_all_goes_to_staff(
    hub_with: HubWith, spoil: Callable[[Path], None]
) -> None:
    hub = hub_with("P2:a-child", "P2:hyphens")
    remember_the_rows(hub)
    spoil(workbook_of(hub))
    hub.load("P2")
    assert hub.perform("P2") is Ended.WAITING
    hub.work_at_the_cut_off("P2")
    rows = hub.rows("P2")
    assert {(outcome_of_row(row), row.exception_code) for row in rows} == {("SE", "P2.9")}
    assert hub.mail.accepted() == []
    assert [row.key for row in rows if not hub.is_told(row)] == []
    assert hub.alerts()


def test_a_workbook_that_comes_back_in_time_is_used(hub_with: HubWith) -> None:
    hub = hub_with("P2:a-child")
    aside = workbook_of(hub).with_suffix(".aside")
    shutil.move(workbook_of(hub), aside)
    hub.load("P2")
    hub.perform("P2")
    shutil.move(aside, workbook_of(hub))
    hub.work_what_waits("P2")
    done_once(hub)


# P2.30, P2.31: the mail server --------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["greylist", "insufficient_storage", "shutting_down"])
def test_a_mail_server_that_refuses_for_now_gets_the_message_once(
    hub_with: HubWith, kind: str
) -> None:
    hub = hub_with("P2:a-child")
    hub.mail.fault(kind, remaining=2)
    hub.work("P2")
    assert hub.clock.now().time() < time(7, 30)
    done_once(hub)


@pytest.mark.parametrize("kind", ["greylist", "server_down"])
def test_a_mail_server_that_never_takes_it_sends_all_to_staff_at_the_cut_off(
    hub_with: HubWith, kind: str
) -> None:
    hub = hub_with("P2:a-child", "P2:hyphens")
    hub.mail.fault(kind, remaining=None)
    hub.load("P2")
    hub.perform("P2")
    assert {row.attempt for row in hub.rows("P2")} == {1}
    hub.work_at_the_cut_off("P2")
    assert {outcome_of_row(row) for row in hub.rows("P2")} <= {"SE", "BE"}
    assert {row.exception_code for row in hub.rows("P2")} <= {"P2.30", "CUT"}
    assert [row.key for row in hub.rows("P2") if not hub.is_told(row)] == []
    hub.mail.heal()
    hub.perform("P2")
    assert hub.mail.accepted() == []


@pytest.mark.parametrize("kind", ["unknown_user", "too_large"])
def test_a_message_that_is_refused_for_good_is_not_tried_again(
    hub_with: HubWith, kind: str
) -> None:
    hub = hub_with("P2:a-child")
    hub.mail.fault(kind, remaining=1)
    hub.work("P2")
    row = hub.row("P2")
    assert (outcome_of_row(row), row.exception_code, row.attempt) == ("BE", "P2.31", 1)
    assert hub.mail.accepted() == []
    assert bool(hub.runtime.contacts.all()) == (kind == "unknown_user")
    assert hub.is_told(row)


@pytest.mark.parametrize("kind", ["no_starttls", "auth_fails"])
def test_a_line_that_is_not_safe_stops_the_queue_with_one_alert(
    hub_with: HubWith, kind: str
) -> None:
    hub = hub_with("P2:a-child", "P2:hyphens")
    hub.mail.fault(kind, remaining=None)
    hub.load("P2")
    hub.perform("P2")
    hub.perform("P2")
    assert hub.mail.accepted() == []
    assert hub.process("P2").queue.pause_state()
    assert len(hub.alerts()) == 1


def test_a_line_lost_after_the_message_is_settled_by_the_receipt(hub_with: HubWith) -> None:
    hub = hub_with("P2:a-child")
    hub.mail.fault("drop_after_store", remaining=1)
    hub.work("P2")
    done_once(hub)


@pytest.mark.parametrize(("kind", "arrived"), [("drop_after_store", 1), ("drop_before_store", 0)])
def test_a_line_lost_without_a_receipt_is_held_and_never_sent_again(
    hub_with: HubWith, kind: str, arrived: int
) -> None:
    hub = hub_with("P2:a-child")
    hub.mail.fault("no_receipt", remaining=None)
    hub.mail.fault(kind, remaining=1)
    hub.work("P2")
    hub.perform("P2")
    row = hub.row("P2")
    assert (outcome_of_row(row), row.exception_code) == ("HELD", "C10")
    assert len(hub.mail.accepted()) == arrived
    assert hub.is_told(row)
    assert any("may have been" in text for _, text in hub.niche.entries())


# The cut-off and the stops ------------------------------------------------------------------------


def test_a_machine_that_starts_after_the_cut_off_sends_nothing(hub_with: HubWith) -> None:
    hub = hub_with("P2:a-child", "P2:hyphens", "P2.12:no-listed-school")
    hub.move_to(time(9, 10))
    hub.work("P2")
    assert sorted(outcome_of_row(row) for row in hub.rows("P2")) == ["BE", "BE", "SKIP"]
    assert hub.mail.accepted() == []
    assert [row.key for row in hub.finals() if not hub.is_told(row)] == []


def test_stop_all_sending_holds_the_next_message_back(hub_with: HubWith) -> None:
    hub = hub_with("P2:a-child", "P2:hyphens", "P2:a-single-name")
    hub.load("P2")
    hub.after_an_item(lambda: hub.runtime.stops.stop_sending("super1", "a wrong template"))
    assert hub.perform("P2") is Ended.STOPPED
    assert len(hub.mail.accepted()) == 1
    assert [row.state for row in hub.rows("P2")].count(State.PENDING) == 2
    assert hub.perform("P2") is Ended.STOPPED
    hub.runtime.stops.release("super1")
    assert hub.perform("P2") is Ended.COMPLETED
    assert len(hub.mail.accepted()) == 3
    assert hub.faults_of("P2") == []


def test_a_stop_between_two_messages_of_one_child_is_taken_up_again(hub_with: HubWith) -> None:
    hub = hub_with("P2.10:two-schools")
    hub.load("P2")
    hub.at_page("10 - Record", lambda: hub.runtime.stops.stop_sending("super1", "wait"))
    assert hub.perform("P2") is Ended.STOPPED
    assert len(hub.mail.accepted()) == 1
    hub.runtime.stops.release("super1")
    hub.perform("P2")
    assert hub.faults_of("P2") == []
    assert len(hub.mail.accepted()) == len(hub.niche.entries()) == 2
