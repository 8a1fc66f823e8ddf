"""P4: who is searched, what their history holds, and what is only counted."""

# ruff: noqa: D103 - the row and the variant say what a scenario is

from fake_niche.seed.expect_reports import Shown, expect_report, values_of
from fake_niche.seed.history import a_namesake, an_earlier_occurrence
from fake_niche.seed.registry import scenario
from fake_niche.seed.requests import a_csc_request, a_home, a_household, an_adult, relate
from fake_niche.seed.scenarios.p4_request import a_family
from fake_niche.seed.world import World

UNIT = "Professional Standards"
TOO_MANY = 201


@scenario("P4", "a relative who is not linked", mix=True)
def relative_not_linked(world: World) -> None:
    house, _, shown = a_family(world)
    aunt = an_adult(world, a_home(world), surname=house.parent.surname)
    relate(world, aunt, house.parent, "Sister")
    summary = f"{aunt.forename} called from the street."
    seen = an_earlier_occurrence(world, house.parent, days=90, summary=summary)
    shown.occurrence(seen).others(aunt)
    shown.report.append("[another person] called from the street.")
    expect_report(world, a_csc_request(world, house, house.parts()), shown=shown)


@scenario("P4.2", "neither birth date nor address", mix=True)
def nobody_in_particular(world: World) -> None:
    house, _, _ = a_family(world)
    house.partner.row["born"] = None
    house.partner.living["until"] = "2025-01-31"
    expect_report(world, a_csc_request(world, house, house.parts()), "BE", "P4.2")


@scenario("P4.3", "merged record", mix=True)
def merged_record(world: World) -> None:
    house, _, shown = a_family(world)
    old = an_adult(world, a_home(world))
    old.row["merged_into_id"] = house.parent.id
    people = [(old if human is house.parent else human, role) for human, role in house.parts()]
    shown.cover += [old.id, house.parent.id]
    shown.kept += values_of(old)
    expect_report(world, a_csc_request(world, house, people), "done", "P4.3", shown=shown)


@scenario("P4.4", "likely duplicate", mix=True)
def likely_duplicate(world: World) -> None:
    house, _, shown = a_family(world)
    other = a_namesake(world, house.parent, same_birth_date=True)
    seen = an_earlier_occurrence(world, other, days=60)
    shown.occurrence(seen)
    shown.report.append(f"{house.parent.name} (second record)")
    shown.cover += [other.id, "P4.4"]
    shown.kept += [other.id, other.row["telephone"]]
    request = a_csc_request(world, house, house.parts())
    expect_report(world, request, "done", "P4.4", shown=shown)


@scenario("P4.5", "other birth date", mix=True)
def other_birth_date(world: World) -> None:
    house, _, shown = a_family(world)
    other = a_namesake(world, house.parent, same_birth_date=False)
    shown.hidden(an_earlier_occurrence(world, other, days=60))
    year, month, day = other.born.split("-")
    shown.cover += [other.id, "same name, other birth date"]
    shown.kept += [other.id, f"{day}/{month}/{year}", other.home["postcode"]]
    request = a_csc_request(world, house, house.parts())
    expect_report(world, request, "done", "P4.5", shown=shown)


@scenario("P4.7", "restricted occurrence", mix=True)
def restricted_occurrence(world: World) -> None:
    house, _, shown = a_family(world)
    secret = an_earlier_occurrence(world, house.parent, days=50, restricted_to="RESTR")
    shown.hidden(secret)
    shown.cover += [UNIT, "Restricted to another unit"]
    shown.kept.append(UNIT)
    request = a_csc_request(world, house, house.parts())
    expect_report(world, request, "done", "P4.7", shown=shown)


@scenario("P4.8", "nothing found", mix=True)
def nothing_found(world: World) -> None:
    house = a_household(world)
    shown = Shown().people(*house.children, house.parent, house.partner)
    shown.report.append("Nothing is recorded within the scope of this search")
    request = a_csc_request(world, house, house.parts())
    expect_report(world, request, "done", "P4.8", shown=shown)


