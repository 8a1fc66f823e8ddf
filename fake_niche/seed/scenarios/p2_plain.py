"""P2 where nothing is wrong, but names and households are as varied as in life."""

# ruff: noqa: D103 - the row and the variant say what a scenario is

from fake_niche.seed.case import a_case
from fake_niche.seed.expect import expect_notice, expect_tag, expect_with
from fake_niche.seed.registry import scenario
from fake_niche.seed.world import World


def _called(world: World, forename: str, surname: str) -> None:
    case = a_case(world)
    expect_with(case, case.child(aged=9, forename=forename, surname=surname))


@scenario("P2", "a child")
def a_child(world: World) -> None:
    case = a_case(world)
    expect_with(case, case.child(aged=6))


@scenario("P2", "a child at secondary school", smoke=False)
def at_secondary_school(world: World) -> None:
    case = a_case(world)
    expect_with(case, case.child(aged=14))


@scenario("P2", "apostrophe and diacritics")
def apostrophe(world: World) -> None:
    _called(world, "Zoë", "O'Hallorhan")


@scenario("P2", "hyphens", smoke=False)
def hyphens(world: World) -> None:
    _called(world, "Anne-Sophie", "Brightwell-Okoye")


@scenario("P2", "middle names", smoke=False)
def middle_names(world: World) -> None:
    """No two questions about people or places are answered alike: a form check tells them apart."""
    case = a_case(world)
    case.happen_at(world.places.address(world.town(), "house"))
    case.call_victim("Ottoline Marnie")
    case.call_suspect("Lucian Peregrine")
    first = case.child(aged=9, forename="Isolde Corisande", resident="No", seen="No")
    second = case.child(aged=6, present="No", seen="No", spoken="No")
    expect_tag(case, "with")
    for child in (first, second):
        expect_notice(case, child, "done", "P2.23", voice=False)


@scenario("P2", "letters beyond Latin-1", smoke=False)
def beyond_latin_1(world: World) -> None:
    _called(world, "Łukasz", "Wiśniewski-Şahin")


@scenario("P2", "a single name", smoke=False)
def single_name(world: World) -> None:
    _called(world, "", "Suhartini")


@scenario("P2", "forenames that are words")
def names_that_are_words(world: World) -> None:
    case = a_case(world)
    case.call_victim("May")
    expect_with(case, case.child(aged=9, forename="Will"))


@scenario("P2", "a forename in the school's name", smoke=False)
def forename_in_the_school(world: World) -> None:
    case = a_case(world)
    case.call_victim("Rose")
    school = world.schools.reserve()
    school.rename("Rose Hill Primary School")
    expect_with(case, case.child(aged=9, school=school))
