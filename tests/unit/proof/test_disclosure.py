"""The proof of disclosure on a few cases; `make proof` runs 10,000 and commits the result."""

from pathlib import Path

import pytest

from tests.proof import disclosure, measured
from tests.proof.measured import Proof


def test_nothing_foreign_leaves_and_nothing_allowed_is_stopped() -> None:
    result = disclosure.prove(cases=40, seed=7)
    assert result["holds"], result


@pytest.mark.parametrize("name", list(disclosure.CONTROLS))
def test_a_robot_that_is_broken_on_purpose_is_caught(name: str) -> None:
    found = disclosure.control(disclosure.CONTROLS[name], seed=3, cases=20)
    assert found["stopped_by_the_guard"] == found["tried"] > 0
    assert found["seen_by_the_search"] > 0


def test_a_result_is_stale_when_what_it_measured_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measured, "ROOT", tmp_path)
    monkeypatch.setattr(measured, "RESULTS", tmp_path / "results")
    code = tmp_path / "code.py"
    code.write_text("a = 1\n", encoding="utf-8")
    proof = Proof("example", ("code.py",))
    assert proof.state() == "missing"
    proof.keep({"holds": True})
    assert proof.state() == "fresh"
    code.write_bytes(b"a = 1\r\n")
    assert proof.state() == "fresh"
    code.write_text("a = 2\n", encoding="utf-8")
    assert proof.state() == "stale"
