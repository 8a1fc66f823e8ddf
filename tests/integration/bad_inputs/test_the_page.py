"""Every row of docs/when-something-is-wrong.md, really run: what it says, its status, what is left."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from bot.exit_status import ExitStatus
from tests.integration.bad_inputs import machine, outside, reports, settings
from tests.integration.bad_inputs.page import Row, rows
from tests.integration.bad_inputs.place import Ended, Place, whole_world
from tests.integration.bad_inputs.registry import BAD, CAN_LIMIT_FILES, FULL

ROWS = rows()
PREPARED_IN = (
    machine,
    outside,
    reports,
    settings,
)  # each registers its bad inputs when it is imported


def test_the_page_has_a_row_for_everything_that_can_be_prepared_here_and_no_other() -> None:
    assert {row.bad_input for row in ROWS} == set(BAD)


def test_the_page_names_statuses_as_the_code_does() -> None:
    assert [(row.number, row.status) for row in ROWS] == [
        (int(ExitStatus[row.status]), row.status) for row in ROWS
    ]


def test_no_row_stands_twice() -> None:
    assert len({row.name for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_bad_input_is_told_with_cause_and_fix_and_nothing_is_half_done(
    row: Row, place: Place
) -> None:
    with prepared(row, place):
        before, files = whole_world(place.world), place.files()
        place.ended = place.run(row.command)
        check_what_was_said(row, place.ended)
        assert whole_world(place.world) == before
        assert place.files() == files
        check_the_robots_files(place)


def check_what_was_said(row: Row, ended: Ended) -> None:
    told = ended.said
    assert ended.status == row.number, (told, ended.printed)
    assert "Traceback" not in told + ended.printed
    assert [part for part in row.says if part not in told] == [], told
    assert len(ended.lines) == 1 or "doctor" in row.command or "pre-check" in row.command, told
    assert all(line.startswith(("mash-bot: ", "fake-niche: ", "not ")) for line in ended.lines)


def check_the_robots_files(place: Place) -> None:
    """No item stays locked, no session stays open, no file is half written."""
    assert "Locked" not in place.items()
    assert place.ask("SELECT id FROM sessions WHERE state = 'Running'") == []
    assert [path for path in place.robot.glob("**/.*") if path.is_file()] == []


@contextmanager
def prepared(row: Row, place: Place) -> Iterator[None]:
    prepare: Callable[[Place], Iterator[None]] = BAD[row.bad_input]
    with contextmanager(prepare)(place):
        yield


@pytest.mark.skipif(not CAN_LIMIT_FILES, reason="needs /proc and RLIMIT_FSIZE (Linux)")
def test_everything_works_again_once_there_is_room(place: Place) -> None:
    place.file_size = FULL
    assert place.run("mash-bot queue list").status == ExitStatus.UNAVAILABLE
    place.file_size = None
    assert place.run("mash-bot queue list").status == ExitStatus.OK
