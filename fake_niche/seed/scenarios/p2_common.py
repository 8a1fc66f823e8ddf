"""P2: the rows that all processes share."""

# ruff: noqa: D103 - the row and the variant say what a scenario is

from fake_niche.seed.case import Case, Child, a_case
from fake_niche.seed.expect import expect_again, expect_notice, expect_with
from fake_niche.seed.meanwhile import AFTER, amend
from fake_niche.seed.registry import scenario
from fake_niche.seed.world import World


def _a_child(world: World) -> tuple[Case, Child]:
    case = a_case(world)
    return case, case.child(aged=10)


@scenario("C12", "restricted child", mix=True)
def restricted_child(world: World) -> None:
    case, child = _a_child(world)
    child.human.row["restricted_to"] = "RESTR"
    expect_with(case, child, "BE", "C12")


@scenario("C15", "operational hold", mix=True)
def operational_hold(world: World) -> None:
    case, child = _a_child(world)
    case.data.update(operational_hold="Yes", hold_contact="Sergeant on duty")
    expect_with(case, child, "HELD", "C15")


@scenario("C16", "subject deceased", mix=True)
def subject_deceased(world: World) -> None:
    case, child = _a_child(world)
    case.victim.row["deceased"] = True
    expect_with(case, child, "HELD", "C16")


@scenario("C16", "homicide", smoke=False, mix=True)
def homicide(world: World) -> None:
    case, child = _a_child(world)
    case.occurrence["classification"] = "Homicide"
    expect_with(case, child, "HELD", "C16")


@scenario("C18", "status on the PPN", mix=True)
def done_by_hand(world: World) -> None:
    case, child = _a_child(world)
    case.data["encompass_status"] = "Done by hand"
    expect_with(case, child, "SKIP", "C18")


@scenario("C18", "entry in the log", mix=True)
def done_by_hand_in_the_log(world: World) -> None:
    case, child = _a_child(world)
    case.log("Encompass done by hand", by="coord1")
    expect_with(case, child, "SKIP", "C18")


@scenario("C18", "after the robot's exception", smoke=False)
def done_by_hand_after_an_exception(world: World) -> None:
    case = a_case(world, started=world.calendar.this_morning())
    child = case.child(aged=10, school="NK")
    expect_with(case, child, "BE", "P2.1")
    by_hand = {"encompass_status": "Done by hand"}
    world.event(AFTER, "set_report_field", report=case.report["id"], by="coord1", set=by_hand)
    amend(case, care_concerns="The mother has told us the school.")
    expect_again(case)
    expect_notice(case, child, "SKIP", "C18", run=2, revision=2)


@scenario("C18", "and a disclosure", smoke=False, mix=True)
def done_by_hand_and_held(world: World) -> None:
    case, child = _a_child(world)
    case.data.update(encompass_status="Done by hand", new_disclosure="Yes")
    expect_with(case, child, "SKIP", "C18")
