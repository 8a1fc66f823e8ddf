"""Pressing leads to a named screen, or to the exception that the screen shown stands for."""

import time
from socket import socket

import pytest

from bot.business_object import BusinessObject, action
from bot.exceptions import (
    BotError,
    DriftException,
    LoginSystemException,
    RecordLocked,
    SaveConflict,
    SessionLost,
    SystemException,
    SystemExceptionTryOnce,
    SystemUnavailableException,
)
from tests.integration.screen.desk import Desk
from tests.integration.screen.site import Answer, form, output, page, section, text

pytestmark = pytest.mark.browser

EDIT = page(form(section("Task", text("title", "Title", "Old"))))
VIEW = page(
    section("Task", output("title", "Title", "New")), '<a id="a-edit" href="/edit">Edit</a>'
)


@pytest.fixture
def edit_page(desk: Desk) -> Desk:
    desk.site.pages |= {"/edit": EDIT, "/view": VIEW, "POST /save": Answer("", location="/view")}
    desk.learn("/view", "Task")
    desk.learn("/edit", "Task - Edit")
    desk.screen.go("/edit")
    desk.screen.read("Task - Edit", "T12")
    return desk


def test_a_save_leads_to_the_view_and_is_posted_once(edit_page: Desk) -> None:
    edit_page.screen.write("Text - Title", "New")
    assert edit_page.screen.press("Button - Save", leads_to="Task") == "Task"
    assert edit_page.screen.read("Task", "T12")["Output - Title"] == "New"
    assert [post["title"] for post in edit_page.site.posts] == [["New"]]


def test_press_and_read_take_one_trip_for_the_page_they_lead_to(edit_page: Desk) -> None:
    screen = edit_page.application.screen
    edit_page.screen.press("Button - Save", leads_to="Task")
    before = screen.trips
    edit_page.screen.read("Task", "T12")
    assert screen.trips == before


def test_a_link_is_pressed_as_a_button_is(edit_page: Desk) -> None:
    edit_page.screen.go("/view")
    edit_page.screen.read("Task", "T12")
    edit_page.screen.press("Link - Edit", leads_to="Task")
    assert edit_page.screen.read("Task - Edit", "T12")["Text - Title"] == "Old"


@pytest.mark.parametrize(
    ("heading", "status", "raised", "code"),
    [
        ("Error", 500, SystemException, "C5"),
        ("Maintenance", 503, SystemUnavailableException, "C8"),
        ("Log in", 200, SessionLost, "C2"),
        ("Change password", 200, LoginSystemException, "C1"),
        ("Record changed", 409, SaveConflict, "C4"),
        ("Home", 200, SystemException, "C5"),
    ],
)
def test_another_screen_is_what_it_stands_for(
    edit_page: Desk, heading: str, status: int, raised: type[BotError], code: str
) -> None:
    error = output("error_code", "Code", "500")
    edit_page.site.pages["POST /save"] = Answer(page(error, screen=heading, record=""), status)
    with pytest.raises(raised) as caught:
        edit_page.screen.press("Button - Save", leads_to="Task")
    assert caught.value.code == code


def test_a_screen_that_is_expected_is_no_exception(edit_page: Desk) -> None:
    edit_page.site.pages["POST /save"] = page(screen="Log in", record="")
    assert edit_page.screen.press("Button - Save", leads_to=("Task", "Log in")) == "Log in"


def test_what_the_application_refuses_is_a_system_exception(edit_page: Desk) -> None:
    refusal = '<section role="alert" aria-labelledby="sec-e"><h2 id="sec-e">Correct</h2></section>'
    edit_page.site.pages["POST /save"] = EDIT.replace("<form", refusal + "<form", 1)
    with pytest.raises(SystemException, match="does not take"):
        edit_page.screen.press("Button - Save", leads_to="Task")


