"""What it means that a page is not the screen that was asked for, when it is no changed form."""

from bot.application_model import Approvals, ModelLibrary
from bot.application_model.recognition import approved_screen
from bot.exceptions import (
    BotError,
    DriftException,
    RecordLocked,
    SystemException,
    SystemUnavailableException,
)
from bot.screen import Screen


def no_page(status: int) -> BotError:
    """The exception for an answer of that status, from 400 on, that shows no screen."""
    if status == 503:  # noqa: PLR2004 - service unavailable
        return SystemUnavailableException("the application is unavailable", code="C8")
    return SystemException(f"the application answers {status}", code="C5")


def raise_if_locked(models: ModelLibrary, screen: Screen, drift: DriftException) -> None:
    """A form that somebody holds lacks its buttons; that is no changed form.

    Raises:
        RecordLocked: C3.
    """
    if models.rules.locked_by(screen.snapshot()):
        raise RecordLocked("another user holds the record", code="C3") from drift


def raise_if_another(
    name: str, models: ModelLibrary, approvals: Approvals, screen: Screen, drift: DriftException
) -> None:
    """Another screen, approved as it stands, is no changed form: the application led elsewhere.

    Raises:
        SystemException: C5.
    """
    other = approved_screen(models, approvals, screen.snapshot())
    if other is not None and other != name:
        raise SystemException(f"screen {other!r} instead of {name!r}", code="C5") from drift
