"""Synthetic staff: a day by hand, reproducible, mostly right, with every kind of mistake."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from fake_niche.seed.digest import digest_of
from fake_niche.seed.pack import seed as make_pack

MISTAKES = {
    "forgot the tag",
    "put the wrong tag",
    "told the school although it should have been held",
    "told the other school of that name",
    "told a wrong school",
    "forgot one child among siblings",
    "forgot to tell the school",
    "has not made the report",
}


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("staff") / "pack"
    make_pack("smoke", 1, "hampshire", folder, staff=True)
    return folder


def read(file: Path) -> Any:  # noqa: ANN401 - what a YAML file holds
    return YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8"))


def verdicts(pack: Path) -> list[dict[str, str]]:
    found: list[dict[str, str]] = read(pack / "answer_key" / "staff.yaml")["items"]
    return found


def staff_events(pack: Path) -> list[dict[str, Any]]:
    return [each for each in read(pack / "events.yaml") if each["moment"] == "staff-day-1"]


def test_every_item_of_the_first_run_has_its_verdict(pack: Path) -> None:
    items = read(pack / "answer_key" / "answer_key.yaml")["items"]
    assert {each["key"] for each in verdicts(pack)} == {i["key"] for i in items if i["run"] == 1}


def test_every_kind_of_mistake_is_made_and_most_work_is_right(pack: Path) -> None:
    did = Counter(each["did"] for each in verdicts(pack))
    assert set(did) >= MISTAKES
    assert sum(did[mistake] for mistake in MISTAKES) < 0.15 * did.total()


def test_what_staff_did_stands_in_events_by_people_and_in_no_other_moment(pack: Path) -> None:
    events = staff_events(pack)
    kinds = {each["do"] for each in events}
    assert kinds == {"set_task", "add_oel", "set_report_field", "complete_task"}
    assert {each["by"] for each in events} == {"coord1"}


def test_a_title_that_staff_write_is_no_longer_than_the_screen_allows(pack: Path) -> None:
    titles = [each["set"]["title"] for each in staff_events(pack) if each["do"] == "set_task"]
    assert max(map(len, titles)) <= 120


def test_the_same_seed_makes_the_same_day(pack: Path, tmp_path: Path) -> None:
    make_pack("smoke", 1, "hampshire", tmp_path / "again", staff=True)
    assert digest_of(tmp_path / "again") == digest_of(pack)


def test_a_pack_without_staff_has_no_day_of_theirs(tmp_path: Path) -> None:
    make_pack("smoke", 1, "hampshire", tmp_path / "pack")
    assert staff_events(tmp_path / "pack") == []
    assert not (tmp_path / "pack" / "answer_key" / "staff.yaml").exists()
