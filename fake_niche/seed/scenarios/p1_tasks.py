"""P1: the task itself - its title, its PPNs, and what people do with it meanwhile."""

# ruff: noqa: D103 - the row and the variant say what a scenario is

from collections.abc import Callable

from fake_niche import models
from fake_niche.seed.case import Case, another_report, unsubmitted
from fake_niche.seed.expect import expect_again, expect_tag
from fake_niche.seed.meanwhile import amend, submit
from fake_niche.seed.registry import scenario
from fake_niche.seed.scenarios.p1_answers import an_adult_case
from fake_niche.seed.world import World

TITLE_LIMIT = 120
LOADED = "p1-loaded-1"


def _a_case_with_a_child(world: World) -> Case:
    case = an_adult_case(world)
    case.child(aged=9)
    return case


@scenario("P1.9", "no PPN on the task", mix=True)
def no_report(world: World) -> None:
    case = _a_case_with_a_child(world)
    world.rows.unlink(models.task_reports, task_id=case.task["id"])
    expect_tag(case, None, outcome="BE", rows=["P1.9"], revision=0)


@scenario("P1.9", "several PPNs", mix=True)
def several_reports(world: World) -> None:
    case = an_adult_case(world, "Not known")
    other = another_report(case)
    other["domestic"] = False
    other["data"]["ppn_types"] = ["Adult at risk"]
    link = {"task_id": case.task["id"], "report_id": other["id"]}
    world.rows.link(models.task_reports, **link)
    case.report, first = other, case.report
    case.child(aged=9)
    case.report = first
    expect_tag(case, "with", rows=["P1.9"])


@scenario("P1.10", "draft", mix=True)
def draft(world: World) -> None:
    case = _a_case_with_a_child(world)
    unsubmitted(case)
    expect_tag(case, None, outcome="SKIP", rows=["P1.10"])


@scenario("P1.10", "draft submitted after run 1", smoke=False)
def draft_then_submitted(world: World) -> None:
    case = _a_case_with_a_child(world)
    unsubmitted(case)
    expect_tag(case, None, outcome="SKIP", rows=["P1.10"])
    submit(case)
    expect_tag(case, "with", run=2, revision=1)


@scenario("P1.10", "returned", mix=True)
def returned(world: World) -> None:
    case = _a_case_with_a_child(world)
    case.report["status"] = "Returned"
    expect_tag(case, None, outcome="SKIP", rows=["P1.10"])


@scenario("P1.11", "title too long", mix=True)
def long_title(world: World) -> None:
    case = _a_case_with_a_child(world)
    title = f"{case.task['title']}, passed on by the control room after a call at night"
    case.task["title"] = f"{title:.<116}"
    expect_tag(case, "with", rows=["P1.11"])


@scenario("P1.12", "amended, same answer")
def amended_alike(world: World) -> None:
    case = _a_case_with_a_child(world)
    expect_tag(case, "with")
    amend(case, home_conditions="Seen again by day; nothing to add.")
    expect_again(case)


@scenario("P1.13", "now without children")
def amended_to_without(world: World) -> None:
    case = an_adult_case(world, "Yes")
    expect_tag(case, "with", rows=["P1.2"])
    amend(case, children_present="No")
    expect_tag(case, "without", rows=["P1.13"], run=2, revision=2)


@scenario("P1.13", "now with children")
def amended_to_with(world: World) -> None:
    case = an_adult_case(world)
    expect_tag(case, "without")
    amend(case, children_present="Yes")
    expect_tag(case, "with", rows=["P1.2", "P1.13"], run=2, revision=2)


def _withdrawn(world: World, do: str, **what: str) -> None:
    case = _a_case_with_a_child(world)
    world.event(LOADED, do, task=case.task["id"], by="coord1", **what)
    expect_tag(case, None, outcome="SKIP", rows=["C13"])


@scenario("C13", "cancelled")
def cancelled(world: World) -> None:
    _withdrawn(world, "cancel_task")


@scenario("C13", "completed", smoke=False)
def completed(world: World) -> None:
    _withdrawn(world, "complete_task")


@scenario("C13", "reassigned", smoke=False)
def reassigned(world: World) -> None:
    _withdrawn(world, "reassign_task", unit="HUB")


def _locked(case: Case) -> str:
    record = f"task:{case.task['id']}"
    world = case.world
    since = world.calendar.run_at(1, "05:05")
    world.rows.add(models.RecordLock, record=record, user_id="officer3", since=since)
    return record


@scenario("C3", "locked all along")
def locked_all_along(world: World) -> None:
    case = _a_case_with_a_child(world)
    _locked(case)
    expect_tag(case, None, outcome="BE", rows=["C3"])


@scenario("C3", "unlocked meanwhile")
def unlocked(world: World) -> None:
    case = _a_case_with_a_child(world)
    world.event("p2-loaded-1", "unlock", record=_locked(case), by="officer3")
    expect_tag(case, "with")


@scenario("C12", "restricted occurrence", mix=True)
def restricted_occurrence(world: World) -> None:
    case = _a_case_with_a_child(world)
    case.occurrence["restricted_to"] = "RESTR"
    expect_tag(case, None, outcome="BE", rows=["C12"])


def _as_usual(world: World, change: Callable[[Case], None]) -> None:
    case = _a_case_with_a_child(world)
    change(case)
    expect_tag(case, "with")


@scenario("C15", "P1 tags as usual", smoke=False, mix=True)
def operational_hold(world: World) -> None:
    _as_usual(world, lambda case: case.data.update(operational_hold="Yes"))


@scenario("C16", "P1 tags as usual", smoke=False, mix=True)
def subject_deceased(world: World) -> None:
    _as_usual(world, lambda case: case.victim.row.update(deceased=True))
