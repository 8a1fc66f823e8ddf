"""Every row of the process tables has a scenario, and each scenario an answer that fits it."""

import pytest

import fake_niche.seed.scenarios  # noqa: F401 - registers them
from fake_niche import models
from fake_niche.seed.answers import Answer, AnswerKey
from fake_niche.seed.registry import SCENARIOS, Scenario, UnknownScenarioError, find
from tests.unit.seed.worlds import with_scenario

COMMON = [f"C{n}" for n in (3, 12, 13, 14, 15, 16, 18)]
P1 = [f"P1.{n}" for n in range(1, 14)]
P2 = [f"P2.{n}" for n in (1, 2, 3, 6, 7, 8, *range(10, 30), *range(31, 37))]
FAULTS = ("fault", "clear_faults")  # what nobody does
AS_USUAL = {"P4.11", "P4.14", "P4.20"}  # what they are about happens in the run, not in the data
NO_ROW_OF_ITS_OWN = AS_USUAL | {
    "P1",
    "P2",
    "P3",
    "P4",
    "P5",
    "P2.36",
    "C3:unlocked-meanwhile",
}  # all goes as usual then
ALL = pytest.mark.parametrize("one", SCENARIOS, ids=lambda s: s.name)


@pytest.mark.parametrize("row", [*COMMON, *P1, *P2])
def test_the_smoke_pack_holds_every_row_that_data_can_express(row: str) -> None:
    assert any(s.in_smoke for s in SCENARIOS if s.row == row)


def test_no_two_scenarios_have_one_name() -> None:
    assert len({s.name for s in SCENARIOS}) == len(SCENARIOS)


@ALL
def test_a_scenario_is_answered_with_its_row(one: Scenario) -> None:
    _, answers = with_scenario(one)
    if one.row in NO_ROW_OF_ITS_OWN or one.name in NO_ROW_OF_ITS_OWN:
        assert answers
    elif "as-usual" not in one.name:
        assert one.row in {row for answer in answers for row in answer.rows}


@ALL
def test_every_task_in_the_ppn_queue_has_an_answer_in_run_1(one: Scenario) -> None:
    world, answers = with_scenario(one)
    queued = {str(t["id"]) for t in world.rows.of(models.Task) if t["unit_code"] == "MASH-PPN"}
    assert {a.key.split("/")[1] for a in answers if a.process == "P1" and a.run == 1} == queued


@ALL
def test_the_row_that_names_the_outcome_is_the_first_of_the_rows(one: Scenario) -> None:
    _, answers = with_scenario(one)
    assert all(a.row == (a.rows[0] if a.rows else "plain") for a in answers)


_TWO_SCHOOLS = (
    "P2.10:two-schools",
    "P2.10:one-of-them-without-contact",
    "P2.2:a-second-setting-that-is-not-named",
)
"""Each school is told, or is the trouble, by itself."""


@ALL
def test_nothing_is_sent_unless_the_item_is_done_or_another_school_is_the_trouble(
    one: Scenario,
) -> None:
    _, answers = with_scenario(one)
    sending = {a.outcome for a in answers if a.mails}
    assert sending <= ({"done", "BE"} if one.name in _TWO_SCHOOLS else {"done"})


@ALL
def test_what_a_message_must_hold_is_not_what_it_must_not_hold(one: Scenario) -> None:
    _, answers = with_scenario(one)
    for mail in (mail for answer in answers for mail in answer.mails):
        allowed = " | ".join(mail.must_contain)
        assert not [value for value in mail.must_not_contain if value in allowed]
        assert len(mail.must_not_contain) > 20


@ALL
def test_a_tag_is_expected_exactly_where_p1_is_done(one: Scenario) -> None:
    _, answers = with_scenario(one)
    assert all((a.tag is not None) == (a.outcome == "done") for a in answers if a.process == "P1")


@ALL
def test_events_name_what_the_pack_holds_and_who_does_it(one: Scenario) -> None:
    world, _ = with_scenario(one)
    reports = {r["id"] for r in world.rows.of(models.Report)}
    for event in (each for each in world.events if each["do"] not in FAULTS):
        assert event["by"] in {"coord1", "officer1", "officer2", "officer3"}
        assert event.get("report") in {None, *reports}


def test_two_answers_for_one_item_are_refused() -> None:
    answer = Answer(process="P1", run=1, key="P1/1/1", outcome="done", tag="with")
    key = AnswerKey()
    key.expect(lambda: answer)
    key.expect(lambda: answer)
    with pytest.raises(ValueError, match="two answers for P1/1/1 in run 1"):
        key.settle()


def test_a_row_or_one_variant_of_it_can_be_asked_for() -> None:
    assert {s.variant for s in find(["P2.14"])} >= {"18 at the incident", "18 since"}
    assert [s.variant for s in find(["P2.18:refuge"])] == ["refuge"]


def test_an_unknown_row_is_refused_with_the_rows_there_are() -> None:
    with pytest.raises(UnknownScenarioError, match=r"'P9\.1'.*P1\.1, .*P2\.36"):
        find(["P9.1"])
