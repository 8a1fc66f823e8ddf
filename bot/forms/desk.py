"""Where two form versions can be looked at side by side: a records system of our own, or a page.

Who brings a records system registers a *form desk* by entry point (``mash_bot.form_desks``); the
check starts the first one there is.
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from importlib.metadata import entry_points
from pathlib import Path
from typing import Protocol

from bot.application import Application
from bot.browser import RobotBrowser

FORM_DESKS = "mash_bot.form_desks"


class FormDesk(Protocol):
    """A running records system with synthetic records, the robot logged in."""

    @property
    def application(self) -> Application:
        """The robot's window."""
        ...

    @property
    def records(self) -> Sequence[str]:
        """Ids of records to compare the versions on, all of one form."""
        ...

    @property
    def every_record(self) -> Sequence[str]:
        """Those and more: one for each shape that the form can have, such as no rows in a grid."""
        ...

    @property
    def versions(self) -> Sequence[str]:
        """The versions that it can show."""
        ...

    def read(self, version: str, record: str) -> object:
        """The record, read and proved in that version of the form.

        Raises:
            DriftException: the form is not the approved one; nothing was read.
        """
        ...

    def others_go_on(self) -> bool:
        """A screen that the form has no part in can still be read and proved."""
        ...

    def show(self, version: str, record: str) -> None:
        """Bring the record to the window, in that version of the form."""
        ...


class NoFormDeskError(Exception):
    """Nothing installed can show forms; the message says the fix."""


def open_form_desk(
    forms: Path | None, browser: RobotBrowser | None = None
) -> AbstractContextManager[FormDesk]:
    """Start the form desk that is installed.

    Args:
        forms: a folder with more versions of the form.
        browser: one that runs already; else the desk starts its own.

    Raises:
        NoFormDeskError: there is none.
    """
    for point in entry_points(group=FORM_DESKS):
        found: AbstractContextManager[FormDesk] = point.load()(forms, browser)
        return found
    raise NoFormDeskError(
        "cause: nothing installed can show a form version by itself; "
        "fix: give the address of the form's page in a running Niche"
    )