def test_a_lost_answer_to_an_effect_is_never_tried_again(edit_page: Desk) -> None:
    edit_page.site.pages["POST /save"] = Answer("", drop=True)
    with pytest.raises(SystemExceptionTryOnce):
        edit_page.screen.press("Button - Save", leads_to="Task", effect=True)


def test_a_button_that_is_gone_is_drift(edit_page: Desk) -> None:
    edit_page.site.pages["/edit"] = EDIT.replace("<button", "<span").replace("</button", "</span")
    edit_page.screen.go("/edit")
    edit_page.screen.read("Task - Edit", "T12")
    with pytest.raises(DriftException):
        edit_page.screen.press("Button - Save", leads_to="Task")


LOCKED = section("Locked", output("locked_by", "Locked by", "coord1"))


def test_a_locked_record_is_read_and_not_edited(edit_page: Desk) -> None:
    edit_page.site.pages["/view"] = VIEW.replace("<section", LOCKED + "<section", 1).replace(
        '<a id="a-edit" href="/edit">Edit</a>', ""
    )
    edit_page.screen.go("/view")
    assert edit_page.screen.read("Task", "T12").locked_by == "coord1"
    with pytest.raises(RecordLocked):
        edit_page.screen.press("Link - Edit", leads_to="Task")


def test_a_view_shown_in_place_of_the_edit_because_of_a_lock(edit_page: Desk) -> None:
    edit_page.site.pages["/edit"] = VIEW.replace("<section", LOCKED + "<section", 1)
    edit_page.screen.go("/edit")
    with pytest.raises(RecordLocked):
        edit_page.screen.read("Task - Edit", "T12")


def test_an_approved_screen_in_place_of_another_is_no_drift(edit_page: Desk) -> None:
    edit_page.site.pages["/edit"] = VIEW
    edit_page.screen.go("/edit")
    with pytest.raises(SystemException, match="screen 'Task' instead of 'Task - Edit'"):
        edit_page.screen.read("Task - Edit", "T12")


def test_a_lost_answer_is_noticed_long_before_the_time_out(edit_page: Desk) -> None:
    edit_page.site.pages["POST /save"] = Answer("<!doctype html>", cut=True)
    started = time.monotonic()
    with pytest.raises(SystemExceptionTryOnce):
        edit_page.screen.press("Button - Save", leads_to="Task", effect=True)
    assert time.monotonic() - started < 4
    assert Clerk(edit_page.application).open("/view") == "New"


class Clerk(BusinessObject):
    """An object of a screen."""

    @action
    def open(self, path: str) -> str:
        self.go(path)
        return self.read("Task", "T12")["Output - Title"]

    @action(waits_for="Task")
    def title(self) -> str:
        return self.read("Task", "T12")["Output - Title"]


def test_a_refused_connection_is_system_unavailable(edit_page: Desk) -> None:
    with socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        edit_page.application.base_url = f"http://127.0.0.1:{nobody.getsockname()[1]}"
    with pytest.raises(SystemUnavailableException) as caught:
        Clerk(edit_page.application).open("/view")
    assert caught.value.__cause__ is not None


def test_a_bare_server_error_is_a_system_exception(edit_page: Desk) -> None:
    edit_page.site.pages["/view"] = Answer("<h1>Internal</h1>", 500)
    with pytest.raises(SystemException, match="500"):
        Clerk(edit_page.application).open("/view")


def test_a_time_out_is_a_system_exception_with_its_cause(edit_page: Desk) -> None:
    edit_page.screen.go("/view")
    edit_page.application.page.set_default_timeout(300)
    edit_page.application.page.evaluate("document.querySelector('h1').textContent = 'Job'")
    with pytest.raises(SystemException, match="time-out") as caught:
        Clerk(edit_page.application).title()
    assert caught.value.__cause__ is not None


def test_an_action_waits_for_its_screen(edit_page: Desk) -> None:
    late = (
        "<script>setTimeout(() => { document.querySelector('h1').textContent = 'Task' }, 300)"
        "</script>"
    )
    edit_page.site.pages["/view"] = VIEW.replace("</body>", late + "</body>").replace(
        'id="screen-name">Task', 'id="screen-name">…'
    )
    edit_page.screen.go("/view")
    assert Clerk(edit_page.application).title() == "New"


