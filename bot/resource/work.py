"""What a resource does with one firing, or with one session that a person requested."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.resource.plan import LOADED, is_over, next_step, word_of
from bot.resource.results import Outcome, TaskResult
from bot.resource.signals import StopSignal
from bot.resource.tasks import Hands, OpenRobot
from bot.robot import raise_alert
from bot.runtime import Runtime
from bot.schedule import Firing, Firings, FiringState, RunProcess, Schedule, Task, foresee
from bot.session_log import Session

_BAD = (FiringState.FAILED, FiringState.GAVE_UP)


@dataclass(frozen=True)
class Orders:
    """What a resource is told.

    Attributes:
        schedules: what it runs by the clock; of one moment the first goes first.
        opens: gives a robot with its browser.
        config: the configuration file, for commands.
        say: tells a person what happens, a line each.
        until: when it ends, in UTC; None is never.
        once: it runs what is due now, and ends.
    """

    schedules: tuple[Schedule, ...]
    opens: OpenRobot
    config: Path | None = None
    say: Callable[[str], None] = lambda _: None
    until: datetime | None = None
    once: bool = False


class Work:
    """Runs firings and requested sessions, and remembers what may not be tried again.

    Args:
        runtime: the durable runtime, open.
        orders: what the resource is told.
        firings: the firings of the database.
        signal: says whether the robot was told to stop.

    Attributes:
        refused: processes whose log-in was refused; this robot begins them no more.
        waits: a firing could not run, and waits for its next try.
    """

    def __init__(
        self, runtime: Runtime, orders: Orders, firings: Firings, signal: StopSignal
    ) -> None:
        self._runtime = runtime
        self._orders = orders
        self._firings = firings
        self._signal = signal
        self.refused: set[str] = set()
        self.waits = False

    def may_run(self, schedule: Schedule) -> bool:
        """No process is begun whose log-in was refused; its papers and hand-over still are."""
        runs = {task.process for task in schedule.tasks if isinstance(task, RunProcess)}
        return not runs & self.refused

    def fire(self, firing: Firing, schedule: Schedule) -> None:
        """Run the tasks of a firing that are not over; then it ends, or waits for its next try."""
        progress, results = dict(firing.progress), []
        self._end_sessions_at(schedule.last_start(firing.wall))
        try:
            with self._hands(title_of(firing)) as hands:
                for task in schedule.tasks:
                    if not is_over(progress, task):
                        result = self._run(hands, task, progress.get(str(task)) == LOADED)
                        progress[str(task)] = word_of(result)
                        results.append(result)
            self._settle(firing, schedule, results, progress)
        finally:
            self._firings.forget(firing)

    def serve(self, session: Session) -> None:
        """Run a requested session; it gives way to the next schedule that has a cut-off."""
        strict = [schedule for schedule in self._orders.schedules if schedule.until]
        now = self._runtime.clock.now().astimezone(UTC)
        coming = foresee(strict, now + timedelta(microseconds=1), 1)
        self._end_sessions_at(coming[0].at if coming else None)
        with self._hands(title_of(session)) as hands:
            result = hands.serve(session)
        if result.outcome is Outcome.REFUSED:
            self.refused.add(session.process)
        self._orders.say(f"{title_of(session)}: {result.outcome} {result.why}".rstrip())

    def _run(self, hands: Hands, task: Task, is_loaded: bool) -> TaskResult:
        """Run a task; where the robot is told to stop, what is left of it is released."""
        released = TaskResult(Outcome.RELEASED, "the robot was told to stop", is_loaded)
        if self._signal.is_asked():
            return released
        result = hands.run(task, is_loaded=is_loaded)
        if result.outcome is Outcome.REFUSED and isinstance(task, RunProcess):
            self.refused.add(task.process)
        elif self._signal.is_asked() and result.why:
            return replace(released, is_loaded=result.is_loaded)
        return result

    def _settle(
        self,
        firing: Firing,
        schedule: Schedule,
        results: list[TaskResult],
        progress: dict[str, str],
    ) -> None:
        now = self._runtime.clock.now().astimezone(UTC)
        step = next_step(firing, schedule, results, now)
        if step.again_at is None:
            self._firings.end(firing, step.state, progress, step.why)
        else:
            self._firings.again(firing, step.again_at, progress, step.why)
        could_not = Outcome.AGAIN in {result.outcome for result in results}
        self.waits = self.waits or could_not
        if step.state in _BAD or (could_not and firing.tries == 1):
            raise_alert(self._runtime, f"{title_of(firing)}: {step.state}", step.why)
        self._orders.say(f"{title_of(firing)}: {step.state} {step.why}".rstrip())

    def _hands(self, title: str) -> Hands:
        def say(line: str) -> None:
            self._orders.say(f"{title}: {line}")

        return Hands(self._runtime, self._orders.opens, self._orders.config, say)

    def _end_sessions_at(self, moment: datetime | None) -> None:
        ends = [end.astimezone(UTC) for end in (moment, self._orders.until) if end is not None]
        self._runtime.stops.stop_here_at(min(ends, default=None))


def title_of(work: Firing | Session) -> str:
    """How a person names what a robot does now."""
    if isinstance(work, Firing):
        return f"{work.schedule} {work.wall:%H:%M}"
    return f"{work.process}, session {work.id}"
