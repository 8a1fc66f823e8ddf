"""P2: what the children said, and whether it may be passed on."""

# ruff: noqa: D103 - the row and the variant say what a scenario is

from fake_niche.seed.case import Case, Child, a_case
from fake_niche.seed.expect import expect_notice, expect_tag, expect_with
from fake_niche.seed.registry import scenario
from fake_niche.seed.when import born_for
from fake_niche.seed.world import World


def _a_child(world: World) -> tuple[Case, Child]:
    case = a_case(world)
    return case, case.child(aged=9)


def _screened_out(case: Case, child: Child, said: str) -> None:
    case.say(said)
    expect_with(case, child, "done", "P2.21", voice=False)


@scenario("P2.21", "another person's name", mix=True)
def names_another_person(world: World) -> None:
    case, child = _a_child(world)
    _screened_out(case, child, f"I heard {case.suspect.forename} shouting on the stairs.")


@scenario("P2.21", "alias", smoke=False, mix=True)
def names_an_alias(world: World) -> None:
    case, child = _a_child(world)
    alias = world.mint.coin("forename")
    world.people.alias(case.suspect, alias)
    _screened_out(case, child, f"He is called {alias} and he broke the lamp.")


@scenario("P2.21", "address", smoke=False, mix=True)
def says_an_address(world: World) -> None:
    case, child = _a_child(world)
    grandmother = world.people.add(
        world.places.address(world.town()), born=born_for(63, case.started.day, world.rng)
    )
    case.involve(grandmother, "Other party", present="No", resident="No")
    line = grandmother.home["line"]
    _screened_out(case, child, f"We went to {line} in the night.")


@scenario("P2.21", "telephone", mix=True)
def says_a_telephone_number(world: World) -> None:
    case, child = _a_child(world)
    _screened_out(case, child, f"Mum told me to ring {case.suspect.row['telephone']}.")


@scenario("P2.21", "another child's name", smoke=False, mix=True)
def names_another_child(world: World) -> None:
    case, child = _a_child(world)
    born = born_for(10, case.started.day, world.rng)
    friend = world.people.add(world.places.address(world.town()), born=born, adult=False)
    case.involve(friend, "Witness", resident="No")
    _screened_out(case, child, f"{friend.forename} was here to play and saw it too.")


@scenario("P2.21", "a forename that is a word", smoke=False, mix=True)
def forename_is_a_word(world: World) -> None:
    case, child = _a_child(world)
    case.call_victim("May")
    _screened_out(case, child, "I hope we may go home soon.")


@scenario("P2.22", "empty", mix=True)
def nothing_said(world: World) -> None:
    case, child = _a_child(world)
    case.data.update(voice="", spoken_alone="")
    child.row["spoken"] = ""
    expect_with(case, child, "done", "P2.22", voice=False)


@scenario("P2.22", "not spoken to", smoke=False, mix=True)
def not_spoken_to(world: World) -> None:
    case, child = _a_child(world)
    word = world.mint.coin("word").lower()
    reason = f"Asleep when officers came, note {word}"
    case.data.update(voice="Not spoken to", spoken_alone="No", not_spoken_reason=reason)
    case.voice_words = []
    case.words.append(word)
    child.row.update(spoken="No", seen="No")
    expect_with(case, child, "done", "P2.22", voice=False)


@scenario("P2.23", "siblings at two schools", mix=True)
def siblings(world: World) -> None:
    case = a_case(world)
    children = [case.child(aged=7), case.child(aged=13)]
    expect_tag(case, "with")
    for child in children:
        expect_notice(case, child, "done", "P2.23", voice=False)


@scenario("P2.23", "twins at one school", smoke=False, mix=True)
def twins(world: World) -> None:
    case = a_case(world)
    born = born_for(8, case.started.day, world.rng)
    first = case.child(born=born)
    children = [first, case.child(born=born, school=first.school)]
    expect_tag(case, "with")
    for child in children:
        expect_notice(case, child, "done", "P2.23", voice=False)


@scenario("P2.23", "one without a school", smoke=False, mix=True)
def siblings_one_without_a_school(world: World) -> None:
    case = a_case(world)
    first, second = case.child(aged=6), case.child(aged=10, school="")
    expect_tag(case, "with")
    expect_notice(case, first, "done", "P2.23", voice=False)
    expect_notice(case, second, "BE", "P2.1")


@scenario("P2.35", "ticked", mix=True)
def new_disclosure(world: World) -> None:
    case, child = _a_child(world)
    case.data["new_disclosure"] = "Yes"
    expect_with(case, child, "HELD", "P2.35")


def _discloses(world: World, said: str) -> None:
    case, child = _a_child(world)
    case.say(said)
    expect_with(case, child, "HELD", "P2.35")


@scenario("P2.35", "sexual", smoke=False, mix=True)
def speaks_of_sexual_abuse(world: World) -> None:
    _discloses(world, "She told me about sexual things that happened to her.")


@scenario("P2.35", "weapon", smoke=False, mix=True)
def speaks_of_a_weapon(world: World) -> None:
    _discloses(world, "There is a weapon under the bed.")


@scenario("P2.35", "threat to kill", smoke=False, mix=True)
def speaks_of_a_threat(world: World) -> None:
    _discloses(world, "I heard a threat to kill through the wall.")


@scenario("P2.35", "self-harm", smoke=False, mix=True)
def speaks_of_self_harm(world: World) -> None:
    _discloses(world, "Officer noted signs of self-harm on the arms.")
