"""The decorator that makes a method a page of its process."""

import functools
from collections.abc import Callable
from typing import Concatenate, ParamSpec, Protocol, TypeVar, cast

from bot.runtime import Runtime

P = ParamSpec("P")
R = TypeVar("R")


class RunsPages(Protocol):
    """What a page needs of its process."""

    runtime: Runtime

    def run_page(self, title: str, retries: int, call: Callable[[], R]) -> R:
        """Run a page: status, stage log, retries."""


PagesT = TypeVar("PagesT", bound=RunsPages)


def page(
    title: str, *, retries: int = 0, verifies: bool = False
) -> Callable[
    [Callable[Concatenate[PagesT, P], R]],
    Callable[Concatenate[PagesT, P], R],
]:
    """Make a method a page of its process.

    A page sets the item's status, logs its stage, keeps type, detail and stage of an exception and
    re-throws it. An error that is not in the closed set becomes Internal.

    Args:
        title: as the process definition has it; what the control room shows.
        retries: how often it is tried again after a System Exception, with a fresh application;
            each uses an attempt of the item.
        verifies: it only sees that a write stands, and gives nothing; in shadow it is passed over.
    """

    def decorate(
        method: Callable[Concatenate[PagesT, P], R],
    ) -> Callable[Concatenate[PagesT, P], R]:
        @functools.wraps(method)
        def run(self: PagesT, *args: P.args, **kwargs: P.kwargs) -> R:
            if verifies and self.runtime.shadow:
                return cast("R", None)
            return self.run_page(title, retries, functools.partial(method, self, *args, **kwargs))

        run.page_title = title  # type: ignore[attr-defined]  # read by the process page
        return cast("Callable[Concatenate[PagesT, P], R]", run)

    return decorate
