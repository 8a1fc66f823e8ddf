"""P1: what the PPN says of children, and what the title must say."""

# ruff: noqa: D103 - the row and the variant say what a scenario is

from datetime import timedelta

from fake_niche.seed.case import Case, a_case
from fake_niche.seed.expect import expect_tag
from fake_niche.seed.registry import scenario
from fake_niche.seed.when import born_for
from fake_niche.seed.world import World

ADULT = ("Adult at risk",)  # not domestic abuse: P2 has nothing to do with it
ANSWERED = {"answer no": "No", "answer not known": "Not known", "answer blank": ""}


def an_adult_case(world: World, answer: str = "No") -> Case:
    """A PPN that is not about domestic abuse, without children, with an answer to the question."""
    case = a_case(world, kinds=ADULT, domestic=False)
    case.data["children_present"] = answer
    return case


@scenario("P1", "no children")
def no_children(world: World) -> None:
    expect_tag(an_adult_case(world), "without")


@scenario("P1", "a child")
def a_child(world: World) -> None:
    case = an_adult_case(world)
    case.child(aged=7)
    expect_tag(case, "with")


@scenario("P1.1", "the subject is under 18", smoke=False, mix=True)
def young_subject(world: World) -> None:
    case = an_adult_case(world)
    born = born_for(16, case.started.day, world.rng).isoformat()
    case.victim.row["born"] = case.data["subject_born"] = born
    expect_tag(case, "with", rows=["P1.1"])


@scenario("P1.1", "an involved person is under 18", smoke=False, mix=True)
def young_witness(world: World) -> None:
    case = an_adult_case(world)
    born = born_for(13, case.started.day, world.rng)
    case.involve(world.people.add(case.place, born=born, adult=False), "Witness")
    expect_tag(case, "with", rows=["P1.1"])


@scenario("P1.1", "answer no", mix=True)
def no_but_rows(world: World) -> None:
    case = an_adult_case(world)
    case.child(aged=6)
    case.data["children_present"] = "No"
    expect_tag(case, "with", rows=["P1.1"])


@scenario("P1.1", "answer blank", smoke=False, mix=True)
def blank_but_rows(world: World) -> None:
    case = an_adult_case(world)
    case.child(aged=11)
    case.data["children_present"] = ""
    expect_tag(case, "with", rows=["P1.1"])


@scenario("P1.2", "yes without rows", mix=True)
def yes_without_rows(world: World) -> None:
    expect_tag(an_adult_case(world, "Yes"), "with", rows=["P1.2"])


def _mention(world: World, answer: str, field: str, text: str) -> None:
    case = an_adult_case(world, answer)
    case.data[field] = f"{case.data[field]} {text}".strip()
    expect_tag(case, None, outcome="BE", rows=["P1.3"])


@scenario("P1.3", "answer no", mix=True)
def no_but_narrative_mentions_a_child(world: World) -> None:
    _mention(world, "No", "narrative", "Her son was asleep upstairs.")


@scenario("P1.3", "answer not known", smoke=False, mix=True)
def not_known_but_home_mentions_a_child(world: World) -> None:
    _mention(world, "Not known", "home_conditions", "A child's bedroom was seen.")


@scenario("P1.3", "answer blank", smoke=False, mix=True)
def blank_but_voice_is_filled(world: World) -> None:
    _mention(world, "", "voice", "The children said that they were fine.")


@scenario("P1.3", "mention and negation", smoke=False, mix=True)
def negated_and_then_mentioned(world: World) -> None:
    text = "There were no children in the household. The daughter stays with an aunt."
    _mention(world, "No", "narrative", text)


@scenario("P1.3", "negated only", mix=True)
def negated_only(world: World) -> None:
    case = an_adult_case(world)
    case.data["narrative"] += " There were no children in the household."
    expect_tag(case, "without", rows=["P1.3"])


@scenario("P1.4", "answer not known", mix=True)
def not_known_and_nothing_else(world: World) -> None:
    expect_tag(an_adult_case(world, "Not known"), None, outcome="BE", rows=["P1.4"])


@scenario("P1.4", "answer blank", smoke=False, mix=True)
def blank_and_nothing_else(world: World) -> None:
    expect_tag(an_adult_case(world, ""), None, outcome="BE", rows=["P1.4"])


@scenario("P1.5", "no birth date", mix=True)
def row_without_birth_date(world: World) -> None:
    case = an_adult_case(world)
    child = case.child(aged=8)
    child.human.row["born"], child.row["born"] = None, ""
    expect_tag(case, "with", rows=["P1.5"])


def _grown_up(world: World, answer: str) -> Case:
    case = an_adult_case(world)
    case.child(aged=20, school="")
    case.data.update(children_present=answer, voice="", spoken_alone="")
    return case


@scenario("P1.6", "answer no", mix=True)
def no_and_only_grown_up_rows(world: World) -> None:
    expect_tag(_grown_up(world, "No"), "without", rows=["P1.6"])


@scenario("P1.6", "answer yes", mix=True)
def yes_and_only_grown_up_rows(world: World) -> None:
    expect_tag(_grown_up(world, "Yes"), None, outcome="BE", rows=["P1.6"])


@scenario("P1.6", "answer not known", smoke=False, mix=True)
def not_known_and_only_grown_up_rows(world: World) -> None:
    expect_tag(_grown_up(world, "Not known"), None, outcome="BE", rows=["P1.6"])


def _born(world: World, days_after_incident: int) -> None:
    case = an_adult_case(world)
    child = case.child(aged=5)
    born = (case.started.day + timedelta(days=days_after_incident)).isoformat()
    child.human.row["born"] = child.row["born"] = born
    expect_tag(case, "with", rows=["P1.7"])


@scenario("P1.7", "in the future", mix=True)
def born_in_the_future(world: World) -> None:
    _born(world, 400)


@scenario("P1.7", "after the incident", smoke=False, mix=True)
def born_after_the_incident(world: World) -> None:
    case = a_case(world, kinds=ADULT, domestic=False, started=world.calendar.before(3))
    child = case.child(aged=5)
    born = (case.started.day + timedelta(days=1)).isoformat()
    child.human.row["born"] = child.row["born"] = born
    expect_tag(case, "with", rows=["P1.7"])


@scenario("P1.8", "unborn", mix=True)
def unborn_only(world: World) -> None:
    case = an_adult_case(world)
    case.data["unborn"] = "Yes"
    expect_tag(case, "with", rows=["P1.8"])


@scenario("P1.8", "subject pregnant", smoke=False, mix=True)
def subject_pregnant(world: World) -> None:
    case = an_adult_case(world)
    case.data["subject_pregnant"] = "Yes"
    expect_tag(case, "with", rows=["P1.8"])
