"""One table of exit statuses: documented, and the same in both programs."""

from pathlib import Path

from bot.exit_status import TABLE, ExitStatus
from fake_niche.exit_status import ExitStatus as NicheStatus

PAGE = Path(__file__).parents[3] / "docs" / "exit-statuses.md"


def test_every_exit_status_is_documented_as_the_code_has_it() -> None:
    page = PAGE.read_text(encoding="utf-8")
    shared = {status.name for status in NicheStatus}
    rows = [
        f"| `{int(status)}` | {status.name} | {meaning} | {mend} |"
        f" {'both' if status.name in shared else 'mash-bot'} |"
        for status, meaning, mend in TABLE
    ]
    assert [line for line in page.splitlines() if line.startswith("| `")] == rows


def test_every_exit_status_has_a_row() -> None:
    assert [row[0] for row in TABLE] == list(ExitStatus)


def test_both_programs_mean_the_same_by_a_status() -> None:
    assert {s.name: int(s) for s in NicheStatus}.items() <= {
        s.name: int(s) for s in ExitStatus
    }.items()
