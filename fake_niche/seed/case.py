"""Builds an occurrence with its people, its PPN and its task, ready for a scenario to change.

``a_case(world).child(aged=9)`` is the ordinary thing: a domestic incident at the weekend, a victim
(the subject of the PPN), a suspect, and a child of the victim who was there.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from fake_niche import models
from fake_niche.seed import ppn
from fake_niche.seed.people import Human
from fake_niche.seed.places import Town
from fake_niche.seed.rows import Row
from fake_niche.seed.schools import School
from fake_niche.seed.when import Moment, age_on, born_for
from fake_niche.seed.world import World

_OFFICERS = ("officer1", "officer2", "officer3")
DOMESTIC = ("Domestic abuse",)
CLASSES = {"Domestic abuse": "Common assault", "Missing child": "Missing person"}


@dataclass
class Child:
    """A child as the PPN has it: the person, the row of section D and the school."""

    human: Human
    row: dict[str, Any]
    school: School | None


@dataclass
class Case:
    """One occurrence and all that hangs on it; a scenario changes the rows directly.

    Attributes:
        started: when the incident began.
        report: the row of the PPN; its answers are ``data``.
        words: the words of its free texts, each of which stands nowhere else.
        voice_words: the same of what the children said.
        people: everybody linked to it.
    """

    world: World
    started: Moment
    occurrence: Row
    place: Row
    victim: Human
    suspect: Human
    report: Row
    task: Row
    words: list[str]
    voice_words: list[str] = field(default_factory=list)
    people: list[Human] = field(default_factory=list)
    children: list[Child] = field(default_factory=list)

    @property
    def number(self) -> str:
        """The number of the occurrence."""
        return str(self.occurrence["number"])

    @property
    def data(self) -> dict[str, Any]:
        """The answers of the PPN."""
        data: dict[str, Any] = self.report["data"]
        return data

    def child(
        self,
        aged: int = 9,
        *,
        born: date | None = None,
        school: School | str | None = None,
        forename: str | None = None,
        surname: str | None = None,
        home: Row | None = None,
        role: str = "Child",
        **row: str,
    ) -> Child:
        """Adds a child of the victim, with a row in section D; ``row`` changes its cells.

        ``school`` is a school, a value of the list such as ``NK``, or by default some school.
        """
        human = self._young_person(aged, born, forename, surname, home)
        years = age_on(date.fromisoformat(human.born), self.started.day)
        if school is None:
            school = self.world.schools.ordinary(years, str(self.place["town"]))
        chosen = school if isinstance(school, str) else school.id
        cells = {**ppn.child_row(human, chosen, _year(years)), **row}
        self.data["children"].append(cells)
        self.data["children_present"] = "Yes"
        self.involve(human, role, present=str(cells["present"]), resident=str(cells["resident"]))
        if cells["relation_victim"] == "Child":
            mother = {"person_id": self.victim.id, "other_id": human.id, "relation": "Mother"}
            self.world.rows.add(models.PersonRelation, **mother)
        self._let_speak()
        child = Child(human, cells, None if isinstance(school, str) else school)
        self.children.append(child)
        return child

    def involve(
        self, human: Human, role: str, *, present: str = "Yes", resident: str = "Yes"
    ) -> Human:
        """Links a person to the occurrence."""
        self.world.rows.add(
            models.Involvement,
            occurrence_number=self.number,
            person_id=human.id,
            role=role,
            present=present,
            resident=resident,
        )
        self.people.append(human)
        return human

    def log(self, text: str, by: str) -> None:
        """Adds an entry to the enquiry log."""
        self.world.rows.add(
            models.OelEntry,
            occurrence_number=self.number,
            written=self.started.later(200).iso,
            author_id=by,
            type="Enquiry",
            text=text,
        )

    def say(self, text: str) -> None:
        """Replaces what the children said, and adds a word that stands nowhere else."""
        self.voice_words = [self.world.mint.coin("word").lower()]
        self.data["voice"] = f"{text} My hiding place is {self.voice_words[0]}."

    def call_victim(self, forename: str) -> None:
        """Gives the victim another forename, in the records and on the PPN."""
        self.victim.row["forenames"] = self.data["subject_forenames"] = forename

    def happen_at(self, place: Row) -> None:
        """It happened elsewhere than at home, says the PPN."""
        self.data["incident_place"] = f"{place['line']}, {place['town']}"
        self.data["incident_postcode"] = place["postcode"]

    def call_suspect(self, forename: str) -> None:
        """Gives the suspect another forename, in the records and on the PPN."""
        self.suspect.row["forenames"] = self.data["others"][0]["forenames"] = forename

    def _young_person(
        self,
        aged: int,
        born: date | None,
        forename: str | None,
        surname: str | None,
        home: Row | None,
    ) -> Human:
        world = self.world
        return world.people.add(
            home or self.victim.home,
            born=born or born_for(aged, self.started.day, world.rng),
            sex=world.rng.choice(("Female", "Male")),
            surname=self.victim.surname if surname is None else surname,
            forename=forename,
            adult=False,
        )

    def _let_speak(self) -> None:
        if self.data["voice"]:
            return
        text, word = ppn.voice(self.world.mint, self.world.rows.next("voice"))
        self.data.update(voice=text, spoken_alone="Yes")
        self.voice_words = [word]


def a_case(
    world: World,
    *,
    started: Moment | None = None,
    kinds: tuple[str, ...] = DOMESTIC,
    domestic: bool = True,
    town: Town | None = None,
    submitted: Moment | None = None,
) -> Case:
    """An occurrence with a victim, a suspect, a submitted PPN about the victim and its task.

    Args:
        world: the pack that it is added to.
        started: when it began; an ordinary time unless given.
        kinds: what the PPN ticks.
        domestic: whether the occurrence is marked domestic.
        town: where; some town of the force area unless given.
        submitted: when the PPN was submitted; a few hours after the incident unless given.
    """
    started = started or world.calendar.some_time(world.rng)
    place = world.places.address(town or world.town(), world.rng.choice(("house", "flat")))
    victim = _adult(world, place, "Female")
    suspect = _adult(world, place, "Male")
    occurrence = _occurrence(world, started, place, kinds, domestic=domestic)
    when = submitted or started.later(world.rng.randrange(40, 240))
    data, words = _filled_in(world, kinds, started, victim, suspect)
    report = _report(world, occurrence, victim, when, data)
    task = _task(world, occurrence, report, f"{kinds[0]}, {place['town']}")
    words.append(str(occurrence["summary"]))
    case = Case(world, started, occurrence, place, victim, suspect, report, task, words)
    case.involve(victim, "Victim")
    case.involve(suspect, "Suspect")
    return case


def _task(world: World, occurrence: Row, report: Row, about: str) -> Row:
    accepted = {"status": "Accepted", "user_id": "coord1"} if world.tasks_are_accepted else {}
    task = world.rows.add(
        models.Task,
        title=f"{report['id']} {about}",
        type="PPN review",
        unit_code="MASH-PPN",
        occurrence_number=occurrence["number"],
        created=report["created"],
        due=world.calendar.run_at(2, "16:00"),
        **accepted,
    )
    world.rows.link(models.task_reports, task_id=task["id"], report_id=report["id"])
    return task


def another_report(case: Case) -> Row:
    """A second PPN in the same occurrence, with the same answers and no children."""
    world = case.world
    data, words = _filled_in(world, DOMESTIC, case.started, case.victim, case.suspect)
    case.words.extend(words)
    return _report(world, case.occurrence, case.victim, case.started.later(300), data)


def unsubmitted(case: Case) -> None:
    """The PPN was never submitted: it is a draft."""
    case.report.update(status="Draft", revision=0, submitted=None, amended=None)


def _adult(world: World, place: Row, sex: str) -> Human:
    born = born_for(world.rng.randrange(24, 46), world.calendar.as_of, world.rng)
    return world.people.add(place, born=born, sex=sex)


def _occurrence(
    world: World, started: Moment, place: Row, kinds: tuple[str, ...], *, domestic: bool
) -> Row:
    serial = world.rows.next("occurrence")
    return world.rows.add(
        models.Occurrence,
        number=f"99{started.day:%y}{serial:07d}",
        type="Domestic incident" if domestic else "Public protection",
        classification=CLASSES.get(kinds[0], "Concern for safety"),
        domestic=domestic,
        started=started.iso,
        ended=started.later(30).iso,
        address_id=place["id"],
        officer_id=_OFFICERS[serial % len(_OFFICERS)],
        summary=f"Log {world.mint.coin('word').lower()}",
    )


def _filled_in(
    world: World, kinds: tuple[str, ...], started: Moment, victim: Human, suspect: Human
) -> tuple[ppn.Answers, list[str]]:
    written, words = ppn.texts(world.mint)
    data = {
        **ppn.report_details(kinds, (started.day, started.clock), victim.home),
        **ppn.subject(victim, "Victim"),
        "others": [ppn.other_person(suspect, "Suspect", "Partner")],
        **ppn.rest(),
        **ppn.risk(world.rng.randrange(1, 18)),
        **written,
    }
    return data, words


def _report(world: World, occurrence: Row, subject: Human, when: Moment, data: ppn.Answers) -> Row:
    serial = world.rows.next("report")
    return world.rows.add(
        models.Report,
        id=f"PPN-{serial:06d}",
        occurrence_number=occurrence["number"],
        subject_id=subject.id,
        form_version="",
        status="Submitted",
        revision=1,
        domestic="Domestic abuse" in data["ppn_types"],
        author_id=_OFFICERS[serial % len(_OFFICERS)],
        created=when.iso,
        submitted=when.iso,
        amended=when.iso,
        data=data,
    )


def _year(aged: int) -> str:
    if aged < 4:  # noqa: PLR2004 - the age at which reception begins
        return ""
    return "R" if aged == 4 else str(min(aged - 4, 13))  # noqa: PLR2004
