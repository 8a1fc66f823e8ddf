"""The ordinary requests and MARAC cases of the large packs: a family with some earlier incidents."""

from datetime import timedelta

from fake_niche.seed.expect_reports import Shown, expect_report
from fake_niche.seed.history import an_earlier_occurrence, an_order
from fake_niche.seed.requests import (
    Household,
    a_csc_request,
    a_household,
    a_marac_case,
    relate,
)
from fake_niche.seed.world import World

_CHILDREN = ((9,), (4, 9), (7, 11, 15))
_INCIDENTS = (1, 1, 2, 2, 3, 5)
_DAYS = (30, 650)  # within the window of either report
_UNDER_ORDER = 3  # one perpetrator in so many


def request(world: World) -> None:
    """Social care asks about a family that is known for one to five incidents."""
    house = a_household(world, children=world.rng.choice(_CHILDREN))
    shown = _known(house).people(*house.children, house.parent, house.partner)
    shown.report += [f"No trace: {child.name}" for child in house.children]
    expect_report(world, a_csc_request(world, house, house.parts()), shown=shown)


def marac(world: World) -> None:
    """A victim, a perpetrator and their children go to the next meeting for the first time."""
    children = world.rng.choice(_CHILDREN)
    house = a_household(world, children=children, kind="Domestic incident", domestic=True)
    for child in house.children:
        relate(world, house.partner, child, "Father")
    shown = _known(house).people(*house.children, house.parent, house.partner)
    shown.report.append("None recorded.")
    if world.rng.randrange(_UNDER_ORDER) == 0:
        an_order(world, house.partner, house.parent)
        shown.report.append("Non-molestation order")
    people = [(child, "Child") for child in house.children]
    case = a_marac_case(world, house, house.parent, [(house.partner, "Perpetrator"), *people])
    expect_report(world, case, "done", "P5.6", shown=shown)


def a_heard_case(world: World) -> None:
    """A case of the pack's past days that a meeting has heard; nobody asks about it now."""
    ago = world.rng.randrange(1, world.calendar.days)
    met = world.calendar.before(ago).day
    house = a_household(world, kind="Domestic incident", domestic=True)
    a_marac_case(
        world,
        house,
        house.parent,
        [(house.partner, "Perpetrator")],
        task=False,
        status="Heard",
        referred_on=(met - timedelta(days=14)).isoformat(),
        meeting_on=met.isoformat(),
    )


def _known(house: Household) -> Shown:
    """Incidents in which he was suspected of harming her."""
    world, shown = house.world, Shown()
    for _ in range(world.rng.choice(_INCIDENTS)):
        days = world.rng.randrange(*_DAYS)
        suspect = [(house.partner, "Suspect")]
        shown.occurrence(an_earlier_occurrence(world, house.parent, days=days, others=suspect))
    return shown
