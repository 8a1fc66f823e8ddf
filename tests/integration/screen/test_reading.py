"""A whole screen is read and proved in one trip, whatever it holds."""

import threading

import pytest

from bot.exceptions import DriftException, SystemException
from tests.integration.screen.desk import Desk
from tests.integration.screen.site import (
    Answer,
    area,
    form,
    grid,
    group,
    output,
    page,
    section,
    select,
    text,
    tick,
)

pytestmark = pytest.mark.browser

YES_NO = {"Yes": "Yes", "No": "No"}
HOSTILE = "=1+1 <script>alert(1)</script> {{7*7}} \u202e \" ' & \\ é 名 – O’Brien"


def a_task(**fields: str) -> str:
    return page(
        form(
            section(
                "Task",
                text("title", 'Title<span aria-hidden="true"> *</span>', fields.get("title", "PPN"))
                + area("notes", "Notes", fields.get("notes", "")),
                text("born", "Born", "2020-01-02", kind="date"),
                text("at", "At", "10:11", kind="time"),
                text("ticks", "Ticks", "4", kind="number"),
                select("status", "Status", {"": "Choose", "New": "New", "Done": "Done"}, "New"),
                group("radio", "children", "Children present", YES_NO, "No"),
                group("checkbox", "types", "PPN types", {"DA": "Abuse", "CC": "Concern"}, "CC"),
                tick("hold", "Operational hold", "checked"),
                tick("seen", "Seen", 'role="switch"'),
                output("due", "Due", "03/03/2026"),
            )
        ),
        grid(
            "reports",
            "Reports",
            {"report": "PPN", "status": "Status"},
            ("PPN-000001", ['<a href="/report/PPN-000001">PPN-000001</a>', "Submitted"]),
        ),
    )


def test_every_kind_is_read_in_one_trip(desk: Desk) -> None:
    desk.site.pages["/task"] = a_task()
    desk.learn("/task")
    desk.screen.go("/task")
    trips = desk.application.screen.trips
    seen = desk.screen.read("Task", "T12")
    assert desk.application.screen.trips - trips == 1
    assert dict(seen) == {
        "Text - Title": "PPN",
        "Text area - Notes": "",
        "Date - Born": "2020-01-02",
        "Time - At": "10:11",
        "Number - Ticks": "4",
        "Drop-down - Status": "New",
        "Radio - Children present": "No",
        "Tick-boxes - PPN types": "CC",
        "Tick-box - Operational hold": "Yes",
        "Switch - Seen": "",
        "Output - Due": "03/03/2026",
        "Button - Save": "Save",
    }
    row = seen.grid("Grid - Reports")[0]
    assert (row["PPN"], row.link("PPN"), row.record) == (
        "PPN-000001",
        "/report/PPN-000001",
        "PPN-000001",
    )


def test_hostile_text_is_read_as_it_stands(desk: Desk) -> None:
    desk.site.pages["/task"] = a_task()
    desk.learn("/task")
    desk.site.pages["/task"] = a_task(title=HOSTILE, notes=f"{HOSTILE}\nsecond line")
    desk.screen.go("/task")
    seen = desk.screen.read("Task", "T12")
    assert seen["Text - Title"] == HOSTILE
    assert seen["Text area - Notes"] == f"{HOSTILE}\nsecond line"


def test_drift_is_drift_only_after_one_reload(desk: Desk) -> None:
    desk.site.pages["/task"] = a_task()
    desk.learn("/task")
    answers = [a_task().replace("Title<", "Heading<"), a_task()]
    desk.site.pages["/task"] = lambda: Answer(answers.pop(0))
    desk.screen.go("/task")
    assert desk.screen.read("Task", "T12")["Text - Title"] == "PPN"
    assert not answers


def test_what_is_the_same_after_the_reload_is_drift(desk: Desk) -> None:
    desk.site.pages["/task"] = a_task()
    desk.learn("/task")
    desk.site.pages["/task"] = a_task().replace("Title<", "Heading<")
    desk.screen.go("/task")
    before = len(desk.site.requests)
    with pytest.raises(DriftException):
        desk.screen.read("Task", "T12")
    assert len(desk.site.requests) - before == 1


