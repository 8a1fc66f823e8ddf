"""The form changed on purpose, thousands of times: what the proof of identity stops."""

from typing import Any

from bot.forms.desk import open_form_desk
from bot.forms.mutations.catalogue import OPERATORS
from bot.forms.mutations.figures import figures, holds
from bot.forms.mutations.trials import trials

VERSION, SHARE = "v1", 0.24  # of the number of cases: each mutant is a page in a browser


def prove(cases: int, seed: int) -> dict[str, Any]:
    """Change the form and judge; ``holds`` says whether the figures are those demanded.

    Args:
        cases: of the proof of disclosures; a quarter of it are pages with one change here.
        seed: the same seed changes the same.
    """
    each = max(1, round(cases * SHARE / len(OPERATORS)))
    with open_form_desk(None) as desk:
        told = figures(list(trials(desk, VERSION, each, seed)))
    return {"seed": seed, "form": VERSION, **told, "holds": holds(told)}
