"""Everything that a pack holds while it is made."""

from dataclasses import dataclass, field
from random import Random
from typing import Any

from fake_niche.seed.answers import AnswerKey
from fake_niche.seed.mint import Mint
from fake_niche.seed.names import Names
from fake_niche.seed.people import People
from fake_niche.seed.places import TOWNS, Places, Town
from fake_niche.seed.rows import Rows
from fake_niche.seed.schools import Schools
from fake_niche.seed.when import Calendar

LATE_TASKS = 900_000  # the tasks that events add have numbers from here


@dataclass
class World:
    """The records, the answers and the events of a pack.

    Attributes:
        rng: the only source of chance.
        events: what happens in between, for ``events.yaml``.
        tasks_are_accepted: people have accepted the PPN tasks that are made now, so that they are
            not in the queue that P1 tags.
    """

    rng: Random
    calendar: Calendar
    rows: Rows
    mint: Mint
    names: Names
    people: People
    places: Places
    schools: Schools
    answers: AnswerKey = field(default_factory=AnswerKey)
    events: list[dict[str, Any]] = field(default_factory=list)
    tasks_are_accepted: bool = False

    @classmethod
    def of(cls, seed: int, calendar: Calendar) -> "World":
        """A world with its schools and nothing else yet."""
        rng, rows, mint = Random(f"{seed}/world"), Rows(), Mint(seed)  # noqa: S311
        names = Names(rng, mint)
        schools = Schools(rows, rng)
        schools.open_all()
        return cls(
            rng=rng,
            calendar=calendar,
            rows=rows,
            mint=mint,
            names=names,
            people=People(rows, mint, names),
            places=Places(rows, mint),
            schools=schools,
        )

    def town(self) -> Town:
        """Some town of the force area."""
        return self.rng.choice(TOWNS)

    def event(self, moment: str, do: str, **what: object) -> None:
        """Something that a person does at a named moment of the demonstration."""
        self.events.append({"moment": moment, "do": do, **what})

    def late_task(self) -> int:
        """The number of a task that an event will add."""
        return LATE_TASKS + self.rows.next("late task")
