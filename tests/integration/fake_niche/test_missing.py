"""Missing episodes: recorded, found, cancelled."""

from collections.abc import Callable

import pytest

from fake_niche.models import MissingEpisode
from tests.integration.fake_niche.desk import Desk
from tests.integration.fake_niche.world import CHILD, INCIDENT, SmallPack

PAGE = f"/occurrence/{INCIDENT}/missing"
REPORTED = {"person": CHILD, "category": "Medium", "reported": "01/03/2026 21:30"}


@pytest.fixture
def desk(coordinator: Desk) -> Desk:
    coordinator.open(INCIDENT)
    return coordinator


def test_an_episode_is_recorded_and_the_child_found(desk: Desk, pack: SmallPack) -> None:
    assert desk.save(f"{PAGE}/new", **REPORTED).location == PAGE
    row = desk.get(PAGE).grids["missing"][0]
    assert (row["episode"], row["person"], row["category"]) == ("1", CHILD, "Medium")
    assert (row["status"], row["reported"], row["found"]) == ("Missing", "01/03/2026 21:30", "")
    assert row["changed"].startswith("02/03/2026 05:3")
    desk.save(f"{PAGE}/1/edit", status="Found", found="02/03/2026 01:10")
    page = desk.get(PAGE)
    assert page.outputs["missing_total"] == "1"
    row = page.grids["missing"][0]
    assert (row["status"], row["found"]) == ("Found", "02/03/2026 01:10")
    with pack.session() as session:
        assert session.get_one(MissingEpisode, 1).row_version == 2


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"person": ""}, "person"),
        ({"category": ""}, "category"),
        ({"reported": "yesterday"}, "reported"),
        ({"status": "Found"}, "found"),
        ({"status": "Cancelled"}, "reason"),
        ({"status": "Lost"}, "status"),
    ],
)
def test_what_cannot_be_saved_is_named_at_its_field(
    desk: Desk, change: dict[str, str], field: str
) -> None:
    refused = desk.save(f"{PAGE}/new", **{**REPORTED, **change})
    assert refused.status == 422
    assert f'href="#f-{field}"' in refused.html
    assert desk.get(PAGE).outputs["missing_total"] == "0"


def test_an_episode_being_edited_locks_the_occurrence(
    desk: Desk, desk_of: Callable[[str], Desk]
) -> None:
    desk.get(f"{PAGE}/new")
    other = desk_of("officer1")
    other.open(INCIDENT)
    assert other.get(PAGE).outputs["locked_by"] == "Mary Hale (coord1)"
    assert other.get(f"{PAGE}/new").location == f"/occurrence/{INCIDENT}"
    desk.save(f"{PAGE}/new", "cancel")
    assert other.save(f"{PAGE}/new", **REPORTED).status == 302


def test_a_save_over_an_occurrence_changed_meanwhile_is_refused(desk: Desk) -> None:
    shown = desk.get(f"{PAGE}/new").controls
    desk.save(f"/occurrence/{INCIDENT}/edit", disposal="Filed")
    assert desk.post(f"{PAGE}/new", **{**shown, **REPORTED}).screen == "Record changed"


def test_an_episode_of_another_occurrence_is_not_here(desk: Desk, pack: SmallPack) -> None:
    episode = MissingEpisode(
        occurrence_number="99260000002", person_id=CHILD, reported="2026-03-01T20:00:00+00:00"
    )
    pack.add(episode)
    assert desk.get(f"{PAGE}/1/edit").status == 404


def test_the_robot_reads_episodes_and_changes_none(robot: Desk, desk: Desk) -> None:
    desk.save(f"{PAGE}/new", **REPORTED)
    robot.open(INCIDENT)
    page = robot.get(PAGE)
    assert (page.screen, page.grids["missing"][0]["episode"]) == ("Occurrence - Missing", "1")
    assert f"{PAGE}/1/edit" not in page.html
    for path in (f"{PAGE}/new", f"{PAGE}/1/edit"):
        assert robot.get(path).screen == "Not permitted"
        assert robot.post(path).status == 403
