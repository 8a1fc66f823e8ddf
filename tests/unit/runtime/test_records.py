"""Sessions, stages, stops, marks, runs, environment variables, contacts and refused passwords."""

from datetime import timedelta
from decimal import Decimal

import pytest

from bot.credentials import Credential, Secret
from bot.environment import Environment, Kind, VariableError
from bot.exceptions import (
    BusinessException,
    Finding,
    LoginSystemException,
    OutOfScope,
    StopRequested,
)
from bot.exit_status import TABLE, ExitStatus
from bot.marks import Marks
from bot.process_identity import ProcessIdentity
from bot.refused_passwords import RefusedPasswords
from bot.runs import Runs
from bot.session_log import ANY_RESOURCE, SessionState
from bot.suspended_contacts import SuspendedContacts
from tests.unit.runtime.parts import KEY, MONDAY_0600, Parts


def test_the_session_log_keeps_each_stage_with_its_proofs(parts: Parts) -> None:
    session = parts.session()
    with parts.sessions.stage(session, "1 - Read the child", 7, 2) as stage:
        stage.add_proof("abc")
        parts.clock.advance(seconds=3)
    (row,) = parts.sessions.stages(session.id)
    assert (row.stage, row.item_id, row.attempt, row.proofs) == (
        "1 - Read the child",
        7,
        2,
        ["abc"],
    )
    assert row.finished_at - row.started_at == timedelta(seconds=3)
    assert row.result == "done"


def test_a_stage_that_fails_keeps_type_and_detail_and_the_error_goes_on(parts: Parts) -> None:
    session = parts.session()
    with (
        pytest.raises(BusinessException),
        parts.sessions.stage(session, "4 - Establish the school", 7),
    ):
        raise BusinessException("no school", code="P2.1")
    (row,) = parts.sessions.stages(item_id=7)
    assert (row.exception_type, row.exception_detail) == ("Business Exception", "P2.1: no school")


def test_the_text_of_a_fault_is_not_logged_because_it_may_hold_personal_data(parts: Parts) -> None:
    session = parts.session()
    with pytest.raises(ValueError, match="Grace"), parts.sessions.stage(session, "2 - Scope"):
        raise ValueError("Grace Will May")
    (row,) = parts.sessions.stages(session.id)
    assert (row.result, row.exception_type, row.exception_detail) == ("fault", "ValueError", "")


def test_out_of_scope_is_no_exception_in_the_log(parts: Parts) -> None:
    session = parts.session()
    with pytest.raises(OutOfScope), parts.sessions.stage(session, "2 - Scope"):
        raise OutOfScope((Finding("P2.27", "SKIP", "not domestic abuse"),))
    assert parts.sessions.stages(session.id)[0].result == "out of scope"


def test_a_requested_session_is_taken_once_by_its_resource(parts: Parts) -> None:
    number = parts.sessions.request("P1", "robot-2", "A. Person")
    assert parts.sessions.claim_requested("robot-1") is None
    claimed = parts.sessions.claim_requested("robot-2")
    assert claimed is not None
    assert (claimed.id, claimed.process) == (number, "P1")
    assert parts.sessions.claim_requested("robot-2") is None


def test_a_session_requested_of_any_robot_is_taken_by_one_and_runs_as_itself(parts: Parts) -> None:
    number = parts.sessions.request("P1", ANY_RESOURCE, "A. Person")
    claimed = parts.sessions.claim_requested("robot-1")
    assert claimed is not None
    assert parts.sessions.claim_requested("robot-2") is None
    loader = parts.session("robot-1")
    parts.sessions.run_as(claimed)
    assert parts.session("robot-1").id == number != loader.id
    assert parts.session("robot-1").id not in {number, loader.id}
    assert parts.sessions.list()[-1].resource == "robot-1"


def test_a_session_ends_once(parts: Parts) -> None:
    session = parts.session()
    parts.sessions.finish(session, SessionState.COMPLETED)
    parts.sessions.finish(session, SessionState.TERMINATED)
    assert parts.sessions.list()[0].state == SessionState.COMPLETED


def test_a_running_process_is_not_gone_and_an_earlier_one_with_its_number_is() -> None:
    here = ProcessIdentity.here()
    assert not here.is_provably_gone()
    earlier = ProcessIdentity(here.machine, here.boot, here.pid, "1")
    last_boot = ProcessIdentity(here.machine, "another-boot", here.pid, here.started)
    elsewhere = ProcessIdentity("another machine", here.boot, here.pid, "1")
    assert earlier.is_provably_gone()
    assert last_boot.is_provably_gone()
    assert not elsewhere.is_provably_gone()


def test_a_stop_is_honoured_by_the_session_it_names(parts: Parts) -> None:
    one, two = parts.session("robot-1"), parts.session("robot-2")
    assert parts.stops.stop_session(one.id, "A. Person", "maintenance")
    assert parts.sessions.stop_requested(one)
    with pytest.raises(StopRequested, match=r"A\. Person: maintenance"):
        parts.stops.check_session(one)
    parts.stops.check_session(two)
    parts.stops.check_sending()


def test_a_process_stops_what_runs_in_it_without_a_write_and_when_its_time_is_over(
    parts: Parts,
) -> None:
    session, rows = parts.session(), parts.audit.verify().rows
    parts.stops.stop_here_at(parts.clock.now() + timedelta(minutes=1))
    parts.stops.check_session(session)
    parts.clock.advance(minutes=1)
    with pytest.raises(StopRequested, match="its time is over at 06:01"):
        parts.stops.check_session(session)
    parts.stops.stop_here_at(None)
    parts.stops.check_session(session)
    parts.stops.stop_here("told to stop")
    with pytest.raises(StopRequested, match="told to stop"):
        parts.stops.check_session(session)
    assert parts.audit.verify().rows == rows


