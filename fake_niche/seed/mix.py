"""What a pack holds: every scenario once, or thousands of tasks in the mix of the domain."""

import fake_niche.seed.scenarios  # noqa: F401 - registers the scenarios
from fake_niche.seed.registry import SCENARIOS
from fake_niche.seed.world import World


def fill(world: World, size: int) -> None:
    """Adds the tasks of a pack; size 0 means every scenario of the pack ``smoke``, once."""
    for one in SCENARIOS:
        if size or one.in_smoke:
            one.make(world)
