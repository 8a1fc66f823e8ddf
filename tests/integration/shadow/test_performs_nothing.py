"""A shadow run of every scenario: it decides as live, performs nothing, and is held against staff."""

from collections.abc import Callable, Iterator

import pytest

from bot.browser import RobotBrowser
from bot.effects import EffectState
from bot.shadow import Findings, compare
from processes.demonstration.outcomes import actual_outcomes
from processes.demonstration.staff_key import read_staff_key, wrong_verdicts
from tests.hub import AT, NAMES, Hub
from tests.integration.shadow.world import a_shadow, outside, rows_of_the_live_robot

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(900)]

RUN = ("P1", "P2", "P3", "P4", "P5")
OF_AN_EFFECT = ("P4.15",)
"""Rows that only an effect can meet: in shadow nothing is uploaded, so no upload fails."""
NO_NOTICE = b"From: somebody@school.example\r\nSubject: Thank you\r\n\r\nThank you.\r\n"


@pytest.fixture(scope="module")
def day(
    tmp_path_factory: pytest.TempPathFactory, robot_browser: RobotBrowser
) -> Iterator["ShadowDay"]:
    """A shadow morning on every scenario of the pack, then staff's day."""
    folder = tmp_path_factory.mktemp("shadow") / "hub"
    with a_shadow(folder, robot_browser, staff=True) as hub:
        yield ShadowDay(hub)


class ShadowDay:
    """What the robot did in the morning, and what changed outside while it did."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self.changed: list[str] = []
        (hub.workspace.mail_store / "returns" / "new" / "1.thanks").write_bytes(NO_NOTICE)
        for code in RUN:
            hub.move_to(AT[code])
            process = hub.process(code)
            self._watch(process.load_queue)
            hub.world.happen(f"{code.lower()}-loaded-1")
            self._watch(process.main_page)
            if code == "P3":  # the morning ends before the reports' working hours begin
                self._watch(lambda: hub.work_what_waits("P1", "P2", "P3"))
        self._watch(lambda: hub.work_what_waits("P4", "P5"))
        self.live_files = sorted(file.name for file in hub.workspace.robot.iterdir())
        hub.world.happen("staff-day-1")
        self._watch(self._compare)

    def _watch(self, act: Callable[[], object]) -> None:
        before = outside(self.hub)
        act()
        after = outside(self.hub)
        self.changed += [name for name in after if after[name] != before.get(name)]

    def _compare(self) -> None:
        names = [NAMES[code] for code in RUN]
        self.found: Findings = compare(self.hub.robot, names)


def test_nothing_outside_changes(day: ShadowDay) -> None:
    assert day.changed == []


def test_every_effect_is_planned_and_none_is_performed_or_owed(day: ShadowDay) -> None:
    effects = day.hub.runtime.ledger.find_all()
    assert {effect.state for effect in effects} == {EffectState.PLANNED}
    kinds = {effect.key.kind for effect in effects}
    assert kinds == {"title", "oel", "mail", "task", "field", "attachment"}
    assert not any(effect.owed or effect.tries for effect in effects)
    assert day.hub.runtime.contacts.all() == ()


def test_every_item_of_the_first_run_is_decided_as_live(day: ShadowDay) -> None:
    expected = {
        each.key: (each.outcome, each.row)
        for each in day.hub.expected()
        if each.run == 1 and each.row not in OF_AN_EFFECT
    }
    actual, _ = actual_outcomes(day.hub.runtime, [], {})
    found = {each.key: (each.outcome, each.row) for each in actual}
    others = {key: found.pop(key) for key in found.keys() - expected.keys()}
    assert found == expected
    assert set(others.values()) == {("done", "plain")}  # the uploads that would have failed


def test_every_session_says_that_it_is_one_in_shadow(day: ShadowDay) -> None:
    sessions = day.hub.runtime.sessions.list()
    assert sessions
    assert all(session.shadow for session in sessions)


def test_the_live_robot_has_no_queue_mark_run_or_effect(day: ShadowDay) -> None:
    assert rows_of_the_live_robot(day.hub) == 0
    assert "robot-shadow.sqlite" in day.live_files
    assert "alerts.jsonl" not in day.live_files


def test_each_verdict_is_the_one_of_the_key(day: ShadowDay) -> None:
    key = read_staff_key(day.hub.world.pack / "answer_key" / "staff.yaml")
    assert [str(wrong) for wrong in wrong_verdicts(day.found.items, key)] == []


def test_the_comparison_holds_no_name_of_anybody(day: ShadowDay) -> None:
    said = str(day.found.as_json())
    names = day.hub.niche.ask("SELECT surname FROM person WHERE length(surname) > 3")
    assert not [name for (name,) in names if name in said]
