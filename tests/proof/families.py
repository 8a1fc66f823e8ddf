"""Families by the thousand, each value in one place only, so that a leaked one is traced to its field."""

from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random

from processes.school_notification.episode import EpisodeStatus
from processes.shared.answers import Relation
from tests.builders.encompass import (
    CHILD,
    HARBOUR,
    NOW,
    OAKFIELD,
    SUSPECT,
    VICTIM,
    CaseBuilder,
    a_case,
)
from tests.builders.endeavour import a_found_episode, a_missing_child, an_episode

ORDINARY = ("Ella", "Tomasz", "Priya", "Callum", "Amina", "Jakub", "Leila", "Rhys")
WORDS = ("Will", "May", "Grace", "Hope", "Mark", "Joy", "Rose", "Art", "Dawn", "Faith")
MARKED = ("Zoë", "Łukasz", "Anne-Sophie", "D'Angelo", "Siân", "Chloë-Mae", "Ó Briain")
SURNAMES = (
    "Petrov",
    "O'Hallorhan",
    "Brightwell-Okoye",
    "Müller-Wärne",
    "van der Merwe",
    "May",
    "Taylor",
)
STREETS = ("Larkmere Close", "Quillon Street", "Brackenholt", "Tarnwick Road", "Ostlers Yard")
HARMLESS = (
    "I hid under the table.",
    "It was loud and then it was quiet.",
    "My cat purred.",
    "I counted to one hundred.",
    "I want to go to my club.",
    "I was in bed and put my pillow on my head.",
)
PARTS = (
    Relation.CHILD,
    Relation.STEPCHILD,
    Relation.GRANDCHILD,
    Relation.SIBLING,
    Relation.OTHER_RELATIVE,
)


@dataclass(frozen=True)
class Drawn:
    """A case, and whether the child's text holds something of somebody else on purpose."""

    builder: CaseBuilder
    is_spoilt: bool


def a_family(rng: Random, number: int) -> Drawn:
    """A domestic incident with one to four children, of any names."""
    builder = _with_people(a_case(), rng, number)
    for _ in range(rng.choice((0, 0, 1, 1, 2, 3))):
        builder = builder.with_sibling(
            _forename(rng), rng.choice((HARBOUR, OAKFIELD)), rng.randint(5, 16)
        )
    builder = builder.child(relation_victim=rng.choice(PARTS), relation_suspect=rng.choice(PARTS))
    return _let_speak(builder, rng)


def a_missing_person(rng: Random, number: int) -> Drawn:
    """A missing child, still missing or found, with the same family around it.

    One in three was missing before and found, and no school was told (P3.4).
    """
    found = rng.random() < 0.5
    reported = NOW - timedelta(minutes=rng.randint(60, 900))
    episode = an_episode(
        EpisodeStatus.FOUND if found else EpisodeStatus.MISSING,
        reported=reported,
        found=reported + timedelta(minutes=30) if found else None,
        category=rng.choice(("Low", "Medium", "High")),
    )
    before = [a_found_episode(number=11, days_before=rng.randint(2, 9))] * (rng.random() < 1 / 3)
    builder = _with_people(a_missing_child(*before, episode), rng, number)
    return Drawn(builder, is_spoilt=False)


def _with_people(builder: CaseBuilder, rng: Random, number: int) -> CaseBuilder:
    builder = builder.called(_forename(rng), rng.choice(SURNAMES))
    for person in (VICTIM, SUSPECT):
        builder = builder.called(_forename(rng), rng.choice(SURNAMES), person)
        builder = builder.record(
            person,
            telephone=f"07700 900{rng.randrange(1000):03d}",
            employer=f"{rng.choice(('Zorvex', 'Quillmart', 'Bramplex'))} {number} Supplies",
            aliases=(f"{_forename(rng)} {rng.choice(SURNAMES)}",),
        )
    street = f"{rng.randint(1, 99)} {rng.choice(STREETS)}"
    places = builder.records[CHILD].addresses
    moved = tuple(
        replace(place, line=street, postcode=f"XQ{rng.randint(1, 9)} 4ZZ") for place in places
    )
    for person in (CHILD, VICTIM, SUSPECT):
        builder = builder.record(person, addresses=moved)
    return builder.occurrence(address=f"{street}, Velmouth")


def _let_speak(builder: CaseBuilder, rng: Random) -> Drawn:
    """One text in three holds a value of somebody else: a name, a number, a street, the narrative."""
    text = " ".join(rng.sample(HARMLESS, rng.randint(1, 3)))
    if rng.random() < 2 / 3:
        return Drawn(builder.ppn(voice=text), is_spoilt=False)
    victim, suspect = builder.records[VICTIM], builder.records[SUSPECT]
    narrative = builder.build().ppn.narrative
    foreign = rng.choice(
        (
            suspect.name.forenames,
            victim.name.surname,
            suspect.aliases[0],
            victim.telephone,
            suspect.addresses[0].line,
            suspect.addresses[0].postcode,
            narrative,
            suspect.employer,
        )
    )
    return Drawn(builder.ppn(voice=f"{text} {foreign}."), is_spoilt=True)


def _forename(rng: Random) -> str:
    return rng.choice(rng.choice((ORDINARY, WORDS, MARKED)))
