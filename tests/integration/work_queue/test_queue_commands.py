"""`mash-bot queue …` and `mash-bot stop`, as a person types them."""

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from bot.config import Config
from bot.credentials import MasterKey
from bot.effects import EffectState
from bot.exceptions import (
    BusinessException,
    HeldException,
    StopRequested,
    SystemException,
    SystemExceptionTryOnce,
)
from bot.exit_status import ExitStatus
from bot.queue_cli import queue_app
from bot.runtime import Runtime
from bot.session_log import Session
from bot.stop_cli import stop_command
from bot.work_queue import KeyPolicy, WorkItem, WorkQueue
from tests.unit.runtime.parts import an_effect

Run = Callable[..., Result]

app = typer.Typer()
app.add_typer(queue_app, name="queue")
app.command("stop")(stop_command)


@pytest.fixture
def config_file(tmp_path: Path) -> Path:
    path = tmp_path / "mash-bot.toml"
    path.write_text(f'[paths]\nvar = "{tmp_path / "var"}"\n', encoding="utf-8")
    MasterKey.create(Config.load(path, {}).key_file())
    return path


@pytest.fixture
def runtime(config_file: Path) -> Iterator[Runtime]:
    with Runtime.open(Config.load(config_file, {}), env={}) as opened:
        yield opened


@pytest.fixture
def queue(runtime: Runtime) -> WorkQueue:
    return runtime.queue("MASH - PPN", key_policy=KeyPolicy.FOREVER)


@pytest.fixture
def session(runtime: Runtime) -> Session:
    return runtime.sessions.start("P1", "robot-1")


@pytest.fixture
def run(config_file: Path) -> Run:
    def command(*words: object) -> Result:
        texts = [*map(str, words), "--config", str(config_file)]
        return CliRunner().invoke(app, texts)

    return command


def json_of(result: Result) -> Any:  # noqa: ANN401 - what JSON holds
    assert result.exit_code == ExitStatus.OK, result.output
    return json.loads(result.stdout)


def a_locked(queue: WorkQueue, session: Session, key: str = "P1/1/1") -> WorkItem:
    queue.add(key, {"task": "1"})
    item = queue.get_next(session)
    assert item is not None
    return item


def test_the_list_has_a_line_for_each_item_and_can_be_filtered(
    queue: WorkQueue, session: Session, run: Run
) -> None:
    queue.mark_exception(a_locked(queue, session), BusinessException("no school", code="P2.1"))
    queue.add("P1/2/1", {})
    lines = run("queue", "list").stdout.splitlines()
    assert lines[0].startswith("id\tqueue\tkey\tstate")
    assert len(lines) == 3
    (row,) = json_of(run("queue", "list", "MASH - PPN", "--state", "Exceptioned", "--json"))
    assert (row["key"], row["exception_code"], row["is_held"]) == ("P1/1/1", "P2.1", False)


def test_show_has_every_attempt_and_stage(
    runtime: Runtime, queue: WorkQueue, session: Session, run: Run
) -> None:
    item = a_locked(queue, session)
    with runtime.sessions.stage(session, "1 - Read", item.item, item.attempt):
        queue.mark_exception(item, SystemException("error 500"), stage="1 - Read")
    shown = json_of(run("queue", "show", item.id, "--json"))
    assert [attempt["state"] for attempt in shown["attempts"]] == ["Exceptioned", "Deferred"]
    assert [stage["stage"] for stage in shown["stages"]] == ["1 - Read"]
    assert "error 500" in run("queue", "show", item.id).stdout


def test_a_retry_is_audited_with_the_name(
    runtime: Runtime, queue: WorkQueue, session: Session, run: Run
) -> None:
    item = a_locked(queue, session)
    queue.mark_exception(item, BusinessException("x"))
    made = json_of(run("queue", "retry", item.id, "--by", "A. Person", "--json"))
    assert queue.get(made["id"]).attempt == 2
    assert runtime.audit.entries(subject=f"item {item.id}")[0].actor == "A. Person"


def test_a_held_item_is_decided(queue: WorkQueue, session: Session, run: Run) -> None:
    item = a_locked(queue, session)
    queue.mark_exception(item, HeldException("refuge", code="P2.18"))
    words = ("decide", item.id, "release", "--reason", "checked", "--by", "A. Person", "--json")
    assert json_of(run("queue", *words))["attempt"] == 2
    assert run("queue", *words).exit_code == ExitStatus.REFUSED


