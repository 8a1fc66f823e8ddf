"""P4: what a request says, when it comes, and what becomes of its task."""

# ruff: noqa: D103 - the row and the variant say what a scenario is

from fake_niche import models
from fake_niche.seed.expect_reports import Shown, expect_report
from fake_niche.seed.history import an_earlier_occurrence
from fake_niche.seed.registry import scenario
from fake_niche.seed.requests import Household, a_csc_request, a_household, hand_over, task_of
from fake_niche.seed.rows import Row
from fake_niche.seed.world import World

LOADED = "p4-loaded-1"


def a_family(world: World, **columns: object) -> tuple[Household, Row, Shown]:
    """Mother, partner and child with one incident, and what a report on them shows."""
    house = a_household(world, **columns)  # type: ignore[arg-type]
    seen = an_earlier_occurrence(world, house.parent, others=[(house.partner, "Suspect")])
    shown = Shown().people(*house.children, house.parent, house.partner).occurrence(seen)
    shown.report.append(f"No trace: {house.children[0].name}")
    return house, seen, shown


def log(world: World, house: Household, text: str, by: str = "coord1") -> None:
    """An entry of the enquiry log."""
    world.rows.add(
        models.OelEntry,
        occurrence_number=house.number,
        written=world.calendar.before(1, "16:20").iso,
        author_id=by,
        type="Enquiry",
        text=text,
    )


@scenario("P4", "a family", mix=True)
def plain(world: World) -> None:
    house, _, shown = a_family(world)
    request = a_csc_request(world, house, house.parts(), scope_note="All that concerns the child.")
    shown.report += ["All that concerns the child.", "Children Act 1989, section 47"]
    expect_report(world, request, shown=shown)


@scenario("P4.1", "nobody linked", mix=True)
def nobody_linked(world: World) -> None:
    house, _, _ = a_family(world)
    expect_report(world, a_csc_request(world, house), "BE", "P4.1")


@scenario("P4.6", "no legal basis", mix=True)
def no_legal_basis(world: World) -> None:
    house, _, _ = a_family(world)
    request = a_csc_request(world, house, house.parts(), legal_basis="")
    expect_report(world, request, "BE", "P4.6")


@scenario("P4.6", "section 17 without consent", smoke=False, mix=True)
def section_17_without_consent(world: World) -> None:
    house, _, _ = a_family(world)
    request = a_csc_request(world, house, house.parts(), type="Section 17", consent_reason="")
    expect_report(world, request, "BE", "P4.6")


@scenario("P4", "section 17 with a reason", smoke=False, mix=True)
def section_17_with_a_reason(world: World) -> None:
    house, _, shown = a_family(world)
    request = a_csc_request(world, house, house.parts(), type="Section 17")
    expect_report(world, request, shown=shown)


@scenario("P4.10", "deadline past", mix=True)
def deadline_past(world: World) -> None:
    house, _, shown = a_family(world)
    deadline = world.calendar.before(1, "16:00").iso
    request = a_csc_request(world, house, house.parts(), deadline=deadline)
    shown.cover.append("P4.10")
    expect_report(world, request, "done", "P4.10", shown=shown)


@scenario("P4.10", "deadline today", smoke=False, mix=True)
def deadline_today(world: World) -> None:
    house, _, shown = a_family(world)
    deadline = world.calendar.run_at(1, "16:00")
    request = a_csc_request(world, house, house.parts(), deadline=deadline)
    expect_report(world, request, "done", "P4.10", shown=shown)


@scenario("P4.11", "in the evening", smoke=False)
def in_the_evening(world: World) -> None:
    """Loaded outside hours it waits; the clock says when, and the note that it has waited."""
    house, _, shown = a_family(world)
    expect_report(world, a_csc_request(world, house, house.parts()), shown=shown)


@scenario("P4.12", "handed over twice")
def handed_over_twice(world: World) -> None:
    house, _, shown = a_family(world)
    request = a_csc_request(world, house, house.parts())
    first, second = task_of(world, request), hand_over(world, request)
    expect_report(world, request, shown=shown, task=first)
    expect_report(world, request, "done", "P4.12", shown=shown, task=second)


@scenario("P4.12", "changed since")
def changed_since(world: World) -> None:
    house, _, shown = a_family(world)
    request = a_csc_request(world, house, house.parts())
    expect_report(world, request, shown=shown)
    note = f"And the time before {world.mint.coin('word').lower()}."
    world.event(
        "after-run-1", "set_csc_request", csc=request["id"], set={"scope_note": note}, by="coord1"
    )
    number = world.late_task()
    world.event(
        "after-run-1",
        "add_task",
        task=number,
        title=f"{request['id']} information sharing report",
        type="CSC request",
        unit="MASH-ROBOT",
        occurrence=house.number,
        csc=request["id"],
        for_robot=True,
        by="coord1",
    )
    again = Shown([*shown.report, note], shown.cover, shown.never, shown.kept, version=2)
    expect_report(world, request, "done", "P4.12", shown=again, run=2, task={"id": number})


@scenario("P4.14", "changed during the build", smoke=False)
def changed_during_the_build(world: World) -> None:
    """The change is made while the robot builds; a test does it, and the note says so then."""
    house, _, shown = a_family(world)
    expect_report(world, a_csc_request(world, house, house.parts()), shown=shown)


@scenario("P4.15", "no upload")
def no_upload(world: World) -> None:
    house, _, _ = a_family(world)
    request = a_csc_request(world, house, house.parts())
    path = f"^/occurrence/{house.number}/attachments$"
    world.event(LOADED, "fault", kind="error_on_save", path=path)
    expect_report(world, request, "SE", "P4.15")


@scenario("P4.16", "a row is missing")
def a_row_is_missing(world: World) -> None:
    house, _, _ = a_family(world)
    request = a_csc_request(world, house, house.parts())
    path = f"^/person/{house.parent.id}/occurrences$"
    world.event(LOADED, "fault", kind="row_missing", path=path)
    expect_report(world, request, "SE", "P4.16")


@scenario("P4.20", "hours end", smoke=False)
def hours_end(world: World) -> None:
    """The clock is moved past the end of hours while it is worked."""
    house, _, shown = a_family(world)
    expect_report(world, a_csc_request(world, house, house.parts()), shown=shown)


@scenario("C12", "the occurrence of a request")
def restricted_occurrence(world: World) -> None:
    house, _, _ = a_family(world, restricted_to="RESTR")
    expect_report(world, a_csc_request(world, house, house.parts()), "BE", "C12")


@scenario("C13", "a request withdrawn")
def request_withdrawn(world: World) -> None:
    house, _, _ = a_family(world)
    request = a_csc_request(world, house, house.parts(), status="Withdrawn")
    expect_report(world, request, "SKIP", "C13")


@scenario("C13", "a report task cancelled", smoke=False)
def task_cancelled(world: World) -> None:
    house, _, _ = a_family(world)
    request = a_csc_request(world, house, house.parts())
    world.event(LOADED, "cancel_task", task=f"T{task_of(world, request)['id']}", by="coord1")
    expect_report(world, request, "SKIP", "C13")


@scenario("C18", "a request done by hand", mix=True)
def done_by_hand(world: World) -> None:
    house, _, _ = a_family(world)
    request = a_csc_request(world, house, house.parts())
    log(world, house, f"{request['id']} done by hand.")
    expect_report(world, request, "SKIP", "C18")


@scenario("C18", "a request sent", smoke=False, mix=True)
def sent_by_hand(world: World) -> None:
    house, _, _ = a_family(world)
    request = a_csc_request(world, house, house.parts(), status="Sent")
    expect_report(world, request, "SKIP", "C18")