def test_a_page_with_written_values_is_never_reloaded(desk: Desk) -> None:
    desk.site.pages["/task"] = a_task()
    desk.learn("/task")
    desk.screen.go("/task")
    desk.screen.read("Task", "T12")
    desk.screen.write("Text - Title", "New title")
    desk.application.page.evaluate("document.querySelector('label').textContent = 'Heading'")
    before = len(desk.site.requests)
    with pytest.raises(DriftException):
        desk.screen.read("Task", "T12")
    assert len(desk.site.requests) == before


def test_a_truncated_page_is_a_system_exception(desk: Desk) -> None:
    desk.site.pages["/task"] = a_task()
    desk.learn("/task")
    whole = a_task()
    desk.site.pages["/task"] = whole[: whole.index("Children present")]
    desk.screen.go("/task")
    with pytest.raises(SystemException) as caught:
        desk.screen.read("Task", "T12")
    assert caught.value.code == "C5"


def test_another_record_is_a_system_exception(desk: Desk) -> None:
    desk.site.pages["/task"] = a_task()
    desk.learn("/task")
    desk.site.pages["/task"] = a_task().replace("T12", "T13")
    desk.screen.go("/task")
    with pytest.raises(SystemException) as caught:
        desk.screen.read("Task", "T12")
    assert caught.value.code == "C5"


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        pytest.param(("Title<", "Titles<"), "R0", id="label"),
        pytest.param(('name="title"', 'name="titel"'), "R0", id="name"),
        pytest.param(('value="Yes"', 'value="No "'), "R0", id="values inverted"),
        pytest.param(('<h2 id="sec-task">Task<', '<h2 id="sec-task">Job<'), "R0", id="section"),
        pytest.param(("03/03/2026", "2026.03.03"), "R5", id="date format"),
    ],
)
def test_a_changed_page_is_not_read(desk: Desk, change: tuple[str, str], rule: str) -> None:
    desk.site.pages["/task"] = a_task()
    desk.learn("/task")
    desk.site.pages["/task"] = a_task().replace(*change)
    desk.screen.go("/task")
    with pytest.raises(DriftException) as caught:
        desk.screen.read("Task", "T12")
    assert caught.value.rule == rule


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(('class="field"', 'class="row wide"'), id="style"),
        pytest.param(("Notes<", "NOTES:<"), id="case and colon"),
        pytest.param(("Operational hold", "Operational&nbsp;hold"), id="non-breaking space"),
        pytest.param(('<div class="field">', '<div><div><div class="field">'), id="wrappers"),
        pytest.param(('id="f-notes"', 'id="f-notes" data-x="1"'), id="attributes"),
    ],
)
def test_looks_do_not_stop_the_robot(desk: Desk, change: tuple[str, str]) -> None:
    desk.site.pages["/task"] = a_task()
    desk.learn("/task")
    desk.site.pages["/task"] = a_task().replace(*change)
    desk.screen.go("/task")
    assert desk.screen.read("Task", "T12")["Text - Title"] == "PPN"


def named_by_aria(shown: str, *, wrapped: bool = False) -> str:
    """A box that aria-label names, and what a person sees beside it."""
    field = '<input id="f-town" name="town" aria-label="Town" value="Westbury">'
    inner = f"<div><span>{field}</span></div>" if wrapped else field
    said = f'<div class="field"><span aria-hidden="true">{shown}</span>{inner}</div>'
    return a_task().replace("</section>", said + "</section>", 1)


