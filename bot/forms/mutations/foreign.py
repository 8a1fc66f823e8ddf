"""Forms that we did not write: saved pages, learned, proved, changed and judged as our own are.

A page's own scripts do not run and nothing is fetched. Each text box gets a word of its own, because
a saved form is empty, and what is empty cannot be read wrong. Frames, which are not saved with a
page, are taken out; a control without any name gets the text beside it as its name, because a form
whose controls have no names is read by no one who cannot see it, and not by the robot either.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Final, Self

from playwright.sync_api import Route

from bot.application import Application
from bot.application_model import (
    Approvals,
    ModelLibrary,
    ScreenModel,
    Snapshot,
    approval_of,
    prove,
    structure_of,
)
from bot.application_model.draft import draft_from
from bot.browser import RobotBrowser
from bot.exceptions import BotError, DriftException
from bot.forms.mutations.catalogue import BETWEEN, OPERATORS, OTHER_RECORD, Operator
from bot.forms.mutations.trials import FormPage, Trial, change

ADDRESS: Final = "http://saved.test/"
FEWEST: Final = 2
"""A page with fewer controls that can be proved says too little."""
_ACTIONS: Final = ("button", "link", "grid", "editgrid", "password", "file")
_NO_SCRIPTS: Final = "script-src 'none'; object-src 'none'; frame-src 'none'"
_PREPARE: Final = (Path(__file__).parent / "saved_page.js").read_text(encoding="utf-8")


def foreign_trials(
    browser: RobotBrowser, folder: Path, each: int, seed: int
) -> Iterator[tuple[str, Trial]]:
    """Change every saved page ``each`` times; gives the file's name with each trial.

    Args:
        browser: running.
        folder: of saved pages, ``*.html``.
        each: how many changes to a page.
        seed: the same seed changes the same.
    """
    draw = Random(seed)  # noqa: S311 - reproducible
    able = [one for one in OPERATORS if one.number not in (OTHER_RECORD, BETWEEN)]
    for number, file in enumerate(sorted(folder.glob("*.html"))):
        wanted = [draw.choice(able) for _ in range(each)]
        for trial in _of_page(browser, _text(file), wanted, seed + 100 * number):
            yield file.name, trial


def _of_page(
    browser: RobotBrowser, html: str, wanted: list[Operator], seed: int
) -> Iterator[Trial]:
    with _Window(browser, html) as window:
        window.load()
        model = _provable(window.application.screen.snapshot())
        if model is None:
            return
        window.know(model)
        for number, operator in enumerate(wanted):
            window.load()
            page = FormPage.of(window.application, model)
            found = change(window.application, page, (operator,), seed + number)
            if found is not None:
                yield found


class _Window:
    """A window that shows one saved page and nothing else."""

    def __init__(self, browser: RobotBrowser, html: str) -> None:
        self._html = html
        self.application = Application(
            browser, base_url=ADDRESS, models=ModelLibrary(), approvals=Approvals()
        )

    def __enter__(self) -> Self:
        self.application.launch()
        self.application.page.route("**/*", self._answer)
        return self

    def __exit__(self, *_: object) -> None:
        self.application.terminate()

    def load(self) -> None:
        """Show the page as it was saved, with a word in each text box."""
        self.application.screen.go(ADDRESS)
        self.application.page.evaluate(_PREPARE)

    def know(self, model: ScreenModel) -> None:
        """Take the page as it is for approved."""
        self.application.models = ModelLibrary.of(model)
        structure = structure_of(model, self.application.screen.snapshot())
        when = datetime(2026, 3, 2, tzinfo=UTC)
        row = approval_of(model, structure, by="The proof", when=when, reason="a saved page")
        self.application.approvals = Approvals((row,))

    def _answer(self, route: Route) -> None:
        if route.request.url != ADDRESS or not route.request.is_navigation_request():
            route.abort()
            return
        route.fulfill(
            body=self._html,
            content_type="text/html; charset=utf-8",
            headers={"Content-Security-Policy": _NO_SCRIPTS},
        )


def _provable(seen: Snapshot) -> ScreenModel | None:
    """A model of all that can be proved on the page; None where that is next to nothing."""
    try:
        data = draft_from(seen, "Saved page")
    except ValueError:
        return None
    keys = Counter(node.key for node in seen.nodes)
    elements = {
        name.replace(" / ", ", "): element
        for name, element in data["elements"].items()
        if element["kind"] not in _ACTIONS
        and element["label"]
        and not element.get("conditional")
        and keys[element["key"]] == 1  # what a value is of is known by its key
    }
    while len(elements) >= FEWEST:
        model = ScreenModel.model_validate({**data, "elements": elements, "record": False})
        row = approval_of(
            model, structure_of(model, seen), by="x", when=datetime.now(UTC), reason="x"
        )
        try:
            prove(model, (row,), seen, None)
        except DriftException as drift:
            if drift.element not in elements:
                return None
            del elements[drift.element]
        except BotError:
            return None
        else:
            return model
    return None


def _text(file: Path) -> str:
    """The page; one that would lead elsewhere by itself stays."""
    return file.read_bytes().decode("utf-8", errors="replace").replace("http-equiv", "data-was")
