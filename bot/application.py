"""The application as the robot sees it: launch, attach, terminate; pages become readings."""

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Self
from urllib.parse import urljoin

from playwright.sync_api import BrowserContext, Page

from bot.application_model import Approvals, ModelLibrary, Proved, Reading, ScreenModel, prove
from bot.application_model.model import ScreenPage
from bot.application_model.proof import check_approved, check_whole
from bot.application_model.snapshot import Node, Snapshot
from bot.browser import RobotBrowser
from bot.exceptions import DriftException, SystemException
from bot.known_dialogs import close_known_dialogs
from bot.login_state import Sealer, StoredLogin
from bot.other_screens import no_page, raise_if_another, raise_if_locked
from bot.screen import Screen
from bot.showing import whole
from bot.steps import Step, StepLog, StepObserver
from bot.watchdog import Watchdog

STEPS_KEPT = 50
FIRST_ERROR_STATUS = 400


class Application:
    """One window on one application.

    Args:
        browser: the robot's browser; None when a page is attached.
        base_url: where the application is.
        models: all application models.
        approvals: which forms are approved for which models.
        step_log: keeps each step.
        observer: shows each step to people.
        state_file: stored log-in, used by ``launch``, written by ``save_state``.
        state_keys: seals the stored log-in.
        timeout_ms: the longest that one step may take.
        read_only: no button is pressed that saves something; a shadow run works so.
    """

    def __init__(
        self,
        browser: RobotBrowser | None,
        *,
        base_url: str,
        models: ModelLibrary,
        approvals: Approvals,
        step_log: StepLog | None = None,
        observer: StepObserver | None = None,
        state_file: Path | None = None,
        state_keys: Sealer | None = None,
        timeout_ms: int = 30_000,
        read_only: bool = False,
    ) -> None:
        self.browser = browser
        self.base_url = base_url
        self.models = models
        self.approvals = approvals
        self.step_log = step_log
        self.observer = observer
        self.read_only = read_only
        self.last_steps: deque[Step] = deque(maxlen=STEPS_KEPT)
        self._login = StoredLogin(state_file, state_keys)
        self._timeout_ms = timeout_ms
        self._window: BrowserContext | None = None
        self._screen: Screen | None = None
        self._proved: Proved | None = None
        self._pending: Snapshot | None = None
        self._last: Snapshot | None = None
        self._status = 0
        self.has_written = False

    @classmethod
    def attached(
        cls,
        page: Page,
        *,
        base_url: str,
        models: ModelLibrary,
        approvals: Approvals,
        timeout_ms: int = 30_000,
    ) -> Self:
        """An application on a page that is open already."""
        made = cls(
            None, base_url=base_url, models=models, approvals=approvals, timeout_ms=timeout_ms
        )
        made.attach(page)
        return made

    # Launch, attach, terminate -----------------------------------------------------------

    def launch(self) -> None:
        """Open a window, logged in when there is a stored state."""
        if self.browser is None:
            raise ValueError("an attached application has no browser to launch")
        self.terminate()
        self._window = self.browser.new_window(self._login.load())
        self.attach(self._window.new_page(), self.browser.watchdog)

    def attach(self, page: Page, watchdog: Watchdog | None = None) -> None:
        """Work on this page from now on."""
        marks = self.models.rules.marks
        self._screen = Screen(page, marks, self._timeout_ms, watchdog or Watchdog(0))
        self._forget()

    def terminate(self) -> None:
        """Close the window; harmless when it is gone."""
        window, self._window, self._screen = self._window, None, None
        self._forget()
        if window is not None and self.browser is not None and self.browser.is_running:
            window.close()

    def restart(self) -> None:
        """A new window, and a new browser when the old one is gone."""
        if self.browser is not None and not self.browser.is_running:
            self._window = self._screen = None
            self.browser.restart()
        self.launch()

    def save_state(self) -> None:
        """Keep the log-in for the next launch; readable by this user only."""
        if self._window is not None:
            self._login.save(self._window.storage_state())

    @property
    def page(self) -> Page:
        """The page; objects never touch it."""
        return self.screen.page

    @property
    def has_window(self) -> bool:
        """A window is open."""
        return self._screen is not None

    @property
    def screen(self) -> Screen:
        """The window's page with its trips.

        Raises:
            SystemException: C5, no window is open.
        """
        if self._screen is None:
            raise SystemException("the application has no window: it was not launched", code="C5")
        return self._screen

    # Screens -----------------------------------------------------------------------------

    def go(self, path: str) -> None:
        """Load an address of the application."""
        self._forget()
        self._status = self.screen.go(urljoin(self.base_url, path))
        self.check_native_dialogs()

    def loaded(self, status: int) -> None:
        """A page was loaded by something that was pressed."""
        self._forget()
        self._status = status
        self.check_native_dialogs()

    def look(self, expected: tuple[str, ...] = ()) -> Snapshot:
        """The page as it is now; ``read`` uses it again if it comes next.

        Raises:
            BotError: what the screen stands for, when it is not expected.
        """
        seen = self._pending or self.screen.snapshot()
        self._pending = None
        self.check_native_dialogs()
        if seen.dialogs and close_known_dialogs(self.screen, seen, self.models.known_dialogs):
            seen = self.screen.snapshot()
        self._last = seen
        if not seen.screen and self._status >= FIRST_ERROR_STATUS:
            raise no_page(self._status)
        self.models.rules.check_state(seen, expected)
        self._pending = seen
        return seen

    def show_all(
        self,
        model: ScreenModel,
        seen: Snapshot,
        only: ScreenPage | None = None,
        watch: Callable[[Snapshot], None] = lambda _: None,
    ) -> Snapshot:
        """All of the screen: what is folded, on other tabs and pages (see ``bot.showing``)."""

        def turn(page: ScreenPage, way: Node, now: Snapshot) -> Snapshot:
            answer = self.screen.touch("focus", way, doc=now.document, record=now.record)
            if why := answer.get("why"):
                raise SystemException(f"page {page.label!r} cannot be turned to: {why}", code="C5")
            self.loaded(self.screen.press_and_load("Enter"))
            self.record(Step("turn", model.name, page.label))
            shown = self.look((model.screen,))
            self._pending = None
            return shown

        return whole(self.screen, seen, model, turn, only=only, watch=watch)

    def read(self, name: str, record: str | None, *, fresh: bool = True, at: str = "") -> Reading:
        """Prove the screen and read it; one reload, then drift.

        Args:
            name: the model's name.
            record: the id that must be on the page; None for screens without one.
            fresh: False takes the page as it was last seen, when nothing was used on it since: for
                controls that are written or pressed next, and so proved again in the page.
            at: an element: of several pages only the one that it is on is read, and stays open.

        Raises:
            DriftException: C6, the screen still differs from the approved model.
            RecordLocked: C3, it differs because somebody holds the record.
            SystemException: C5, truncated page or another record.
        """
        versions = self.models.versions(name)
        if not fresh:
            self._pending = self._last
        try:
            return self._prove(versions, record, at)
        except DriftException as drift:
            raise_if_locked(self.models, self.screen, drift)
            if self.has_written:
                raise  # a reload would lose what was written
        self._status = self.screen.go(self.page.url)
        try:
            return self._prove(versions, record, at)
        except DriftException as drift:
            raise_if_locked(self.models, self.screen, drift)
            raise_if_another(name, self.models, self.approvals, self.screen, drift)
            raise

    @property
    def proved(self) -> Proved:
        """The screen last read.

        Raises:
            SystemException: C5, nothing was read since the page was loaded.
        """
        if self._proved is None:
            raise SystemException("nothing was read on this page before it was used", code="C5")
        return self._proved

    def check_native_dialogs(self) -> None:
        """Raise for dialogs that were dismissed.

        Raises:
            SystemException: C7.
        """
        if self._screen is not None and (kinds := self._screen.taken_dialogs()):
            raise SystemException(f"unexpected dialog, dismissed: {kinds[0]}", code="C7")

    def touched(self) -> None:
        """Something on the page was used: what was seen before is out of date."""
        self._pending = self._last = None

    def abandon(self) -> None:
        """Leave a page that is of no more use."""
        self._forget()
        self.screen.go("about:blank")

    @property
    def last_element(self) -> str:
        """The element last written to or pressed; empty when there was none on this page."""
        acts = [step for step in self.last_steps if step.act in ("write", "press")]
        return acts[-1].element.split(", ")[0] if acts else ""

    # Steps -------------------------------------------------------------------------------

    def record(self, step: Step) -> None:
        """Keep a finished step."""
        self.last_steps.append(step)
        if self.step_log is not None:
            self.step_log.record(step)

    def _prove(self, versions: dict[str, ScreenModel], record: str | None, at: str) -> Reading:
        self._proved = None
        seen = self.look(self.models.rules.headings(versions))
        self._pending = None
        model = versions.get(seen.form) or next(iter(versions.values()))  # its proof says if not
        approved = self.approvals.of(model)
        check_whole(model, seen)  # before anything on it is pressed
        check_approved(model, approved)
        page = model.page_of(at) if at else None
        seen = self.show_all(model, seen, page)
        if page:
            approved, model = tuple(row.on(page) for row in approved), model.on(page)
        self._proved = prove(model, approved, seen, record)
        locked_by = self.models.rules.locked_by(seen)
        reading = replace(self._proved.reading, locked_by=locked_by)
        self._proved = replace(self._proved, reading=reading)
        return reading

    def _forget(self) -> None:
        self._proved = self._pending = self._last = None
        self.has_written = False
