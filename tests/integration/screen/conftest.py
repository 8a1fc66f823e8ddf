from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.integration.screen.desk import Desk, open_desk
from tests.integration.screen.site import Site, served


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as site:
        yield site


@pytest.fixture
def desk(page: Page, site: Site) -> Desk:
    return open_desk(page, site)
