"""Marks an attempt as an exception, inside the caller's transaction."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select

from bot.clock import Clock
from bot.exceptions import BotError, Finding
from bot.work_queue.fates import INTERNAL, History, Verdict, cause_of, verdict
from bot.work_queue.items import DeferralPolicy
from bot.work_queue.states import HELD_TAG, Event, ItemFate
from bot.work_queue.store import ItemStore
from bot.work_queue.tables import work_items
from bot.work_queue.tags import add_tags


@dataclass(frozen=True)
class Failure:
    """An attempt's failure as the page and the evidence know it."""

    error: BotError
    stage: str = ""
    evidence_id: str = ""
    deferral: DeferralPolicy | None = None
    at_once: bool = False


class Marking:
    """Rules what becomes of an attempt and does it.

    Args:
        items: the rows of the queue.
        clock: says when.
        max_attempts: of an item.
        back_off_s: before the second attempt; doubled before each further one.
    """

    def __init__(
        self, items: ItemStore, clock: Clock, max_attempts: int, back_off_s: float
    ) -> None:
        self._items = items
        self._clock = clock
        self._max_attempts = max_attempts
        self._back_off_s = back_off_s

    def fate(self, connection: Connection, row: Row[Any], failure: Failure) -> ItemFate:
        """Return what would become of the item; nothing is changed."""
        return self._rule(connection, row, failure).fate

    def mark(self, connection: Connection, row: Row[Any], failure: Failure) -> Verdict:
        """Apply the verdict to this attempt; a further attempt is for the caller to begin."""
        ruling = self._rule(connection, row, failure)
        words = _told(failure, ruling)
        if ruling.event is Event.DEFER and ruling.wait_until:
            words |= deferral(row, ruling.wait_until, cause_of(failure.error))
        reason = failure.error.code or ruling.display_name
        self._items.move(connection, row, ruling.event, words, reason=reason)
        if ruling.fate is ItemFate.HELD:
            add_tags(connection, row.id, (HELD_TAG,))
        return ruling

    def _rule(self, connection: Connection, row: Row[Any], failure: Failure) -> Verdict:
        cause = cause_of(failure.error)
        history = History(
            attempt=row.attempt,
            max_attempts=self._max_attempts,
            internal_before=_internal_before(connection, row),
            deferrals=row.deferrals if row.deferral_cause == cause else 0,
        )
        return verdict(
            failure.error,
            history,
            now=self._clock.now(),
            back_off_s=0.0 if failure.at_once else self._back_off_s,
            policy=failure.deferral,
        )


def deferral(row: Row[Any], until: datetime, cause: str) -> dict[str, Any]:
    """Return the values of a deferral; those in a row for one cause are counted."""
    cause = cause[:80]
    before = row.deferrals if row.deferral_cause == cause else 0
    return {
        "waiting": True,
        "deferred_until": until,
        "deferrals": before + 1,
        "deferral_cause": cause,
    }


def kept_findings(findings: Iterable[Finding]) -> list[dict[str, str]]:
    """Return findings as they are kept."""
    return [asdict(finding) for finding in findings]


def _told(failure: Failure, ruling: Verdict) -> dict[str, Any]:
    error = failure.error
    return {
        "exception_type": ruling.display_name,
        "exception_code": error.code,
        "exception_detail": error.detail,
        "stage": failure.stage,
        "evidence_id": failure.evidence_id,
        "findings": kept_findings(error.findings),
    }


def _internal_before(connection: Connection, row: Row[Any]) -> int:
    earlier = select(func.count()).where(work_items.c.item == row.item, work_items.c.id != row.id)
    internal = earlier.where(work_items.c.exception_type == INTERNAL)
    return int(connection.execute(internal).scalar_one())
