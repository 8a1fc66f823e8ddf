"""From the robot's queues, and from the queue of PPN tasks on the screen, to the figures' facts."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.exceptions import LoginSystemException
from bot.robot import Robot
from bot.runtime import Runtime
from bot.work_queue import QueueFilter, QueueRow, State
from objects.niche_login import NicheLogin
from objects.niche_reports_search import NicheReportsSearch
from objects.niche_task_queue import NicheTaskQueue
from processes.benefit.figures import QueuedTask, Worked
from processes.mash_process import stored_login
from processes.shared.policy import Policy
from processes.shared.settings import Titles

SEARCHED = timedelta(days=366)
NAME = "benefit"
REVIEW = "notification"


def worked_items(runtime: Runtime, queues: dict[str, str]) -> tuple[Worked, ...]:
    """Every item of the queues, in its latest attempt.

    Args:
        runtime: open.
        queues: process name by queue name.
    """
    return tuple(
        _worked(process, row)
        for queue, process in queues.items()
        for row in runtime.queue(queue).list(QueueFilter(), limit=10_000_000)
    )


def _worked(process: str, row: QueueRow) -> Worked:
    return Worked(
        process=process,
        unit=unit_of(row.key, row.data, _outcome(row)),
        loaded=row.loaded_at,
        ended=row.finished_at,
        worktime_s=row.worktime_s,
        outcome=_outcome(row),
        codes=frozenset(finding.code for finding in row.findings),
    )


def unit_of(key: str, data: Mapping[str, str], outcome: str) -> str:
    """Give what counts once: the PPN reviewed, or the report or tag that was made; empty for neither.

    Args:
        key: of the item.
        data: of the item; only those of P2 and P3 say which kind they are.
        outcome: of its latest attempt.
    """
    if "kind" in data:
        return data["ppn"] if data["kind"] == REVIEW else ""
    return key if outcome == "done" else ""


def _outcome(row: QueueRow) -> str:
    if row.state is State.COMPLETED:
        return "SKIP" if row.status.startswith("SKIP") else "done"
    if row.state is not State.EXCEPTIONED:
        return "waiting"
    return "HELD" if row.is_held else "BE"


def queued_tasks(robot: Robot, policy: Policy) -> tuple[QueuedTask, ...]:
    """What the queue of PPN tasks holds, read through the screen as a person would."""
    _log_in(robot)
    now = robot.runtime.clock.now()
    search = NicheReportsSearch(robot.application)
    amended = {row.ppn: row.amended for row in search.get_reports(now - SEARCHED, now, "")}
    settings = policy.settings
    rows = NicheTaskQueue(robot.application).get_tasks(settings.ppn_queue)
    return tuple(
        QueuedTask(row.task, _tag(row.title, settings.titles), _oldest(row.ppn, amended))
        for row in rows
        if row.type == settings.ppn_task_type
    )


def _oldest(ppns: tuple[str, ...], amended: dict[str, datetime | None]) -> datetime | None:
    moments = (amended.get(ppn) for ppn in ppns)
    return min((moment for moment in moments if moment), default=None)


def _tag(title: str, titles: Titles) -> str:
    if title.endswith(titles.with_children):
        return "with"
    return "without" if title.endswith(titles.without_children) else ""


def _log_in(robot: Robot) -> None:
    runtime = robot.runtime
    credential = stored_login(runtime, NAME)
    runtime.refusals.check(credential)
    robot.application.restart()
    login = NicheLogin(robot.application)
    if login.is_logged_in():
        return
    try:
        login.log_in(credential.username, credential.password.reveal())
    except LoginSystemException:
        runtime.refusals.record(credential, runtime.config.resource.name)
        raise
