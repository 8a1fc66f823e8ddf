"""A robot that runs unattended through a morning: real database, scenario clock, a small process."""

from datetime import datetime, timedelta

import pytest

from bot.exit_status import ExitStatus
from bot.resource import ResourceStatus, list_resources
from bot.schedule import WORKING_DAYS
from bot.session_log import SessionState
from tests.integration.schedule.place import BROKEN, HANDING, HOURS, MORNING, PAPER, SCHOOLS, Place


@pytest.fixture
def watched(place: Place) -> Place:
    """A robot has watched these schedules before 06:00."""
    assert place.once((*MORNING, BROKEN)) is ExitStatus.OK
    assert place.fired() == []
    return place


def test_what_is_due_runs_once_and_in_its_order(watched: Place) -> None:
    assert watched.once(moment="2026-03-02T06:00") is ExitStatus.OK
    assert watched.log() == ["loaded 3", "began A", "did A", "began B", "did B", "began C", "did C"]
    assert watched.once() is ExitStatus.OK
    assert watched.once(moment="2026-03-02T08:00") is ExitStatus.OK
    assert watched.fired() == [
        ("schools", "06:00", "Done"),
        ("hand over", "07:30", "Done"),
        ("paper", "07:45", "Done"),
    ]
    assert watched.log().count("did A") == 1
    assert (watched.root / "paper").read_text(encoding="utf-8") == "paper"
    assert watched.alerts() == []


def test_niche_that_is_away_at_six_is_tried_again_and_the_work_is_done(watched: Place) -> None:
    watched.put("away")
    assert watched.once(moment="2026-03-02T06:00") is ExitStatus.UNAVAILABLE
    assert watched.once() is ExitStatus.OK  # its time has not come
    for moment in ("01:10", "03:20", "07:30"):
        assert watched.once(moment=f"2026-03-02T06:{moment}") is ExitStatus.UNAVAILABLE
    watched.remove("away")
    watched.once(moment="2026-03-02T06:15:40")
    assert watched.fired() == [("schools", "06:00", "Done")]
    assert [line for line in watched.log() if "away" in line] == [
        "06:00 away",
        "06:01 away",
        "06:03 away",
        "06:07 away",
    ]
    assert watched.states() == {"Completed": 3}
    mine = [alert for alert in watched.alerts() if alert.startswith("schools 06:00: Waiting")]
    assert len(mine) == 1


def test_after_half_past_seven_nothing_is_tried_again_and_people_get_what_waits(
    watched: Place,
) -> None:
    watched.put("breaks-B")
    watched.once(moment="2026-03-02T06:00")
    assert watched.states() == {"Completed": 1, "Pending": 1, "Deferred": 1}
    now = datetime.fromisoformat("2026-03-02T06:00")
    while now < datetime.fromisoformat("2026-03-02T07:29"):
        now += timedelta(minutes=1)
        watched.once((SCHOOLS,), moment=now.isoformat())
    before = watched.log()
    watched.remove("breaks-B")
    watched.once((SCHOOLS,), moment="2026-03-02T07:30:01")
    assert watched.log() == before
    watched.once()
    assert watched.states() == {"Completed": 1, "Exceptioned": 2}
    assert watched.log()[len(before) :] == ["to people: B CUT", "to people: C CUT"]


def test_a_machine_that_was_off_at_six_and_comes_on_at_ten_past_nine(watched: Place) -> None:
    assert watched.once(moment="2026-03-02T09:10") is ExitStatus.OK
    assert watched.log() == ["loaded 3"] + [f"to people: {key} CUT" for key in "ABC"]
    assert watched.states() == {"Exceptioned": 3}
    assert watched.fired() == [
        ("schools", "06:00", "Skipped"),
        ("hand over", "07:30", "Done"),
        ("paper", "07:45", "Done"),
    ]
    assert "nothing of it begins after 07:30" in watched.reasons()[0]
    watched.once(moment="2026-03-02T09:30")
    assert len(watched.log()) == 4


def test_people_get_what_waits_when_niche_is_away_all_morning(watched: Place) -> None:
    watched.once(moment="2026-03-02T06:00")
    watched.items("D")
    watched.put("away")
    with watched.runtime() as runtime:
        runtime.queue("Test - Slow").add("D", {})
    watched.once(moment="2026-03-02T07:30")
    assert "to people: D CUT" in watched.log()
    assert watched.fired()[1] == ("hand over", "07:30", "Done")


def test_a_refused_log_in_stops_this_robots_runs_and_is_not_tried_again(watched: Place) -> None:
    watched.put("refused")
    every_minute = [f"2026-03-02T06:0{minute}" for minute in range(1, 5)]
    assert watched.once(moment="2026-03-02T06:00") is ExitStatus.TERMINATED
    assert watched.fired() == [("schools", "06:00", "Failed")]
    for moment in every_minute:
        watched.once(moment=moment)
    assert watched.log() == ["06:00 refused"]
    assert sum(alert.startswith("Login System Exception") for alert in watched.alerts()) == 1
    assert "schools 06:00: Failed" in watched.alerts()[-1]


