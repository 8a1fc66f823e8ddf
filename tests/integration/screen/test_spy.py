"""The spy tells what was clicked, and the page never gets the click; learning refuses doubtful names."""

from pathlib import Path

import pytest

from bot.application_model import load_model
from bot.forms.learn import learn
from bot.spy import Spied, append, spied, watch
from tests.integration.screen.desk import Desk
from tests.integration.screen.site import form, grid, page, section, select, text

pytestmark = pytest.mark.browser

BUTTON = '<button name="action" value="save">Save</button>'
TASK = page(
    form(
        section(
            "Task",
            text("title", "Title", "PPN"),
            select("status", "Status", {"": "Choose", "New": "New"}, "New"),
            BUTTON,
        ),
        section("Other", text("title2", "Title", "again"), text("x48151", "Note")),
    ),
    grid("reports", "Reports", {"report": "PPN"}, ("PPN-000001", ["PPN-000001"])),
)


@pytest.fixture
def task(desk: Desk) -> Desk:
    desk.site.pages["/task"] = TASK
    desk.application.go("/task")
    return desk


def click_on(desk: Desk, selector: str) -> Spied:
    """Let a person click, and take what the spy tells."""
    told: list[Spied] = []

    def tell(found: Spied) -> None:
        told.append(found)
        desk.application.page.close()

    desk.application.page.evaluate(
        "(it) => { setTimeout(() => document.querySelector(it).click(), 300) }", selector
    )
    watch(desk.application.screen, tell)
    return told[0]


def test_a_click_gives_the_entry_and_how_unique_its_anchors_are(task: Desk) -> None:
    found = click_on(task, "[name=title]")
    assert found.name == "Text - Title"
    assert found.entry == {"kind": "text", "section": "Task", "label": "Title", "key": "title"}
    assert found.notes == (
        "human anchor: Task > Title: once in its section, twice on the page",
        "machine anchor: title: once on the page",
    )


def test_a_click_on_a_label_is_its_control_and_a_list_comes_with_its_entries(task: Desk) -> None:
    found = click_on(task, "label[for=f-status]")
    assert found.entry["options"] == {"": "Choose", "New": "New"}


def test_the_page_never_gets_the_click(task: Desk) -> None:
    assert click_on(task, "button").name == "Button - Save"
    assert task.site.posts == []


def test_a_key_that_looks_generated_is_said(task: Desk) -> None:
    found = spied(task.application.screen.snapshot(), "x48151")
    assert "the key looks generated: it may be another one tomorrow" in found.notes


def test_a_grid_comes_whole(task: Desk) -> None:
    found = spied(task.application.screen.snapshot(), "reports")
    assert (found.name, found.entry["kind"]) == ("Grid - Reports", "grid")


def test_what_is_no_control_is_said(task: Desk) -> None:
    found = spied(task.application.screen.snapshot(), "nowhere")
    assert (found.entry, found.text) == ({}, "# 'nowhere': no control that a model can hold\n")


def test_an_entry_is_added_to_a_model_file_and_what_stood_there_stays(
    task: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "task.yaml"
    file.write_text("# ours\nname: Task\nscreen: Task\nelements: {}\n", encoding="utf-8")
    found = spied(task.application.screen.snapshot(), "title")
    assert append(file, found) == f"added Text - Title to {file}"
    assert "nothing was written" in append(file, found)
    assert file.read_text(encoding="utf-8").startswith("# ours\n")
    assert load_model(file).elements["Text - Title"].key == "title"


def test_a_model_is_learned_where_the_browser_agrees_on_every_name(task: Desk) -> None:
    learned = learn(task.application)
    assert learned.differing == ()
    assert "Text - Title (Other)" in learned.model_file


STYLE = '<style>label::after { content: " in days" }</style>'


@pytest.mark.parametrize(
    "control",
    [
        '<input name="a" title="Due date">',
        '<input name="a" placeholder="Due date">',
        f'{STYLE}<label for="f-a">Due</label><input id="f-a" name="a">',
    ],
)
def test_where_the_browser_names_a_control_otherwise_nothing_is_learned(
    desk: Desk, control: str
) -> None:
    desk.site.pages["/task"] = page(form(section("Task", control)))
    desk.application.go("/task")
    learned = learn(desk.application)
    assert learned.differing
    assert "the browser" in learned.differing[0]
