"""P2: the school that the PPN gives, and what the workbook says of it."""

# ruff: noqa: D103 - the row and the variant say what a scenario is

from fake_niche.seed.case import a_case
from fake_niche.seed.expect import Message, expect_with
from fake_niche.seed.places import NORTHERN_IRELAND, NORTHMARK, SCOTLAND, Town, town_named
from fake_niche.seed.registry import scenario
from fake_niche.seed.schools import School, Schools
from fake_niche.seed.world import World


def _chosen(world: World, value: str, outcome: str, *rows: str, aged: int = 9) -> None:
    """The officer chose no school but one of the special values at the top of the list."""
    case = a_case(world)
    expect_with(case, case.child(aged=aged, school=value), outcome, *rows)


def _at(world: World, school: School, outcome: str = "done", *rows: str, aged: int = 9) -> None:
    case = a_case(world)
    expect_with(case, case.child(aged=aged, school=school), outcome, *rows)


def _written(world: World, text: str, outcome: str, *rows: str, aged: int = 9) -> None:
    """The officer chose "Not listed" and wrote the school as a text."""
    case = a_case(world)
    expect_with(case, case.child(aged=aged, school="NL", school_other=text), outcome, *rows)


@scenario("P2.1", "blank", mix=True)
def school_blank(world: World) -> None:
    _chosen(world, "", "BE", "P2.1")


@scenario("P2.1", "not known", smoke=False, mix=True)
def school_not_known(world: World) -> None:
    _chosen(world, "NK", "BE", "P2.1")


@scenario("P2.2", "misspelt", mix=True)
def school_misspelt(world: World) -> None:
    school = world.schools.special("misspelt", Schools.reserve)
    _written(world, school.name.replace("School", "Scool").replace("a", "e", 1), "BE", "P2.2")


@scenario("P2.2", "not listed and no text", smoke=False, mix=True)
def school_not_listed(world: World) -> None:
    _written(world, "", "BE", "P2.2")


@scenario("P2", "not listed but written exactly", mix=True)
def school_written_exactly(world: World) -> None:
    school = world.schools.special("written", Schools.reserve)
    case = a_case(world)
    child = case.child(school="NL", school_other=school.name)
    expect_with(case, child, to=[Message(school)])


def _with_a_namesake(schools: Schools) -> School:
    school = schools.reserve()
    schools.open(school.name, "primary", town_named(school.town))
    return school


@scenario("P2.3", "two in one town", mix=True)
def two_schools_of_that_name(world: World) -> None:
    school = world.schools.special("namesake", _with_a_namesake)
    _written(world, school.name, "BE", "P2.3")


@scenario("P2", "two schools of one name, chosen from the list", smoke=False, mix=True)
def namesake_in_another_town(world: World) -> None:
    def make(schools: Schools) -> School:
        school = schools.reserve()
        elsewhere = "Solmere" if school.town != "Solmere" else "Velmouth"
        schools.open(school.name, "primary", town_named(elsewhere))
        return school

    _at(world, world.schools.special("namesake elsewhere", make))


def _closed(schools: Schools, note: str) -> School:
    school, successor = schools.reserve(), schools.reserve()
    school.row.update(closed="2025-08-31", successor_id=successor.id)
    successor.row["opened"] = "2025-09-01"
    school.contact.notes = f"{note} {successor.name} ({successor.id})"
    return school


@scenario("P2.6", "closed", mix=True)
def school_closed(world: World) -> None:
    make = lambda schools: _closed(schools, "Closed 31/08/2025; pupils went to")  # noqa: E731
    _at(world, world.schools.special("closed", make), "BE", "P2.6")


@scenario("P2.6", "merged", smoke=False, mix=True)
def school_merged(world: World) -> None:
    make = lambda schools: _closed(schools, "Merged 01/09/2025 into")  # noqa: E731
    _at(world, world.schools.special("merged", make), "BE", "P2.6")


@scenario("P2.6", "renamed", smoke=False, mix=True)
def school_renamed(world: World) -> None:
    def make(schools: Schools) -> School:
        school = _closed(schools, "Renamed 01/09/2025:")
        successor = next(s for s in schools.all if s.id == school.row["successor_id"])
        successor.row["town"] = successor.contact.town = school.town
        return school

    _at(world, world.schools.special("renamed", make), "BE", "P2.6")


@scenario("P2.7", "no row", mix=True)
def no_contact_row(world: World) -> None:
    def make(schools: Schools) -> School:
        school = schools.reserve()
        school.contacts.clear()
        return school

    _at(world, world.schools.special("no row", make), "BE", "P2.7")


@scenario("P2.7", "blank mailbox", smoke=False, mix=True)
def blank_mailbox(world: World) -> None:
    def make(schools: Schools) -> School:
        school = schools.reserve()
        school.contact.dsl_mailbox = school.contact.head_mailbox = ""
        return school

    _at(world, world.schools.special("blank mailbox", make), "BE", "P2.7")


@scenario("P2.7", "conflicting rows", mix=True)
def conflicting_rows(world: World) -> None:
    def make(schools: Schools) -> School:
        school = schools.reserve()
        other = schools.another_row(school)
        other.dsl_mailbox = school.mailbox.replace("safeguarding@", "dsl@")
        school.allowed.append(other.dsl_mailbox)
        return school

    _at(world, world.schools.special("conflict", make), "BE", "P2.7")


