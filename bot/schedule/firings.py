"""Firings: one row for each (schedule, wall time), so that however many robots watch, it runs once.

A robot notes what is due by inserting the row, which only one can; then whoever is free takes it.
A firing that could not run waits for its next try. One whose robot died is taken by another.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.clock import Clock
from bot.heartbeat import Heartbeat
from bot.process_identity import ProcessIdentity
from bot.schedule.due import DueTime, due_times
from bot.schedule.firing_rows import (
    LEASE_S,
    Firing,
    FiringState,
    firings,
    held,
    holder,
    row_of,
    since_of,
    watched,
)
from bot.schedule.model import Schedule
from bot.store import Store, database_now


class Firings:
    """The firings of one database.

    Args:
        store: the database.
        clock: says when.
        heartbeat: renews what this process runs.
        resource: the robot's name.
    """

    def __init__(self, store: Store, clock: Clock, heartbeat: Heartbeat, resource: str) -> None:
        self._store = store
        self._clock = clock
        self._heartbeat = heartbeat
        self._resource = resource

    def note_due(self, schedules: Iterable[Schedule]) -> int:
        """Note every time that has come; gives how many were new, the skipped ones included."""
        return sum(self._note(schedule) for schedule in schedules)

    def take(
        self, schedules: Sequence[Schedule], may_run: Callable[[Schedule], bool] = lambda _: True
    ) -> Firing | None:
        """Take the firing that is due first; None where none is, or another robot was quicker.

        Args:
            schedules: those that this robot knows; of one moment the first goes first.
            may_run: says whether this robot may run a schedule now.
        """
        self._free_what_is_gone()
        known = {schedule.name: (place, schedule) for place, schedule in enumerate(schedules)}
        now = self._clock.now().astimezone(UTC)
        query = select(firings).where(firings.c.state == FiringState.WAITING)
        with self._store.read() as connection:
            rows = connection.execute(query.where(firings.c.again_at <= now)).all()
        mine = [row for row in rows if row.schedule in known and may_run(known[row.schedule][1])]
        for row in sorted(mine, key=lambda row: (row.due_at, known[row.schedule][0])):
            if taken := self._take(row, known[row.schedule][1], now):
                return taken
        return None

    def again(self, firing: Firing, at: datetime, progress: Mapping[str, str], why: str) -> None:
        """Let a firing wait for its next try, which any robot may make."""
        words = {"again_at": at, "progress": dict(progress), "reason": why}
        self._let_go(firing, FiringState.WAITING, words)

    def end(
        self, firing: Firing, state: FiringState, progress: Mapping[str, str], why: str = ""
    ) -> None:
        """End a firing; it never runs again."""
        words = {"progress": dict(progress), "reason": why, "ended_at": self._clock.now()}
        self._let_go(firing, state, words)

    def forget(self, firing: Firing) -> None:
        """Renew a firing no longer; nothing happens where it was let go of."""
        self._heartbeat.drop(("firing", firing.id))

    def list(self, limit: int = 50) -> Sequence[Row[Any]]:
        """Return firings, newest first, with every column of the table."""
        query = select(firings).order_by(firings.c.due_at.desc(), firings.c.id.desc())
        with self._store.read() as connection:
            return connection.execute(query.limit(limit)).all()

    # Noting what is due ------------------------------------------------------------------------------

    def _note(self, schedule: Schedule) -> int:
        with self._store.read() as connection:
            since = since_of(connection, schedule.name)
            if since is not None and not self._due(connection, schedule, since):
                return 0

        def work(connection: Connection) -> int:
            begun = since_of(connection, schedule.name) or self._watch(connection, schedule)
            due = self._due(connection, schedule, begun)
            for each in due:
                connection.execute(insert(firings), row_of(schedule, each, self._clock.now()))
            return len(due)

        try:
            return self._store.transact(work)
        except IntegrityError:  # another robot noted it in the same moment
            return 0

    def _watch(self, connection: Connection, schedule: Schedule) -> datetime:
        since = self._clock.now().astimezone(UTC) - schedule.grace
        connection.execute(insert(watched), {"name": schedule.name, "since": since})
        return since

    def _due(
        self, connection: Connection, schedule: Schedule, since: datetime
    ) -> tuple[DueTime, ...]:
        mine = select(firings.c.wall).where(firings.c.schedule == schedule.name)
        newest = connection.scalar(mine.order_by(firings.c.wall.desc()).limit(1))
        return due_times(
            schedule,
            since=since.astimezone(UTC),
            newest=None if newest is None else datetime.fromisoformat(newest),
            now=self._clock.now().astimezone(UTC),
        )

    # Taking and letting go ---------------------------------------------------------------------------

    def _take(self, row: Row[Any], schedule: Schedule, now: datetime) -> Firing | None:
        wall = datetime.fromisoformat(row.wall)
        end = schedule.last_start(wall) if row.tries else schedule.cut_off(wall)
        if end is not None and now >= end:
            why = f"{row.reason}; nothing of it begins any more".removeprefix("; ")
            self._change(row, FiringState.WAITING, FiringState.GAVE_UP, ended_at=now, reason=why)
            return None
        tries = row.tries + 1
        words = holder(self._resource) | {"tries": tries}
        if not self._change(row, FiringState.WAITING, FiringState.RUNNING, **words):
            return None
        due_at = row.due_at.astimezone(UTC)
        return self._kept(Firing(row.id, row.schedule, wall, due_at, tries, row.progress))

    def _kept(self, firing: Firing) -> Firing:
        def renew(connection: Connection) -> bool:
            lease = {"lease_until": database_now() + LEASE_S}
            return connection.execute(held(firing).values(lease)).rowcount == 1

        self._heartbeat.keep(("firing", firing.id), renew, every_s=LEASE_S / 3)
        return firing

    def _let_go(self, firing: Firing, state: FiringState, words: dict[str, Any]) -> None:
        self.forget(firing)
        query = held(firing).values(state=str(state), **words)
        self._store.transact(lambda connection: connection.execute(query))

    def _free_what_is_gone(self) -> None:
        """Let firings wait again whose robot has died: provably, or its lease is over."""
        running = select(firings, (firings.c.lease_until < database_now()).label("is_over"))
        with self._store.read() as connection:
            rows = connection.execute(running.where(firings.c.state == FiringState.RUNNING)).all()
        for row in rows:
            identity = ProcessIdentity(row.machine, row.boot, row.pid, row.pid_started)
            if row.is_over or identity.is_provably_gone():
                self._free(row)

    def _free(self, row: Row[Any]) -> None:
        words = {"again_at": self._clock.now(), "reason": f"{row.resource} ended in the middle"}
        self._change(row, FiringState.RUNNING, FiringState.WAITING, **words)

    def _change(self, row: Row[Any], old: FiringState, new: FiringState, **words: Any) -> bool:  # noqa: ANN401 - columns
        """Change a row that nobody has changed since it was read; False where somebody has."""
        query = update(firings).where(firings.c.id == row.id, firings.c.tries == row.tries)
        same = query.where(firings.c.state == old).values(state=str(new), **words)
        return self._store.transact(lambda connection: connection.execute(same).rowcount) == 1
