"""P5: each row of its table, on a family with one incident between victim and perpetrator."""

# ruff: noqa: D103 - the row and the variant say what a scenario is

from dataclasses import dataclass
from datetime import date, timedelta

from fake_niche import models
from fake_niche.seed.expect_reports import Shown, expect_report
from fake_niche.seed.history import an_earlier_occurrence, an_order
from fake_niche.seed.people import Human
from fake_niche.seed.places import town_named
from fake_niche.seed.registry import scenario
from fake_niche.seed.requests import (
    Household,
    Part,
    a_home,
    a_household,
    a_marac_case,
    an_action,
    an_adult,
    relate,
)
from fake_niche.seed.rows import Row
from fake_niche.seed.when import Moment, born_for
from fake_niche.seed.world import World

AGENCY = "Solmere Council"
UNIT = "Professional Standards"


@dataclass
class Pair:
    """Victim and perpetrator with a child of both, one incident, and what a report shows."""

    world: World
    house: Household
    seen: Row
    shown: Shown

    def parts(self) -> list[Part]:
        """The perpetrator and the children."""
        children = [(child, "Child") for child in self.house.children]
        return [(self.house.partner, "Perpetrator"), *children]

    def case(self, parts: list[Part] | None = None, **columns: object) -> Row:
        """The case, handed to the robot."""
        people = self.parts() if parts is None else parts
        return a_marac_case(self.world, self.house, self.house.parent, people, **columns)  # type: ignore[arg-type]

    def expect(self, marac: Row, outcome: str = "done", *rows: str) -> None:
        """It ends so, with both documents when it is done."""
        shown = self.shown if outcome == "done" else None
        expect_report(self.world, marac, outcome, *rows, shown=shown)


def a_pair(world: World, *, earlier: bool = True, children: tuple[int, ...] = (9,)) -> Pair:
    """The pair; with an earlier case of theirs three years ago unless told otherwise."""
    house = a_household(world, children=children, kind="Domestic incident", domestic=True)
    for child in house.children:
        relate(world, house.partner, child, "Father")
    seen = an_earlier_occurrence(world, house.parent, others=[(house.partner, "Suspect")])
    shown = Shown(["Incidents between victim and perpetrator", "PNC/PND – coordinator to add"])
    for human in (house.parent, house.partner, *house.children):
        shown.report.append(human.name)
        shown.kept += [human.row["telephone"], human.row["employer"], human.id]
    pair = Pair(world, house, seen, shown.occurrence(seen))
    if earlier:
        an_earlier_case(pair)
    return pair


def an_earlier_case(pair: Pair, referred: date = date(2023, 2, 1), **columns: object) -> Row:
    """A case of the same pair that was heard, with an action."""
    marac = pair.case(
        None,
        task=False,
        status="Heard",
        referred_on=referred.isoformat(),
        meeting_on=(referred + timedelta(days=20)).isoformat(),
        **columns,
    )
    if not columns:
        text = f"Fit an alarm {pair.world.mint.coin('word').lower()}"
        an_action(pair.world, marac, text, status="Done")
        pair.shown.report += [text, f"{referred:%d/%m/%Y}"]
    return marac


@scenario("P5", "a pair", mix=True)
def plain(world: World) -> None:
    pair = a_pair(world)
    an_order(world, pair.house.partner, pair.house.parent, kind="Police bail")
    pair.shown.report += ["Police bail", "In force", "Visible high risk", pair.house.home["line"]]
    pair.expect(pair.case())


@scenario("P5.1", "no victim", mix=True)
def no_victim(world: World) -> None:
    pair = a_pair(world)
    marac = a_marac_case(world, pair.house, None, pair.parts())
    pair.expect(marac, "BE", "P5.1")


@scenario("P5.1", "no perpetrator", smoke=False, mix=True)
def no_perpetrator(world: World) -> None:
    pair = a_pair(world)
    pair.expect(pair.case(pair.parts()[1:]), "BE", "P5.1")