def test_steps_name_screens_and_elements_and_never_values(edit_page: Desk) -> None:
    edit_page.screen.write("Text - Title", "Rowan Alder")
    edit_page.screen.press("Button - Save", leads_to="Task")
    steps = edit_page.application.last_steps
    assert ("write", "Task - Edit", "Text - Title") in {(s.act, s.screen, s.element) for s in steps}
    assert "Rowan" not in str(steps)


# Dialogs


def test_a_native_dialog_is_dismissed_and_is_a_system_exception(edit_page: Desk) -> None:
    edit_page.site.pages["/view"] = VIEW.replace("</body>", "<script>alert('x')</script></body>")
    edit_page.screen.go("/edit")
    with pytest.raises(SystemException) as caught:
        Clerk(edit_page.application).open("/view")
    assert caught.value.code == "C7"


DIALOG = (
    '<dialog open aria-labelledby="dlg"><h2 id="dlg">Notice</h2><p>Hello</p>'
    '<form method="dialog"><button>Close</button></form></dialog>'
)


def test_an_unknown_dialog_in_the_page_is_a_system_exception(edit_page: Desk) -> None:
    edit_page.site.pages["/view"] = VIEW.replace("</body>", DIALOG + "</body>")
    with pytest.raises(SystemException) as caught:
        Clerk(edit_page.application).open("/view")
    assert caught.value.code == "C7"


def test_a_dialog_that_a_model_knows_is_closed(edit_page: Desk) -> None:
    edit_page.learn("/view", "Task", dialogs={"Notice": "Close"})
    edit_page.site.pages["/view"] = VIEW.replace("</body>", DIALOG + "</body>")
    assert Clerk(edit_page.application).open("/view") == "New"


def test_a_dialog_that_opens_before_a_write_stops_it(edit_page: Desk) -> None:
    edit_page.application.page.evaluate(
        "html => document.body.insertAdjacentHTML('beforeend', html)", DIALOG
    )
    with pytest.raises(SystemException) as caught:
        edit_page.screen.write("Text - Title", "New")
    assert caught.value.code == "C7"


# Frames


INNER = (
    '<!doctype html><body><h2 id="sec-x">Notification</h2>'
    '<label for="n">Setting</label><input id="n" name="setting" value="School"></body>'
)


def test_a_frame_of_the_same_origin_is_read_in_the_same_trip(desk: Desk) -> None:
    framed = page(section("Education", '<iframe src="/inner" title="Education"></iframe>'))
    desk.site.pages |= {"/task": framed, "/inner": INNER}
    desk.learn("/task")
    desk.screen.go("/task")
    assert desk.screen.read("Task", "T12")["Text - Setting"] == "School"
    desk.screen.write("Text - Setting", "College")
    assert desk.screen.read("Task", "T12")["Text - Setting"] == "College"


def test_a_frame_of_another_origin_is_drift(desk: Desk) -> None:
    desk.site.pages["/task"] = page(section("Task", text("title", "Title")))
    desk.learn("/task")
    foreign = '<iframe sandbox srcdoc="<p>x</p>"></iframe>'
    desk.site.pages["/task"] = page(section("Task", text("title", "Title")), foreign)
    desk.screen.go("/task")
    with pytest.raises(DriftException):
        desk.screen.read("Task", "T12")


def test_a_field_moved_into_a_frame_is_drift(desk: Desk) -> None:
    field = text("title", "Title")
    desk.site.pages["/task"] = page(section("Task", field))
    desk.learn("/task")
    framed = page(section("Task", f'<iframe srcdoc="{field.replace(chr(34), chr(39))}"></iframe>'))
    desk.site.pages["/task"] = framed
    desk.screen.go("/task")
    with pytest.raises(DriftException):
        desk.screen.read("Task", "T12")
