"""P2: who the child is, where the child lives, and who is around."""

# ruff: noqa: D103 - the row and the variant say what a scenario is

from datetime import date, timedelta

from fake_niche.seed.case import Case, Child, a_case
from fake_niche.seed.expect import Message, expect_notice, expect_tag, expect_with
from fake_niche.seed.places import NORTHMARK
from fake_niche.seed.registry import scenario
from fake_niche.seed.versions import EDUCATION, PER_CHILD
from fake_niche.seed.when import born_for
from fake_niche.seed.world import World


def _a_child(world: World, aged: int = 9) -> tuple[Case, Child]:
    case = a_case(world)
    return case, case.child(aged=aged)


def _eighteen(case: Case, days_after_incident: int) -> date:
    birthday = case.started.day + timedelta(days=days_after_incident)
    return birthday.replace(year=birthday.year - 18)


@scenario("P2.14", "18 at the incident", mix=True)
def eighteen_at_the_incident(world: World) -> None:
    case = a_case(world)
    child = case.child(born=_eighteen(case, -6))
    expect_tag(case, None, outcome="BE", rows=["P1.6"])
    expect_notice(case, child, "SKIP", "P2.14")


@scenario("P2.14", "18 on the day of the incident", smoke=False, mix=True)
def eighteen_on_that_day(world: World) -> None:
    case = a_case(world)
    child = case.child(born=_eighteen(case, 0))
    expect_tag(case, None, outcome="BE", rows=["P1.6"])
    expect_notice(case, child, "SKIP", "P2.14")


@scenario("P2.14", "18 since", mix=True)
def eighteen_since(world: World) -> None:
    case = a_case(world, started=world.calendar.before(2))
    expect_with(case, case.child(born=_eighteen(case, 1)), "HELD", "P2.14")


@scenario("P2.15", "suspect", mix=True)
def child_is_suspect(world: World) -> None:
    case = a_case(world)
    expect_with(case, case.child(aged=15, role="Suspect"), "HELD", "P2.15")


@scenario("P2.15", "victim of 17", smoke=False, mix=True)
def child_is_victim(world: World) -> None:
    case = a_case(world)
    expect_with(case, case.child(aged=17, role="Victim"), "HELD", "P2.15")


@scenario("P2.16", "lives elsewhere", mix=True)
def lives_in_another_area(world: World) -> None:
    case = a_case(world)
    child = case.child(home=world.places.address(NORTHMARK), resident="No")
    expect_with(case, child, "HELD", "P2.16")


@scenario("P2.18", "refuge", mix=True)
def at_a_refuge(world: World) -> None:
    case = a_case(world)
    refuge = world.places.address(world.town(), "refuge")
    world.people.move(case.victim, refuge)
    expect_with(case, case.child(home=refuge), "HELD", "P2.18")


@scenario("P2.18", "flag on the child", smoke=False, mix=True)
def confidential_for_the_child(world: World) -> None:
    case, child = _a_child(world)
    world.people.flag("Confidential address", on=child.human)
    expect_with(case, child, "HELD", "P2.18")


@scenario("P2.18", "flag on the address", smoke=False, mix=True)
def confidential_address(world: World) -> None:
    case, child = _a_child(world)
    world.people.flag("Confidential address", at=case.place)
    expect_with(case, child, "HELD", "P2.18")


@scenario("P2.18", "refuge and school blank", smoke=False, mix=True)
def at_a_refuge_and_school_blank(world: World) -> None:
    case = a_case(world)
    child = case.child(home=world.places.address(world.town(), "refuge"), school="")
    expect_with(case, child, "HELD", "P2.18", "P2.1")


@scenario("P2", "a confidential flag that has ended", smoke=False, mix=True)
def confidential_no_more(world: World) -> None:
    case, child = _a_child(world)
    ended = (world.calendar.as_of - timedelta(days=60)).isoformat()
    world.people.flag("Confidential address", on=child.human, until=ended)
    expect_with(case, child)


@scenario("P2.19", "works at the school")
def suspect_works_at_the_school(world: World) -> None:
    case = a_case(world)
    school = world.schools.reserve()
    case.suspect.row.update(employer=school.name, occupation="Caretaker")
    expect_with(case, case.child(school=school), "HELD", "P2.19")


@scenario("P2.19", "is the safeguarding lead", smoke=False)
def victim_is_the_lead(world: World) -> None:
    case = a_case(world)
    school = world.schools.reserve()
    school.contact.dsl_name = case.victim.name
    expect_with(case, case.child(school=school), "HELD", "P2.19")


@scenario("P2.20", "honour-based abuse", mix=True)
def honour_based(world: World) -> None:
    case, child = _a_child(world)
    case.occurrence["qualifiers"] = ["Honour-based abuse"]
    expect_with(case, child, "HELD", "P2.20")


@scenario("P2.20", "covert protection", smoke=False, mix=True)
def covert_protection(world: World) -> None:
    case, child = _a_child(world)
    world.people.flag("Covert protection", on=child.human)
    expect_with(case, child, "HELD", "P2.20")


