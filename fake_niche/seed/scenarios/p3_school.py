"""P3: rows of P2 that apply to a missing child, too."""

# ruff: noqa: D103 - the row and the variant say what a scenario is

from fake_niche.seed.expect_missing import expect_missing
from fake_niche.seed.history import an_episode
from fake_niche.seed.registry import scenario
from fake_niche.seed.scenarios.p3_episodes import a_missing_child
from fake_niche.seed.world import World


@scenario("P2.1", "missing child without a school", mix=True)
def no_school(world: World) -> None:
    case, child = a_missing_child(world, school="NK")
    expect_missing(case, child, [an_episode(case, child)], "BE", "P2.1")


@scenario("P2.11", "missing child educated at home", smoke=False, mix=True)
def educated_at_home(world: World) -> None:
    case, child = a_missing_child(world, school="HE")
    expect_missing(case, child, [an_episode(case, child)], "HELD", "P2.11")


@scenario("P2.18", "missing from a refuge", smoke=False, mix=True)
def in_a_refuge(world: World) -> None:
    case, child = a_missing_child(world)
    child.human.home["kind"] = "refuge"
    expect_missing(case, child, [an_episode(case, child)], "HELD", "P2.18")


@scenario("C18", "school of a missing child told by hand", smoke=False, mix=True)
def told_by_hand(world: World) -> None:
    case, child = a_missing_child(world)
    case.data["endeavour_status"] = "Done by hand"
    expect_missing(case, child, [an_episode(case, child)], "SKIP", "C18")