@scenario("P2", "lead and head teacher in two rows", smoke=False, mix=True)
def lead_and_head_in_two_rows(world: World) -> None:
    def make(schools: Schools) -> School:
        school = schools.reserve()
        other = schools.another_row(school)
        other.dsl_name = other.dsl_mailbox = ""
        school.contact.head_name = school.contact.head_mailbox = ""
        return school

    _at(world, world.schools.special("two rows", make))


def _with_mailbox(world: World, kind: str, replace: str) -> School:
    def make(schools: Schools) -> School:
        school = schools.reserve()
        domain = school.mailbox.split("@")[1]
        school.contact.dsl_mailbox = replace.format(domain)
        return school

    return world.schools.special(kind, make)


@scenario("P2.8", "malformed", smoke=False, mix=True)
def malformed_mailbox(world: World) -> None:
    school = _with_mailbox(world, "malformed", "safeguarding at {}")
    _at(world, school, "BE", "P2.8")


@scenario("P2.8", "not allowed", mix=True)
def mailbox_not_allowed(world: World) -> None:
    school = _with_mailbox(world, "not allowed", "office@new-{}")
    _at(world, school, "BE", "P2.8")


@scenario("P2.8", "two in one cell", smoke=False, mix=True)
def two_mailboxes_in_one_cell(world: World) -> None:
    school = _with_mailbox(world, "two in a cell", "safeguarding@{0}; head@{0}")
    _at(world, school, "BE", "P2.8")


@scenario("P2.10", "two schools", mix=True)
def two_schools(world: World) -> None:
    first = world.schools.special("first of two", Schools.reserve)
    second = world.schools.special("second of two", Schools.reserve)
    _at_both(world, first, second, "done", "P2.10", to=[Message(first), Message(second)])


@scenario("P2.10", "one of them without contact", smoke=False)
def two_schools_one_without_contact(world: World) -> None:
    first, second = world.schools.reserve(), world.schools.reserve()
    second.contacts.clear()
    _at_both(world, first, second, "BE", "P2.7", "P2.10", to=[Message(first)])


def _at_both(
    world: World, first: School, second: School, outcome: str, *rows: str, to: list[Message]
) -> None:
    case = a_case(world)
    child = case.child(aged=8, school=first)
    case.data["children"].append({**child.row, "school": second.id})
    expect_with(case, child, outcome, *rows, to=to)


@scenario("P2", "the same child in two rows", mix=True)
def same_child_twice(world: World) -> None:
    case = a_case(world)
    child = case.child(aged=8)
    case.data["children"].append(dict(child.row))
    expect_with(case, child)


@scenario("P2.11", "home educated", mix=True)
def home_educated(world: World) -> None:
    _chosen(world, "HE", "HELD", "P2.11")


@scenario("P2.11", "missing education", smoke=False, mix=True)
def missing_education(world: World) -> None:
    _chosen(world, "ME", "HELD", "P2.11", aged=13)


@scenario("P2.11", "none", smoke=False, mix=True)
def no_school(world: World) -> None:
    _chosen(world, "NO", "HELD", "P2.11", aged=12)


@scenario("P2.12", "no listed school", mix=True)
def below_school_age(world: World) -> None:
    _chosen(world, "US", "SKIP", "P2.12", aged=2)


@scenario("P2.12", "school blank", smoke=False, mix=True)
def below_school_age_and_blank(world: World) -> None:
    _chosen(world, "", "SKIP", "P2.12", "P2.1", aged=1)


@scenario("P2.12", "listed nursery", mix=True)
def at_a_listed_nursery(world: World) -> None:
    nursery = world.schools.special("nursery", lambda s: s.reserve("nursery"))
    _at(world, nursery, "done", "P2.12", aged=3)


@scenario("P2.13", "college on the list", mix=True)
def at_a_listed_college(world: World) -> None:
    college = world.schools.special("college", lambda s: s.reserve("college"))
    _at(world, college, "done", "P2.13", aged=16)


@scenario("P2.13", "college not on the list", mix=True)
def at_a_college_not_listed(world: World) -> None:
    _written(world, "Quernmoor College of Further Education", "BE", "P2.2", "P2.13", aged=17)


def _outside(world: World, town: Town, outcome: str) -> None:
    def make(schools: Schools) -> School:
        number = len(schools.all)
        school = schools.open(f"Borderlands {number} Primary School", "primary", town)
        school.contact.verified = ""
        return school

    school = world.schools.special(f"in {town.name}", make)
    _at(world, school, outcome, "P2.17")


@scenario("P2.17", "outside the area", mix=True)
def school_outside(world: World) -> None:
    _outside(world, NORTHMARK, "BE")


@scenario("P2.17", "in Scotland", mix=True)
def school_in_scotland(world: World) -> None:
    _outside(world, SCOTLAND, "HELD")


@scenario("P2.17", "in Northern Ireland", smoke=False, mix=True)
def school_in_northern_ireland(world: World) -> None:
    _outside(world, NORTHERN_IRELAND, "HELD")
