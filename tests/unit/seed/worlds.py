"""Small worlds for the tests of the seed."""

from datetime import date
from functools import cache

from fake_niche.seed.accounts import open_accounts
from fake_niche.seed.answers import Answer
from fake_niche.seed.mix import fill
from fake_niche.seed.registry import Scenario
from fake_niche.seed.when import Calendar
from fake_niche.seed.world import World

MONDAY = date(2026, 3, 2)


def a_world(seed: int = 1) -> World:
    return World.of(seed, Calendar(MONDAY))


@cache
def with_scenario(one: Scenario) -> tuple[World, list[Answer]]:
    world = a_world()
    one.make(world)
    return world, world.answers.settle()


def with_tasks(size: int, *, seed: int = 1, accounts: bool = False) -> World:
    """A world with that many tasks; 0 is every scenario of the pack ``smoke``."""
    world = a_world(seed)
    if accounts:
        open_accounts(world, seed)
    fill(world, size)
    return world
