"""The ordinary cases that the large packs are mostly made of."""

from fake_niche.seed.case import Case, Child, a_case
from fake_niche.seed.expect import expect_notice, expect_tag
from fake_niche.seed.names import TRICKY_FORENAMES, WORDS
from fake_niche.seed.world import World

_HOW_MANY = (1, 1, 1, 1, 1, 1, 2, 2, 2, 3)  # children in a household
_SILENT = 7  # one household in so many says nothing
_TWINS = 12  # one pair of siblings in so many
_ODD_NAME = 25  # one child in so many


def family(world: World) -> None:
    """A domestic incident with one to three children, whose schools can be told."""
    case = a_case(world)
    children = [_child(world, case) for _ in range(world.rng.choice(_HOW_MANY))]
    if len(children) > 1 and world.rng.randrange(_TWINS) == 0:
        _make_twins(children[0], children[1])
    silent = world.rng.randrange(_SILENT) == 0
    if silent:
        _say_nothing(case)
    rows = ["P2.22"] if silent else ["P2.23"] if len(children) > 1 else []
    expect_tag(case, "with")
    for child in children:
        expect_notice(case, child, "done", *rows, voice=not rows)


def no_family(world: World) -> None:
    """A domestic incident in a household without children."""
    expect_tag(a_case(world), "without")


def concern(world: World) -> None:
    """A notice that is not about domestic abuse, of a child or of an adult."""
    about_child = world.rng.randrange(2) == 0
    kind = "Child concern" if about_child else "Adult at risk"
    case = a_case(world, kinds=(kind,), domestic=False)
    if about_child:
        case.child(aged=world.rng.randrange(1, 17))
    expect_tag(case, "with" if about_child else "without")


def _child(world: World, case: Case) -> Child:
    odd = world.rng.randrange(_ODD_NAME) == 0 and not case.children
    forename = world.rng.choice((*WORDS, *TRICKY_FORENAMES)) if odd else None
    return case.child(aged=world.rng.randrange(5, 16), forename=forename)


def _make_twins(one: Child, other: Child) -> None:
    other.human.row["born"] = other.row["born"] = one.human.born
    other.row["year"], other.school = one.row["year"], one.school
    other.row["school"] = one.row["school"]


def _say_nothing(case: Case) -> None:
    case.data.update(voice="", spoken_alone="")
    case.voice_words = []
    for child in case.children:
        child.row["spoken"] = ""
