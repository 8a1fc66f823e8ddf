"""The builders of requests, cases and history make rows that a database takes."""

from datetime import date

from sqlalchemy import create_engine, select

from fake_niche import models
from fake_niche.seed.accounts import open_accounts
from fake_niche.seed.case import a_case
from fake_niche.seed.history import a_namesake, an_earlier_occurrence, an_episode, an_order
from fake_niche.seed.requests import a_csc_request, a_household, a_marac_case, an_action, task_of
from fake_niche.seed.world import World
from tests.unit.seed.worlds import a_world


def test_a_request_is_about_the_family_and_waits_for_the_robot() -> None:
    world = a_world()
    home = a_household(world, children=(9, 4))
    request = a_csc_request(world, home, home.parts())
    roles = [row["role"] for row in world.rows.of(models.CscRequestPerson)]
    assert roles == ["Child", "Child", "Parent", "Other adult"]
    task = task_of(world, request)
    assert (task["title"], task["for_robot"]) == ("CSC-000001 information sharing report", True)
    assert (task["unit_code"], task["due"]) == ("MASH-ROBOT", request["deadline"])
    assert request["authority"] == home.home["authority"]


def test_a_marac_report_is_due_a_week_before_the_meeting() -> None:
    world = a_world()
    home = a_household(world)
    marac = a_marac_case(world, home, home.parent, [(home.partner, "Perpetrator")])
    assert marac["meeting_on"] == "2026-03-12"
    assert task_of(world, marac)["due"].startswith("2026-03-05T16:00")


def test_a_household_is_no_work_of_the_ppn_queue() -> None:
    world = a_world()
    a_household(world)
    assert world.rows.of(models.Task) == []
    assert world.rows.of(models.Report) == []


def test_a_namesake_differs_in_its_birth_date_only_where_asked() -> None:
    world = a_world()
    parent = a_household(world).parent
    same = a_namesake(world, parent, same_birth_date=True)
    other = a_namesake(world, parent, same_birth_date=False)
    assert (same.name, same.born) == (parent.name, parent.born)
    assert other.name == parent.name
    assert date.fromisoformat(other.born).year == date.fromisoformat(parent.born).year - 1


def test_all_of_it_is_stored_with_its_links() -> None:
    world = _everything()
    engine = create_engine("sqlite://")
    models.Base.metadata.create_all(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")
        world.rows.insert(connection)
        assert not connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        found = connection.execute(select(models.MissingEpisode.status)).scalars().all()
    engine.dispose()
    assert found == ["Missing"]


def _everything() -> World:
    world = a_world()
    open_accounts(world, 1)
    home = a_household(world)
    a_csc_request(world, home, home.parts())
    marac = a_marac_case(world, home, home.parent, [(home.partner, "Perpetrator")])
    an_action(world, marac, "Change the locks.")
    an_order(world, home.partner, home.parent)
    an_earlier_occurrence(world, home.parent, others=[(home.partner, "Suspect")], flags=["Alcohol"])
    case = a_case(world, kinds=("Missing child",), domestic=False)
    an_episode(case, case.child(aged=13))
    return world
