"""Staff tell the schools by hand: the log says which school about which child, the PPN that it is done."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from fake_niche import models
from fake_niche.seed.answers import Answer
from fake_niche.seed.rows import Row
from fake_niche.seed.schools import School
from fake_niche.seed.staff.acts import (
    A_FAMILY,
    AGREE,
    DAY,
    DIFFER,
    MISTAKES,
    ROBOT_ONLY,
    STAFF_ONLY,
    StaffAnswer,
    some,
)
from fake_niche.seed.world import World

OPERATIONS = {"P2": "Encompass", "P3": "Endeavour"}
FOUND_OUT = 0.4  # of the exceptions: staff found out what was missing, and told the school
_PARTS = 4  # process, occurrence, child, PPN and revision; P3 has the episode, too
_REPEAT = "C14"


@dataclass(frozen=True)
class _Item:
    """A child whose schools may be told, and what is right for it."""

    answer: Answer

    @property
    def occurrence(self) -> str:
        return self.answer.key.split("/")[1]

    @property
    def child(self) -> str:
        return self.answer.key.split("/")[2]

    @property
    def report(self) -> str:
        return self.answer.key.split("/")[3].partition(".")[0]

    @property
    def schools(self) -> tuple[str, ...]:
        return tuple(mail.school for mail in self.answer.mails)

    @property
    def who(self) -> tuple[str, str, str]:
        """Operation, occurrence and child: what one telephone call is about."""
        return self.answer.process, self.occurrence, self.child


def work(world: World, answers: Sequence[Answer], rng: Random) -> list[StaffAnswer]:
    """Most schools are told as they should be; the mistakes are among these and the held ones."""
    items = [_Item(answer) for answer in answers if _is_about_a_child(answer)]
    day = _Day(world, rng, items)
    return [day.work(item) for item in items]


def _is_about_a_child(answer: Answer) -> bool:
    parts = answer.key.split("/")
    return answer.process in OPERATIONS and len(parts) >= _PARTS and parts[2].startswith("P")


class _Day:
    """Who is told what, and who is forgotten."""

    def __init__(self, world: World, rng: Random, items: list[_Item]) -> None:
        self._world = world
        self._rng = rng
        self._schools = {school.id: school for school in world.schools.all}
        self._reports = {str(row["id"]): row for row in world.rows.of(models.Report)}
        self._told: dict[tuple[str, str, str], tuple[str, ...]] = {}
        self._right: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        self._signed: set[tuple[str, str]] = set()
        for item in items:
            self._right[item.who].update(item.schools)
        self._plan(items)

    def _plan(self, items: list[_Item]) -> None:
        """Choose the mistakes: each among the items that could go so, none in two ways."""
        told = [item for item in items if item.schools]
        single = [item for item in told if len(item.schools) == 1]
        with_namesake = [item for item in single if self._namesakes(item.schools[0])]
        self.wrong = {i.who for i in (*with_namesake[:1], *some(self._rng, single))}
        rest = [item for item in told if item.who not in self.wrong]
        siblings = [item for item in rest if self._has_siblings(item, told)]
        self.forgotten_sibling = {i.who for i in some(self._rng, siblings, enough=A_FAMILY)}
        rest = [item for item in rest if item.who not in self.forgotten_sibling]
        self.forgotten = {i.who for i in some(self._rng, rest)}
        held = [i for i in items if i.answer.outcome == "HELD" and self._written(i)]
        self.not_held = {i.who for i in some(self._rng, held, 2 * MISTAKES)}
        exceptions = [i for i in items if i.answer.outcome == "BE" and i.answer.row != "C12"]
        self.found_out = {i.who for i in some(self._rng, exceptions, FOUND_OUT)}

    def work(self, item: _Item) -> StaffAnswer:
        """Staff come to a child; gives the verdict that is right then."""
        answer = item.answer
        if answer.row == _REPEAT or item.who in self._told:
            verdict, did = self._again(item)
        else:
            verdict, did = self._first(item)
        return StaffAnswer(answer.process, answer.key, verdict, did)

    def _first(self, item: _Item) -> tuple[str, str]:
        if item.schools:
            return self._due(item)
        if item.who in self.not_held:
            self._tell(item, self._written(item))
            return STAFF_ONLY, "told the school although it should have been held"
        if item.who in self.found_out:
            self._tell(item, self._found(item))
            return STAFF_ONLY, "found out the school and told it"
        return AGREE, "nothing"

    def _due(self, item: _Item) -> tuple[str, str]:
        if item.who in self.forgotten_sibling:
            return ROBOT_ONLY, "forgot one child among siblings"
        if item.who in self.forgotten:
            return ROBOT_ONLY, "forgot to tell the school"
        if item.who in self.wrong:
            other = self._another(item.schools[0])
            self._tell(item, (other.id,))
            alike = other.name == self._schools[item.schools[0]].name
            return DIFFER, "told the other school of that name" if alike else "told a wrong school"
        self._tell(item, item.schools)
        return AGREE, "told the school"

    def _again(self, item: _Item) -> tuple[str, str]:
        """The same child of the same occurrence once more: what was done before stands."""
        told, right = set(self._told.get(item.who, ())), self._right[item.who]
        if told == right:
            return AGREE, "had been done already"
        if not told:
            return ROBOT_ONLY, "had been forgotten already"
        return (DIFFER if right else STAFF_ONLY), "had been done otherwise already"

    def _tell(self, item: _Item, schools: Sequence[str]) -> None:
        operation = OPERATIONS[item.answer.process]
        self._told[item.who] = tuple(schools)
        for school in schools:
            text = (
                f"{operation} done by hand: child {item.child}, school {school} told by telephone."
            )
            self._world.event(DAY, "add_oel", occurrence=item.occurrence, by="coord1", text=text)
        if (operation, item.report) not in self._signed:
            self._signed.add((operation, item.report))
            status = {f"{operation.lower()}_status": "Done by hand"}
            self._world.event(DAY, "set_report_field", report=item.report, by="coord1", set=status)

    def _written(self, item: _Item) -> tuple[str, ...]:
        """The school that the PPN has for the child, if it is one of the list."""
        rows: list[Row] = self._reports[item.report]["data"]["children"]
        written = [str(row["school"]) for row in rows if row["person"] == item.child]
        return tuple(school for school in written[:1] if school in self._schools)

    def _found(self, item: _Item) -> tuple[str, ...]:
        """What staff found out: the PPN's school, one of two of its name, or some school."""
        written = self._written(item)
        if written:
            return written
        rows: list[Row] = self._reports[item.report]["data"]["children"]
        words = {str(row["school_other"]) for row in rows if row["person"] == item.child}
        named = [school.id for school in self._world.schools.all if school.name in words]
        return (self._rng.choice(named or list(self._schools)),)

    def _another(self, school: str) -> School:
        """Another school: one of the same name where there is one, else of the same town."""
        namesakes = self._namesakes(school)
        here = self._schools[school]
        near = [s for s in self._world.schools.all if s.town == here.town and s is not here]
        return self._rng.choice(namesakes or near)

    def _namesakes(self, school: str) -> list[School]:
        here = self._schools[school]
        return [s for s in self._world.schools.all if s.name == here.name and s is not here]

    def _has_siblings(self, item: _Item, told: list[_Item]) -> bool:
        family = {other.child for other in told if other.occurrence == item.occurrence}
        return len(family) > 1
