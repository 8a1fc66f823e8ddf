"""The business object: one for each screen; it waits, reads, writes, presses, and decides nothing.

An object's public methods are actions. An action never recovers and never calls another object; it
gives frozen dataclasses, or raises one of the closed set of exceptions.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from playwright.sync_api import Error as PlaywrightError

from bot import writing
from bot.actions import action
from bot.application import Application
from bot.application_model import Reading
from bot.application_model.kinds import Stroke, Value
from bot.exceptions import (
    BotError,
    DriftException,
    InternalException,
    RecordLocked,
    SystemException,
    SystemExceptionTryOnce,
)
from bot.steps import Step

__all__ = ["BusinessObject", "action"]


class BusinessObject:
    """What every screen's object can do.

    Args:
        application: the window it works in.
    """

    def __init__(self, application: Application) -> None:
        self.application = application

    def go(self, path: str) -> None:
        """Load an address of the application (a plain GET)."""
        with self._step("go", path.split("?", maxsplit=1)[0]):
            self.application.go(path)

    def read(
        self, screen: str, record: str | None = None, *, fresh: bool = True, at: str = ""
    ) -> Reading:
        """Prove the screen and read all of it, in one trip for each state that it has.

        Args:
            screen: the model's name.
            record: the id that must be on the page; None for screens without one; ``NEW_RECORD``.
            fresh: False uses what was last seen of this page, when nothing was used on it since.
            at: an element; of a screen with several pages only the one that it is on is read.

        Raises:
            DriftException: C6.
            SystemException: C5, C7.
            BotError: what the screen shown stands for (log-in, maintenance, error, lock …).
        """
        with self._step("read", screen):
            return self.application.read(screen, record, fresh=fresh, at=at)

    def write(
        self,
        element: str,
        value: Value,
        *,
        row: int | str | None = None,
        column: str | None = None,
        text: str | None = None,
    ) -> None:
        """Write into an element of the screen last read, and read it back.

        Args:
            element: the model's element.
            value: by kind: text, number, date, time, an entry's value, True or False, values to
                tick.
            row: of an edit grid: its place from 0, or its record.
            column: of an edit grid.
            text: for a type-ahead: what to type; ``value`` is the record it must then hold. For a
                file: its path; ``value`` is its name.

        Raises:
            ValidationException: what was read back differs, also after a second try.
            BusinessException: a list lacks the entry, or has it twice.
            DriftException: the element is no longer the one that was proved.
        """
        place = writing.place_of(self.application, element, row, column)
        with self._step("write", self._screen_name(), place.name, place):
            writing.write(self.application, place, value, text)

    def press(
        self,
        element: str,
        *,
        leads_to: str | tuple[str, ...] | None = None,
        effect: bool = False,
        saves: bool = True,
    ) -> str:
        """Press a button or link of the screen last read.

        Args:
            element: the model's element.
            leads_to: the heading, or headings, that may be shown next; None when no page is loaded.
            effect: what is lost after this press is an effect: a doubtful end is never tried again.
            saves: False for a button that only shows something; a shadow run presses no other.

        Returns:
            The heading shown.

        Raises:
            RecordLocked: C3, the button is not offered because somebody holds the record.
            SystemException: C5, another screen; or the application refuses what was written.
            SystemExceptionTryOnce: with ``effect``, the answer to the press was lost.
            InternalException: in shadow, the press would save something.
        """
        if saves and self.application.read_only:
            raise InternalException(f"a shadow run does not press {element!r}")
        place = self._offered(element)
        with self._step("press", self._screen_name(), element, place):
            writing.focus(self.application, element, place.bound.node)
            if leads_to is None:
                self.application.screen.type([Stroke("press", "Enter")])
                self.application.check_native_dialogs()
                return self.application.proved.model.screen
            return self._load(leads_to if isinstance(leads_to, tuple) else (leads_to,), effect)

    def wait_for(self, *screens: str) -> str:
        """Wait until one of these headings is shown; gives the one.

        Raises:
            BotError: what another screen shown stands for (log-in, maintenance, error …).
        """
        with self._step("wait", " | ".join(screens)):
            states = self.application.models.rules.states
            self.application.screen.wait_for_heading({*screens, *states})
            return self.application.look(screens).screen

    def is_offered(self, element: str) -> bool:
        """A button, link or optional element is on the page last read."""
        return element in self.application.proved.bound.nodes

    def _load(self, screens: tuple[str, ...], effect: bool) -> str:
        app = self.application
        try:
            app.loaded(app.screen.press_and_load("Enter"))
        except PlaywrightError as error:
            app.check_native_dialogs()
            if effect:
                raise SystemExceptionTryOnce("the answer to a write was lost", code="C5") from error
            raise
        seen = app.look(screens)
        if seen.refused:
            raise SystemException("the application does not take what was written", code="C5")
        if seen.screen not in screens:
            wanted = " or ".join(repr(name) for name in screens)
            raise SystemException(f"screen {seen.screen!r} instead of {wanted}", code="C5")
        return seen.screen

    def _offered(self, element: str) -> writing.Place:
        try:
            return writing.place_of(self.application, element)
        except DriftException as drift:
            if self.application.proved.reading.locked_by:
                raise RecordLocked("another user holds the record", code="C3") from drift
            raise

    def _screen_name(self) -> str:
        return self.application.proved.model.name

    @contextmanager
    def _step(
        self, act: str, screen: str, element: str = "", place: writing.Place | None = None
    ) -> Iterator[None]:
        app, step = self.application, Step(act, screen, element)
        if app.observer is not None and app.has_window:
            with app.screen.limit():
                step = replace(step, box=_box(app, place))
                app.observer.before(app.page, step)
        started, result = time.perf_counter(), "ok"
        try:
            yield
        except BotError as error:
            result = error.display_name
            raise
        except PlaywrightError:
            result = SystemException.display_name
            raise
        finally:
            took = (time.perf_counter() - started) * 1000
            app.record(replace(step, duration_ms=round(took, 2), result=result))
        if app.observer is not None:
            app.observer.after(app.page, step)


def _box(app: Application, place: writing.Place | None) -> tuple[float, float, float, float] | None:
    if place is None:
        return None
    found = app.screen.touch("point", place.bound.node, scroll=True)
    return (found["x"], found["y"], found["width"], found["height"]) if found else None