@scenario("P5.2", "two perpetrators", mix=True)
def two_perpetrators(world: World) -> None:
    pair = a_pair(world)
    second = an_adult(world, a_home(world), "Male")
    seen = an_earlier_occurrence(world, pair.house.parent, days=40, others=[(second, "Suspect")])
    pair.shown.occurrence(seen)
    pair.shown.report += [
        f"Incidents between victim and perpetrator: {human.name}"
        for human in (pair.house.partner, second)
    ]
    pair.expect(pair.case([*pair.parts(), (second, "Perpetrator")]), "done", "P5.2")


@scenario("P5.3", "roles swap", mix=True)
def roles_swap(world: World) -> None:
    pair = a_pair(world)
    other_way = [(pair.house.partner, "Victim")]
    seen = an_earlier_occurrence(
        world, pair.house.parent, role="Suspect", days=40, others=other_way
    )
    pair.shown.occurrence(seen)
    pair.shown.report += [
        "Roles the other way round",
        f"{pair.house.parent.name}: suspect",
        f"{pair.house.partner.name}: victim",
    ]
    pair.shown.cover.append("P5.3")
    pair.expect(pair.case(), "done", "P5.3")


def _goes_to_school(world: World, child: Human) -> str:
    school = world.schools.reserve()
    world.rows.add(
        models.PupilLink, person_id=child.id, school_id=school.id, since="2024-09-01", source="PPN"
    )
    return school.name


@scenario("P5.4", "refuge", mix=True)
def in_a_refuge(world: World) -> None:
    pair = a_pair(world)
    refuge = a_home(world, town_named("Withycombe Regis"), "refuge")
    (child,) = pair.house.children
    for human in (pair.house.parent, child):
        world.people.move(human, refuge)
    school = _goes_to_school(world, child)
    hidden = [refuge["line"], refuge["postcode"], refuge["town"], refuge["lpa"]]
    pair.shown.kept += [*hidden, refuge["authority"], school, pair.house.home["line"]]
    pair.expect(pair.case(), "done", "P5.4")


@scenario("P5.4", "flag on the child", smoke=False, mix=True)
def flag_on_the_child(world: World) -> None:
    pair = a_pair(world)
    (child,) = pair.house.children
    world.people.flag("Confidential address", on=child)
    school = _goes_to_school(world, child)
    pair.shown.kept += [pair.house.home["line"], pair.house.home["postcode"], school]
    pair.expect(pair.case(), "done", "P5.4")


@scenario("P5", "school and address are shown", smoke=False, mix=True)
def school_is_shown(world: World) -> None:
    pair = a_pair(world)
    school = _goes_to_school(world, pair.house.children[0])
    pair.shown.report += [school, pair.house.home["line"]]
    pair.expect(pair.case())


@scenario("P5.5", "not identified", mix=True)
def not_identified(world: World) -> None:
    pair = a_pair(world)
    pair.shown = Shown().occurrence(pair.seen)
    pair.shown.report += [pair.house.parent.name, "The perpetrator is not identified."]
    pair.shown.kept += [pair.house.partner.forename, pair.house.partner.row["telephone"]]
    marac = pair.case(pair.parts()[1:], perpetrator_not_identified=True)
    pair.expect(marac, "done", "P5.5")


@scenario("P5.6", "no earlier MARAC", mix=True)
def no_earlier_marac(world: World) -> None:
    pair = a_pair(world, earlier=False)
    pair.shown.report.append("None recorded.")
    pair.expect(pair.case(), "done", "P5.6")


@scenario("P5.6", "in another area", mix=True)
def in_another_area(world: World) -> None:
    pair = a_pair(world, earlier=False)
    an_earlier_case(pair, area="Northmark", held_elsewhere=True)
    pair.shown.report += ["Known, not held", "Northmark"]
    pair.expect(pair.case(), "done", "P5.6")


