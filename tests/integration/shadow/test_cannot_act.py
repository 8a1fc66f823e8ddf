"""Below the ledger there is a second barrier: in shadow no button is pressed that saves something."""

from pathlib import Path

import pytest

from bot.browser import RobotBrowser
from bot.exceptions import InternalException
from objects.niche_task import NicheTask
from tests.integration.shadow.world import a_shadow


@pytest.mark.browser
def test_a_write_that_passes_the_ledger_by_is_refused_at_the_button(
    tmp_path: Path, robot_browser: RobotBrowser
) -> None:
    with a_shadow(tmp_path / "hub", robot_browser, "P1.2") as hub:
        process = hub.process("P1")
        process.load_queue()
        number = int(hub.row("P1").data["task"])
        tasks, before = NicheTask(hub.robot.application), hub.niche.tasks()
        process.start_up()
        tasks.open(number, "Shadow test")
        with pytest.raises(InternalException, match="a shadow run does not press 'Button - Save'"):
            tasks.set_title(number, "Another title")
        assert hub.niche.tasks() == before
