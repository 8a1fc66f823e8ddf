"""The same commands where nothing is wrong: what they print, and how soon they answer."""

import json
import resource

import pytest

from bot.exit_status import ExitStatus
from tests.integration.bad_inputs.place import Place

CHECKS = ["Browser", "Database", "Niche", "Mail", "Log-in", "Workbook"]
PRINTS_DATA = (
    "mash-bot processes",
    "mash-bot doctor",
    "mash-bot queue list",
    "mash-bot queue settle",
    "mash-bot stop --release --by A",
    "mash-bot credentials list",
    "mash-bot encompass pre-check",
    "mash-bot encompass summary",
    "mash-bot encompass hand-over",
    "mash-bot run task_prioritisation --no-perform",
    "mash-bot request task_prioritisation",
    "mash-bot resources",
    "mash-bot schedule next",
    "mash-bot schedule list",
    "mash-bot schedule fired",
    "fake-niche clock pack",
    "fake-niche digest pack",
)
HELP_CPU_S = 1.0


def test_the_doctor_finds_everything_in_order(place: Place) -> None:
    ended = place.run("mash-bot doctor --json")
    assert ended.status == ExitStatus.OK, ended
    found = json.loads(ended.printed)
    assert sorted(check["name"] for check in found) == sorted(CHECKS)
    assert all(check["ok"] and check["detail"] for check in found)


def test_the_doctor_has_a_mend_for_each_thing_that_is_wrong(place: Place) -> None:
    place.config.credentials_file().unlink()
    place.change("niche", "url", "http://127.0.0.1:48999")
    place.change("browser", "executable", place.root / "none")
    place.change("contacts", "workbook", place.root / "none.xlsx")
    found = json.loads(place.run("mash-bot doctor --json").printed)
    wrong = {check["name"]: check["mend"] for check in found if not check["ok"]}
    assert sorted(wrong) == ["Browser", "Log-in", "Mail", "Niche", "Workbook"]
    assert all(wrong.values())


@pytest.mark.parametrize("command", PRINTS_DATA)
def test_what_prints_data_prints_json_when_asked(place: Place, command: str) -> None:
    ended = place.run(f"{command} --json")
    assert ended.status == ExitStatus.OK, ended
    assert ended.said == ""
    json.loads(ended.printed)


@pytest.mark.parametrize("command", ["mash-bot --help", "mash-bot processes"])
def test_help_answers_at_once(place: Place, command: str) -> None:
    """Measured as the program's own time, which other programs on the machine do not change."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert place.run(command).status == ExitStatus.OK
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    took = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert took < HELP_CPU_S


def test_help_lists_every_command_with_a_line(place: Place) -> None:
    lines = place.run("mash-bot --help").printed.splitlines()
    listed = [line.strip("│ ").split(maxsplit=1) for line in lines if line.startswith("│ ")]
    told = {words[0]: words[1] for words in listed if len(words) > 1}
    wanted = {"demo", "encompass", "run", "queue", "stop", "doctor", "credentials", "forms"}
    assert wanted <= set(told)
    assert all(told[name] for name in wanted)


def test_a_log_in_that_is_stored_by_the_command_is_the_one_that_is_used(place: Place) -> None:
    place.config.credentials_file().unlink()
    account = (place.world.pack / "accounts.yaml").read_text(encoding="utf-8")
    password = account.split("robot.mash:")[1].split("password:")[1].split()[0].strip("'\"")
    for name in ("niche", "mail"):
        put = f"mash-bot credentials put {name} --user robot.mash"
        assert place.run(put, typed=password + "\n").status == ExitStatus.OK
    assert place.run("mash-bot doctor").status == ExitStatus.OK
