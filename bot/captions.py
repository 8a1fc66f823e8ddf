"""Captions for people who watch: what the robot does next, and a frame around where.

For ``--headed --captions``. The caption stands outside the page's body, is hidden from
assistive technology and takes no clicks, so that it changes nothing that the robot reads.
"""

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page

from bot.steps import Step

WORDS = {
    "go": "Opens {screen}",
    "read": "Reads and proves the screen “{screen}”",
    "write": "Writes “{element}”",
    "press": "Presses “{element}”",
    "wait": "Waits for “{screen}”",
}
_SHOW = """([words, box]) => {
  const style = "position:fixed;z-index:2147483647;pointer-events:none;";
  const part = (id, css) => {
    const el = document.getElementById(id) || document.createElement("div");
    el.id = id;
    el.setAttribute("aria-hidden", "true");
    el.style.cssText = style + css;
    document.documentElement.append(el);
    return el;
  };
  part("mash-caption", "left:0;right:0;bottom:0;padding:12px 20px;background:#0b0c0c;color:#fff;"
    + "font:600 20px/1.4 sans-serif").textContent = words;
  const frame = part("mash-frame", "outline:4px solid #ffdd00;outline-offset:2px;border-radius:2px;"
    + "display:" + (box ? "block" : "none"));
  const sides = ["left", "top", "width", "height"];
  if (box) sides.forEach((side, n) => { frame.style[side] = box[n] + "px"; });
}"""


class Captions:
    """Shows each step in the page itself; the browser's slow motion gives time to read it.

    Attributes:
        stage: the stage of the process that is running, shown before the step.
    """

    def __init__(self) -> None:
        self.stage = ""

    def before(self, page: Page, step: Step) -> None:
        """Say what comes next."""
        words = WORDS.get(step.act)
        if words is None or page.url == "about:blank":
            return
        said = words.format(screen=step.screen, element=step.element)
        text = f"{self.stage}  ·  {said}" if self.stage else said
        try:
            page.evaluate(_SHOW, [text, step.box])
        except PlaywrightError:
            return  # a caption never stops the robot

    def after(self, page: Page, step: Step) -> None:
        """The caption stays until the next one, or the next page."""
