"""Forms changed on purpose, thousands of times: what the proof of identity stops."""

from typing import Any

from bot.browser import BrowserSettings, RobotBrowser
from bot.forms.desk import open_form_desk
from bot.forms.mutations.catalogue import OPERATORS
from bot.forms.mutations.figures import figures, holds, holds_on_saved_pages
from bot.forms.mutations.foreign import foreign_trials
from bot.forms.mutations.trials import trials
from tests.proof.saved_pages import PACKAGE, saved_pages

SHARE = 0.2  # of the number of cases: each mutant is a page in a browser
VERSIONS = {"v1": 2, "v3": 1}  # which form gets how many of three
PAGES_FULL = 10_000  # with so many cases, each saved page is changed twice
EACH_SAVED = 2


def prove(cases: int, seed: int) -> dict[str, Any]:
    """Change the forms and judge; ``holds`` says whether the figures are those demanded.

    Args:
        cases: of the proof of disclosures; a fifth of it are pages with one change here.
        seed: the same seed changes the same.
    """
    each = max(3, round(cases * SHARE / len(OPERATORS)))
    with open_form_desk(None) as desk:
        found = [
            trial
            for version, share in VERSIONS.items()
            for trial in trials(desk, version, each * share // 3, seed)
        ]
    told = figures(found)
    saved = _saved(cases, seed)
    ours = {"seed": seed, "forms": list(VERSIONS), **told, "saved_pages": saved}
    return {**ours, "holds": holds(told) and holds_on_saved_pages(saved)}


def _saved(cases: int, seed: int) -> dict[str, Any]:
    each = max(1, round(EACH_SAVED * cases / PAGES_FULL))
    with saved_pages() as folder, RobotBrowser(BrowserSettings()) as browser:
        count = len(list(folder.glob("*.html")))
        found = list(foreign_trials(browser, folder, each, seed))
    pages = len({name for name, _ in found})
    told = figures([trial for _, trial in found])
    return {"from": PACKAGE, "pages": count, "pages_with_a_form_to_prove": pages, **told}
