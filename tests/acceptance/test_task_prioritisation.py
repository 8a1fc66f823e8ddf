"""P1: each row of its table, from the screens to the title in Niche."""

import pytest

from tests.acceptance.conftest import HubWith

pytestmark = pytest.mark.browser

def test_x(hub_with: HubWith) -> None:
    hub = hub_with("P1.1")
    hub.work("P1")
    assert hub.comparison().counts()["wrong"] == 0
    for row in hub.finals():
        assert hub.is_told(row)
