"""Faults that can be switched on, and which of them strike this request.

A fault strikes requests whose path matches its expression, of its kind's method, as often as
``remaining`` says, each time with its ``probability`` drawn from its ``seed``.
"""

import random
import re
from dataclasses import dataclass
from typing import Final

from flask import g, request
from sqlalchemy import select
from sqlalchemy.orm import Session

from fake_niche.forms.traps import trap_names
from fake_niche.models import Fault
from fake_niche.runtime import niche

READ, SAVE, ANY = ("GET",), ("POST",), ("GET", "POST")


@dataclass(frozen=True)
class Kind:
    """A kind of fault: how the admin screen calls it, when it strikes, what its value means."""

    title: str
    methods: tuple[str, ...]
    value: str = ""
    on_records: bool = False  # strikes only the pages of one record
    usual_path: str = ""


KINDS: Final[dict[str, Kind]] = {
    "delay": Kind("Delay", ANY, "seconds"),
    "error_on_read": Kind("500 on read", READ),
    "error_on_save": Kind("500 on save, not saved", SAVE),
    "response_lost": Kind("Saved, but the answer is lost", SAVE),
    "session_drop": Kind("Session dropped", ANY),
    "password_expired": Kind("Password expired", ANY, usual_path="^/login$"),
    "account_locked": Kind("Account locked", ANY, usual_path="^/login$"),
    "record_locked": Kind("Record lock held by another", ANY, "user", on_records=True),
    "row_changed": Kind("Row changed between read and save", SAVE, on_records=True),
    "alert": Kind("Unexpected dialog: alert", READ, "text"),
    "modal": Kind("Unexpected dialog: modal", READ, "text"),
    "maintenance": Kind("Maintenance page", ANY),
    "truncated": Kind("Page truncated", READ, "share of the page that is served"),
    "row_missing": Kind("Grid lacks a row that it counts", READ),
    "wrong_record": Kind("Wrong record served", READ, "id of the other record", on_records=True),
    "late_field": Kind("Field filled late", READ, "field name:milliseconds"),
    "form_version": Kind("Form version switched", READ, "version"),
    "form_trap": Kind(
        "Form changed without a new version", ANY, f"trap: {', '.join(trap_names())}"
    ),
    "school_missing": Kind("Drop-down lacks a school", READ, "school id"),
    "school_doubled": Kind("Drop-down has a school twice", READ, "school id"),
    "title_limit": Kind("Title limit changed", ANY, "characters"),
    "column_hidden": Kind("Queue column hidden", READ, "column key"),
    "button_renamed": Kind("Button renamed", READ, "old text=new text"),
}
_NEVER: Final = {"static", "control", "admin", "lookup"}
_RECORD_ARGUMENTS: Final = (
    *("task_id", "number", "report_id", "person_id", "school_id"),
    *("request_id", "case_id"),
)


class FaultError(Exception):
    """No such kind, or a value that the kind cannot use; the message says which."""


@dataclass(frozen=True)
class Strike:
    """One fault that strikes this request."""

    kind: str
    value: str


def strikes() -> tuple[Strike, ...]:
    """The faults that strike this request, drawn once."""
    if "strikes" not in g:
        g.strikes = _draw_all() if _is_eligible() else ()
    drawn: tuple[Strike, ...] = g.strikes
    return drawn


def strike(kind: str) -> Strike | None:
    """The fault of that kind, if one strikes this request."""
    return next((one for one in strikes() if one.kind == kind), None)


def served_form_version(stored: str) -> str:
    """The form version to serve a report in: its own, unless the fault switches it."""
    switched = strike("form_version")
    return switched.value if switched and switched.value else stored


def served_trap() -> str:
    """The silent trap in the form that is served; empty for none."""
    laid = strike("form_trap")
    return laid.value if laid else ""


def title_limit(usual: int) -> int:
    """The longest title that is accepted."""
    changed = strike("title_limit")
    return int(changed.value) if changed and changed.value.isdecimal() else usual


def switch_on(session: Session, kind: str, **settings: object) -> Fault:
    """Add a fault.

    Args:
        session: where it is stored.
        kind: a key of :data:`KINDS`.
        **settings: ``path``, ``remaining``, ``probability``, ``seed``, ``value``.

    Raises:
        FaultError: the kind does not exist, or a setting cannot be used.
    """
    if kind not in KINDS:
        raise FaultError(f"There is no fault {kind!r}; there are {', '.join(KINDS)}.")
    if kind == "form_trap" and settings.get("value") not in trap_names():
        raise FaultError(f"There is no such trap; there are {', '.join(trap_names())}.")
    try:
        fault = _fault(kind, settings)
        re.compile(fault.path)
    except (TypeError, ValueError, re.error) as error:
        raise FaultError(f"The fault {kind!r} has a setting that cannot be used.") from error
    session.add(fault)
    return fault


def _fault(kind: str, settings: dict[str, object]) -> Fault:
    remaining = settings.get("remaining")
    chance = settings.get("probability")
    return Fault(
        kind=kind,
        path=str(settings.get("path") or KINDS[kind].usual_path),
        remaining=None if remaining in (None, "") else int(str(remaining)),
        probability=1.0 if chance in (None, "") else float(str(chance)),
        seed=int(str(settings.get("seed") or 0)),
        value=str(settings.get("value") or ""),
    )


def _is_eligible() -> bool:
    return request.endpoint is not None and request.endpoint.split(".")[0] not in _NEVER


def _draw_all() -> tuple[Strike, ...]:
    """Draw in a transaction of its own, so that a failed request still uses a fault up."""
    with niche().sessions.begin() as session:
        faults = session.scalars(select(Fault).order_by(Fault.id)).all()
        return tuple(Strike(f.kind, f.value) for f in faults if _concerns(f) and _draw(f))


def _concerns(fault: Fault) -> bool:
    kind = KINDS.get(fault.kind)
    if kind is None or fault.remaining == 0 or request.method not in kind.methods:
        return False
    if kind.on_records and record_argument() is None:
        return False
    if fault.path == "^/login$" and request.method != "POST":
        return False
    return re.search(fault.path, request.path) is not None


def _draw(fault: Fault) -> bool:
    fault.draws += 1
    chance = random.Random(f"{fault.seed}/{fault.draws}").random()  # noqa: S311 - reproducible
    if chance >= fault.probability:
        return False
    if fault.remaining is not None:
        fault.remaining -= 1
    return True


def record_argument() -> str | None:
    """The name of the address part that names this page's record, if it has one."""
    arguments = request.view_args or {}
    return next((name for name in _RECORD_ARGUMENTS if name in arguments), None)
