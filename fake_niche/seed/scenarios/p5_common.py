"""P5: common rows."""

# ruff: noqa: D103 - the row and the variant say what a scenario is

from fake_niche.seed.registry import scenario
from fake_niche.seed.scenarios.p4_request import log
from fake_niche.seed.scenarios.p5_marac import a_pair
from fake_niche.seed.world import World


@scenario("C12", "the victim of a case", smoke=False, mix=True)
def restricted_victim(world: World) -> None:
    pair = a_pair(world)
    pair.house.parent.row["restricted_to"] = "RESTR"
    pair.expect(pair.case(), "BE", "C12")


@scenario("C18", "a case done by hand", smoke=False, mix=True)
def done_by_hand(world: World) -> None:
    pair = a_pair(world)
    marac = pair.case()
    log(world, pair.house, f"{marac['id']} done by hand.")
    pair.expect(marac, "SKIP", "C18")