@scenario("P5.7", "meeting past", mix=True)
def meeting_past(world: World) -> None:
    pair = a_pair(world)
    past = (world.calendar.as_of - timedelta(days=1)).isoformat()
    pair.expect(pair.case(meeting_on=past), "BE", "P5.7")


@scenario("P5.7", "no meeting date", smoke=False, mix=True)
def no_meeting_date(world: World) -> None:
    pair = a_pair(world)
    pair.expect(pair.case(meeting_on=None), "BE", "P5.7")


@scenario("P5.8", "withdrawn", mix=True)
def withdrawn(world: World) -> None:
    pair = a_pair(world)
    pair.expect(pair.case(status="Withdrawn"), "SKIP", "P5.8")


@scenario("P5.9", "child of one parent", mix=True)
def child_of_one_parent(world: World) -> None:
    pair = a_pair(world)
    child = pair.house.child(aged=5)
    pair.shown.report += [child.name, f"Mother: {pair.house.parent.name}"]
    pair.expect(pair.case(), "done", "P5.9")


@scenario("P5.10", "restricted investigation", mix=True)
def restricted_investigation(world: World) -> None:
    pair = a_pair(world)
    secret = an_earlier_occurrence(
        world, pair.house.parent, days=20, status="Open", restricted_to="RESTR"
    )
    pair.shown.hidden(secret).cover += [UNIT, "P5.10"]
    pair.shown.kept.append(UNIT)
    expect_report(world, pair.case(), "HELD", "P5.10", "P4.7", shown=pair.shown)


@scenario("P5.11", "expired order", mix=True)
def expired_order(world: World) -> None:
    pair = a_pair(world)
    an_order(world, pair.house.partner, pair.house.parent, since=200, until=10)
    pair.shown.report += ["Non-molestation order", "Expired"]
    pair.expect(pair.case(), "done", "P5.11")


@scenario("P5.12", "partner agency", mix=True)
def partner_agency(world: World) -> None:
    pair = a_pair(world)
    agenda = an_adult(world, a_home(world))
    agenda.row["employer"] = AGENCY
    pair.expect(pair.case([*pair.parts(), (agenda, "Agenda")]), "HELD", "P5.12")


@scenario("P5", "somebody else on the agenda", smoke=False, mix=True)
def somebody_on_the_agenda(world: World) -> None:
    pair = a_pair(world)
    agenda = an_adult(world, a_home(world))
    pair.shown.others(agenda)
    pair.expect(pair.case([*pair.parts(), (agenda, "Agenda")]))


@scenario("P5.13", "twelve months to the day", mix=True)
def twelve_months_to_the_day(world: World) -> None:
    pair = a_pair(world, earlier=False)
    an_earlier_case(pair, date(2025, 2, 10))
    on = Moment(date(2026, 2, 10), "19:40")
    seen = an_earlier_occurrence(
        world, pair.house.parent, on=on, others=[(pair.house.partner, "Suspect")]
    )
    pair.shown.occurrence(seen)
    pair.shown.report += ["within 12 months of the last referral on 10/02/2025", "10/02/2026"]
    pair.expect(pair.case(), "done", "P5.13")


@scenario("P5", "twelve months and a day", smoke=False, mix=True)
def twelve_months_and_a_day(world: World) -> None:
    pair = a_pair(world, earlier=False)
    pair.seen["started"] = Moment(date(2026, 2, 11), "19:40").iso
    an_earlier_case(pair, date(2025, 2, 10))
    pair.expect(pair.case())


@scenario("P5.14", "victim of 15", mix=True)
def victim_of_fifteen(world: World) -> None:
    pair = a_pair(world, children=())
    born = born_for(15, world.calendar.as_of, world.rng)
    pair.house.parent.row["born"] = born.isoformat()
    pair.expect(pair.case(), "BE", "P5.14")
