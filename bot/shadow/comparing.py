"""Reads through the screens what staff did about each item, and holds the decision against it."""

from dataclasses import dataclass
from functools import partial

from bot.deeds import Deed, Verdict, verdict_of
from bot.endings import Ended, named_row, outcome_of_row
from bot.exceptions import BotError, SessionEffect, SystemException
from bot.process import AnyProcess
from bot.work_queue import QueueFilter, QueueRow

STAGE = "See what staff did"
_WAITING = "waiting"
_ALL = 1_000_000


@dataclass(frozen=True)
class Compared:
    """One item: what the robot would have done, what staff did, and the verdict.

    Attributes:
        outcome: the robot's, such as ``done`` or ``HELD``.
        row: the row of the process's table that names it; ``plain`` when none does.
        why: what the robot says of that row; ids only.
        robot: what it would have done, such as a tag or ids of schools; empty for nothing.
        staff: what staff did.
        records: ids of the records that staff's act was read from.
    """

    process: str
    key: str
    outcome: str
    row: str
    robot: tuple[str, ...]
    staff: tuple[str, ...]
    verdict: Verdict
    records: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True)
class ProcessCompared:
    """The items of a process.

    Attributes:
        queue: the name of its work queue.
        undecided: how many have not ended yet.
        left_out: how many ended, and there is no act of staff to hold them against.
    """

    process: str
    queue: str
    items: tuple[Compared, ...]
    undecided: int
    left_out: int


def compare_process(process: AnyProcess) -> ProcessCompared:
    """Compare every item of a process that has ended, in a session of its own.

    Raises:
        BotError: the application cannot be launched, is away, or shows a form that nobody approved.
    """
    rows = sorted(process.queue.list(QueueFilter(), limit=_ALL), key=lambda row: row.item)
    ended = [row for row in rows if outcome_of_row(row) != _WAITING]
    process.start_up()
    try:
        found = [_compared(process, row) for row in ended]
    finally:
        process.close_down(Ended.COMPLETED)
    items = tuple(each for each in found if each is not None)
    return ProcessCompared(
        process.name, process.queue_name, items, len(rows) - len(ended), len(ended) - len(items)
    )


def _compared(process: AnyProcess, row: QueueRow) -> Compared | None:
    try:
        deed = _staff_did(process, row)
    except BotError as error:
        if error.session_effect is not SessionEffect.GO_ON:
            raise
        return _item(process, row, Deed(), Verdict.NOT_SEEN)
    if deed is None:
        return None
    left = process.is_left_to_people(row)
    verdict = Verdict.AGREE if left else verdict_of(process.robot_did(row), deed.what)
    return _item(process, row, deed, verdict)


def _staff_did(process: AnyProcess, row: QueueRow) -> Deed | None:
    """Read what staff did; after a failure of the application once more, with a fresh one."""
    look = partial(process.run_page, STAGE, 0, partial(process.staff_did, row))
    try:
        return look()
    except SystemException:
        process.launch_application()
        return look()


def _item(process: AnyProcess, row: QueueRow, deed: Deed, verdict: Verdict) -> Compared:
    return Compared(
        process=process.name,
        key=row.key,
        outcome=outcome_of_row(row),
        row=named_row(row),
        robot=tuple(sorted(process.robot_did(row))),
        staff=tuple(sorted(deed.what)),
        verdict=verdict,
        records=deed.records,
        why=row.findings[0].detail if row.findings else row.exception_detail,
    )
