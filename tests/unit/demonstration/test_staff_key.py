"""The comparison with staff is itself held against a key."""

from pathlib import Path

from bot.deeds import Verdict
from bot.shadow import Compared
from processes.demonstration.staff_key import RightVerdict, read_staff_key, wrong_verdicts

KEY = {"P1/1/1": RightVerdict("agree", "tagged"), "P1/2/1": RightVerdict("differ", "wrong tag")}


def given(key: str, verdict: Verdict) -> Compared:
    return Compared("task_prioritisation", key, "done", "plain", (), (), verdict)


def test_verdicts_that_the_key_has_are_right() -> None:
    items = (given("P1/1/1", Verdict.AGREE), given("P1/2/1", Verdict.DIFFER))
    assert wrong_verdicts(items, KEY) == ()


def test_another_verdict_is_named_with_what_staff_did() -> None:
    items = (given("P1/1/1", Verdict.AGREE), given("P1/2/1", Verdict.AGREE))
    (wrong,) = wrong_verdicts(items, KEY)
    assert str(wrong) == "P1/2/1: agree, should be differ (staff: wrong tag)"


def test_an_item_that_only_one_side_knows_is_wrong() -> None:
    items = (given("P1/1/1", Verdict.AGREE), given("P1/3/1", Verdict.AGREE))
    found = {(wrong.key, wrong.given, wrong.right) for wrong in wrong_verdicts(items, KEY)}
    assert found == {("P1/2/1", "no item", "differ"), ("P1/3/1", "agree", "no item")}


def test_the_key_is_read_from_its_file(tmp_path: Path) -> None:
    file = tmp_path / "staff.yaml"
    line = '{"process": "P1", "key": "P1/1/1", "verdict": "agree", "did": "tagged"}'
    file.write_text(f"items:\n- {line}\n", encoding="utf-8")
    assert read_staff_key(file) == {"P1/1/1": KEY["P1/1/1"]}
