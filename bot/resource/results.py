"""What came of a task, and when it is tried again."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from bot.endings import Ended
from bot.exceptions import (
    BotError,
    DriftException,
    LoginSystemException,
    SystemException,
    SystemUnavailableException,
)
from bot.process import AnyProcess
from bot.stop_flags import ALL, SENDING

_MOST = 15
_TRIES_TO_MOST = 4


class Outcome(StrEnum):
    """What came of a task; the words are kept with the firing."""

    DONE = "done"
    AGAIN = "again"
    FAILED = "failed"
    REFUSED = "log-in refused"
    RELEASED = "released"


FINAL = (Outcome.DONE, Outcome.FAILED, Outcome.REFUSED)


@dataclass(frozen=True)
class TaskResult:
    """What came of a task.

    Attributes:
        why: what a person reads of it; no personal data.
        is_loaded: the queue was loaded; another try only performs.
        waits_until: when the first of the items is due that wait, in UTC.
    """

    outcome: Outcome
    why: str = ""
    is_loaded: bool = False
    waits_until: datetime | None = None


def back_off(tries: int) -> timedelta:
    """How long a firing waits after so many tries: 1, 2, 4, 8 and then 15 minutes."""
    return timedelta(minutes=min(2 ** min(tries - 1, _TRIES_TO_MOST), _MOST))


def of_error(error: BotError, *, is_loaded: bool = False) -> TaskResult:
    """What an exception means that ended a load or a start."""
    why = f"{error.display_name}: {error.detail}"
    if isinstance(error, LoginSystemException):
        return TaskResult(Outcome.REFUSED, why)
    may_pass = isinstance(error, SystemException | SystemUnavailableException)
    outcome = Outcome.AGAIN if may_pass else Outcome.FAILED
    return TaskResult(outcome, why, is_loaded)


def of_ending(process: AnyProcess, ended: Ended) -> TaskResult:
    """What the ending of a Main Page means."""
    if ended is Ended.STOPPED:
        return _of_stop(process)
    error = process.last_error
    if isinstance(error, LoginSystemException) and ended is Ended.TERMINATED:
        return of_error(error)
    if pause := process.queue.pause_state():
        is_drift = isinstance(error, DriftException)
        outcome = Outcome.FAILED if is_drift else Outcome.DONE
        return TaskResult(outcome, f"{process.queue_name} is paused: {pause.reason}")
    if ended is Ended.COMPLETED or error is None:
        due = process.queue.next_due()
        when = due.astimezone(UTC) if due else None
        return TaskResult(Outcome.DONE, is_loaded=True, waits_until=when)
    why = f"{error.display_name}: {error.detail}"
    may_pass = ended is Ended.WAITING or isinstance(error, SystemUnavailableException)
    return TaskResult(Outcome.AGAIN if may_pass else Outcome.FAILED, why, is_loaded=True)


def _of_stop(process: AnyProcess) -> TaskResult:
    """Stops for all are released again, so it is tried again; one of this session is final."""
    held = [flag for flag in process.runtime.stops.active() if flag.scope in {ALL, SENDING}]
    if held:
        why = f"{held[0].scope} stopped by {held[0].by}: {held[0].reason}"
        return TaskResult(Outcome.AGAIN, why, is_loaded=True)
    return TaskResult(Outcome.DONE, "stopped between items", is_loaded=True)