def labelled_too(shown: str) -> str:
    """A box that aria-label names, and a label that says something else."""
    field = text("town", shown, "Westbury", 'aria-label="Town"')
    return a_task().replace("</section>", field + "</section>", 1)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        pytest.param(named_by_aria("Town"), named_by_aria("Not the town"), id="text beside it"),
        pytest.param(named_by_aria("Where"), named_by_aria("Where not"), id="text and name differ"),
        pytest.param(
            labelled_too("Town"), labelled_too("Town of the parent"), id="label overruled"
        ),
    ],
)
def test_what_a_person_takes_for_the_label_is_proved_too(desk: Desk, was: str, now: str) -> None:
    desk.site.pages["/task"] = was
    desk.learn("/task")
    desk.site.pages["/task"] = now
    desk.screen.go("/task")
    with pytest.raises(DriftException) as caught:
        desk.screen.read("Task", "T12")
    assert caught.value.rule == "R0"


COUNTED = named_by_aria("Town").replace('value="Westbury">', 'value="Westbury"><i>8 of 100</i>')


@pytest.mark.parametrize(
    "now",
    [
        pytest.param(named_by_aria("TOWN: *"), id="case, colon and asterisk"),
        pytest.param(named_by_aria("Town", wrapped=True), id="wrappers"),
        pytest.param(COUNTED, id="a count after it"),
        pytest.param(
            named_by_aria("Town").replace("<span aria", '<span role="none" aria'), id="role"
        ),
    ],
)
def test_looks_of_a_text_beside_a_box_do_not_stop_the_robot(desk: Desk, now: str) -> None:
    desk.site.pages["/task"] = named_by_aria("Town")
    desk.learn("/task")
    desk.site.pages["/task"] = now
    desk.screen.go("/task")
    assert desk.screen.read("Task", "T12")["Text - Town"] == "Westbury"


def test_a_stale_copy_hidden_beside_the_new_field_is_drift(desk: Desk) -> None:
    desk.site.pages["/task"] = a_task()
    desk.learn("/task")
    stale = '<div style="display:none"><label for="o">School</label><input id="o" name="old"></div>'
    desk.site.pages["/task"] = a_task().replace(
        '<h2 id="sec-reports"', stale + '<h2 id="sec-reports"'
    )
    desk.screen.go("/task")
    with pytest.raises(DriftException):
        desk.screen.read("Task", "T12")


def test_the_same_label_and_key_outside_its_section_are_not_taken(desk: Desk) -> None:
    desk.site.pages["/task"] = a_task()
    desk.learn("/task")
    panel = section("Previous PPN", text("title", "Title", "An older title"), key="previous")
    desk.site.pages["/task"] = a_task().replace("<form", panel + "<form", 1)
    desk.screen.go("/task")
    with pytest.raises(DriftException):
        desk.screen.read("Task", "T12")


FILL = """const f = document.getElementById('f-title'), v = f.value; f.value = '';
const fill = () => { f.value = v; };"""


@pytest.mark.parametrize(
    "late",
    [
        pytest.param("setTimeout(fill, 700)", id="timer"),
        pytest.param("fetch('/slow').then((r) => r.text()).then(fill)", id="fetch"),
        pytest.param(
            "const x = new XMLHttpRequest(); x.open('GET', '/slow'); x.onload = fill; x.send()",
            id="request",
        ),
    ],
)
def test_a_field_that_the_page_fills_late_is_read_filled(desk: Desk, late: str) -> None:
    script = f"<script>(() => {{ {FILL} {late}; }})()</script>"
    desk.site.pages |= {"/task": a_task(), "/slow": slowly}
    desk.learn("/task")
    desk.site.pages["/task"] = a_task().replace("</body>", script + "</body>")
    desk.screen.go("/task")
    assert desk.screen.read("Task", "T12")["Text - Title"] == "PPN"


def slowly() -> Answer:
    threading.Event().wait(0.5)
    return Answer("here")


def test_a_page_that_polls_is_read_without_waiting_for_ever(desk: Desk) -> None:
    poll = "<script>(function again() { setTimeout(again, 50) })()</script>"
    desk.site.pages["/task"] = a_task()
    desk.learn("/task")
    desk.site.pages["/task"] = a_task().replace("</body>", poll + "</body>")
    desk.screen.go("/task")
    assert desk.screen.read("Task", "T12")["Text - Title"] == "PPN"
