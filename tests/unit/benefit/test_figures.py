"""Benefit: average manual minus average robot minutes; nothing is claimed where nothing is stated."""

import csv
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import LONDON
from processes.benefit.commands import sends_since
from processes.benefit.figures import (
    QueuedTask,
    Worked,
    backlog,
    by_day,
    licence_figures,
    voices,
)
from processes.benefit.tables import sheets, write_csv
from processes.profiles.profile import load_profile
from processes.shared.settings import Licence

POLICY = load_profile("hampshire")
MONDAY = datetime(2026, 3, 2, 6, tzinfo=LONDON)
ENCOMPASS = "operation_encompass"


def worked(
    unit: str, seconds: float = 30, process: str = ENCOMPASS, day: int = 0, *codes: str
) -> Worked:
    ended = MONDAY + timedelta(days=day)
    return Worked(process, unit, MONDAY, ended, seconds, "done", frozenset(codes))


def test_minutes_saved_are_manual_less_robot_for_each_ppn_reviewed() -> None:
    items = [worked("PPN-1", 30), worked("PPN-1", 30), worked("PPN-2", 60)]  # two children, one PPN
    (day,) = by_day(items, {ENCOMPASS: 5})
    assert (day.items, day.units, day.robot) == (3, 2, 1.0)
    assert day.saved == pytest.approx(2 * (5 - 1.0))


def test_nothing_is_claimed_where_the_force_states_nothing() -> None:
    (day,) = by_day([worked("T1", process="task_prioritisation")], {"task_prioritisation": None})
    assert day.saved is None
    (table, *_) = sheets([day], voices([], ENCOMPASS), licence_figures([day], LICENCE), None)
    assert table.rows[0][-2:] == ("not claimed", "not claimed")


def test_each_day_has_its_own_figures_and_what_waits_has_none() -> None:
    waiting = Worked(ENCOMPASS, "PPN-9", MONDAY, None, 0, "waiting")
    days = by_day([worked("PPN-1"), worked("PPN-2", 30, ENCOMPASS, 1), waiting], {ENCOMPASS: 5})
    assert [day.day for day in days] == [date(2026, 3, 2), date(2026, 3, 3)]


def test_the_share_of_texts_left_out_is_of_those_that_were_recorded() -> None:
    items = [
        worked("1"),
        worked("2", 30, ENCOMPASS, 0, "P2.21"),
        worked("3", 30, ENCOMPASS, 0, "P2.23"),
        worked("4", 30, ENCOMPASS, 0, "P2.22"),
    ]
    found = voices(items, ENCOMPASS)
    assert (found.sent, found.nothing_recorded) == (1, 1)
    assert found.share_left_out == pytest.approx(2 / 3)
    assert voices([], ENCOMPASS).share_left_out is None


LICENCE = Licence(pounds=24_500, bought=3, needed=1)


def test_the_licences_stand_beside_the_hours_that_are_claimed() -> None:
    days = by_day([worked(f"PPN-{n}", 0) for n in range(120)], {ENCOMPASS: 5})
    found = licence_figures(days, LICENCE)
    assert found.hours_saved == pytest.approx(10)
    assert found.pounds_an_hour == pytest.approx(24_500 / 365 / 10)
    assert licence_figures([], LICENCE).pounds_an_hour is None


def test_the_backlog_says_how_many_have_children_the_oldest_and_what_is_too_old() -> None:
    old = MONDAY - timedelta(days=40)
    tasks = [
        QueuedTask(1, "with", old),
        QueuedTask(2, "with", MONDAY),
        QueuedTask(3, "without", MONDAY),
        QueuedTask(4, "", None),
    ]
    found = backlog(tasks, sends_since(MONDAY.date(), POLICY))
    assert (found.tasks, found.with_children, found.without_children, found.untagged) == (
        4,
        2,
        1,
        1,
    )
    assert (found.oldest, found.too_old_to_send) == (old, 1)


def test_five_school_days_back_are_still_told() -> None:
    assert sends_since(date(2026, 3, 2), POLICY) == date(2026, 2, 20)


def test_the_tables_are_written_as_csv(tmp_path: Path) -> None:
    found = backlog([QueuedTask(1, "with", MONDAY)], MONDAY.date())
    tables = sheets([], voices([], ENCOMPASS), licence_figures([], LICENCE), found)
    for table in tables:
        with write_csv(table, tmp_path).open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        assert tuple(rows[0]) == table.columns
        assert len(rows) == len(table.rows) + 1


def test_a_report_that_was_not_built_saves_nothing_and_costs_the_robot_s_time() -> None:
    built = worked("P4/1", 60, "csc_report")
    not_built = worked("", 60, "csc_report")
    (day,) = by_day([built, not_built], {"csc_report": 25})
    assert (day.items, day.units) == (2, 1)
    assert day.saved == pytest.approx(25 - 2.0)


def test_a_day_on_which_nothing_was_built_saves_less_than_nothing() -> None:
    (day,) = by_day([worked("", 60, "csc_report")], {"csc_report": 25})
    assert (day.units, day.robot, day.saved) == (0, 0.0, -1.0)
