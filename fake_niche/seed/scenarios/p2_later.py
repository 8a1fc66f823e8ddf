"""P2: late incidents, and what people change before, between and after the runs."""

# ruff: noqa: D103 - the row and the variant say what a scenario is

from fake_niche import models
from fake_niche.seed.case import Case, Child, a_case, unsubmitted
from fake_niche.seed.expect import (
    Message,
    expect_again,
    expect_notice,
    expect_other,
    expect_tag,
    expect_with,
)
from fake_niche.seed.meanwhile import AFTER, amend, submit
from fake_niche.seed.registry import scenario
from fake_niche.seed.world import World


def _today(world: World, aged: int = 9) -> tuple[Case, Child]:
    """An incident of this morning: it is not late in run 2 either."""
    case = a_case(world, started=world.calendar.this_morning())
    return case, case.child(aged=aged, school=world.schools.reserve())


def _reclassify(case: Case, moment: str) -> None:
    """A coordinator says that the occurrence is not domestic."""
    changes = {"classification": "Civil dispute", "domestic": False}
    edit = {"occurrence": case.number, "by": "coord1", "set": changes}
    case.world.event(moment, "edit_occurrence", **edit)


def _late(world: World, days: int, outcome: str) -> None:
    calendar = world.calendar
    case = a_case(world, started=calendar.before(days), submitted=calendar.before(1, "10:15"))
    expect_with(case, case.child(), outcome, "P2.26")


@scenario("P2.26", "three school days", mix=True)
def three_school_days_late(world: World) -> None:
    _late(world, 5, "done")


@scenario("P2.26", "five school days", smoke=False, mix=True)
def five_school_days_late(world: World) -> None:
    _late(world, 7, "done")


@scenario("P2.26", "older", mix=True)
def weeks_late(world: World) -> None:
    _late(world, 28, "HELD")


@scenario("P2.27", "not ticked", mix=True)
def not_ticked(world: World) -> None:
    case = a_case(world, kinds=("Child concern",))
    expect_with(case, case.child(), "SKIP", "P2.27")


@scenario("P2.27", "not ticked and on hold", smoke=False, mix=True)
def not_ticked_and_on_hold(world: World) -> None:
    case = a_case(world, kinds=("Child concern",))
    case.data["operational_hold"] = "Yes"
    expect_with(case, case.child(), "SKIP", "P2.27")


@scenario("P2.27", "neither ticked nor domestic any more", smoke=False)
def not_domestic_any_more(world: World) -> None:
    case = a_case(world, kinds=("Child concern",))
    expect_with(case, case.child(), "SKIP", "P2.27")
    _reclassify(case, "p2-loaded-1")


@scenario("P2.33", "before sending", mix=True)
def not_domestic(world: World) -> None:
    case = a_case(world, domestic=False)
    expect_with(case, case.child(), "SKIP", "P2.33")


@scenario("P2.33", "after sending")
def reclassified_after_sending(world: World) -> None:
    case, child = _today(world)
    expect_with(case, child)
    _reclassify(case, AFTER)
    amend(case, voice="The officer spoke to me again on Monday and I was fine.")
    expect_again(case)
    expect_notice(case, child, "HELD", "P2.33", run=2, revision=2)


@scenario("P2.31", "bounce")
def bounce(world: World) -> None:
    case, child = _today(world)
    if child.school:
        child.school.move_mailbox(child.school.mailbox.replace("safeguarding@", "bounce@"))
    expect_with(case, child)
    key = f"P2/bounce/{case.number}/{child.human.id}/{case.report['id']}.1"
    expect_other(case, key, "BE", "P2.31")


@scenario("P2.32", "other school")
def amended_to_another_school(world: World) -> None:
    case, child = _today(world)
    right = world.schools.reserve()
    expect_with(case, child)
    amend(case, children=[{**child.row, "school": right.id}])
    expect_again(case)
    expect_notice(case, child, "done", "P2.32", to=[Message(right)], run=2, revision=2)


@scenario("C14", "amended alike")
def amended_alike(world: World) -> None:
    case, child = _today(world)
    expect_with(case, child)
    amend(case, care_concerns="Nothing seen on the second visit either.")
    expect_again(case)
    expect_notice(case, child, "SKIP", "C14", run=2, revision=2)


def _pupil_left(world: World, outcome: str, row: str) -> int:
    """A message goes out; then the school says that the pupil has left. The task's number."""
    case, child = _today(world)
    expect_with(case, child)
    person, task = child.human.id, world.late_task()
    if child.school:
        link = {"person_id": person, "school_id": child.school.id, "since": "2024-09-01"}
        world.rows.add(models.PupilLink, **link, verified_on="2025-09-20")
    world.event(
        AFTER,
        "add_task",
        task=task,
        title=f"Pupil left, {person}",
        type="Pupil left",
        unit="MASH-ROBOT",
        occurrence=case.number,
        person=person,
        for_robot=True,
        notes="The school says that the pupil is no longer there.",
        by="coord1",
    )
    expect_other(case, f"P2/left/{task}", outcome, row)
    return task


@scenario("P2.34", "pupil left")
def pupil_left(world: World) -> None:
    _pupil_left(world, "done", "P2.34")


@scenario("C13", "task of a pupil who left")
def pupil_left_withdrawn(world: World) -> None:
    task = _pupil_left(world, "SKIP", "C13")
    world.event("p2-loaded-2", "cancel_task", task=task, by="coord1")


@scenario("P2.36", "draft")
def draft(world: World) -> None:
    case, child = _today(world)
    unsubmitted(case)
    expect_tag(case, None, outcome="SKIP", rows=["P1.10"])
    submit(case)
    expect_tag(case, "with", run=2, revision=1)
    expect_notice(case, child, run=2, revision=1)


@scenario("P2.36", "returned", smoke=False)
def returned(world: World) -> None:
    case, child = _today(world)
    case.report["status"] = "Returned"
    expect_tag(case, None, outcome="SKIP", rows=["P1.10"])
    submit(case)
    expect_tag(case, "with", run=2, revision=2)
    expect_notice(case, child, run=2, revision=2)
