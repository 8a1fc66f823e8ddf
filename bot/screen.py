"""One window: the trips into its page, and trusted input; it knows no model."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from playwright.sync_api import Dialog, Page, Request, Response
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from bot.application_model.kinds import Stroke
from bot.application_model.page_rules import Marks
from bot.application_model.scripts import ASK, INSTALL
from bot.application_model.snapshot import Node, Snapshot, parse_snapshot
from bot.watchdog import Watchdog

SLICE_MS = 500
HEADING_SHOWN = """([mark, wanted]) => {
  const h = document.querySelectorAll("h1[id=" + CSS.escape(mark) + "]");
  return h.length === 1 && wanted.includes(h[0].textContent.replace(/\\s+/g, " ").trim()) }"""
IN_FOCUS = """() => {
  let el = document.activeElement;
  for (let inner; el && (inner = (el.shadowRoot || el.contentDocument || {}).activeElement);) el = inner;
  return el }"""
AT_REST = """() => document.readyState !== "loading" && !document.querySelector("[aria-busy=true]")
  && !(window[Symbol.for("mash under way")] > 0)"""


class Screen:
    """The page of one window.

    Args:
        page: Playwright's page.
        marks: how the application's pages say what they are.
        timeout_ms: the longest that a step may take.
        watchdog: ends the browser when a script in the page never ends.
    """

    def __init__(self, page: Page, marks: Marks, timeout_ms: int, watchdog: Watchdog) -> None:
        self.page = page
        self.timeout_ms = timeout_ms
        self.trips = 0
        self._marks = {
            "screen": marks.screen,
            "record_mark": marks.record,
            "form": marks.form,
            "end": marks.end,
        }
        self._watchdog = watchdog
        self._dialogs: list[str] = []
        self._has_failed = False
        self._is_cut_off = False
        page.set_default_timeout(timeout_ms)
        page.add_init_script(INSTALL)
        page.on("dialog", self._dismiss)
        page.on("requestfailed", self._note_failure)

    def go(self, url: str) -> int:
        """Load an address; gives the answer's status."""
        with self._loading():
            response = self.page.goto(url, wait_until="commit")
        return response.status if response else 0

    def snapshot(self) -> Snapshot:
        """The whole page in one trip; a second one only when the page was still busy."""
        seen = self._read()
        if seen.busy or not seen.ready:
            self._wait_for_rest()
            seen = self._read()
        return seen

    def touch(self, do: str, node: Node, **more: str | float | bool | None) -> dict[str, Any]:
        """Find one proved control again: ``focus`` it, give its ``value``, or ``point`` to it."""
        want = {"section": node.section, "name": node.name, "kind": node.kind, "key": node.key}
        where = {"grid": node.grid, "row": node.row, "outside": node.outside}
        answer = self._ask({"do": do, "want": want | where, **more})
        return dict(json.loads(answer))

    def limit(self) -> AbstractContextManager[None]:
        """What is within ends the browser when it takes longer than two steps may."""
        return self._watchdog.limit(2 * self.timeout_ms / 1000)

    def type(self, strokes: Iterable[Stroke]) -> None:
        """Trusted keyboard input into what has the focus."""
        with self.limit():
            self._type(strokes)

    def _type(self, strokes: Iterable[Stroke]) -> None:
        keyboard = self.page.keyboard
        for stroke in strokes:
            if stroke.how == "insert":
                keyboard.insert_text(stroke.text)
            elif stroke.how == "type":
                keyboard.type(stroke.text)
            elif stroke.how == "file":
                self._choose_file(stroke.text)
            elif stroke.how == "offer":
                self._wait_for_offer()
                keyboard.press(stroke.text)
            else:
                for _ in range(stroke.times):
                    keyboard.press(stroke.text)

    def _choose_file(self, path: str) -> None:
        """Put a file into the control that was proved a moment ago and has the focus."""
        focused = self.page.evaluate_handle(IN_FOCUS).as_element()
        if focused is not None:
            focused.set_input_files(path)

    def press_and_load(self, key: str) -> int:
        """Press a key that loads a page; gives the answer's status."""
        with self._loading():
            with self.limit(), self.page.expect_navigation(wait_until="commit") as loading:
                self.page.keyboard.press(key)
            response: Response | None = loading.value
        return response.status if response else 0

    def wait_for_heading(self, headings: Iterable[str]) -> None:
        """Wait until one of these headings is shown."""
        self.page.wait_for_function(HEADING_SHOWN, arg=[self._marks["screen"], list(headings)])

    def wait_until_loaded(self) -> None:
        """Wait until the page's document is there; one that failed to load is not waited for."""
        if not self._has_failed:
            self._wait_for_document()

    @contextmanager
    def _loading(self) -> Iterator[None]:
        """What is within starts a page; afterwards its document is there, or it has failed."""
        self._has_failed, self._is_cut_off = True, False
        yield
        self._wait_for_document()
        self._has_failed = False

    def _wait_for_document(self) -> None:
        """Wait in slices, because a document whose line was cut never says that it is there."""
        for _ in range(max(1, self.timeout_ms // SLICE_MS)):
            try:
                self.page.wait_for_load_state("domcontentloaded", timeout=SLICE_MS)
            except PlaywrightTimeout:
                if self._is_cut_off:
                    raise
            else:
                return
        self.page.wait_for_load_state("domcontentloaded", timeout=SLICE_MS)

    def _note_failure(self, request: Request) -> None:
        if request.is_navigation_request() and request.frame == self.page.main_frame:
            self._is_cut_off = True

    def taken_dialogs(self) -> tuple[str, ...]:
        """Kinds of native dialogs dismissed since the last call; never their texts."""
        taken = tuple(self._dialogs)
        self._dialogs.clear()
        return taken

    def _read(self) -> Snapshot:
        return parse_snapshot(self._ask({"do": "read"}))

    def _ask(self, arguments: Mapping[str, Any]) -> str:
        self.trips += 1
        given = {**self._marks, **arguments}
        with self._watchdog.limit(self.timeout_ms / 1000):
            answer = str(self.page.evaluate(ASK, given))
            if not answer:  # the page was there before the window was ours
                self.page.evaluate(INSTALL)
                answer = str(self.page.evaluate(ASK, given))
            return answer

    def _wait_for_rest(self) -> None:
        """Nothing that the page, or a frame in it, has started is still under way."""
        for frame in self.page.frames:
            frame.wait_for_load_state("domcontentloaded")
            frame.wait_for_function(AT_REST)

    def _wait_for_offer(self) -> None:
        """The list of a type-ahead is open: the box itself says so."""
        self.page.wait_for_function(
            "() => document.activeElement.getAttribute('aria-expanded') === 'true'"
        )

    def _dismiss(self, dialog: Dialog) -> None:
        self._dialogs.append(dialog.type)
        dialog.dismiss()
