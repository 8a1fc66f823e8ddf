"""``@action``: an object's public method; one of the three places where errors are caught."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar, overload

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from bot.exceptions import BotError, SystemException, SystemUnavailableException
from bot.steps import Step

if TYPE_CHECKING:
    from bot.business_object import BusinessObject

REFUSED = (
    "ERR_CONNECTION_REFUSED",
    "ERR_NAME_NOT_RESOLVED",
    "ERR_ADDRESS_UNREACHABLE",
    "ERR_INTERNET_DISCONNECTED",
    "ERR_CONNECTION_TIMED_OUT",
    "ERR_PROXY_CONNECTION_FAILED",
    "ERR_UNSAFE_PORT",
    "ERR_CERT_",
    "ERR_SSL_",
)
GONE = ("closed", "crashed", "disconnected")

Owner = TypeVar("Owner", bound="BusinessObject")
Given = ParamSpec("Given")
Result = TypeVar("Result")
Method = Callable[Concatenate[Owner, Given], Result]


@overload
def action(method: Method[Owner, Given, Result], /) -> Method[Owner, Given, Result]: ...
@overload
def action(
    *, waits_for: str
) -> Callable[[Method[Owner, Given, Result]], Method[Owner, Given, Result]]: ...
def action(
    method: Callable[..., Any] | None = None, /, *, waits_for: str | None = None
) -> Callable[..., Any]:
    """Make a method an action: it waits first, and every error of the browser becomes an exception.

    Args:
        method: the method, when the decorator stands alone.
        waits_for: the heading that must be shown before the action starts.

    Raises:
        SystemUnavailableException: C8, the application cannot be reached.
        SystemException: C5, a time-out or any other error of the browser, ``from`` it.
    """

    def decorate(method: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(method)
        def run(self: "BusinessObject", *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as the method
            name = f"{type(self).__name__}.{method.__name__}"
            with _stage(self, name):
                if self.application.has_window:
                    self.application.screen.wait_until_loaded()
                if waits_for is not None:
                    self.wait_for(waits_for)
                return method(self, *args, **kwargs)

        return run

    return decorate(method) if method is not None else decorate


@contextmanager
def _stage(owner: "BusinessObject", name: str) -> Iterator[None]:
    """Log the action, and turn what the browser raises into the closed set."""
    started, result = time.perf_counter(), "ok"
    try:
        yield
    except BotError as error:
        result = error.display_name
        raise
    except PlaywrightError as error:
        cause = from_browser(error, name)
        result = cause.display_name
        raise cause from error
    finally:
        took = (time.perf_counter() - started) * 1000
        step = Step("action", element=name, duration_ms=round(took, 2), result=result)
        owner.application.record(step)


def from_browser(error: PlaywrightError, name: str) -> BotError:
    """The exception for an error of the browser; its detail holds nothing of the page."""
    if any(word in error.message for word in REFUSED):
        return SystemUnavailableException("the application cannot be reached", code="C8")
    if isinstance(error, PlaywrightTimeout):
        return SystemException(f"time-out in {name}", code="C5")
    if any(word in error.message for word in GONE):
        return SystemException("the browser is gone", code="C5")
    return SystemException(f"the page failed in {name}", code="C5")
