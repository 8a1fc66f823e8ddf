"""What each role may do. All may read (with a reason); every change is an action."""

from collections.abc import Callable
from functools import wraps
from typing import Final, ParamSpec, TypeVar

from fake_niche.errors import NotPermitted
from fake_niche.security.account import me

P = ParamSpec("P")
R = TypeVar("R")

_WRITES_UP = {
    "occurrence.create",
    "occurrence.edit",
    "involvement.add",
    "oel.add",
    "attachment.add",
    "task.create",
    "task.edit",
    "report.create",
    "report.edit",
    "report.submit",
    "report.amend",
    "missing.edit",
    "order.edit",
    "marac.edit",
}
_WORKS_TASKS = {"task.create", "task.edit", "task.complete", "task.reassign", "oel.add"}
_RUNS_THE_HUB = _WORKS_TASKS | {
    "report.mash_section",
    "pupil_link.edit",
    "involvement.add",
    "attachment.add",
}

_TAKES_REQUESTS = {"csc.edit", "marac.edit"}
_ASKS_THE_ROBOT = {"robot.hand_over"}

ROLES: Final[dict[str, frozenset[str]]] = {
    "officer": frozenset(_WRITES_UP | {"task.complete"}),
    "supervisor": frozenset(_WRITES_UP | _WORKS_TASKS | {"report.review", "audit.view"}),
    "coordinator": frozenset(
        _WRITES_UP
        | _RUNS_THE_HUB
        | _TAKES_REQUESTS
        | _ASKS_THE_ROBOT
        | {"report.review", "audit.view"}
    ),
    "support": frozenset((_RUNS_THE_HUB | _TAKES_REQUESTS) - {"report.mash_section"}),
    "robot": frozenset(_RUNS_THE_HUB),
    "admin": frozenset({"admin", "audit.view"}),
}


def may(action: str) -> bool:
    """Whether the person logged in may do ``action``."""
    return action in ROLES.get(me().role, frozenset())


def check_may(action: str) -> None:
    """Let pass who may do ``action``.

    Raises:
        NotPermitted: the role may not.
    """
    if not may(action):
        raise NotPermitted(action)


def requires(action: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A view that only roles with ``action`` reach; others get the screen "Not permitted"."""

    def decorate(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            check_may(action)
            return view(*args, **kwargs)

        return guarded

    return decorate
