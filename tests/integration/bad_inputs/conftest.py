"""One running world for all rows; each row gets a place of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from processes.demonstration.programs import World, running_world, seed_pack
from tests.integration.bad_inputs.place import Place

SCENARIOS = ("P1:a-child", "P2:a-child")


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A small pack, served, with its mail server; nothing here may change it."""
    folder = tmp_path_factory.mktemp("world")
    seed_pack(folder / "pack", pack="smoke", seed=1, scenarios=SCENARIOS)
    with running_world(folder / "pack", folder / "mail") as world:
        yield world


@pytest.fixture
def place(tmp_path: Path, world: World) -> Place:
    """A place where everything is right."""
    return Place.at(tmp_path / "place", world)
