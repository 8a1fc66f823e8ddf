"""Synthetic staff: a day's work by hand, with realistic mistakes, and what is right to say of it.

Most of it is right. What is not: a tag forgotten, a wrong tag, a school told although the case should
have been held, a wrong school (of two with one name where there are two), a child forgotten.
"""

from collections.abc import Sequence
from random import Random

from fake_niche.seed.answers import Answer
from fake_niche.seed.staff import notifying, reporting, tagging
from fake_niche.seed.staff.acts import DAY, StaffAnswer, write
from fake_niche.seed.world import World

__all__ = ["DAY", "StaffAnswer", "work_a_day", "write"]


def work_a_day(world: World, answers: Sequence[Answer], number: int) -> list[StaffAnswer]:
    """Add what staff do to the pack's events, and give the right verdict for each item of run 1.

    Args:
        world: the pack, complete.
        answers: the settled answer key.
        number: the seed; the same seed makes the same day.
    """
    rng = Random(f"{number}/staff")  # noqa: S311 - made-up work
    first = [answer for answer in answers if answer.run == 1]
    crafts = (tagging.work, notifying.work, reporting.work)
    return [answer for work in crafts for answer in work(world, first, rng)]
