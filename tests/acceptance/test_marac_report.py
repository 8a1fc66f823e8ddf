"""P5: each row of its table, from the ticked task to the documents on the occurrence."""

from collections.abc import Iterator

import pytest

from bot.browser import RobotBrowser
from fake_niche.seed.registry import SCENARIOS
from processes.demonstration.attached import AttachedDocument, read_documents
from processes.demonstration.outcomes import outcome_of_row
from tests.acceptance.conftest import HubWith
from tests.hub import Hub, a_hub

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

NAMES = tuple(found.name for found in SCENARIOS if found.process == "P5")
ROWS = tuple(dict.fromkeys(name.partition(":")[0] for name in NAMES))


@pytest.fixture(scope="module")
def all_rows(
    tmp_path_factory: pytest.TempPathFactory, robot_browser: RobotBrowser
) -> Iterator[Hub]:
    """Two days of a hub that has every row of P5."""
    with a_hub(tmp_path_factory.mktemp("p5") / "hub", robot_browser, *NAMES) as hub:
        hub.whole_days("P5")
        yield hub


@pytest.mark.parametrize("row", ROWS)
def test_the_row_ends_as_the_answer_key_says(all_rows: Hub, row: str) -> None:
    wanted = {"plain"} if row == "P5" else {row}
    verdicts = [
        verdict
        for verdict in all_rows.comparison().verdicts
        if verdict.expected and wanted & {*verdict.expected.rows, verdict.expected.row}
    ]
    assert verdicts
    assert [(verdict.key, verdict.faults) for verdict in verdicts if verdict.faults] == []


def test_nothing_is_worked_that_the_answer_key_does_not_know(all_rows: Hub) -> None:
    assert [v.key for v in all_rows.comparison().verdicts if v.expected is None] == []
    assert all_rows.comparison().counts()["silent_wrong"] == 0


def test_every_exception_is_in_the_log_and_before_staff(all_rows: Hub) -> None:
    assert len(all_rows.finals()) > 7
    assert [row.key for row in all_rows.finals() if not all_rows.is_told(row)] == []


def test_a_withdrawn_case_leaves_no_open_task(all_rows: Hub) -> None:
    """P5.8."""
    (row,) = [r for r in all_rows.rows("P5") if "P5.8" in {f.code for f in r.findings}]
    assert all_rows.niche.task(int(row.data["task"])).status == "Completed"
    assert any("P5.8 (SKIP)" in text for _, text in all_rows.niche.entries())


def test_p5_10_is_attached_and_held_at_the_same_time(all_rows: Hub) -> None:
    (row,) = [r for r in all_rows.rows("P5") if r.exception_code == "P5.10"]
    own = [d for d in documents(all_rows) if str(d.task) == row.data["task"]]
    assert len(own) == 2
    assert any(
        "P5.10 (HELD)" in text and own[0].name in text for _, text in all_rows.niche.entries()
    )


def test_p4_14_a_case_that_changes_meanwhile_is_built_again(hub_with: HubWith) -> None:
    hub = hub_with("P5:a-pair")
    hub.load("P5")
    query = "UPDATE marac_case SET idva = 'Told on Monday', row_version = row_version + 1"
    hub.at_page("7 - Decide", lambda: hub.niche.change(query))
    hub.perform("P5")
    row = hub.row("P5")
    assert (outcome_of_row(row), [f.code for f in row.findings]) == ("done", ["P4.14"])
    report, _ = documents(hub)
    assert "Told on Monday" in report.text


def test_p4_12_a_case_handed_over_again_is_answered_with_the_same_report(
    hub_with: HubWith,
) -> None:
    hub = hub_with("P5:a-pair")
    hub.work("P5")
    copy = (
        "INSERT INTO task (id, title, type, status, unit_code, occurrence_number, marac_case_id,"
        " created, due, for_robot, urgent, notes, outcome, row_version) SELECT 777, title, type,"
        " 'New', unit_code, occurrence_number, marac_case_id, created, due, for_robot, urgent,"
        " notes, '', 1 FROM task WHERE unit_code = 'MASH-ROBOT'"
    )
    hub.niche.change(copy)
    hub.work("P5")
    again = next(row for row in hub.rows("P5") if row.data["task"] == "777")
    assert (outcome_of_row(again), [f.code for f in again.findings]) == ("done", ["P4.12"])
    assert len(documents(hub)) == 2


# What left the force ------------------------------------------------------------------------------


def documents(hub: Hub) -> tuple[AttachedDocument, ...]:
    return read_documents(hub.world.pack)


def test_nothing_left_by_mail(all_rows: Hub) -> None:
    assert all_rows.mail.accepted() == []
    assert all_rows.runtime.ledger.find_all(process="P5", kind="mail") == ()


def test_each_document_is_a_marked_draft_or_a_cover_sheet_that_stays(all_rows: Hub) -> None:
    found = documents(all_rows)
    assert found
    for document in found:
        is_cover = "cover-sheet" in document.name
        assert "OFFICIAL-SENSITIVE" in document.text
        assert ("DRAFT – NOT FOR RELEASE" in document.text) is not is_cover
        assert ("STAYS IN THE FORCE" in document.text) is is_cover


def test_no_report_says_that_criteria_are_met(all_rows: Hub) -> None:
    for document in documents(all_rows):
        assert "meets" not in document.text.casefold()
        assert "high risk victim" not in document.text.casefold()


def test_the_answer_key_looks_for_what_must_not_be_there(all_rows: Hub) -> None:
    wanted = [each for entry in all_rows.expected() for each in entry.documents]
    reports = [each for each in wanted if "-report-" in each.name]
    assert len(reports) == len(wanted) / 2
    assert min(len(each.must_not_contain) for each in reports) >= 2