def test_an_item_that_waits_is_worked_before_the_cut_off(watched: Place) -> None:
    watched.put("locked-B")
    watched.once(moment="2026-03-02T06:00")
    assert watched.fired() == [("schools", "06:00", "Waiting")]
    watched.remove("locked-B")
    watched.once(moment="2026-03-02T06:15:30")
    assert watched.log()[-2:] == ["began B", "did B"]
    assert watched.log().count("loaded 3") == 1
    assert watched.fired() == [("schools", "06:00", "Done")]


def test_when_the_hours_end_the_item_is_finished_and_no_other_is_begun(place: Place) -> None:
    place.once((HOURS,))
    place.put("ends-the-hours-at-A")
    assert place.once((HOURS,), moment="2026-03-02T10:00") is ExitStatus.OK
    assert place.log() == ["loaded 3", "began A", "did A"]
    assert place.states() == {"Completed": 1, "Pending": 2}
    assert place.fired() == [("hours", "10:00", "Done")]
    assert place.reasons()[0] == "stopped between items"


def test_what_comes_after_the_hours_is_not_begun(place: Place) -> None:
    place.once((HOURS,))
    assert place.once((HOURS,), moment="2026-03-02T11:00") is ExitStatus.OK
    assert place.log() == []
    assert place.fired() == [("hours", "10:00", "Skipped")]


def test_a_stop_of_all_lets_nothing_begin_until_it_is_released(watched: Place) -> None:
    with watched.runtime() as runtime:
        runtime.stops.stop_all("A", "look first")
    assert watched.once(moment="2026-03-02T06:00") is ExitStatus.STOPPED
    assert watched.log() == []
    with watched.runtime() as runtime:
        runtime.stops.release("A")
    assert watched.once(moment="2026-03-02T06:20") is ExitStatus.OK
    assert watched.fired() == [("schools", "06:00", "Done")]


def test_a_command_that_finds_something_away_is_tried_again_until_its_end(place: Place) -> None:
    place.move_to("2026-03-02T05:59:50")
    assert place.once((BROKEN,)) is ExitStatus.OK
    place.move_to("2026-03-03T05:30")
    assert place.once((BROKEN,)) is ExitStatus.UNAVAILABLE
    assert place.alerts() == ["broken 05:30: Waiting: slow-papers fail ended with 7 UNAVAILABLE"]
    place.move_to("2026-03-03T06:00")
    assert place.once((BROKEN,)) is ExitStatus.OK
    assert place.fired() == [("broken", "05:30", "Gave up")]


def test_a_task_that_is_wrong_ends_its_firing_and_not_the_robot(watched: Place) -> None:
    (watched.root / "var" / "items").unlink()
    assert watched.once((SCHOOLS, PAPER), moment="2026-03-02T06:00") is ExitStatus.OK
    assert watched.fired() == [("schools", "06:00", "Failed")]
    assert "FileNotFoundError" in watched.alerts()[-1] or "No such file" in watched.alerts()[-1]
    watched.once((SCHOOLS, PAPER), moment="2026-03-02T07:45")
    assert watched.fired()[-1] == ("paper", "07:45", "Done")


def test_a_requested_session_is_taken_by_any_robot_and_is_that_session(place: Place) -> None:
    with place.runtime() as runtime:
        number = runtime.sessions.request("slow", "any", "A. Person")
        elsewhere = runtime.sessions.request("slow", "robot-7", "A. Person")
    assert place.once(()) is ExitStatus.OK
    with place.runtime() as runtime:
        rows = {row.id: row for row in runtime.sessions.list()}
    assert (rows[number].state, rows[number].resource) == (SessionState.COMPLETED, "robot-1")
    assert rows[number].requested_by == "A. Person"
    assert rows[elsewhere].state == SessionState.PENDING
    assert place.states() == {"Completed": 3}


def test_a_requested_session_that_cannot_load_is_terminated_with_its_cause(place: Place) -> None:
    place.put("away")
    with place.runtime() as runtime:
        runtime.sessions.request("slow", "any", "A")
        runtime.sessions.request("nonsense", "any", "A")
    assert place.once(()) is ExitStatus.OK
    with place.runtime() as runtime:
        details = [row.detail for row in runtime.sessions.list() if row.requested_by == "A"]
    assert any("Niche is away" in detail for detail in details)
    assert any("no process 'nonsense'" in detail for detail in details)


def test_a_requested_session_gives_way_to_the_morning(watched: Place) -> None:
    watched.put("ends-the-hours-at-A")
    with watched.runtime() as runtime:
        runtime.sessions.request("slow", "any", "A")
    assert watched.once((HOURS, HANDING)) is ExitStatus.OK
    with watched.runtime() as runtime:
        [asked] = [row for row in runtime.sessions.list() if row.requested_by == "A"]
    assert asked.state == SessionState.STOPPED
    assert watched.states() == {"Completed": 1, "Exceptioned": 2}


def test_the_register_says_who_runs_and_that_it_has_ended(place: Place) -> None:
    place.once()
    with place.runtime() as runtime:
        [row] = list_resources(runtime.store)
    assert (row.name, row.status, row.now) == ("robot-1", ResourceStatus.ENDED, "")
    assert WORKING_DAYS.why_not(row.last_beat.date()) == ""
