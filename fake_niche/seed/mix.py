"""What a pack holds: every scenario once, or thousands of tasks in the mix of the domain."""

from collections.abc import Callable
from itertools import cycle, islice

import fake_niche.seed.scenarios  # noqa: F401 - registers the scenarios
from fake_niche import models
from fake_niche.seed import ordinary
from fake_niche.seed.registry import SCENARIOS
from fake_niche.seed.world import World

DOMESTIC = 0.80  # of all tasks; the rest are concerns of other kinds
WITH_CHILDREN = 0.53  # of the PPNs about domestic abuse
SCHOOL_USABLE = 0.80  # of those with children; the rest are spread over the exception rows
EXCEPTIONS_ELSEWHERE = 0.20  # of the tasks that are not about domestic abuse

Make = Callable[[World], None]


def fill(world: World, size: int) -> None:
    """Adds the tasks of a pack; size 0 means every scenario of the pack ``smoke``, once.

    In ``smoke`` P1 works its own rows and the plain cases; the tasks of the others are with people.
    """
    if not size:
        for one in SCENARIOS:
            if one.in_smoke:
                world.tasks_are_accepted = one.process not in ("P1", one.row)
                one.make(world)
        return
    for make in _shuffled(world, _mix(world, size)):
        if len(world.rows.of(models.Task)) < size:
            make(world)


def _mix(world: World, size: int) -> list[Make]:
    domestic = round(size * DOMESTIC)
    with_children = round(domestic * WITH_CHILDREN)
    usable = round(with_children * SCHOOL_USABLE)
    other = size - domestic
    other_rows = round(other * EXCEPTIONS_ELSEWHERE)
    return [
        *[ordinary.family] * usable,
        *_exceptions(world, "P2", with_children - usable),
        *[ordinary.no_family] * (domestic - with_children),
        *_exceptions(world, "P1", other_rows),
        *[ordinary.concern] * (other - other_rows),
    ]


def _exceptions(world: World, process: str, count: int) -> list[Make]:
    """That many scenarios that may be there often, each as often as the others."""
    makes = [s.make for s in SCENARIOS if s.in_mix and s.process == process]
    return list(islice(cycle(_shuffled(world, makes)), count))


def _shuffled(world: World, makes: list[Make]) -> list[Make]:
    copy = list(makes)
    world.rng.shuffle(copy)
    return copy
