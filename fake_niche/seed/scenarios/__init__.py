"""One module for each group of rows; importing this package registers them all."""

from fake_niche.seed.scenarios import (
    p1_answers,
    p1_tasks,
    p2_child,
    p2_common,
    p2_later,
    p2_plain,
    p2_schools,
    p2_voice,
    p3_episodes,
    p3_school,
    p4_people,
    p4_request,
    p5_common,
    p5_marac,
)

__all__ = [
    "p1_answers",
    "p1_tasks",
    "p2_child",
    "p2_common",
    "p2_later",
    "p2_plain",
    "p2_schools",
    "p2_voice",
    "p3_episodes",
    "p3_school",
    "p4_people",
    "p4_request",
    "p5_common",
    "p5_marac",
]
