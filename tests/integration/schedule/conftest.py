from pathlib import Path

import pytest

from tests.integration.schedule.place import Place


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """Monday 02/03/2026, 05:40: nothing is due yet; the small process is installed."""
    monkeypatch.syspath_prepend(str(tmp_path))  # type: ignore[no-untyped-call, unused-ignore]
    return Place.at(tmp_path, "2026-03-02T05:40")
