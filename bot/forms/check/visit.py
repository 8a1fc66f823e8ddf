"""Looks at a form page for the check: its controls, a picture, and where each control stands in it."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass

from bot.application import Application
from bot.application_model.snapshot import Snapshot
from bot.forms.check.controls import Control, controls_of
from bot.forms.check.drift import Values

_BOXES = """(selectors) => {
  const found = {};
  const size = document.documentElement;
  for (const name of selectors) {
    const all = [...document.querySelectorAll("[name=" + CSS.escape(name) + "],#" + CSS.escape(name)
      + ",[data-grid=" + CSS.escape(name) + "]")].filter((el) => el.getClientRects().length);
    if (!all.length) continue;
    const boxes = all.map((el) => (el.labels && el.labels[0] && el.type === "radio" ? el.labels[0] : el)
      .getBoundingClientRect());
    const left = Math.min(...boxes.map((b) => b.left)), top = Math.min(...boxes.map((b) => b.top));
    found[name] = [left + scrollX, top + scrollY, Math.max(...boxes.map((b) => b.right)) - left,
      Math.max(...boxes.map((b) => b.bottom)) - top, size.scrollWidth, size.scrollHeight];
  }
  return found;
}"""
Box = tuple[float, float, float, float]
"""Left, top, width and height, in hundredths of the picture."""


@dataclass(frozen=True)
class Sight:
    """One form version as one record shows it.

    Attributes:
        picture: a JPEG of the whole page, in base64; empty where none was taken.
        boxes: where controls stand in the picture, by their selector.
    """

    seen: Snapshot
    controls: tuple[Control, ...]
    picture: str = ""
    boxes: Mapping[str, Box] | None = None

    @property
    def values(self) -> Values:
        """What the record shows, by the anchor of the control."""
        return {control.anchor: control.values for control in self.controls}


def look(application: Application, *, with_picture: bool) -> Sight:
    """The page that is open now."""
    seen = application.screen.snapshot()
    controls = controls_of(seen, application.models.rules.marks)
    if not with_picture:
        return Sight(seen, controls)
    page = application.page
    picture = page.screenshot(full_page=True, type="jpeg", quality=70)
    found = page.evaluate(_BOXES, [one.selector for one in controls if one.selector])
    boxes = {name: _share(*box) for name, box in found.items()}
    return Sight(seen, controls, b64encode(picture).decode("ascii"), boxes)


def _share(left: float, top: float, width: float, height: float, *page: float) -> Box:
    across, down = page
    return (100 * left / across, 100 * top / down, 100 * width / across, 100 * height / down)
