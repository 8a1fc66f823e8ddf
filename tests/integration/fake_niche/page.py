"""Reading a page as the robot's contract describes it, without a browser."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from werkzeug.test import TestResponse

_VOID = {"input", "meta", "link", "br", "hr"}


@dataclass
class Page:
    """What a page shows: outputs and controls by name, grids by name, texts."""

    status: int
    html: str
    location: str
    ids: list[str] = field(default_factory=list)
    label_targets: list[str] = field(default_factory=list)
    outputs: dict[str, str] = field(default_factory=dict)
    controls: dict[str, str] = field(default_factory=dict)
    columns: dict[str, list[str]] = field(default_factory=dict)
    grids: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    headings: list[str] = field(default_factory=list)
    buttons: list[str] = field(default_factory=list)

    @property
    def screen(self) -> str:
        """The screen's name."""
        found = re.search(r'id="screen-name">([^<]*)<', self.html)
        return found.group(1) if found else ""

    @property
    def is_complete(self) -> bool:
        """Whether the page came to its end."""
        return 'id="end-of-page"' in self.html


def read_page(response: TestResponse) -> Page:
    """The page of an answer."""
    page = Page(response.status_code, response.text, response.headers.get("Location", ""))
    _Reader(page).feed(page.html)
    return page


class _Reader(HTMLParser):
    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self.stack: list[tuple[str, dict[str, str]]] = []
        self.grid = ""
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.page.ids.append(given["id"])
        if tag == "label":
            self.page.label_targets.append(given.get("for", ""))
        self._table_part(tag, given)
        if tag == "input":
            self._input(given)
        if tag == "option" and "selected" in given:
            self.page.controls[self._select()] = given.get("value", "")
        if tag not in _VOID:
            self.stack.append((tag, given))
        if tag in ("output", "td", "h2", "button", "textarea"):
            self.text = ""

    def _table_part(self, tag: str, given: dict[str, str]) -> None:
        if tag == "table":
            self.grid = given.get("data-grid", "")
            self.page.columns[self.grid], self.page.grids[self.grid] = [], []
        if tag == "th":
            self.page.columns[self.grid].append(given.get("data-col", ""))
        if tag == "tr" and "data-record" in given:
            self.page.grids[self.grid].append({})

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_endtag(self, tag: str) -> None:
        given = self.stack.pop()[1] if self.stack else {}
        if tag == "output":
            self.page.outputs[given["name"]] = self.text
        if tag == "textarea":
            self.page.controls[given["name"]] = self.text.removeprefix("\n")
        if tag == "td" and self.page.grids.get(self.grid):
            row = self.page.grids[self.grid][-1]
            row[self.page.columns[self.grid][len(row)]] = self.text
        if tag == "h2":
            self.page.headings.append(self.text)
        if tag == "button":
            self.page.buttons.append(self.text)

    def _input(self, given: dict[str, str]) -> None:
        if given.get("type") == "checkbox" and "checked" not in given:
            return
        if "name" in given:
            self.page.controls[given["name"]] = given.get("value", "")

    def _select(self) -> str:
        return next(given["name"] for tag, given in reversed(self.stack) if tag == "select")
