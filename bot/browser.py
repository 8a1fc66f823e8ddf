"""The browser: the only place that starts Playwright.

No browser outlives its robot. Playwright's driver holds the browser by a pipe; when the robot
goes, also by ``kill -9``, the driver's input ends and it closes the browser, and when the driver
goes too the browser's own pipe ends and it exits by itself.
``tests/integration/screen/test_browser_ends.py`` proves both.
"""

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath
from types import TracebackType
from typing import Any, Self

from playwright.sync_api import Browser, BrowserContext, Playwright, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from bot.watchdog import Watchdog

HEADLESS_SHELLS = ("chromium-headless-shell", "chrome-headless-shell", "headless_shell")
BROWSERS = (
    "google-chrome-stable",
    "google-chrome",
    "chrome",
    "microsoft-edge-stable",
    "microsoft-edge",
    "msedge",
    "chromium",
    "chromium-browser",
)
WINDOWS_BROWSERS = (
    PureWindowsPath("Google/Chrome/Application/chrome.exe"),
    PureWindowsPath("Microsoft/Edge/Application/msedge.exe"),
    PureWindowsPath("Chromium/Application/chrome.exe"),
)
MAC_BROWSERS = (
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge"),
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
)
CONTEXT_OPTIONS: Mapping[str, Any] = {
    "locale": "en-GB",
    "timezone_id": "Europe/London",
    "viewport": {"width": 1280, "height": 900},
}


class BrowserNotFound(RuntimeError):  # noqa: N818 - reads as what happened
    """No browser can be started; the message names cause and fix."""


@dataclass(frozen=True)
class BrowserSettings:
    """How the browser is started.

    Attributes:
        headed: show the window.
        executable: this browser and no other.
        slow_mo_ms: wait so long before each act, for people who watch.
    """

    headed: bool = False
    executable: Path | None = None
    slow_mo_ms: int = 0


@dataclass(frozen=True)
class BrowserChoice:
    """The browser found; ``path`` None means Playwright's own."""

    path: Path | None
    name: str


def context_options(state: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """What every window of the robot, and every test's, is opened with.

    Args:
        state: a stored log-in, as Playwright gives it.
    """
    return {**CONTEXT_OPTIONS, **({"storage_state": dict(state)} if state else {})}


def launch_options(settings: BrowserSettings, choice: BrowserChoice) -> dict[str, Any]:
    """What Playwright is told to start."""
    return {
        "executable_path": str(choice.path) if choice.path else None,
        "headless": not settings.headed,
        "slow_mo": settings.slow_mo_ms or None,
        "chromium_sandbox": not _is_root(),
        "args": ["--lang=en-GB"],
    }


def find_browser(settings: BrowserSettings, own: Path | None = None) -> BrowserChoice:
    """The browser to use: the configured one, else the machine's, else Playwright's own.

    Args:
        settings: a configured ``executable`` wins; headless prefers a headless shell.
        own: where Playwright would keep its own browser.

    Raises:
        BrowserNotFound: none of them is there.
    """
    if settings.executable is not None:
        if not settings.executable.exists():
            raise BrowserNotFound(
                f"cause: [browser] executable = {settings.executable} does not exist; "
                "fix: correct the path in mash-bot.toml, or remove the line to let the robot look"
            )
        return BrowserChoice(settings.executable, settings.executable.stem)
    for path in _on_this_machine(headed=settings.headed):
        return BrowserChoice(path, path.stem)
    if own is not None and own.exists():
        return BrowserChoice(None, "playwright chromium")
    raise BrowserNotFound(
        "cause: no Chrome, Edge or Chromium on this machine, and none of Playwright's own; "
        "fix: install one (Debian: apt install chromium-headless-shell; Windows: Edge is enough), "
        "or run `playwright install chromium`, or set [browser] executable in mash-bot.toml"
    )


def _on_this_machine(*, headed: bool) -> Iterator[Path]:
    names = BROWSERS if headed else HEADLESS_SHELLS + BROWSERS
    yield from (Path(found) for name in names if (found := shutil.which(name)))
    for root in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        if folder := os.environ.get(root):
            yield from (p for b in WINDOWS_BROWSERS if (p := Path(folder) / b).exists())
    if sys.platform == "darwin":
        yield from (path for path in MAC_BROWSERS if path.exists())


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


class RobotBrowser:
    """One browser of one robot.

    Args:
        settings: how to start it.
        playwright: a running Playwright to use (tests); else it starts its own.

    Raises:
        BrowserNotFound: on start, when no browser can be started.
    """

    def __init__(
        self, settings: BrowserSettings | None = None, playwright: Playwright | None = None
    ) -> None:
        self.settings = settings or BrowserSettings()
        self.name = ""
        self._given = playwright
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None
        self.watchdog = Watchdog(0)

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:
            self.close()  # Playwright runs by then; a second start would find it in its way
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def is_running(self) -> bool:
        """The browser answers."""
        return self._browser is not None and self._browser.is_connected()

    @property
    def version(self) -> str:
        """Name and version, for every figure that is published."""
        return f"{self.name} {self._browser.version}" if self._browser else ""

    def start(self) -> None:
        """Start Playwright and the browser, unless they run."""
        if self.is_running:
            return
        if self._playwright is None:
            self._playwright = self._given or sync_playwright().start()
        chromium = self._playwright.chromium
        choice = find_browser(self.settings, Path(chromium.executable_path))
        self.name = choice.name
        try:
            self._browser = chromium.launch(**launch_options(self.settings, choice))
        except PlaywrightError as error:
            raise BrowserNotFound(
                f"cause: {choice.name} does not start ({_first_line(error)}); "
                "fix: start it by hand, or set another [browser] executable in mash-bot.toml"
            ) from error
        self.watchdog = Watchdog(_process_of(self._browser))

    def new_window(self, state: Mapping[str, Any] | None = None) -> BrowserContext:
        """A window of its own, with the stored log-in when there is one."""
        self.start()
        if self._browser is None:
            raise BrowserNotFound("cause: the browser was closed; fix: start the robot again")
        return self._browser.new_context(**context_options(state))

    def close(self) -> None:
        """Close the browser and Playwright; harmless when they are gone already."""
        self.watchdog.end()
        browser, self._browser = self._browser, None
        playwright, self._playwright = self._playwright, None
        try:
            if browser is not None and browser.is_connected():
                browser.close()
        finally:
            if playwright is not None and playwright is not self._given:
                playwright.stop()

    def restart(self) -> None:
        """Close what is left of the browser and start again."""
        self.watchdog.end()
        browser, self._browser = self._browser, None
        if browser is not None and browser.is_connected():
            browser.close()
        self.start()


def _process_of(browser: Browser) -> int:
    """The browser's own process; 0 when it does not say."""
    session = browser.new_browser_cdp_session()
    try:
        listed = session.send("SystemInfo.getProcessInfo")["processInfo"]
    except PlaywrightError:
        return 0
    finally:
        session.detach()
    return next((int(p["id"]) for p in listed if p["type"] == "browser"), 0)


def _first_line(error: PlaywrightError) -> str:
    return error.message.strip().splitlines()[0]