def test_stop_all_holds_until_it_is_released(parts: Parts) -> None:
    session = parts.session()
    parts.stops.stop_all("A. Person", "enough")
    with pytest.raises(StopRequested):
        parts.stops.check_session(session)
    assert parts.stops.release("B. Person") == 1
    parts.stops.check_session(session)
    assert parts.stops.active() == ()
    assert {entry.actor for entry in parts.audit.entries(limit=2)} == {"A. Person", "B. Person"}


def test_a_mark_never_goes_back_by_itself(parts: Parts) -> None:
    marks = Marks(parts.store, parts.audit)
    assert marks.get("P2") is None
    marks.move("P2", MONDAY_0600)
    marks.move("P2", MONDAY_0600 - timedelta(days=1))
    assert marks.get("P2") == MONDAY_0600
    marks.move_back("P2", MONDAY_0600 - timedelta(days=1), "A. Person", "repeat the weekend")
    assert marks.get("P2") == MONDAY_0600 - timedelta(days=1)


def test_the_send_limit_is_a_multiple_of_the_median_of_the_last_runs(parts: Parts) -> None:
    runs = Runs(parts.store, parts.clock, parts.audit)
    for sent in (10, 12, 500):
        assert runs.send_limit("P2") is None
        run = runs.begin("P2", "run")
        runs.count_sent(run, sent)
        runs.finish(run, seen=sent, loaded=sent)
    assert runs.send_limit("P2") == 36
    assert runs.send_limit("P3") is None


def test_a_person_lets_a_run_send_above_its_limit(parts: Parts) -> None:
    runs = Runs(parts.store, parts.clock, parts.audit)
    run = runs.begin("P2", "run")
    assert not runs.is_approved(run)
    runs.approve(run, "A. Person", "school term began")
    assert runs.is_approved(run)
    assert parts.audit.entries()[0].reason == "school term began"


def test_environment_variables_are_typed_and_each_change_is_audited(parts: Parts) -> None:
    environment = Environment(parts.store, parts.clock, parts.audit)
    environment.define("lookback", Kind.NUMBER, "24", "months", "A. Person")
    environment.define("holidays too", Kind.FLAG, "false", "", "A. Person")
    environment.define("since", Kind.DATE, "2026-03-02", "", "A. Person")
    environment.set("lookback", "36", "B. Person")
    assert environment.get_number("lookback") == Decimal(36)
    assert environment.get_flag("holidays too") is False
    assert environment.get_date("since") == MONDAY_0600.date()
    entry = parts.audit.entries()[0]
    assert (entry.actor, dict(entry.detail)) == ("B. Person", {"before": "24", "after": "36"})


@pytest.mark.parametrize("value", ["many", ""])
def test_a_value_of_another_kind_is_refused(parts: Parts, value: str) -> None:
    environment = Environment(parts.store, parts.clock, parts.audit)
    environment.define("lookback", Kind.NUMBER, "24", "months", "A. Person")
    with pytest.raises(VariableError, match="not a number"):
        environment.set("lookback", value, "B. Person")
    with pytest.raises(VariableError, match="a number, not a text"):
        environment.get_text("lookback")
    with pytest.raises(VariableError, match="there is none"):
        environment.get_text("unknown")


def test_a_variable_that_exists_keeps_its_value_when_it_is_defined_again(parts: Parts) -> None:
    environment = Environment(parts.store, parts.clock, parts.audit)
    environment.define("lookback", Kind.NUMBER, "24", "months", "A. Person")
    environment.set("lookback", "36", "B. Person")
    environment.define("lookback", Kind.NUMBER, "24", "months back", "A. Person")
    (found,) = environment.all()
    assert (found.value, found.description) == ("36", "months back")


def test_a_suspended_contact_is_not_written_to_until_a_person_releases_it(parts: Parts) -> None:
    contacts = SuspendedContacts(parts.store, parts.clock, parts.audit, KEY)
    contacts.suspend("DSL@Oak.example", "bounced 550")
    contacts.suspend("dsl@oak.example", "bounced again")
    assert contacts.is_suspended(" dsl@oak.example ")
    assert [found.reason for found in contacts.all()] == ["bounced 550"]
    assert contacts.release("dsl@oak.example", "A. Person", "corrected")
    assert not contacts.is_suspended("dsl@oak.example")
    assert not contacts.release("dsl@oak.example", "A. Person", "")


def test_a_refused_password_is_tried_by_no_robot_again_and_a_new_one_may_be(parts: Parts) -> None:
    refusals = RefusedPasswords(parts.store, parts.clock, parts.audit, KEY)
    old = Credential("niche", "robot.mash", Secret("old"))
    refusals.check(old)
    refusals.record(old, "robot-1")
    refusals.record(old, "robot-2")
    with pytest.raises(LoginSystemException) as refused:
        refusals.check(old)
    assert refused.value.code == "C1"
    refusals.check(Credential("niche", "robot.mash", Secret("new")))
    refusals.forget("niche", "A. Person")
    refusals.check(old)


def test_every_exit_status_is_documented_once() -> None:
    assert [status for status, _, _ in TABLE] == list(ExitStatus)
    assert all(meaning and mend for _, meaning, mend in TABLE)
