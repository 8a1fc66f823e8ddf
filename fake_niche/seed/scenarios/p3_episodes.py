"""P3: what became of a missing child, before and between the runs."""

# ruff: noqa: D103 - the row and the variant say what a scenario is

from datetime import date, timedelta

from fake_niche import models
from fake_niche.seed import ppn
from fake_niche.seed.case import Case, Child, a_case
from fake_niche.seed.expect import expect_tag, expect_with
from fake_niche.seed.expect_missing import expect_missing
from fake_niche.seed.history import an_episode
from fake_niche.seed.meanwhile import AFTER, amend
from fake_niche.seed.places import NORTHMARK
from fake_niche.seed.registry import scenario
from fake_niche.seed.rows import Row
from fake_niche.seed.schools import School
from fake_niche.seed.when import Moment
from fake_niche.seed.world import World

MISSING_CHILD = ("Missing child",)


def a_missing_child(
    world: World,
    aged: int = 13,
    *,
    started: Moment | None = None,
    born: date | None = None,
    school: School | str | None = None,
) -> tuple[Case, Child]:
    """A PPN about a child that was reported missing at the weekend, and its task."""
    case = a_case(
        world,
        started=started or world.calendar.before(1, "21:40"),
        kinds=MISSING_CHILD,
        domestic=False,
    )
    child = case.child(aged=aged, born=born, school=school)
    case.occurrence["type"] = "Missing person"
    expect_tag(case, "with")
    return case, child


def found_at_night(case: Case) -> Moment:
    """Some hours after the child was reported, before the run."""
    return case.started.later(330)


def a_day_before(case: Case, child: Child, days: int) -> Row:
    """An earlier episode: reported and found on one evening."""
    began = case.world.calendar.before(days, "17:05")
    return an_episode(case, child, reported=began, found=began.later(190))


@scenario("P3", "still missing", mix=True)
def still_missing(world: World) -> None:
    case, child = a_missing_child(world)
    expect_missing(case, child, [an_episode(case, child)])


@scenario("P3.1", "found dead")
def found_dead(world: World) -> None:
    case, child = a_missing_child(world)
    episode = an_episode(case, child, found=found_at_night(case), status="Found deceased")
    expect_missing(case, child, [episode], "HELD", "P3.1")


@scenario("P3.2", "abduction", mix=True)
def abduction(world: World) -> None:
    case, child = a_missing_child(world)
    case.occurrence["qualifiers"] = ["Abduction"]
    expect_missing(case, child, [an_episode(case, child)], "HELD", "P3.2")


@scenario("P3.2", "operational hold", smoke=False)
def operational_hold(world: World) -> None:
    case, child = a_missing_child(world)
    case.data.update(operational_hold="Yes", hold_contact="Sergeant on duty")
    expect_missing(case, child, [an_episode(case, child)], "HELD", "C15", "P3.2")


@scenario("P3.3", "reported and found before the run", mix=True)
def found_before_the_run(world: World) -> None:
    case, child = a_missing_child(world)
    episode = an_episode(case, child, found=found_at_night(case))
    expect_missing(case, child, [episode], "done", "P3.3")


@scenario("P3.4", "missing again", smoke=False)
def missing_again(world: World) -> None:
    case, child = a_missing_child(world)
    episodes = [a_day_before(case, child, 2), an_episode(case, child)]
    expect_missing(case, child, episodes, "done", "P3.4")


@scenario("P3.4", "three times in 90 days", mix=True)
def three_times(world: World) -> None:
    case, child = a_missing_child(world)
    earlier = [a_day_before(case, child, days) for days in (3, 2)]
    episodes = [*earlier, an_episode(case, child, found=found_at_night(case))]
    expect_missing(case, child, episodes, "done", "P3.3", "P3.4")


@scenario("P3.5", "no apparent risk", mix=True)
def no_apparent_risk(world: World) -> None:
    case, child = a_missing_child(world)
    episode = an_episode(case, child, risk="No apparent risk")
    expect_missing(case, child, [episode], "done", "P3.5")


