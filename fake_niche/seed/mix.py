"""What a pack holds: every scenario once, or thousands of tasks in the mix of the domain."""

import fake_niche.seed.scenarios  # noqa: F401 - registers the scenarios
from fake_niche.seed.case import DOMESTIC, a_case
from fake_niche.seed.expect import expect_notice, expect_tag
from fake_niche.seed.registry import SCENARIOS, scenario
from fake_niche.seed.world import World


@scenario("P2", "one child")
def one_child(world: World) -> None:
    """A child of primary-school age who was there."""
    case = a_case(world)
    child = case.child(aged=world.rng.randrange(5, 11))
    expect_tag(case, "with")
    expect_notice(case, child)


@scenario("P2", "no child")
def no_child(world: World) -> None:
    """A domestic incident in a household without children."""
    expect_tag(a_case(world, kinds=DOMESTIC), "without")


def fill(world: World, size: int) -> None:
    """Adds the tasks of a pack; size 0 means every scenario of the pack ``smoke``, once."""
    for one in SCENARIOS:
        if size or one.in_smoke:
            one.make(world)
