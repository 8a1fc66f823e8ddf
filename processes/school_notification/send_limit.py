"""A run that would send far more than usual is held before its first message."""

from bot.robot import Robot
from bot.work_queue import State, WorkQueue
from processes.shared.policy import Limits


def check_send_limit(robot: Robot, queue: WorkQueue, process: str, limits: Limits) -> None:
    """Pause the queue when more items wait than the last runs make likely, and raise an alert.

    A person approves the run with `mash-bot queue approve-sending`, or the items go to people at
    the cut-off. With fewer than three finished runs there is no usual number to compare with.
    """
    runs = robot.runtime.runs
    run = runs.last(process)
    usual = runs.send_limit(process, limits.send_multiplier, limits.send_median_runs)
    if run is None or usual is None or runs.is_approved(run.id):
        return
    waiting = sum(queue.count().get(state, 0) for state in (State.PENDING, State.DEFERRED))
    limit = max(usual, limits.send_at_least)
    if waiting > limit and queue.pause_state() is None:
        reason = f"send limit: {waiting} items wait, the limit is {limit}"
        queue.pause(f"{reason}; fix: mash-bot queue approve-sending {process}")
        robot.alert("Send limit", f"{queue.name}: {reason}")
