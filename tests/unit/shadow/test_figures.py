"""Counts, agreement and page of a comparison."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.deeds import Verdict
from bot.shadow import Compared, Findings, ProcessCompared, write_findings, write_page

KEY = "P2/99260000001/P0000001/PPN-000001.1"


def an_item(verdict: Verdict, row: str = "plain", key: str = KEY) -> Compared:
    staff = ("S00002",) if verdict in {Verdict.STAFF_ONLY, Verdict.DIFFER} else ()
    robot = ("S00001",) if verdict in {Verdict.ROBOT_ONLY, Verdict.DIFFER} else ()
    return Compared("operation_encompass", key, "done", row, robot, staff, verdict, ("PPN-000001",))


def findings(*items: Compared, undecided: int = 0) -> Findings:
    process = ProcessCompared(
        "operation_encompass", "MASH - Operation Encompass", items, undecided, 0
    )
    return Findings(datetime(2026, 3, 2, 16, 30, tzinfo=UTC), (process,), synthetic=True)


MIXED = findings(
    an_item(Verdict.AGREE),
    an_item(Verdict.AGREE, "P2.10"),
    an_item(Verdict.AGREE, "P2.10"),
    an_item(Verdict.DIFFER, "P2.3"),
    an_item(Verdict.NOT_SEEN, "C12"),
    undecided=2,
)


def test_what_was_not_seen_does_not_count_in_the_agreement() -> None:
    figures = MIXED.in_all()
    assert (figures.items, figures.agreement) == (5, 75.0)
    assert findings(an_item(Verdict.NOT_SEEN)).in_all().agreement is None


def test_rows_stand_in_the_order_of_the_table() -> None:
    rows = MIXED.by_row(MIXED.processes[0])
    assert [row.name for row in rows] == ["C12", "P2.3", "P2.10", "plain"]
    assert [row.agreement for row in rows] == [None, 0.0, 100.0, 100.0]


def test_lines_show_the_figures_and_what_does_not_agree(capsys: pytest.CaptureFixture[str]) -> None:
    write_findings(MIXED)
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].split("\t") == ["operation_encompass", "5", "3", "0", "0", "1", "1", "75.0 %"]
    assert [line.split("\t")[:2] for line in lines[3:5]] == [
        ["differ", "P2.3"],
        ["not seen", "C12"],
    ]
    assert lines[-1] == "operation_encompass: 2 items are not decided yet"


def test_the_page_is_one_file_that_loads_nothing(tmp_path: Path) -> None:
    write_page(tmp_path / "shadow.html", MIXED)
    text = (tmp_path / "shadow.html").read_text(encoding="utf-8")
    assert "SYNTHETIC DATA" in text
    assert "75 %" in text
    assert text.count("data-verdict=") == 5
    assert not any(mark in text for mark in ("http://", "https://", "src=", "@import", "url("))
