"""A screen that never shows all of itself at once: folded parts, tabs, pages; nothing stays unread."""

from html import escape
from typing import Any

import pytest

from bot.exceptions import DriftException, SystemException
from tests.integration.screen.desk import Desk
from tests.integration.screen.site import Answer, form, output, page, section, text

pytestmark = pytest.mark.browser

FETCH = """<script>document.addEventListener("click", async (event) => {
  const tab = event.target.closest("[role=tab]");
  if (!tab) return;
  for (const other of document.querySelectorAll("[role=tab]")) {
    const panel = document.getElementById(other.getAttribute("aria-controls"));
    panel.hidden = other !== tab;
    if (other === tab && panel.dataset.src) {
      panel.setAttribute("aria-busy", "true");
      panel.innerHTML = await (await fetch(panel.dataset.src)).text();
      delete panel.dataset.src;
      panel.removeAttribute("aria-busy");
    }
  }
});</script>"""
PAGES: dict[str, Any] = {
    "pages": [
        {"label": "1 Task", "keys": ["a-1"], "sections": ["Task"]},
        {"label": "2 Rest", "keys": ["a-2"], "sections": ["Rest"]},
    ]
}


def child(number: int, surname: str, school: str) -> str:
    start = f"kids-{number}-"
    return text(f"{start}surname", "Surname", surname) + text(f"{start}school", "School", school)


def tabs(*children: str, count: int | None = None, dead: int = -1) -> str:
    """A tab for each child; all but the first are fetched when they are opened."""
    shown = len(children) if count is None else count
    buttons = "".join(
        f'<button type="button" role="tab" id="t-{n}" aria-controls="p-{n if n != dead else 99}">'
        f"Child {n + 1}</button>"
        for n in range(len(children))
    )
    panels = "".join(
        f'<div role="tabpanel" id="p-{n}" aria-label="Child {n + 1}" data-record="row{n + 1}"'
        + (f">{inside}" if n == 0 else f' data-src="/child/{n}" hidden>')
        + "</div>"
        for n, inside in enumerate(children)
    )
    return section(
        "Children",
        output("kids_total", "Children", str(shown)),
        f'<div id="g-kids" data-grid="kids"><div role="tablist" aria-labelledby="sec-children">'
        f"{buttons}</div>{panels}</div>",
    )


KIDS: dict[str, Any] = {
    "elements": {
        "Grid - Children": {
            "kind": "editgrid",
            "section": "Children",
            "label": "Children",
            "key": "kids",
            "total": "kids_total",
            "columns": {
                "Surname": {"label": "Surname", "key": "surname", "kind": "text"},
                "School": {"label": "School", "key": "school", "kind": "text"},
            },
        }
    }
}


def with_tabs(desk: Desk, *children: str, count: int | None = None, dead: int = -1) -> None:
    desk.site.pages["/task"] = page(form(tabs(*children, count=count, dead=dead)), after=FETCH)
    for number, inside in enumerate(children):
        desk.site.pages[f"/child/{number}"] = inside


THREE = tuple(child(n, name, f"S0000{n}") for n, name in enumerate(("Alder", "Birch", "Cedar")))


def approve_whole(desk: Desk) -> None:
    """Approve the page with all that it shows only when asked."""
    (model,) = [m for m in desk.application.models if m.name == "Task"]
    seen = desk.application.screen.snapshot()
    desk.approve(model, desk.application.show_all(model, seen))


def test_every_tab_is_opened_and_read(desk: Desk) -> None:
    with_tabs(desk, *THREE)
    desk.learn("/task", **KIDS)
    approve_whole(desk)
    desk.screen.go("/task")
    rows = desk.screen.read("Task", "T12").grid("Grid - Children")
    assert [(row["Surname"], row["School"], row.record) for row in rows] == [
        ("Alder", "S00000", "row1"),
        ("Birch", "S00001", "row2"),
        ("Cedar", "S00002", "row3"),
    ]


def test_a_row_that_the_page_counts_and_does_not_show_is_a_system_exception(desk: Desk) -> None:
    with_tabs(desk, *THREE)
    desk.learn("/task", **KIDS)
    approve_whole(desk)
    with_tabs(desk, *THREE[:2], count=3)
    desk.screen.go("/task")
    with pytest.raises(SystemException, match="has 2 rows, and the page says 3"):
        desk.screen.read("Task", "T12")


def test_a_tab_that_does_not_open_is_a_system_exception(desk: Desk) -> None:
    with_tabs(desk, *THREE)
    desk.learn("/task", **KIDS)
    approve_whole(desk)
    with_tabs(desk, *THREE, dead=2)
    desk.screen.go("/task")
    with pytest.raises(SystemException, match="'Child 3'"):
        desk.screen.read("Task", "T12")


