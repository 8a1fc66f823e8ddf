"""Builds what a record already holds: earlier occurrences, missing episodes, orders, relatives."""

from collections.abc import Sequence
from datetime import timedelta

from fake_niche import models
from fake_niche.seed.case import Case, Child
from fake_niche.seed.people import Human
from fake_niche.seed.requests import Part, an_occurrence
from fake_niche.seed.rows import Row
from fake_niche.seed.when import Moment
from fake_niche.seed.world import World


def an_earlier_occurrence(
    world: World,
    person: Human,
    *,
    role: str = "Victim",
    days: int = 200,
    on: Moment | None = None,
    others: Sequence[Part] = (),
    flags: Sequence[str] = (),
    **columns: object,
) -> Row:
    """An occurrence that a chronology of ``person`` shows, closed unless said otherwise.

    Args:
        world: the pack that it is added to.
        person: who had a part in it, at whose home it was.
        role: which part.
        days: how many days before run 1 it began, unless ``on`` says when.
        on: when it began.
        others: other people in it, each with Victim, Suspect, Witness, Child, Other party, Subject.
        flags: its qualifiers.
        **columns: ``type``, ``classification``, ``domestic``, ``disposal``, ``summary``,
            ``status``, ``restricted_to``, ``next_date``, …

    Returns:
        The row of the occurrence; its summary ends with a word that stands nowhere else.
    """
    usual: dict[str, object] = {
        "type": "Domestic incident",
        "classification": "Common assault",
        "domestic": True,
        "status": "Closed",
        "disposal": "No further action",
        "summary": "Raised voices were reported; officers attended.",
        "qualifiers": list(flags),
    }
    wanted = {**usual, **columns}
    wanted["summary"] = f"{wanted['summary']} Log {world.mint.coin('word').lower()}."
    occurrence = an_occurrence(world, on or world.calendar.before(days), person.home, **wanted)
    for human, part in ((person, role), *others):
        involve(world, occurrence, human, part)
    return occurrence


def involve(world: World, occurrence: Row, human: Human, role: str) -> None:
    """The person has this part in the occurrence."""
    world.rows.add(
        models.Involvement,
        occurrence_number=occurrence["number"],
        person_id=human.id,
        role=role,
        present="Yes",
    )


def an_episode(
    case: Case,
    child: Child | Human,
    *,
    reported: Moment | None = None,
    found: Moment | None = None,
    status: str | None = None,
    risk: str = "Medium",
    **columns: object,
) -> Row:
    """A time that the child was missing: reported when the case began, found if ``found`` says so.

    Args:
        case: the occurrence that it hangs on.
        child: who was missing.
        reported: when that was told; when the case began unless given.
        found: when the child was found.
        status: Missing, Found, Found deceased or Cancelled; by ``found`` unless given.
        risk: No apparent risk, Low, Medium or High.
        **columns: ``reason`` of a cancelled one, or ``changed``.
    """
    human = child.human if isinstance(child, Child) else child
    reported = reported or case.started
    wanted = {"changed": (found or reported).iso, **columns}
    return case.world.rows.add(
        models.MissingEpisode,
        id=case.world.rows.next("missing_episode"),
        occurrence_number=case.number,
        person_id=human.id,
        reported=reported.iso,
        found=found.iso if found else None,
        status=status or ("Found" if found else "Missing"),
        risk=risk,
        **wanted,
    )


def an_order(
    world: World,
    against: Human,
    protects: Human,
    *,
    kind: str = "Non-molestation order",
    since: int = 60,
    until: int | None = -120,
    detail: str = "",
) -> Row:
    """An order in force, given 60 days before run 1 for half a year.

    Args:
        world: the pack that it is added to.
        against: whom it forbids something.
        protects: for whose sake.
        kind: as the screen offers it.
        since: how many days before run 1 it was made.
        until: how many days before run 1 it ends (negative: after it); None when it has no end.
        detail: what it forbids; a sentence with a word that stands nowhere else unless given.
    """
    today = world.calendar.as_of
    ends = None if until is None else (today - timedelta(days=until)).isoformat()
    return world.rows.add(
        models.Order,
        kind=kind,
        against_id=against.id,
        protects_id=protects.id,
        since=(today - timedelta(days=since)).isoformat(),
        until=ends,
        detail=detail or f"Not to come near the home. File {world.mint.coin('word').lower()}.",
    )


def a_namesake(world: World, human: Human, *, same_birth_date: bool) -> Human:
    """Another record of the same name: a likely duplicate, or somebody born on another day."""
    other = world.people.add(
        world.places.address(world.town()),
        born=None,
        sex=human.row["sex"],
        surname=human.surname,
        forename=human.forename,
        adult=bool(human.row["telephone"]),
    )
    year, rest = int(human.born[:4]), human.born[4:]
    other.row["born"] = human.born if same_birth_date else f"{year - 1}{rest}"
    return other
