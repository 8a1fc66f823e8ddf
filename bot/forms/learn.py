"""``mash-bot forms learn``: a first model of a screen that nobody described, from the screen itself."""

from dataclasses import dataclass
from typing import Any

from bot.application import Application
from bot.application_model.draft import draft_from, to_yaml
from bot.application_model.model import ScreenModel
from bot.application_model.snapshot import Snapshot
from bot.forms.own_tree import browser_names, differences
from bot.showing import pages_of


@dataclass(frozen=True)
class Learned:
    """A drafted model, and what speaks against it.

    Attributes:
        model_file: YAML; every control, pinned as the screen has it.
        differing: controls that the browser itself names otherwise than the reader does; where
            there are any, the model must not be used.
    """

    model_file: str
    differing: tuple[str, ...]


def learn(application: Application, name: str = "", *, shell: bool = False) -> Learned:
    """Draft a model of the screen that the window shows: all pages, all tabs, all that is folded.

    Args:
        application: its window shows the screen.
        name: the model's name; the heading when empty.
        shell: what is outside ``main`` instead.
    """
    differing: dict[str, None] = {}
    sections: dict[str, tuple[str, ...]] = {}
    seen = application.screen.snapshot()
    pages = pages_of(seen)

    def watch(state: Snapshot) -> None:
        differing.update(dict.fromkeys(differences(state, browser_names(application.page))))
        here = [node.name for node in state.nodes if node.way == "here"]
        for label in here:
            sections[label] = state.headings

    if shell:
        watch(seen)
    else:
        screen = ScreenModel(name=seen.screen, screen=seen.screen, form=seen.form, pages=pages)
        seen = application.show_all(screen, seen, watch=watch)
    data: dict[str, Any] = draft_from(seen, name, shell=shell)
    if pages and not shell:
        listed = [
            {"label": page.label, "keys": list(page.keys), "sections": list(sections[page.label])}
            for page in pages
        ]
        data = {**{k: v for k, v in data.items() if k != "elements"}, "pages": listed} | {
            "elements": data["elements"]
        }
        ScreenModel.model_validate(data)
    return Learned(to_yaml(data), tuple(differing))
