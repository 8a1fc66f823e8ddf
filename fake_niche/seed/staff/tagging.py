"""Staff tag the PPN tasks by hand."""

from collections.abc import Sequence
from random import Random

from fake_niche import models
from fake_niche.seed.answers import Answer
from fake_niche.seed.rows import Row
from fake_niche.seed.staff.acts import (
    AGREE,
    DAY,
    DIFFER,
    ROBOT_ONLY,
    STAFF_ONLY,
    StaffAnswer,
    some,
)
from fake_niche.seed.world import World

LIMIT = 120
FOUND_OUT = 0.5  # of the tasks that need a person: staff have looked and tagged
_TAGS = {tag: f" – {tag} children" for tag in ("with", "without")}
_OTHER = {"with": "without", "without": "with"}


def work(world: World, answers: Sequence[Answer], rng: Random) -> list[StaffAnswer]:
    """A tag on most titles; some are forgotten, some are wrong."""
    tasks = {str(row["id"]): row for row in world.rows.of(models.Task)}
    titled = {a.key: tasks[a.key.split("/")[1]] for a in answers if a.process == "P1"}
    mine = [answer for answer in answers if answer.process == "P1"]
    plain = [answer.key for answer in mine if answer.tag and not _tag(titled[answer.key])]
    wrong = set(some(rng, plain))
    forgotten = set(some(rng, [key for key in plain if key not in wrong]))
    looked_at = set(some(rng, [a.key for a in mine if a.outcome == "BE"], FOUND_OUT))
    day = _Day(world, wrong, forgotten, looked_at)
    return [day.work(answer, titled[answer.key]) for answer in mine]


class _Day:
    """What the day holds for each task."""

    def __init__(
        self, world: World, wrong: set[str], forgotten: set[str], looked_at: set[str]
    ) -> None:
        self._world = world
        self._wrong = wrong
        self._forgotten = forgotten
        self._looked_at = looked_at

    def work(self, answer: Answer, task: Row) -> StaffAnswer:
        """Staff come to a task; gives the verdict that is right then."""
        verdict, did = self._done(answer, task) if answer.tag else self._left(answer, task)
        return StaffAnswer(answer.process, answer.key, verdict, did)

    def _done(self, answer: Answer, task: Row) -> tuple[str, str]:
        tag = str(answer.tag)
        if answer.key in self._forgotten:
            return ROBOT_ONLY, "forgot the tag"
        if answer.key in self._wrong:
            self._set(task, _OTHER[tag])
            return DIFFER, "put the wrong tag"
        if _tag(task) != tag:
            self._set(task, tag)
        return AGREE, f"tagged {tag} children"

    def _left(self, answer: Answer, task: Row) -> tuple[str, str]:
        if answer.key in self._looked_at:
            self._set(task, "with")
            return STAFF_ONLY, "looked at it and tagged with children"
        if _tag(task) and answer.outcome != "SKIP":
            return STAFF_ONLY, "an earlier tag stands"
        return AGREE, "nothing"

    def _set(self, task: Row, tag: str) -> None:
        bare = str(task["title"])
        for known in _TAGS.values():
            bare = bare.removesuffix(known)
        title = bare[: LIMIT - len(_TAGS[tag])] + _TAGS[tag]
        self._world.event(DAY, "set_task", task=task["id"], by="coord1", set={"title": title})


def _tag(task: Row) -> str | None:
    title = str(task["title"])
    return next((tag for tag, text in _TAGS.items() if title.endswith(text)), None)
