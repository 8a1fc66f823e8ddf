"""The proof of disclosure on a few cases; `make proof` runs 10,000 and commits the result."""

from dataclasses import replace
from pathlib import Path

import pytest

from objects.word_report import Report
from processes.history_report.publishing import Composer
from tests.proof import disclosure, measured, reports
from tests.proof.broken_reports import CONTROLS as REPORT_CONTROLS
from tests.proof.measured import Proof
from tests.proof.pages import Pages
from tests.proof.reported import CaseT, Drawn, a_drawn_marac_case, a_drawn_request
from tests.proof.reports import Make


def test_nothing_foreign_leaves_and_nothing_allowed_is_stopped() -> None:
    result = disclosure.prove(cases=40, seed=7)
    assert result["holds"], result


@pytest.mark.parametrize("name", list(disclosure.CONTROLS))
def test_a_robot_that_is_broken_on_purpose_is_caught(name: str) -> None:
    found = disclosure.control(disclosure.CONTROLS[name], seed=3, cases=20)
    assert found["stopped_by_the_guard"] == found["tried"] > 0
    assert found["seen_by_the_search"] > 0


@pytest.mark.parametrize("name", list(REPORT_CONTROLS))
def test_a_report_that_is_broken_on_purpose_is_caught(name: str) -> None:
    found = REPORT_CONTROLS[name](3, 60)
    assert found["seen_by_the_search"] == found["tried"] > 0
    assert found.get("stopped_by_the_guard", found["tried"]) == found["tried"]


@pytest.mark.parametrize("make", [a_drawn_request, a_drawn_marac_case])
def test_what_is_missing_from_a_report_is_seen(make: Make[CaseT]) -> None:
    def without_sections(drawn: Drawn[CaseT], composer: Composer) -> Report:
        return replace(reports.as_built(drawn, composer), sections=())

    found = reports.tally(make, 5, 7, without_sections)
    assert found.incomplete == found.reports > 0
    assert not found.is_clean


@pytest.mark.parametrize("written", ["Petrov's car", "PETROV", "07700 912 345", "he, Ivo  Petrov,"])
def test_the_search_reads_words_and_numbers_however_they_are_written(written: str) -> None:
    values = ("Petrov", "07700 912345")
    assert Pages([written]).found(values, Pages([]))
    assert not Pages([written]).found(values, Pages(values))


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
