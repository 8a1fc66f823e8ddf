"""The values of the columns that a change of an item sets; no database here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from bot.work_queue.states import LIVE, KeyPolicy, State, Transition


@dataclass(frozen=True)
class NewItem:
    """What is known of an item when it is added; ``data`` holds ids, never personal data."""

    key: str
    data: Mapping[str, str]
    priority: int = 0
    tags: tuple[str, ...] = ()
    defer_until: datetime | None = None
    status: str = ""


def first_attempt(new: NewItem, queue: str, policy: KeyPolicy, now: datetime) -> dict[str, Any]:
    """Return the values of an item that is added."""
    return {
        **_BLANK,
        "queue": queue,
        "key": new.key,
        "data": dict(new.data),
        "priority": new.priority,
        "status": new.status,
        "waiting": new.defer_until is not None,
        "deferred_until": new.defer_until,
        "loaded_at": now,
        "taken_key": None if policy is KeyPolicy.NONE else new.key,
    }


def next_attempt(row: Row[Any], policy: KeyPolicy, wait_until: datetime | None) -> dict[str, Any]:
    """Return the values of the attempt after ``row``; the place in the order is kept."""
    return {
        **_BLANK,
        **{name: getattr(row, name) for name in _KEPT},
        "attempt": row.attempt + 1,
        "waiting": wait_until is not None,
        "deferred_until": wait_until,
        "live_item": row.item,
        "taken_key": row.key if policy is KeyPolicy.OPEN else None,
    }


def consequences(
    row: Row[Any], step: Transition, policy: KeyPolicy, now: datetime
) -> dict[str, Any]:
    """Return the values that every change by ``step`` sets, whoever asked for it."""
    values: dict[str, Any] = {"state": str(step.end)}
    if step.spends_lock:
        worked = max(0.0, (now - row.locked_at).total_seconds())
        values |= {"worktime_s": row.worktime_s + worked, "lease_until": None}
    if row.state in LIVE and step.end not in LIVE:
        values |= {"finished_at": now, "live_item": None}
        if policy is KeyPolicy.OPEN:
            values["taken_key"] = None
    return values


_KEPT = ("item", "queue", "key", "data", "priority", "status", "loaded_at", "fence", "crashes")
_BLANK: dict[str, Any] = {
    "attempt": 1,
    "state": str(State.PENDING),
    "worktime_s": 0.0,
    "resource": "",
    "fence": 0,
    "crashes": 0,
    "deferrals": 0,
    "deferral_cause": "",
    "exception_type": "",
    "exception_code": "",
    "exception_detail": "",
    "stage": "",
    "evidence_id": "",
    "findings": [],
    "superseded": False,
}
