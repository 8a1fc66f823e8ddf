"""A resource: one robot process that takes scheduled and requested sessions, one after another."""

from datetime import UTC, datetime, timedelta

from bot.exceptions import BotError
from bot.exit_status import ExitStatus
from bot.resource.register import Register, ResourceStatus
from bot.resource.signals import StopSignal
from bot.resource.work import Orders, Work, title_of
from bot.runtime import Runtime
from bot.schedule import Firings, foresee
from bot.stop_flags import ALL

LOOK_S = 2.0
"""A request, a clock that jumps and a dead robot's firing are seen after so many seconds."""
LOOK_SCENARIO_S = 0.2
"""A scenario's clock is moved by hours at once."""
TROUBLED_S = 10.0
"""How long a robot waits whose database is away."""


class Resource:
    """A robot on its own: it runs what is due, serves requests, and waits in between.

    Args:
        runtime: the durable runtime, open.
        orders: what it is told.
    """

    def __init__(self, runtime: Runtime, orders: Orders) -> None:
        self._name = runtime.config.resource.name
        parts = (runtime.store, runtime.clock, runtime.heartbeat, self._name)
        self._runtime = runtime
        self._orders = orders
        self._known = {schedule.name: schedule for schedule in orders.schedules}
        self._firings = Firings(*parts)
        self._register = Register(*parts)
        self._signal = StopSignal(runtime.stops)
        self._work = Work(runtime, orders, self._firings, self._signal)
        self._is_troubled = False

    def run(self) -> ExitStatus:
        """Run until told to stop, until the time is over, or once; gives the exit status.

        Raises:
            NameTakenError: another robot that lives has the name.
            BotError: the database is away; later on only where it runs once.
        """
        with self._signal, self._register.entered():
            while not self._is_over():
                if not self._do_next():
                    if self._orders.once:
                        break
                    self._signal.wait(self._pause_s())
            return self._status()

    def _is_over(self) -> bool:
        until = self._orders.until
        return self._signal.is_asked() or (until is not None and self._now() >= until)

    def _do_next(self) -> bool:
        """Run a firing and a request; False where there is neither, or the database is away."""
        try:
            found = self._look()
        except BotError as error:
            if self._orders.once:
                raise
            self._wait_for_the_database(error)
            return False
        self._is_troubled = False
        return found

    def _look(self) -> bool:
        if self._is_stopped():
            self._register.say(ResourceStatus.STOPPED)
            return False
        did = [self._fire(), self._serve()]  # in turn, so that neither keeps the other waiting
        if not any(did):
            idle = ResourceStatus.REFUSED if self._work.refused else ResourceStatus.IDLE
            self._register.say(idle)
        return any(did)

    def _is_stopped(self) -> bool:
        return any(flag.scope == ALL for flag in self._runtime.stops.active())

    def _fire(self) -> bool:
        self._firings.note_due(self._orders.schedules)
        firing = self._firings.take(self._orders.schedules, self._work.may_run)
        if firing is None:
            return False
        self._register.say(ResourceStatus.WORKING, title_of(firing))
        self._work.fire(firing, self._known[firing.schedule])
        return True

    def _serve(self) -> bool:
        if self._is_over():
            return False
        session = self._runtime.sessions.claim_requested(self._name)
        if session is None:
            return False
        self._register.say(ResourceStatus.WORKING, title_of(session))
        self._work.serve(session)
        return True

    def _pause_s(self) -> float:
        """Seconds until the next time comes, at most until the next look."""
        look_s = LOOK_S if self._runtime.config.clock.scenario is None else LOOK_SCENARIO_S
        now = self._now()
        coming = foresee(self._orders.schedules, now + timedelta(microseconds=1), 1)
        left_s = [(each.at.astimezone(UTC) - now).total_seconds() for each in coming]
        return max(0.0, min([look_s, *left_s]))

    def _wait_for_the_database(self, error: BotError) -> None:
        if not self._is_troubled:
            self._is_troubled = True
            self._orders.say(f"waits: {error.display_name}: {error.detail}")
        self._signal.wait(TROUBLED_S)

    def _now(self) -> datetime:
        return self._runtime.clock.now().astimezone(UTC)

    def _status(self) -> ExitStatus:
        if self._signal.is_asked() or not self._orders.once:
            return ExitStatus.OK
        if self._is_stopped():
            return ExitStatus.STOPPED
        if self._work.refused:
            return ExitStatus.TERMINATED
        return ExitStatus.UNAVAILABLE if self._work.waits else ExitStatus.OK
