"""Pictures for evidence: outlined where values may show, blanked where they may not."""

from pathlib import Path

from playwright.sync_api import CDPSession, Page
from playwright.sync_api import Error as PlaywrightError

from bot.application import Application
from bot.application_model import Element, ModelLibrary, ScreenModel
from bot.application_model.names import SECTION_SEPARATOR, normalise
from bot.application_model.snapshot import Node

_BLANK = (Path(__file__).parent / "application_model" / "blank.js").read_text(encoding="utf-8")
_OUTLINE = """(boxes) => {
  for (const box of boxes) {
    const frame = document.createElement("div");
    const { style } = frame;
    style.cssText = "position:absolute;z-index:2147483647;pointer-events:none;"
      + "outline:3px solid #d4351c";
    for (const [side, at] of [["left", box.x + scrollX], ["top", box.y + scrollY],
      ["width", box.width], ["height", box.height]]) style[side] = at + "px";
    document.documentElement.append(frame);
  }
}"""
_SOURCE = """() => {
  const copy = document.documentElement.cloneNode(true);
  const drop = (found, ...names) =>
    found.forEach((el) => names.forEach((name) => el.removeAttribute(name)));
  drop(copy.querySelectorAll("iframe,frame"), "srcdoc", "src");
  drop(copy.querySelectorAll("input[type=password]"), "value");
  return copy.outerHTML;
}"""


def screenshot(page: Page) -> bytes:
    """The whole page as PNG, with password fields masked."""
    return page.screenshot(full_page=True, mask=[page.locator("input[type=password]")])


def page_source(page: Page) -> str:
    """The document as it is now, and each frame's after it."""
    parts = [str(frame.evaluate(_SOURCE)) for frame in page.frames]
    return "\n<!-- frame -->\n".join(parts)


def outline(app: Application, element: str) -> None:
    """Draw a box around every control that bears an anchor of the element."""
    described = _described(app.models, element)
    if described is None:
        return
    found = [node for node in app.screen.snapshot().nodes if _bears_anchor(node, described)]
    boxes = [box for node in found if (box := app.screen.touch("point", node))]
    app.page.evaluate(_OUTLINE, boxes)


def blank_page(app: Application) -> None:
    """Blank every frame: text and values that are not labels of a model become dots.

    The page's own scripts are stopped first, so that nothing writes the text back.
    """
    _stop_scripts(app.page)
    labels = sorted(labels_of(app.models))
    for frame in app.page.frames:
        frame.evaluate(_BLANK, {"labels": labels})


def labels_of(models: ModelLibrary) -> set[str]:
    """Everything that the models call something: headings, labels, columns; no entries of lists."""
    found: set[str] = set()
    for model in models:
        found |= {model.screen, model.form} | _labels_in(model)
    return {normalise(label) for label in found if label}


def _labels_in(model: ScreenModel) -> set[str]:
    found: set[str] = set()
    for element in model.elements.values():
        found |= {element.label, element.hint, *element.section.split(SECTION_SEPARATOR)}
        found |= {column.label for column in element.columns.values()}
        found |= set(element.part_labels.values())
    return found


def _described(models: ModelLibrary, element: str) -> Element | None:
    return next((m.elements[element] for m in models if element in m.elements), None)


def _bears_anchor(node: Node, element: Element) -> bool:
    same_name = normalise(node.name) == normalise(element.label)
    return node.visible and (node.key == element.key or same_name)


def _stop_scripts(page: Page) -> None:
    session: CDPSession = page.context.new_cdp_session(page)
    try:
        session.send("Emulation.setScriptExecutionDisabled", {"value": True})
    except PlaywrightError:
        session.detach()
        raise
