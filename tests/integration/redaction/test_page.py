"""The local page in a browser: what it lists, what it asks for, who may open it, what it makes."""

import json
from collections.abc import Iterator
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from bot.browser import BrowserSettings
from bot.redaction.page.desk import Desk
from bot.redaction.page.serve import ServedPage
from bot.redaction.pdf import print_pdf
from tests.integration.redaction.conftest import Standing
from tests.integration.redaction.drafts import SECRET, Word, everything_in

pytestmark = pytest.mark.browser


@pytest.fixture
def struck(draft: Path) -> Path:
    """Item 3 struck out as a whole, and words of item 1."""
    with Word(draft) as word:
        word.strike_item(3)
        word.split(1, 3, "Officers spoke to both parents", " apart from each other.")[
            1
        ].font.strike = True
    return draft


@pytest.fixture
def served(struck: Path) -> Iterator[ServedPage]:
    # the server's thread starts a Playwright of its own: one cannot be shared between threads
    with ServedPage(
        Desk(struck, Standing(), partial(print_pdf, settings=BrowserSettings()))
    ) as page:
        yield page


def fill(page: Page) -> None:
    for label, text in {
        "Your name and role": "Sam Okoro, coordinator",
        "Who will get the copy": "Solmere Children’s Services",
        "Why item 2 is left out": "Would identify a source",
        "Why item 3 is left out": "Not relevant to the request",
        "Why it, or the words, are left out": "About another person",
    }.items():
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_label("Why it is released").fill("Section 47 enquiry")


def status_of(address: str, **headers: str) -> int:
    place = urlsplit(address)
    asked = HTTPConnection(place.netloc, timeout=10)
    try:
        asked.request("GET", place.path, headers=headers)
        return asked.getresponse().status
    finally:
        asked.close()


def test_a_copy_is_made_by_ticking_items_and_looking_at_the_result(
    served: ServedPage, page: Page
) -> None:
    outside: list[str] = []
    page.on("request", lambda asked: outside.append(asked.url))
    page.goto(served.address)
    for number in (1, 2, 3, 4):
        expect(page.get_by_label(f"Item {number}", exact=True)).to_be_visible()
    expect(page.get_by_label("Item 2", exact=True)).to_contain_text(SECRET)
    expect(page.get_by_label("Item 3", exact=True)).to_contain_text("struck out in Word")
    page.get_by_label("Leave out item 2").check()
    fill(page)
    page.get_by_role("button", name="Preview").click()
    sheet = page.frame_locator("iframe").locator("body")
    expect(sheet).to_contain_text("[item 2 left out]")
    expect(sheet).to_contain_text("Officers spoke to both parents [words left out]")
    expect(sheet).not_to_contain_text(SECRET)
    page.get_by_role("button", name="Make the release copy").click()
    expect(page.get_by_role("heading", name="Release copy made")).to_be_visible()
    made = served.wait()
    assert made is not None
    assert SECRET not in everything_in(made.word)
    assert made.pdf.exists()
    record = json.loads(made.record_file.read_text(encoding="utf-8"))
    assert [(item["item"], item["reason"]) for item in record["items_left_out"]] == [
        (2, "Would identify a source"),
        (3, "Not relevant to the request"),
    ]
    assert [url for url in outside if not url.startswith(("http://127.0.0.1", "data:"))] == []


def test_what_is_missing_is_said_beside_its_field_and_what_was_typed_stays(
    served: ServedPage, struck: Path, page: Page
) -> None:
    page.goto(served.address)
    page.get_by_label("Leave out item 2").check()
    page.get_by_label("Your name and role").fill("Sam Okoro")
    page.get_by_role("button", name="Make the release copy").click()
    expect(page.get_by_role("alert")).to_contain_text("see the 5 field(s) marked in red")
    expect(page.get_by_label("Leave out item 2")).to_be_checked()
    expect(page.get_by_label("Your name and role")).to_have_value("Sam Okoro")
    assert [path.name for path in struck.parent.iterdir()] == [struck.name]


def test_words_that_stand_elsewhere_are_shown_and_the_person_decides(
    served: ServedPage, struck: Path, page: Page
) -> None:
    with Word(struck) as word:
        word.document.paragraphs[3].add_run(f" {SECRET}.")
    page.goto(served.address)
    page.get_by_label("Leave out item 2").check()
    fill(page)
    page.get_by_role("button", name="Make the release copy").click()
    expect(page.get_by_role("alert")).to_contain_text(f"below “Scope”: {SECRET.lower()}")
    page.get_by_label("Why left-out words may stay elsewhere").fill("Told by the requester")
    page.get_by_role("button", name="Make the release copy").click()
    expect(page.get_by_role("heading", name="Release copy made")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("1 place(s) where you said they may")


def test_closing_it_makes_nothing(served: ServedPage, struck: Path, page: Page) -> None:
    page.goto(served.address)
    page.get_by_role("button", name="Close without a copy").click()
    expect(page.get_by_role("heading", name="Closed without a copy")).to_be_visible()
    assert served.wait() is None
    assert [path.name for path in struck.parent.iterdir()] == [struck.name]


def test_the_address_opens_once_and_nobody_else_sees_the_report(
    served: ServedPage, page: Page
) -> None:
    root = served.address.partition("/open/")[0]
    assert status_of(f"{root}/") == 403
    assert status_of(f"{root}/open/wrong") == 403
    assert status_of(served.address, Host="elsewhere.example") == 403
    page.goto(served.address)
    expect(page.get_by_role("heading", name="What to leave out")).to_be_visible()
    assert status_of(served.address) == 403


def test_a_form_from_another_page_is_refused(served: ServedPage, page: Page) -> None:
    page.goto(served.address)
    answer = page.request.post(f"{served.address.partition('/open/')[0]}/close", form={"x": "1"})
    assert answer.status == 403


def test_hostile_text_in_an_item_is_shown_as_text(struck: Path, page: Page) -> None:
    with Word(struck) as word:
        word.split(2, 3, word.cell(2, 3).text)[0].text = "<img src=x onerror=alert(1)>{{ 7*7 }}"
    with ServedPage(
        Desk(struck, Standing(), partial(print_pdf, settings=BrowserSettings()))
    ) as served:
        page.goto(served.address)
        expect(page.get_by_label("Item 2", exact=True)).to_contain_text(
            "<img src=x onerror=alert(1)>{{ 7*7 }}"
        )
