from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.runtime.parts import Parts


@pytest.fixture
def parts(tmp_path: Path) -> Iterator[Parts]:
    with Parts.open(tmp_path) as opened:
        yield opened