@scenario("P3.6", "false before the run", mix=True)
def false_report(world: World) -> None:
    case, child = a_missing_child(world)
    episode = an_episode(case, child, status="Cancelled", reason="At a friend's, as agreed")
    expect_missing(case, child, [episode], "SKIP", "P3.6")


@scenario("P3.6", "false after the school was told")
def false_after_telling(world: World) -> None:
    case, child, episode = _told_as_missing(world)
    _change(case, episode, status="Cancelled", reason="At a friend's, as agreed")
    expect_missing(case, child, [episode], "done", "P3.6", run=2, status="Cancelled")


def _told_as_missing(world: World) -> tuple[Case, Child, Row]:
    """Run 1 tells the school that the child is missing."""
    case, child = a_missing_child(world, school=world.schools.reserve("secondary"))
    episode = an_episode(case, child)
    expect_missing(case, child, [episode])
    return case, child, episode


def _change(case: Case, episode: Row, **changes: str) -> None:
    case.world.event(AFTER, "set_episode", episode=episode["id"], by="coord1", set=changes)


@scenario("P3.7", "still missing the next day")
def still_missing_the_next_day(world: World) -> None:
    case, child, episode = _told_as_missing(world)
    amend(case, care_concerns="Asked again at the home.")
    expect_tag(case, "with", rows=["P1.12"], run=2, revision=2)
    expect_missing(case, child, [episode], "SKIP", "P3.7", run=2, revision=2)


@scenario("P3.8", "became 18 while missing", mix=True)
def became_18(world: World) -> None:
    started = world.calendar.before(2, "20:15")
    birthday = started.day + timedelta(days=1)
    born = date(birthday.year - 18, birthday.month, birthday.day)
    case, child = a_missing_child(world, aged=17, started=started, born=born)
    expect_missing(case, child, [an_episode(case, child)], "HELD", "P3.8")


@scenario("P3.9", "placed by another authority", mix=True)
def placed_from_elsewhere(world: World) -> None:
    school = world.schools.special(
        "far away", lambda schools: schools.open("Farside Academy", "secondary", NORTHMARK)
    )
    case, child = a_missing_child(world, school=school)
    world.people.flag("Placed by another authority", on=child.human)
    expect_missing(case, child, [an_episode(case, child)], "BE", "P3.9")


@scenario("P3.10", "found before reported", mix=True)
def found_before_reported(world: World) -> None:
    case, child = a_missing_child(world)
    early = world.calendar.before(1, "19:00")
    expect_missing(case, child, [an_episode(case, child, found=early)], "BE", "P3.10", "P3.3")


@scenario("P3.11", "and a domestic incident that night")
def domestic_incident_too(world: World) -> None:
    home = a_case(world, started=world.calendar.before(1, "18:20"))
    child = home.child(aged=13)
    expect_with(home, child)
    case = a_case(
        world, started=world.calendar.before(1, "21:40"), kinds=MISSING_CHILD, domestic=False
    )
    same = _the_same_child(case, child)
    expect_tag(case, "with")
    expect_missing(case, same, [an_episode(case, same)], "done", "P3.11")


def _the_same_child(case: Case, child: Child) -> Child:
    """Lists a child of another case in section D of this one."""
    school = child.school.id if child.school else ""
    cells = ppn.child_row(child.human, school, "9")
    case.data["children"].append(cells)
    case.data["children_present"] = "Yes"
    case.involve(child.human, "Child")
    relation = {"person_id": case.victim.id, "other_id": child.human.id, "relation": "Aunt"}
    case.world.rows.add(models.PersonRelation, **relation)
    same = Child(child.human, cells, child.school)
    case.children.append(same)
    return same


@scenario("P3.12", "found after the school was told")
def found_after_telling(world: World) -> None:
    case, child, episode = _told_as_missing(world)
    found = world.calendar.run_at(1, "15:30")
    _change(case, episode, status="Found", found=found)
    told = [episode]
    expect_missing(case, child, told, "done", "P3.12", run=2, status="Found", found=found)
