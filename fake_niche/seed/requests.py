"""Builds what children's social care and a MARAC ask about: requests, cases, and their tasks.

A request or case hangs on an occurrence: a :class:`fake_niche.seed.case.Case` with its PPN, or a
:class:`Household`, which has none and so is no work of P1 and P2. What a chronology shows is made
by :func:`fake_niche.seed.history.an_earlier_occurrence`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Protocol

from fake_niche import models
from fake_niche.seed.people import Human
from fake_niche.seed.places import Town
from fake_niche.seed.rows import Row
from fake_niche.seed.when import Moment, born_for
from fake_niche.seed.world import World

Part = tuple[Human, str]  # a person and the role they have
ROBOT_UNIT = "MASH-ROBOT"


class OnOccurrence(Protocol):
    """Whatever has the number of an occurrence."""

    @property
    def number(self) -> str:
        """The number of the occurrence."""


@dataclass
class Household:
    """A family and an occurrence for their request or case, without a PPN.

    Attributes:
        parent: the mother, who is the victim of a MARAC case.
        partner: who lives with her, the perpetrator of a MARAC case.
        children: those of the mother.
    """

    world: World
    occurrence: Row
    home: Row
    parent: Human
    partner: Human
    children: list[Human] = field(default_factory=list)

    @property
    def number(self) -> str:
        """The number of the occurrence."""
        return str(self.occurrence["number"])

    def parts(self) -> list[Part]:
        """Everybody, in the roles of a CSC request."""
        adults = [(self.parent, "Parent"), (self.partner, "Other adult")]
        return [*((child, "Child") for child in self.children), *adults]

    def child(
        self, aged: int = 9, *, of: Human | None = None, forename: str | None = None
    ) -> Human:
        """Adds a child of the mother, or of ``of`` alone, who lives in the home."""
        world, parent = self.world, of or self.parent
        born = born_for(aged, world.calendar.as_of, world.rng)
        sex = world.rng.choice(("Female", "Male"))
        human = world.people.add(
            self.home, born=born, sex=sex, surname=parent.surname, forename=forename, adult=False
        )
        relation = "Mother" if parent.row["sex"] == "Female" else "Father"
        relate(world, parent, human, relation)
        self.children.append(human)
        return human


def a_household(
    world: World,
    *,
    children: Sequence[int] = (9,),
    kind: str = "Information request",
    **more: object,
) -> Household:
    """A mother, her partner and her children, with an occurrence of ``kind`` that has no PPN.

    Args:
        world: the pack that it is added to.
        children: their ages.
        kind: the occurrence's type; a chronology leaves out the occurrence of its own request.
        **more: other columns of the occurrence.
    """
    home = world.places.address(world.town())
    parent, partner = an_adult(world, home), an_adult(world, home, "Male")
    started = world.calendar.weekend(world.rng)
    occurrence = an_occurrence(world, started, home, type=kind, classification=kind, **more)
    household = Household(world, occurrence, home, parent, partner)
    for aged in children:
        household.child(aged)
    return household


def an_adult(
    world: World,
    home: Row,
    sex: str = "Female",
    *,
    surname: str | None = None,
    forename: str | None = None,
) -> Human:
    """An adult of 24 to 45 who lives at ``home``."""
    born = born_for(world.rng.randrange(24, 46), world.calendar.as_of, world.rng)
    return world.people.add(home, born=born, sex=sex, surname=surname, forename=forename)


def a_home(world: World, town: Town | None = None, kind: str = "house") -> Row:
    """Another address, in some town of the force area unless given."""
    return world.places.address(town or world.town(), kind)


def relate(world: World, one: Human, other: Human, relation: str) -> None:
    """``one`` is the ``relation`` (Mother, Father, Partner, …) of ``other``."""
    world.rows.add(models.PersonRelation, person_id=one.id, other_id=other.id, relation=relation)


def an_occurrence(world: World, started: Moment, place: Row, **columns: object) -> Row:
    """An occurrence with nobody in it; its summary has a word that stands nowhere else."""
    serial = world.rows.next("occurrence")
    usual = {
        "ended": started.later(30).iso,
        "address_id": place["id"],
        "officer_id": f"officer{serial % 3 + 1}",
        "summary": f"Log {world.mint.coin('word').lower()}",
    }
    return world.rows.add(
        models.Occurrence,
        number=f"99{started.day:%y}{serial:07d}",
        started=started.iso,
        **{**usual, **columns},
    )


def a_csc_request(
    world: World,
    case: OnOccurrence,
    people: Sequence[Part] = (),
    *,
    task: bool = True,
    **columns: object,
) -> Row:
    """A complete section 47 request about ``people``, handed to the robot.

    Args:
        world: the pack that it is added to.
        case: the occurrence that it hangs on.
        people: whom it is about, each with Child, Parent, Carer or Other adult.
        task: whether the coordinator has handed it to the robot.
        **columns: other values of the request, such as ``type`` or ``deadline``.

    Returns:
        The row of the request; its task is :func:`task_of` it.
    """
    usual: dict[str, object] = {
        "type": "Section 47",
        "legal_basis": "Children Act 1989, section 47",
        "consent": "No",
        "consent_reason": "Asking would put the child at risk.",
        "authority": _authority(people),
        "requester": f"{world.mint.coin('word')} Social Worker",
        "requester_team": "Assessment Team",
        "received": world.calendar.before(1, "15:10").iso,
        "deadline": world.calendar.run_at(3, "16:00"),
        "status": "With robot" if task else "Open",
        "created_by": "coord1",
    }
    request = world.rows.add(
        models.CscRequest,
        id=f"CSC-{world.rows.next('csc request'):06d}",
        occurrence_number=case.number,
        **{**usual, **columns},
    )
    for human, role in people:
        link_to_request(world, request, human, role)
    if task:
        hand_over(world, request)
    return request


def _authority(people: Sequence[Part]) -> str:
    """The authority where the first child lives."""
    homes = [human.home for human, role in people if role == "Child"]
    return str(homes[0]["authority"]) if homes else "Solmere County Council"


def link_to_request(world: World, request: Row, human: Human, role: str) -> None:
    """The request is about this person too."""
    world.rows.add(models.CscRequestPerson, request_id=request["id"], person_id=human.id, role=role)


def a_marac_case(
    world: World,
    case: OnOccurrence,
    victim: Human | None,
    people: Sequence[Part] = (),
    *,
    task: bool = True,
    **columns: object,
) -> Row:
    """A MARAC case that meets in ten days, handed to the robot.

    Args:
        world: the pack that it is added to.
        case: the occurrence that it hangs on.
        victim: whose case it is; None when nobody was linked.
        people: the others, each with Perpetrator, Child or Agenda.
        task: whether the coordinator has handed it to the robot.
        **columns: other values of the case, such as ``status`` or ``meeting_on``.

    Returns:
        The row of the case; its task is :func:`task_of` it.
    """
    today = world.calendar.as_of
    usual: dict[str, object] = {
        "referred_on": (today - timedelta(days=4)).isoformat(),
        "referred_by": "Officer One",
        "meeting_on": (today + timedelta(days=10)).isoformat(),
        "area": "Solmere",
        "criteria": ["Visible high risk"],
        "criteria_note": f"As told on sheet {world.mint.coin('word').lower()}.",
        "status": "Listed",
        "created_by": "coord1",
    }
    marac = world.rows.add(
        models.MaracCase,
        id=f"MAR-{world.rows.next('marac case'):06d}",
        occurrence_number=case.number,
        victim_id=victim.id if victim else None,
        **{**usual, **columns},
    )
    for human, role in people:
        world.rows.add(models.MaracPerson, case_id=marac["id"], person_id=human.id, role=role)
    if task:
        hand_over(world, marac)
    return marac


def an_action(
    world: World, marac: Row, text: str, *, owner: str = "Housing", status: str = "Open"
) -> Row:
    """An action that the meeting of a case decided, due two weeks after it."""
    number = sum(a["case_id"] == marac["id"] for a in world.rows.of(models.MaracAction)) + 1
    met = date.fromisoformat(marac["meeting_on"] or marac["referred_on"])
    return world.rows.add(
        models.MaracAction,
        case_id=marac["id"],
        number=number,
        text=text,
        owner=owner,
        due=(met + timedelta(days=14)).isoformat(),
        status=status,
    )


def hand_over(world: World, record: Row, **columns: object) -> Row:
    """The task by which a coordinator hands a request or case to the robot."""
    usual = _csc_task(record) if record["id"].startswith("CSC") else _marac_task(record)
    return world.rows.add(
        models.Task,
        occurrence_number=record["occurrence_number"],
        unit_code=ROBOT_UNIT,
        created=world.calendar.run_at(1, "05:20"),
        for_robot=True,
        **{**usual, **columns},
    )


def task_of(world: World, record: Row) -> Row:
    """The last task that hands a request or case to the robot."""
    column = "csc_request_id" if record["id"].startswith("CSC") else "marac_case_id"
    return [task for task in world.rows.of(models.Task) if task[column] == record["id"]][-1]


def _csc_task(request: Row) -> dict[str, object]:
    title = f"{request['id']} information sharing report"
    link = {"csc_request_id": request["id"], "due": request["deadline"]}
    return {"title": title, "type": "CSC request", **link}


def _marac_task(marac: Row) -> dict[str, object]:
    """Due a week before the meeting: no holiday lies near the packs' date."""
    due = None
    if marac["meeting_on"]:
        day = date.fromisoformat(marac["meeting_on"]) - timedelta(days=7)
        due = Moment(day, "16:00").iso
    title = f"{marac['id']} MARAC report"
    return {"title": title, "type": "MARAC report", "marac_case_id": marac["id"], "due": due}
