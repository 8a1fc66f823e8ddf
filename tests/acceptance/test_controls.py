"""What people can do about sending: limit it, stop it, ask who was told, take a wrong one back."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.audit import Action
from bot.cli import app
from bot.exit_status import ExitStatus
from bot.retention import Purged, purge
from bot.work_queue import State
from processes.school_notification.process import SchoolNotification
from tests.acceptance.conftest import HubWith
from tests.hub import Hub

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

FOUR = ("P2:a-child", "P2:hyphens", "P2:a-single-name", "P2:letters-beyond-Latin-1")


def asked(hub: Hub, *words: str) -> Any:  # noqa: ANN401 - a record or a list of them
    """What a command answers about this hub, as JSON."""
    config = ["--config", str(hub.workspace.config_file), "--json"]
    answer = CliRunner().invoke(app, [*words, *config])
    assert answer.exit_code == ExitStatus.OK, answer.output
    return json.loads(answer.stdout)


def usual_runs(hub: Hub, sent: int) -> None:
    """Three mornings on which so many messages went."""
    for _ in range(3):
        run = hub.runtime.runs.begin("operation_encompass", "earlier")
        hub.runtime.runs.count_sent(run, sent)
        hub.runtime.runs.finish(run)


def cautious(hub: Hub) -> SchoolNotification:
    """P2 of a force that asks a person from three messages on."""
    process = hub.process("P2")
    assert isinstance(process, SchoolNotification)
    limits = replace(process.policy.limits, send_at_least=2)
    process.policy = replace(process.policy, limits=limits)
    return process


# The send limit -----------------------------------------------------------------------------------


def test_a_run_far_above_the_usual_is_held_before_its_first_message(hub_with: HubWith) -> None:
    hub = hub_with(*FOUR)
    usual_runs(hub, sent=1)
    hub.load("P2")
    process = cautious(hub)
    process.main_page()
    assert hub.mail.accepted() == []
    assert {row.state for row in hub.rows("P2")} == {State.PENDING}
    pause = process.queue.pause_state()
    assert pause is not None
    assert "send limit: 4 items wait, the limit is 3" in pause.reason
    assert any(alert.startswith("Send limit") for alert in hub.alerts())


def test_a_run_that_a_person_approved_goes_on(hub_with: HubWith) -> None:
    hub = hub_with(*FOUR)
    usual_runs(hub, sent=1)
    hub.load("P2")
    cautious(hub).main_page()
    asked(
        hub,
        "queue",
        "approve-sending",
        "operation_encompass",
        "--by",
        "super1",
        "--reason",
        "a busy night",
    )
    cautious(hub).main_page()
    assert len(hub.mail.accepted()) == 4


def test_every_message_counts_for_the_limit_of_later_runs(hub_with: HubWith) -> None:
    hub = hub_with("P2:a-child")
    hub.work("P2")
    run = hub.runtime.runs.last("operation_encompass")
    assert run is not None
    assert run.sent == 1


# Who was told -------------------------------------------------------------------------------------


def test_who_was_told_gives_time_recipient_fields_and_the_message_itself(hub_with: HubWith) -> None:
    hub = hub_with("P2:a-child")
    hub.work("P2")
    (mail,) = hub.mail.accepted()
    child = hub.row("P2").data["child"]
    (told,) = asked(hub, "who-was-told", child, "--messages", "--by", "super1")
    assert told["message_id"] == mail["message_id"]
    assert told["mailbox"] == mail["to"]
    assert "child_name" in told["fields"]
    assert mail["body"].strip() in told["message"]
    assert hub.runtime.audit.verify().ok
    assert any(
        e.subject == f"person {child}" and e.actor == "super1" for e in hub.runtime.audit.entries()
    )


def test_a_copy_of_a_message_is_sealed_on_disk(hub_with: HubWith) -> None:
    hub = hub_with("P2:a-child")
    hub.work("P2")
    (mail,) = hub.mail.accepted()
    name = next(line for line in mail["body"].splitlines() if line.startswith("Name of the child"))
    files = [file for file in hub.config.paths.var.rglob("*") if file.is_file()]
    assert any(file.parent.name == "outgoing" for file in files)
    assert not any(_holds(file, name.partition(": ")[2]) for file in files)


def test_nobody_was_told_about_somebody_unknown(hub_with: HubWith) -> None:
    hub = hub_with("P2:a-child")
    config = ["--config", str(hub.workspace.config_file)]
    answer = CliRunner().invoke(app, ["who-was-told", "P9999999", *config])
    assert answer.exit_code == ExitStatus.OK
    assert answer.stdout.startswith("Nobody was told about P9999999 by this robot.")


def test_an_empty_database_does_not_answer_that_nobody_was_told(tmp_path: Path) -> None:
    file = tmp_path / "mash-bot.toml"
    file.write_text(f'[paths]\nvar = "{(tmp_path / "elsewhere").as_posix()}"\n', encoding="utf-8")
    answer = CliRunner().invoke(app, ["who-was-told", "P0000001", "--config", str(file)])
    assert answer.exit_code == ExitStatus.NOT_FOUND
    assert "there is no database at" in answer.stderr
    assert "fix:" in answer.stderr
    assert not (tmp_path / "elsewhere").exists()


# A wrong school -----------------------------------------------------------------------------------


def test_the_wrong_school_drill_suspends_lists_and_raises_a_breach_check(hub_with: HubWith) -> None:
    hub = hub_with("P2:a-child")
    hub.work("P2")
    (mail,) = hub.mail.accepted()
    answer = asked(hub, "wrong-school", mail["message_id"], "--by", "super1", "--reason", "a call")
    assert answer["suspended"] is True
    assert answer["others"] == []
    assert hub.runtime.contacts.is_suspended(mail["to"])
    hub.perform("P2")
    (task,) = [task for task in hub.niche.staff_tasks() if task.type == "Breach check"]
    assert task.unit == "DPU"
    assert mail["body"] not in task.title
    (row,) = [row for row in hub.rows("P2") if row.key.startswith("P2/wrong/")]
    assert row.state is State.COMPLETED
    asked(hub, "wrong-school", mail["message_id"])  # asked again: nothing is doubled
    hub.perform("P2")
    assert len([t for t in hub.niche.staff_tasks() if t.type == "Breach check"]) == 1


# Retention ----------------------------------------------------------------------------------------


def test_evidence_and_copies_are_deleted_when_their_time_is_over(hub_with: HubWith) -> None:
    hub = hub_with("P2:a-child", "P2.7")
    hub.work("P2")
    kept = hub.config.paths.var
    assert list((kept / "evidence").iterdir())
    assert list((kept / "outgoing").iterdir())
    assert purge(hub.runtime, days=7) == Purged(0, 0)
    hub.clock.move_to(hub.clock.now() + timedelta(days=8))
    purged = purge(hub.runtime, days=7)
    assert purged.evidence > 0
    assert purged.copies == len(hub.mail.accepted())
    assert not list((kept / "outgoing").iterdir())
    erased = [entry for entry in hub.runtime.audit.entries() if entry.action == Action.ERASURE]
    assert len(erased) == 1


# Done by hand -------------------------------------------------------------------------------------


def test_what_staff_did_by_hand_is_left_alone_the_next_day(hub_with: HubWith) -> None:
    """C18."""
    hub = hub_with("C18:after-the-robot's-exception")
    hub.whole_days("P2")
    assert hub.faults_of("P2") == []
    assert hub.mail.accepted() == []


def _holds(file: Path, text: str) -> bool:
    return text.encode("utf-8") in file.read_bytes()
