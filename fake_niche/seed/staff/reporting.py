"""Staff make the reports that were asked for by hand, and complete the tasks."""

from collections.abc import Sequence
from random import Random

from fake_niche.seed.answers import Answer
from fake_niche.seed.staff.acts import AGREE, DAY, ROBOT_ONLY, StaffAnswer, some
from fake_niche.seed.world import World

REPORTS = ("P4", "P5")
OF_THE_UPLOAD = "P4.15"
"""What goes wrong here goes wrong when the robot uploads; in shadow, and by hand, it does not."""


def work(world: World, answers: Sequence[Answer], rng: Random) -> list[StaffAnswer]:
    """Most reports that are due are made; what needs a person first waits, as with the robot."""
    mine = [answer for answer in answers if answer.process in REPORTS]
    due = [answer.key for answer in mine if _is_due(answer)]
    forgotten = set(some(rng, due))
    return [_work(world, answer, forgotten) for answer in mine]


def _work(world: World, answer: Answer, forgotten: set[str]) -> StaffAnswer:
    if not _is_due(answer):
        return StaffAnswer(answer.process, answer.key, AGREE, "nothing")
    if answer.key in forgotten:
        return StaffAnswer(answer.process, answer.key, ROBOT_ONLY, "has not made the report")
    task = int(answer.key.split("/")[1])
    outcome = "Report made by hand"
    world.event(DAY, "complete_task", task=task, by="coord1", outcome=outcome)
    return StaffAnswer(answer.process, answer.key, AGREE, "made the report")


def _is_due(answer: Answer) -> bool:
    return answer.outcome == "done" or answer.row == OF_THE_UPLOAD
