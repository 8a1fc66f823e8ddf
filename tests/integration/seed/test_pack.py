"""A pack on disk: complete, the same for everybody with the same seed, and never half made."""

import csv
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from openpyxl import load_workbook
from ruamel.yaml import YAML
from typer.testing import CliRunner

from fake_niche.exit_status import ExitStatus
from fake_niche.seed.cli import app
from fake_niche.seed.contacts import COLUMNS
from fake_niche.seed.digest import digest_of
from fake_niche.seed.mix import CASES, REQUESTS
from fake_niche.seed.pack import seed

cli = CliRunner()


@pytest.fixture(scope="module")
def smoke(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packs") / "smoke"
    seed("smoke", 1, "hampshire", folder)
    return folder


def _query(pack: Path, sql: str) -> list[Any]:
    connection = sqlite3.connect(pack / "niche.sqlite")
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def _yaml(path: Path) -> Any:  # noqa: ANN401
    return YAML(typ="safe", pure=True).load(path)


def test_a_pack_has_all_its_files(smoke: Path) -> None:
    files = {p.relative_to(smoke).as_posix() for p in smoke.rglob("*") if p.is_file()}
    assert files == {
        "pack.yaml",
        "niche.sqlite",
        "clock.json",
        "control.token",
        "accounts.yaml",
        "events.yaml",
        "contacts/school_contacts.xlsx",
        "contacts/allowed_mailboxes.csv",
        "answer_key/answer_key.yaml",
    }


def test_every_reference_between_records_holds(smoke: Path) -> None:
    assert _query(smoke, "PRAGMA foreign_key_check") == []


def test_the_clock_begins_at_the_pre_check_of_run_1(smoke: Path) -> None:
    about = _yaml(smoke / "pack.yaml")
    clock = json.loads((smoke / "clock.json").read_text(encoding="utf-8"))
    assert clock["synthetic"] is about["synthetic"] is True
    assert clock["base"] == about["runs"][0]["at"] == "2026-03-02T05:30:00+00:00"


def test_the_accounts_open_with_their_passwords(smoke: Path) -> None:
    hashes = dict(_query(smoke, "SELECT id, password_hash FROM user"))
    accounts = _yaml(smoke / "accounts.yaml")
    assert accounts.keys() == hashes.keys() >= {"robot.mash", "admin", "coord1", "super1"}
    assert PasswordHasher().verify(hashes["robot.mash"], accounts["robot.mash"]["password"])


def test_the_workbook_has_text_cells_and_about_1200_schools(smoke: Path) -> None:
    sheet = load_workbook(smoke / "contacts" / "school_contacts.xlsx")["Contacts"]
    rows = list(sheet.iter_rows())
    assert tuple(cell.value for cell in rows[0]) == COLUMNS
    assert 1_150 < len(rows) < 1_250
    assert not [c for row in rows for c in row if c.value is not None and c.data_type != "s"]


def test_every_expected_mail_goes_to_the_allowed_mailbox_of_its_school(smoke: Path) -> None:
    with (smoke / "contacts" / "allowed_mailboxes.csv").open(encoding="utf-8") as file:
        allowed = {(row["mailbox"], row["school_id"]) for row in csv.DictReader(file)}
    key = _yaml(smoke / "answer_key" / "answer_key.yaml")
    mails = [mail for item in key["items"] for mail in item["mails"]]
    assert len(mails) > 20
    assert all((mail["to"], mail["school"]) in allowed for mail in mails)


def test_each_line_of_the_answer_key_is_an_item_in_json(smoke: Path) -> None:
    path = smoke / "answer_key" / "answer_key.yaml"
    lines = [x for x in path.read_text(encoding="utf-8").splitlines() if x.startswith("- ")]
    assert [json.loads(line[2:]) for line in lines] == _yaml(path)["items"]


@pytest.mark.parametrize("what", [["--pack", "smoke"], ["--pack", "day", "--tasks", "100"]])
def test_one_seed_makes_one_digest_in_any_process(what: list[str], tmp_path: Path) -> None:
    digests = []
    for hash_seed in ("0", "4711"):
        out = tmp_path / hash_seed
        command = [sys.executable, "-m", "fake_niche.seed", "seed", *what]
        environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
        subprocess.run([*command, "--out", str(out)], check=True, env=environment)
        digests.append(digest_of(out))
    assert digests[0] == digests[1]


def test_another_seed_makes_another_digest(smoke: Path, tmp_path: Path) -> None:
    seed("smoke", 2, "hampshire", tmp_path / "other")
    assert digest_of(tmp_path / "other") != digest_of(smoke)


def test_a_changed_cell_changes_the_digest(tmp_path: Path) -> None:
    seed("smoke", 1, "hampshire", tmp_path / "pack", scenarios=["P1.2"])
    before = digest_of(tmp_path / "pack")
    connection = sqlite3.connect(tmp_path / "pack" / "niche.sqlite")
    connection.execute("UPDATE person SET telephone = '07700 900000' WHERE id = 'P0000001'")
    connection.commit()
    connection.close()
    assert digest_of(tmp_path / "pack") != before


def test_the_day_is_in_the_mix_of_the_domain(tmp_path: Path) -> None:
    made = seed("day", 5, "hampshire", tmp_path / "day")
    notices = _query(tmp_path / "day", "SELECT data FROM report WHERE domestic")
    with_children = sum(bool(json.loads(data)["children"]) for (data,) in notices)
    (for_robot,) = _query(tmp_path / "day", "SELECT count(*) FROM task WHERE for_robot")
    assert made.tasks - for_robot[0] == 667
    assert with_children / len(notices) == pytest.approx(0.53, abs=0.01)
    key = _yaml(tmp_path / "day" / "answer_key" / "answer_key.yaml")
    usual = {"plain", "P2.22", "P2.23"}
    told = [i["row"] in usual for i in key["items"] if i["process"] == "P2"]
    assert sum(told) / len(told) == pytest.approx(0.85, abs=0.05)


@pytest.mark.slow
def test_two_thousand_tasks_of_a_year_are_seeded_quickly(tmp_path: Path) -> None:
    made = seed("year", 1, "hampshire", tmp_path / "year", size=2_000)
    assert made.answers["P1"] == made.tasks - REQUESTS - CASES == 2_000
    assert _query(tmp_path / "year", "PRAGMA foreign_key_check") == []
    late = _query(tmp_path / "year", "SELECT count(*) FROM occurrence WHERE number LIKE '9925%'")
    assert late[0][0] > 1_000


def _refused(*arguments: str, status: ExitStatus = ExitStatus.USAGE) -> str:
    result = cli.invoke(app, list(arguments))
    assert result.exit_code == status
    return result.stderr


def test_refusals_name_the_cause_and_what_to_do(tmp_path: Path) -> None:
    out = str(tmp_path / "new")
    assert "Choose one of: smoke, day" in _refused("seed", "--out", out, "--pack", "week")
    assert "Choose one of: hampshire" in _refused("seed", "--out", out, "--force", "thames_valley")
    assert "There are: P1" in _refused("seed", "--out", out, "--scenario", "P2.99")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_no_pack_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear all", encoding="utf-8")
    assert "is left alone" in _refused("seed", "--out", str(tmp_path), status=ExitStatus.REFUSED)
    assert [p.name for p in tmp_path.iterdir()] == ["letter.txt"]


def test_a_place_where_nothing_can_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    below, file = str(tmp_path / "file" / "pack"), str(tmp_path / "file")
    told = _refused("seed", "--out", below, status=ExitStatus.UNAVAILABLE)
    assert "Give another folder" in told
    assert "is a file" in _refused("seed", "--out", file, status=ExitStatus.REFUSED)


def test_an_earlier_pack_is_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    for row in ("P1.2", "P2.18"):
        result = cli.invoke(app, ["seed", "--out", str(tmp_path / "pack"), "--scenario", row])
        assert result.exit_code == 0
    assert [p.name for p in tmp_path.iterdir()] == ["pack"]
    assert "P2.18" in (tmp_path / "pack/answer_key/answer_key.yaml").read_text(encoding="utf-8")


def test_a_pack_of_any_number_of_tasks_can_be_made(tmp_path: Path) -> None:
    result = cli.invoke(app, ["seed", "--out", str(tmp_path / "pack"), "--tasks", "40"])
    assert f"{40 + REQUESTS + CASES} tasks" in result.stdout


def test_a_folder_that_is_no_pack_has_no_digest(tmp_path: Path) -> None:
    assert "has no pack.yaml" in _refused("digest", str(tmp_path), status=ExitStatus.CONFIG)


def test_the_digest_tells_no_secret(smoke: Path) -> None:
    lines = cli.invoke(app, ["digest", str(smoke), "--dump"]).stdout
    token = (smoke / "control.token").read_text(encoding="utf-8")
    assert "argon2" not in lines
    assert token not in lines
    assert "set_at" not in lines
