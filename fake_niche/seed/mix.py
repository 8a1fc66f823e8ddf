"""What a pack holds: every scenario once, or thousands of tasks in the mix of the domain."""

from collections.abc import Callable
from itertools import cycle, islice

from fake_niche import models
from fake_niche.seed import ordinary, ordinary_reports
from fake_niche.seed.registry import SCENARIOS
from fake_niche.seed.scenarios import p3_episodes
from fake_niche.seed.world import World

DOMESTIC = 0.80  # of all tasks; the rest are concerns of other kinds
WITH_CHILDREN = 0.53  # of the PPNs about domestic abuse
SCHOOL_USABLE = 0.80  # of those with children; the rest are spread over the exception rows
MISSING = 0.15  # of the tasks that are not about domestic abuse: a missing child
AT_A_WEEKEND = 20  # children are reported missing at most, and all of a pack are of its weekend
EXCEPTIONS_ELSEWHERE = 0.20  # of the rest, of the missing children, of requests and cases
REQUESTS = 12  # that children's social care has sent since yesterday
CASES_A_MONTH = 275  # of a MARAC
CASES = round(CASES_A_MONTH / 21)  # handed to the robot since yesterday: a working day's

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
    for _ in range(round(CASES_A_MONTH * world.calendar.days / 30)):
        ordinary_reports.a_heard_case(world)
    for make in _shuffled(world, _reports(world)):
        make(world)


def _mix(world: World, size: int) -> list[Make]:
    domestic = round(size * DOMESTIC)
    with_children = round(domestic * WITH_CHILDREN)
    usable = round(with_children * SCHOOL_USABLE)
    other = size - domestic
    missing = min(round(other * MISSING), AT_A_WEEKEND)
    missing_rows = round(missing * EXCEPTIONS_ELSEWHERE)
    concerns = other - missing
    other_rows = round(concerns * EXCEPTIONS_ELSEWHERE)
    usually_missing = (p3_episodes.still_missing, p3_episodes.found_before_the_run)
    return [
        *[ordinary.family] * usable,
        *_exceptions(world, "P2", with_children - usable),
        *[ordinary.no_family] * (domestic - with_children),
        *islice(cycle(usually_missing), missing - missing_rows),
        *_exceptions(world, "P3", missing_rows),
        *_exceptions(world, "P1", other_rows),
        *[ordinary.concern] * (concerns - other_rows),
    ]


def _reports(world: World) -> list[Make]:
    """The requests and cases of a day."""
    request_rows, case_rows = (round(n * EXCEPTIONS_ELSEWHERE) for n in (REQUESTS, CASES))
    return [
        *[ordinary_reports.request] * (REQUESTS - request_rows),
        *_exceptions(world, "P4", request_rows),
        *[ordinary_reports.marac] * (CASES - case_rows),
        *_exceptions(world, "P5", case_rows),
    ]


def _exceptions(world: World, process: str, count: int) -> list[Make]:
    """That many scenarios that may be there often, each as often as the others."""
    makes = [s.make for s in SCENARIOS if s.in_mix and s.process == process]
    return list(islice(cycle(_shuffled(world, makes)), count))


def _shuffled(world: World, makes: list[Make]) -> list[Make]:
    copy = list(makes)
    world.rng.shuffle(copy)
    return copy