def test_a_decision_needs_a_reason(queue: WorkQueue, session: Session, run: Run) -> None:
    item = a_locked(queue, session)
    assert run("queue", "decide", item.id, "close").exit_code == ExitStatus.USAGE


def test_an_unknown_effect_is_listed_and_settled_by_its_reference(
    runtime: Runtime, run: Run
) -> None:
    def lose() -> str:
        raise SystemException("line lost")

    with pytest.raises(SystemExceptionTryOnce):
        runtime.ledger.perform(an_effect("mail"), lose)
    (open_one,) = json_of(run("queue", "settle", "--json"))
    assert open_one["state"] == "unknown"
    words = (open_one["reference"], "done", "--by", "A. Person", "--reason", "seen", "--json")
    assert json_of(run("queue", "settle", *words))["settled_by"] == "A. Person"
    found = runtime.ledger.find(an_effect("mail"))
    assert found is not None
    assert found.state is EffectState.DONE
    assert run("queue", "settle", *words).exit_code == ExitStatus.REFUSED
    assert run("queue", "settle", "[R-ZZZZZZ]", "done").exit_code == ExitStatus.NOT_FOUND
    assert run("queue", "settle", found.id, "perhaps").exit_code == ExitStatus.USAGE


def test_a_queue_is_paused_and_resumed(queue: WorkQueue, session: Session, run: Run) -> None:
    queue.add("P1/1/1", {})
    json_of(run("queue", "pause", "MASH - PPN", "--reason", "drift", "--by", "A", "--json"))
    assert queue.get_next(session) is None
    json_of(run("queue", "resume", "MASH - PPN", "--by", "A. Person", "--json"))
    assert queue.get_next(session) is not None


def test_looking_at_a_queue_leaves_its_key_policy(
    queue: WorkQueue, session: Session, run: Run
) -> None:
    queue.mark_completed(a_locked(queue, session))
    run("queue", "list", "MASH - PPN")
    assert not queue.add("P1/1/1", {})


def test_the_export_writes_every_attempt(
    queue: WorkQueue, session: Session, run: Run, tmp_path: Path
) -> None:
    queue.mark_exception(a_locked(queue, session), SystemException("x"))
    path = tmp_path / "out.csv"
    assert json_of(run("queue", "export", "MASH - PPN", path, "--json"))["rows"] == 2
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert [row["attempt"] for row in csv.DictReader(file)] == ["2", "1"]


def test_all_sending_is_stopped_and_released_by_name(runtime: Runtime, run: Run) -> None:
    (flag,) = json_of(run("stop", "--sending", "--by", "A. Person", "--reason", "x", "--json"))
    assert (flag["scope"], flag["by"]) == ("sending", "A. Person")
    with pytest.raises(StopRequested):
        runtime.stops.check_sending()
    assert json_of(run("stop", "--release", "--by", "A. Person", "--json")) == []
    runtime.stops.check_sending()


def test_one_session_is_stopped(runtime: Runtime, session: Session, run: Run) -> None:
    assert run("stop", 99).exit_code == ExitStatus.NOT_FOUND
    assert run("stop", session.id, "--by", "A. Person").exit_code == ExitStatus.OK
    with pytest.raises(StopRequested):
        runtime.stops.check_session(session)
    assert run("stop", "--by", "A. Person").exit_code == ExitStatus.OK


@pytest.mark.usefixtures("runtime")
@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("show", 999), ExitStatus.NOT_FOUND),
        (("retry", 999), ExitStatus.NOT_FOUND),
        (("list", "no such queue"), ExitStatus.NOT_FOUND),
        (("pause", "no such queue", "--reason", "x"), ExitStatus.NOT_FOUND),
        (("list", "--state", "Sleeping"), ExitStatus.USAGE),
    ],
)
def test_what_goes_wrong_has_its_exit_status(
    run: Run, words: tuple[object, ...], status: ExitStatus
) -> None:
    assert run("queue", *words).exit_code == status


def test_without_a_master_key_the_command_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "mash-bot.toml"
    path.write_text(f'[paths]\nvar = "{tmp_path / "var"}"\n', encoding="utf-8")
    result = CliRunner().invoke(app, ["queue", "list", "--config", str(path)])
    assert result.exit_code == ExitStatus.CONFIG
    assert "MASH_BOT_MASTER_KEY" in result.stderr