def test_a_tab_with_another_question_on_it_is_not_read(desk: Desk) -> None:
    with_tabs(desk, *THREE)
    desk.learn("/task", **KIDS)
    approve_whole(desk)
    with_tabs(desk, *THREE[:2], THREE[2].replace(">School<", ">Former school<"))
    desk.screen.go("/task")
    with pytest.raises(DriftException):
        desk.screen.read("Task", "T12")


def folded(summary: str, *content: str) -> str:
    inside = f'<summary><h2 id="sec-f">{escape(summary)}</h2></summary>{"".join(content)}'
    return f'<section aria-labelledby="sec-f"><details>{inside}</details></section>'


def test_what_is_folded_away_is_unfolded_and_read(desk: Desk) -> None:
    desk.site.pages["/task"] = page(form(folded("Task", text("title", "Title", "Hidden away"))))
    desk.learn("/task")
    desk.screen.go("/task")
    assert desk.screen.read("Task", "T12")["Text - Title"] == "Hidden away"


def in_pages(desk: Desk, *, status: str = "New", record: str = "T12") -> None:
    def one(here: int, *content: str, status: str, record: str) -> str:
        links = "".join(
            f'<li><a id="a-{n}" href="/task{n}"{" aria-current=page" if n == here else ""}>'
            f"{n} {title}</a></li>"
            for n, title in ((1, "Task"), (2, "Rest"))
        )
        ways = f'<nav aria-label="Pages"><ul>{links}</ul></nav>'
        bar = output("status", "Status", status)
        return page(bar, ways, form(*content), record=record)

    first = section("Task", text("title", "Title", "PPN"))
    second = section("Rest", text("note", "Note", "last page"))
    desk.site.pages["/task1"] = one(1, first, status="New", record="T12")
    desk.site.pages["/task2"] = one(2, second, status=status, record=record)


def learn_pages(desk: Desk) -> None:
    note = {"kind": "text", "section": "Rest", "label": "Note", "key": "note"}
    desk.learn("/task1", elements={"Text - Note": note}, **PAGES)
    approve_whole(desk)


def test_every_page_is_turned_to_and_read_as_one_screen(desk: Desk) -> None:
    in_pages(desk)
    learn_pages(desk)
    desk.screen.go("/task1")
    seen = desk.screen.read("Task", "T12")
    assert (seen["Text - Title"], seen["Text - Note"]) == ("PPN", "last page")


def test_for_one_element_only_its_page_is_read_and_stays_open(desk: Desk) -> None:
    in_pages(desk)
    learn_pages(desk)
    desk.screen.go("/task1")
    seen = desk.screen.read("Task", "T12", at="Text - Note")
    assert "Text - Title" not in seen
    desk.screen.write("Text - Note", "written")
    assert desk.application.page.url.endswith("/task2")


@pytest.mark.parametrize("change", [{"status": "Done"}, {"record": "T13"}])
def test_a_record_that_changes_from_page_to_page_is_a_system_exception(
    desk: Desk, change: dict[str, str]
) -> None:
    in_pages(desk)
    learn_pages(desk)
    in_pages(desk, **change)
    desk.screen.go("/task1")
    with pytest.raises(SystemException):
        desk.screen.read("Task", "T12")


def test_a_page_that_cannot_be_turned_to_is_drift(desk: Desk) -> None:
    in_pages(desk)
    learn_pages(desk)
    body = desk.site.answer("/task1").body
    desk.site.pages["/task1"] = Answer(body.replace("2 Rest", "2 Other"))
    desk.screen.go("/task1")
    with pytest.raises(DriftException, match="page '2 Rest'"):
        desk.screen.read("Task", "T12")


def test_a_new_question_outside_every_section_of_a_later_page_is_not_overlooked(desk: Desk) -> None:
    in_pages(desk)
    learn_pages(desk)
    body = desk.site.answer("/task2").body
    desk.site.pages["/task2"] = Answer(
        body.replace("<form", text("hold", "Do not share") + "<form")
    )
    desk.screen.go("/task1")
    with pytest.raises(DriftException, match="R0"):
        desk.screen.read("Task", "T12")


def test_nothing_is_pressed_on_a_screen_that_nobody_approved(desk: Desk) -> None:
    in_pages(desk)
    learn_pages(desk)
    desk.application.approvals = desk.application.approvals.only_for([])
    desk.site.requests.clear()
    desk.screen.go("/task1")
    with pytest.raises(DriftException, match="R0"):
        desk.screen.read("Task", "T12")
    assert "GET /task2" not in desk.site.requests
