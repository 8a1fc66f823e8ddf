"""Looks at a form page for the check: its controls, a picture, and where each control stands in it."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass

from bot.application import Application
from bot.application_model.model import ScreenModel, ScreenPage
from bot.application_model.snapshot import Snapshot
from bot.forms.check.by_value import Values
from bot.forms.check.controls import Control, controls_of
from bot.showing import is_on, pages_of

_BOXES = """(selectors) => {
  const found = {};
  const size = document.documentElement;
  const documents = [[document, 0, 0]];
  for (const frame of document.querySelectorAll("iframe")) {
    const at = frame.getBoundingClientRect();
    const left = at.left + frame.clientLeft, top = at.top + frame.clientTop;
    if (frame.contentDocument) documents.push([frame.contentDocument, left, top]);
  }
  const moved = (b, doc) => {
    const [, left, top] = documents.find(([one]) => one === doc);
    return new DOMRect(b.left + left, b.top + top, b.width, b.height);
  };
  for (const name of selectors) {
    const key = CSS.escape(name), query = `[name=${key}],#${key},[data-grid=${key}]`;
    const all = documents.flatMap(([doc]) => [...doc.querySelectorAll(query)])
      .filter((el) => el.getClientRects().length);
    if (!all.length) continue;
    const boxes = all.map((el) => (el.labels && el.labels[0] && el.type === "radio" ? el.labels[0] : el)
      .getBoundingClientRect()).map((b, n) => moved(b, all[n].ownerDocument));
    const left = Math.min(...boxes.map((b) => b.left)), top = Math.min(...boxes.map((b) => b.top));
    found[name] = [left + scrollX, top + scrollY, Math.max(...boxes.map((b) => b.right)) - left,
      Math.max(...boxes.map((b) => b.bottom)) - top, size.scrollWidth, size.scrollHeight];
  }
  return found;
}"""
Box = tuple[float, float, float, float]
"""Left, top, width and height, in hundredths of the picture."""


@dataclass(frozen=True)
class Picture:
    """What a person sees of a form at once: all of it, or one page of it with one tab open.

    Attributes:
        title: the page and the tab; empty where the form has neither.
        image: a JPEG in base64.
        boxes: where controls stand in it, by their selector.
    """

    title: str
    image: str
    boxes: Mapping[str, Box]


@dataclass(frozen=True)
class Sight:
    """One form version as one record shows it.

    Attributes:
        pages: that it is spread over, each with the sections on it; none where it is one page.
        pictures: none where none were taken.
    """

    seen: Snapshot
    controls: tuple[Control, ...]
    pages: tuple[ScreenPage, ...] = ()
    pictures: tuple[Picture, ...] = ()

    @property
    def values(self) -> Values:
        """What the record shows, by the anchor of the control."""
        return {control.anchor: control.values for control in self.controls}


def look(application: Application, *, with_picture: bool) -> Sight:
    """The form that is open now: every page, every tab, all that is folded away."""
    seen = application.screen.snapshot()
    pages = pages_of(seen)
    screen = ScreenModel(name=seen.screen, screen=seen.screen, form=seen.form, pages=pages)
    marks = application.models.rules.marks
    taken: list[Picture] = []

    found: dict[str, ScreenPage] = {}

    def watch(state: Snapshot) -> None:
        for page in pages:
            if is_on(page, state):
                found[page.label] = page.model_copy(update={"sections": state.headings})
        if with_picture:
            taken.append(_picture(application, state, controls_of(state, marks)))

    seen = application.show_all(screen, seen, watch=watch)
    return Sight(seen, controls_of(seen, marks), tuple(found.values()), tuple(taken))


def _picture(application: Application, state: Snapshot, controls: tuple[Control, ...]) -> Picture:
    page = application.page
    image = page.screenshot(full_page=True, type="jpeg", quality=70)
    found = page.evaluate(_BOXES, [one.selector for one in controls if one.selector])
    boxes = {name: _share(*box) for name, box in found.items()}
    return Picture(_title(state), b64encode(image).decode("ascii"), boxes)


def _title(state: Snapshot) -> str:
    pages = [node.name for node in state.nodes if node.way == "here"]
    tabs = [node.name for node in state.nodes if node.kind == "tab" and node.value]
    return ", ".join(pages + tabs)


def _share(left: float, top: float, width: float, height: float, *page: float) -> Box:
    across, down = page
    return (100 * left / across, 100 * top / down, 100 * width / across, 100 * height / down)