@scenario("P4.8", "only what is too old", smoke=False, mix=True)
def only_what_is_too_old(world: World) -> None:
    house = a_household(world)
    old = an_earlier_occurrence(world, house.parent, days=900)
    shown = Shown().people(house.parent).hidden(old)
    shown.cover.append("Older than the period, and of a class with a limit")
    request = a_csc_request(world, house, house.parts())
    expect_report(world, request, "done", "P4.8", shown=shown)


@scenario("P4", "old, and of a class without a limit", smoke=False, mix=True)
def old_without_a_limit(world: World) -> None:
    house, _, shown = a_family(world)
    old = an_earlier_occurrence(
        world, house.partner, role="Suspect", days=4000, classification="Child sexual assault"
    )
    request = a_csc_request(world, house, house.parts())
    expect_report(world, request, shown=shown.occurrence(old))


@scenario("P4.9", "more than 200 occurrences")
def too_many_occurrences(world: World) -> None:
    house = a_household(world)
    seen = [an_earlier_occurrence(world, house.parent, days=3 * n + 5) for n in range(TOO_MANY)]
    shown = Shown().people(house.parent).occurrence(*seen)
    shown.cover.append("P4.9")
    expect_report(world, a_csc_request(world, house, house.parts()), "BE", "P4.9", shown=shown)


@scenario("P4.13", "member of staff", mix=True)
def member_of_staff(world: World) -> None:
    house, _, _ = a_family(world)
    house.partner.row["employer"] = "Solmere Constabulary"
    expect_report(world, a_csc_request(world, house, house.parts()), "HELD", "P4.13")


@scenario("P4.17", "intelligence report", mix=True)
def intelligence_report(world: World) -> None:
    house, _, shown = a_family(world)
    secret = an_earlier_occurrence(world, house.parent, days=50, type="Intelligence report")
    shown.hidden(secret)
    shown.cover.append("Intelligence-type records")
    request = a_csc_request(world, house, house.parts())
    expect_report(world, request, "done", "P4.17", shown=shown)


@scenario("P4.18", "childhood reprimand", mix=True)
def childhood_reprimand(world: World) -> None:
    house, _, shown = a_family(world)
    seen = an_earlier_occurrence(
        world, house.partner, role="Suspect", days=70, disposal="Reprimand (childhood)"
    )
    shown.occurrence(seen).report.append("Reprimand (childhood)")
    shown.cover.append("P4.18")
    request = a_csc_request(world, house, house.parts())
    expect_report(world, request, "done", "P4.18", shown=shown)


@scenario("P4.19", "another authority's child", mix=True)
def another_authority(world: World) -> None:
    house, _, _ = a_family(world)
    request = a_csc_request(world, house, house.parts(), authority="Northmark County Council")
    expect_report(world, request, "BE", "P4.19")


@scenario("C12", "a person of a request", smoke=False, mix=True)
def restricted_person(world: World) -> None:
    house, _, _ = a_family(world)
    house.partner.row["restricted_to"] = "RESTR"
    expect_report(world, a_csc_request(world, house, house.parts()), "BE", "C12")


@scenario("C15", "hold on an occurrence of a request", mix=True)
def operational_hold(world: World) -> None:
    house, _, shown = a_family(world)
    seen = an_earlier_occurrence(world, house.parent, days=30, flags=["Operational hold"])
    shown.occurrence(seen).cover.append("C15")
    request = a_csc_request(world, house, house.parts())
    expect_report(world, request, "done", "C15", shown=shown)


@scenario("C16", "somebody of a request deceased", mix=True)
def deceased(world: World) -> None:
    house, _, shown = a_family(world)
    house.partner.row["deceased"] = True
    shown.cover.append("C16")
    request = a_csc_request(world, house, house.parts())
    expect_report(world, request, "done", "C16", shown=shown)
