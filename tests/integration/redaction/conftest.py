"""A draft, a clock that stands, and a printer that shares the tests' Playwright."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from bot.browser import BrowserSettings
from bot.clock import LONDON
from bot.redaction.decision import Decision
from bot.redaction.draft import read_draft
from bot.redaction.pdf import print_pdf
from bot.redaction.release import Printer, Release, make_release
from tests.integration.redaction.drafts import a_draft

AT = datetime(2025, 11, 25, 10, 30, tzinfo=LONDON)


class Standing:
    """A clock that stands."""

    def now(self) -> datetime:
        return AT


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    return a_draft(tmp_path)


@pytest.fixture(scope="session")
def printer(playwright: Playwright) -> Printer:
    return partial(print_pdf, settings=BrowserSettings(), playwright=playwright)


Releasing = Callable[..., Release]


@pytest.fixture
def release(draft: Path, printer: Printer) -> Releasing:
    """Makes a release copy of the draft as it is then."""

    def run(*items: int, words: str = "", stays: str = "") -> Release:
        read = read_draft(draft)
        keys = {*items, *read.struck_items, *(one.item for one in read.struck_words if one.item)}
        reasons = {str(key): "About another person" for key in keys}
        if words:
            reasons["words"] = words
        decision = Decision(
            by="Sam Okoro, coordinator",
            recipient="Solmere Children’s Services",
            rationale="Section 47 enquiry",
            leave_out=frozenset(items),
            reasons=reasons,
            stays=stays,
        )
        return make_release(read, decision, at=AT, printer=printer)

    return run
