"""``mash-bot redact`` by its options: what it makes, what it says, its exit statuses."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.audit import Action
from bot.cli import app, run_command
from bot.config import Config
from bot.credentials import MasterKey
from bot.exit_status import ExitStatus
from bot.runtime import Runtime
from tests.integration.redaction.drafts import SECRET, Word, everything_in

WHO = ("--by", "Sam Okoro, coordinator", "--recipient", "Solmere", "--reason", "Not relevant")


@pytest.fixture(autouse=True)
def _in_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def redact(draft: Path, *options: str) -> int:
    """Run the command in a thread of its own: it starts a Playwright, and the tests' runs here."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(run_command, app, ["redact", str(draft), *options]).result()


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.suffix != ".toml")


@pytest.mark.browser
def test_items_and_what_was_struck_out_are_left_out(
    draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Word(draft) as word:
        word.strike_item(3)
    assert redact(draft, "--leave-out", "2", "--struck", "--json", *WHO) == ExitStatus.OK
    told = json.loads(capsys.readouterr().out)
    assert [(item["item"], item["how"]) for item in told["left_out"]] == [
        (2, "chosen"),
        (3, "struck out in Word"),
    ]
    assert SECRET not in everything_in(Path(told["word"]))
    assert Path(told["pdf"]).read_bytes().startswith(b"%PDF")


@pytest.mark.browser
def test_a_robot_that_is_configured_here_has_it_in_its_audit(draft: Path) -> None:
    var = draft.parent / "var"
    Path("mash-bot.toml").write_text(f'[paths]\nvar = "{var.as_posix()}"\n', encoding="utf-8")
    MasterKey.create(var / "master.key")
    assert redact(draft, "--leave-out", "2", *WHO) == ExitStatus.OK
    with Runtime.open(Config.load()) as runtime:
        (entry,) = runtime.audit.entries(subject="CSC-4471/25 v1")
        assert runtime.audit.verify().ok
    assert (entry.action, entry.actor) == (Action.DECISION, "Sam Okoro, coordinator")
    assert (entry.reason, entry.recipient) == ("Not relevant", "Solmere")
    assert entry.detail["items_left_out"] == "2"
    assert "lodger" not in str(entry)


def test_an_item_that_there_is_not(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert redact(draft, "--leave-out", "9", *WHO) == ExitStatus.NOT_FOUND
    assert "there is no item 9 in CSC-4471.docx; fix:" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--by", "--recipient", "--reason"])
def test_without_who_for_whom_or_why(
    draft: Path, option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    at = WHO.index(option)
    rest = (*WHO[:at], *WHO[at + 2 :])
    assert redact(draft, "--leave-out", "2", *rest) == ExitStatus.USAGE
    assert f"{option} is needed" in capsys.readouterr().err


def test_numbers_that_are_none(draft: Path) -> None:
    assert redact(draft, "--leave-out", "two", *WHO) == ExitStatus.USAGE


def test_a_file_that_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = tmp_path / "none.docx"
    assert redact(missing, "--leave-out", "2", *WHO) == ExitStatus.CONFIG
    assert "none.docx: No such file or directory; fix:" in capsys.readouterr().err


def test_struck_out_text_is_not_released_unasked(
    draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Word(draft) as word:
        word.strike_item(3)
    assert redact(draft, "--leave-out", "2", *WHO) == ExitStatus.REFUSED
    assert "struck out in Word; fix: give --struck" in capsys.readouterr().err
    assert files(draft.parent) == ["CSC-4471.docx"]


def test_struck_with_nothing_struck(draft: Path) -> None:
    assert redact(draft, "--struck", *WHO) == ExitStatus.REFUSED


def test_where_words_still_stand_is_said_without_the_words(
    draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Word(draft) as word:
        word.document.paragraphs[3].add_run(f" {SECRET}.")
    assert redact(draft, "--leave-out", "2", "--json", *WHO) == ExitStatus.REFUSED
    told = capsys.readouterr()
    assert json.loads(told.out)["where"] == ["below “Scope”"]
    assert "lodger" not in told.out + told.err
