"""People who watch see what the robot does; the robot sees no difference."""

import pytest

from bot.captions import Captions
from tests.integration.screen.desk import Desk
from tests.integration.screen.site import form, page, section, text

pytestmark = pytest.mark.browser


def test_a_caption_names_the_step_frames_the_field_and_disturbs_nothing(desk: Desk) -> None:
    desk.site.pages["/task"] = page(form(section("Task", text("title", "Title", "Old"))))
    desk.learn("/task")
    desk.application.observer = Captions()
    desk.screen.go("/task")
    desk.screen.read("Task", "T12")
    desk.screen.write("Text - Title", "New")
    shown = desk.application.page.locator("#mash-caption").inner_text()
    assert shown == "Writes “Text - Title”"
    assert desk.application.page.locator("#mash-frame").is_visible()
    assert desk.screen.read("Task", "T12")["Text - Title"] == "New"
