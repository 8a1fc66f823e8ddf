"""What a firing does next, from what came of its tasks; no database, no clock of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.resource.results import FINAL, Outcome, TaskResult, back_off
from bot.schedule import Firing, FiringState, Schedule

LOADED = "loaded"
_SOONEST = timedelta(minutes=1)


@dataclass(frozen=True)
class NextStep:
    """How a firing goes on.

    Attributes:
        state: Waiting, with ``again_at``; or how it ended.
        why: what a person reads of it.
    """

    state: FiringState
    why: str = ""
    again_at: datetime | None = None


def word_of(result: TaskResult) -> str:
    """What is kept of a task with its firing: final, loaded while items wait, or nothing yet."""
    if result.outcome in FINAL and not result.waits_until:
        return str(result.outcome)
    return LOADED if result.is_loaded else ""


def is_over(progress: Mapping[str, str], task: object) -> bool:
    """Whether an earlier try has ended a task."""
    return progress.get(str(task), "") in FINAL


def next_step(
    firing: Firing, schedule: Schedule, results: Sequence[TaskResult], now: datetime
) -> NextStep:
    """Decide how a firing goes on: it ends, or it is tried again before its last start.

    Args:
        firing: with the number of its tries.
        schedule: its schedule.
        results: what came of the tasks of this try.
        now: the present moment, in UTC.
    """
    why = "; ".join(result.why for result in results if result.why)
    found = {result.outcome for result in results}
    if Outcome.RELEASED in found:
        return NextStep(FiringState.WAITING, why, now)
    if again := _again(firing, schedule, results, now):
        if again < schedule.last_start(firing.wall):
            return NextStep(FiringState.WAITING, why, again)
        if Outcome.AGAIN in found:
            return NextStep(FiringState.GAVE_UP, why)
    failed = found & {Outcome.FAILED, Outcome.REFUSED}
    return NextStep(FiringState.FAILED if failed else FiringState.DONE, why)


def _again(
    firing: Firing, schedule: Schedule, results: Sequence[TaskResult], now: datetime
) -> datetime | None:
    """When it is tried again: after a back-off, or when the first item is due that waits.

    Only a schedule with a cut-off waits for items; the others leave them to their next time.
    """
    times = [now + back_off(firing.tries) for r in results if r.outcome is Outcome.AGAIN]
    if schedule.cut_off(firing.wall) is not None:
        waiting = [result.waits_until for result in results if result.waits_until]
        times += [max(due, now + _SOONEST) for due in waiting]
    return min(times, default=None)
