from collections.abc import Iterator

import pytest

from tests.integration.mail.world import MailWorld


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MailWorld]:
    """One program for the tests of a file."""
    world = MailWorld.start(tmp_path_factory.mktemp("mail"))
    yield world
    assert world.stop() == 0


@pytest.fixture
def world(running: MailWorld) -> MailWorld:
    """The program without faults; what earlier tests sent is still there."""
    running.clear_faults()
    return running
