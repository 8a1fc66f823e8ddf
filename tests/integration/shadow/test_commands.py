"""`mash-bot run --shadow` and `mash-bot shadow report`, as a person types them."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from bot.cli import app, run_command
from bot.config import Config
from bot.credentials import MasterKey
from bot.exit_status import ExitStatus
from bot.run_cli import run
from fake_niche.seed.pack import seed as make_pack
from processes.demonstration.programs import World, running_world
from processes.demonstration.workspace import Workspace, configure, fresh_workspace

MashBot = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A pack of a family whose school can be told, and one that must be held; with staff."""
    workspace = fresh_workspace(tmp_path_factory.mktemp("commands") / "hub")
    rows = ("P2.10", "P2.20")
    make_pack("smoke", 1, "hampshire", workspace.pack, scenarios=rows, staff=True)
    return workspace


@pytest.fixture(scope="module")
def world(workspace: Workspace) -> Iterator[World]:
    """Its world, running."""
    with running_world(workspace.pack, workspace.mail_store) as running:
        configure(workspace, running)
        yield running


@pytest.fixture(scope="module")
def mash_bot(workspace: Workspace) -> MashBot:
    """Run a command as a program of its own."""

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "bot", *words, "--config", str(workspace.config_file)]
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=240)

    return run


def shadowed(mash_bot: MashBot) -> dict[str, Any]:
    done = mash_bot("run", "operation_encompass", "--shadow", "--json")
    assert done.returncode in {ExitStatus.OK, ExitStatus.EXCEPTIONS}, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.browser
@pytest.mark.slow
def test_a_run_in_shadow_ends_with_the_comparison_and_the_report_sees_what_staff_did_since(
    world: World, mash_bot: MashBot, workspace: Workspace
) -> None:
    first = shadowed(mash_bot)["shadow"]
    told = [item for item in first["items"] if item["robot"]]
    assert {item["verdict"] for item in told} == {"robot only"}
    assert world.mails() == []

    world.happen("staff-day-1")
    page = workspace.root / "shadow.html"
    said = mash_bot("shadow", "report", "--html", str(page))
    assert said.returncode == ExitStatus.OK, said.stderr
    heading, figures = (line.split("\t") for line in said.stdout.splitlines()[:2])
    assert heading[0] == "process"
    assert figures[0] == "operation_encompass"
    assert said.stdout.rstrip().endswith(f"Page: {page}")
    assert "The robot in shadow" in page.read_text(encoding="utf-8")

    again = json.loads(mash_bot("shadow", "report", "--json").stdout)
    decided = {item["key"]: (item["verdict"], item["staff"]) for item in again["items"]}
    for item in told:
        assert decided[item["key"]] == ("agree", item["robot"])


def a_config_file(folder: Path) -> Path:
    path = folder / "mash-bot.toml"
    path.write_text(f'[paths]\nvar = "{(folder / "var").as_posix()}"\n', encoding="utf-8")
    MasterKey.create(Config.load(path, {}).key_file())
    return path


def test_where_nothing_ran_in_shadow_the_report_says_how_to(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = run_command(app, ["shadow", "report", "--config", str(a_config_file(tmp_path))])
    assert status == ExitStatus.NOT_FOUND
    assert "fix: mash-bot run PROCESS --shadow" in capsys.readouterr().err


def test_a_shadow_run_gives_nothing_to_people() -> None:
    single = typer.Typer()
    single.command()(run)
    done = CliRunner().invoke(single, ["task_prioritisation", "--shadow", "--hand-over"])
    assert done.exit_code == ExitStatus.USAGE
    assert "leave --hand-over out" in " ".join(done.output.split())