@scenario("P2.20", "interview pending", smoke=False, mix=True)
def interview_pending(world: World) -> None:
    case, child = _a_child(world)
    world.people.flag("Interview pending", on=child.human)
    expect_with(case, child, "HELD", "P2.20")


@scenario("P2.20", "covert protection of the victim", smoke=False, mix=True)
def victim_under_covert_protection(world: World) -> None:
    case, child = _a_child(world)
    world.people.flag("Covert protection", on=case.victim)
    expect_with(case, child, "HELD", "P2.20")


@scenario("P2.24", "surname", mix=True)
def other_surname(world: World) -> None:
    case, child = _a_child(world)
    child.row["surname"] = f"{case.suspect.surname}-{child.human.surname}"
    expect_with(case, child, "BE", "P2.24")


@scenario("P2.24", "forename", smoke=False, mix=True)
def other_forename(world: World) -> None:
    case, child = _a_child(world)
    child.row["forename"] = world.mint.coin("forename")
    expect_with(case, child, "BE", "P2.24")


@scenario("P2.25", "in care", mix=True)
def in_care(world: World) -> None:
    case = a_case(world)
    child = case.child(home=world.places.address(world.town(), "placement"), resident="No")
    world.people.flag("Looked after child", on=child.human)
    case.words += ["looked after", "placement"]
    expect_with(case, child, "done", "P2.25")


def _not_related(world: World, present: str, outcome: str) -> None:
    case = a_case(world)
    child = case.child(
        surname=world.names.surname(),
        relation_victim="Not related",
        relation_suspect="Not related",
        present=present,
        resident="No",
    )
    expect_with(case, child, outcome, "P2.28")


@scenario("P2.28", "present", mix=True)
def not_related_but_present(world: World) -> None:
    _not_related(world, "Yes", "done")


@scenario("P2.28", "not present", mix=True)
def not_related_nor_present(world: World) -> None:
    _not_related(world, "No", "HELD")


@scenario("P2.28", "present not known", smoke=False, mix=True)
def not_related_and_not_known(world: World) -> None:
    _not_related(world, "Not known", "HELD")


@scenario("P2.29", "missing on both", mix=True)
def no_birth_date(world: World) -> None:
    case, child = _a_child(world)
    child.human.row["born"], child.row["born"] = None, ""
    expect_tag(case, "with", rows=["P1.5"])
    expect_notice(case, child, "BE", "P2.29")


@scenario("P2", "birth date on the person only", smoke=False, mix=True)
def birth_date_on_the_person(world: World) -> None:
    case, child = _a_child(world)
    child.row["born"] = ""
    expect_tag(case, "with", rows=["P1.5"])
    expect_notice(case, child)


@scenario("P2", "same name, other birth date", mix=True)
def namesake(world: World) -> None:
    case, child = _a_child(world)
    refuge = world.places.address(world.town(), "refuge")
    born = born_for(12, case.started.day, world.rng)
    name = {"surname": child.human.surname, "forename": child.human.forename}
    world.people.add(refuge, born=born, adult=False, **name)
    expect_with(case, child)


def _asked_in_version_6(case: Case, **answers: str) -> None:
    """The PPN is written in the version that asks about the education notification."""
    case.report["form_version"] = EDUCATION
    case.data.update(answers)


@scenario("P2.37", "reason not to notify", smoke=False)
def reason_not_to_notify(world: World) -> None:
    case, child = _a_child(world)
    reason = "A parent volunteers at the school."
    _asked_in_version_6(case, no_notification_reason=reason)
    expect_with(case, child, "HELD", "P2.37")


@scenario("P2.2", "a second setting that is not named", smoke=False)
def second_setting(world: World) -> None:
    case = a_case(world)
    school = world.schools.reserve()
    child = case.child(aged=8, school=school)
    _asked_in_version_6(case, second_setting="At another school")
    expect_with(case, child, "BE", "P2.2", to=[Message(school)])


@scenario("P2.18", "address not safe to share", smoke=False)
def address_not_safe(world: World) -> None:
    case, child = _a_child(world)
    _asked_in_version_6(case, address_safe="No")
    expect_with(case, child, "HELD", "P2.18")


@scenario("P2.18", "not known whether the address is safe", smoke=False)
def address_perhaps_not_safe(world: World) -> None:
    case, child = _a_child(world)
    _asked_in_version_6(case, address_safe="Not known")
    expect_with(case, child, "HELD", "P2.18")


@scenario("P2", "own words of each child", smoke=False)
def own_words_of_each_child(world: World) -> None:
    case = a_case(world)
    children = [case.child(aged=aged) for aged in (8, 11)]
    case.report["form_version"] = PER_CHILD[0]
    for child, word in zip(children, ("swings", "library"), strict=True):
        child.row["said"] = f"I like school because of the {word}."
    case.data["voice"] = ""
    expect_tag(case, "with")
    for child in children:
        expect_notice(case, child)
