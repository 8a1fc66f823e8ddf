"""Opening a record: it must exist, be open to the person's unit, and have a reason.

A reason is given once for each log-in session and record. One given for an occurrence covers its
reports, tasks, requests, cases and tabs; one given for a task covers its occurrence, its reports
and theirs, its CSC request and its MARAC case; one given for a request or case covers its
occurrence.
"""

import re
from dataclasses import dataclass
from typing import Final

from flask import g
from sqlalchemy import select

from fake_niche.audit import audit
from fake_niche.errors import AccessRestricted, ReasonNeeded, RecordMissing
from fake_niche.models import (
    AccessGrant,
    Base,
    CscRequest,
    MaracCase,
    Occurrence,
    OrgUnit,
    Person,
    Report,
    School,
    Task,
)
from fake_niche.runtime import db
from fake_niche.security.account import me
from fake_niche.security.sessions import session_id

_NUMBERS: Final = (
    (re.compile(r"T(\d{1,9})"), "task"),
    (re.compile(r"(\d{11})"), "occurrence"),
    (re.compile(r"(PPN-\d{6,})"), "report"),
    (re.compile(r"(P\d{7})"), "person"),
    (re.compile(r"(S\d{5})"), "school"),
    (re.compile(r"(CSC-\d{6,})"), "csc"),
    (re.compile(r"(MAR-\d{6,})"), "marac"),
)
_TABLES: Final[dict[str, type[Base]]] = {
    "task": Task,
    "occurrence": Occurrence,
    "report": Report,
    "person": Person,
    "school": School,
    "csc": CscRequest,
    "marac": MaracCase,
}


@dataclass(frozen=True)
class Target:
    """A record by kind and id."""

    kind: str
    id: str

    @property
    def key(self) -> str:
        """Its name in the audit, in locks and in reasons: ``task:12``."""
        return f"{self.kind}:{self.id}"

    @property
    def path(self) -> str:
        """The address of its first screen."""
        return f"/{self.kind}/{self.id}"

    @property
    def shown(self) -> str:
        """Its number as a screen shows it: ``T12``."""
        return f"T{self.id}" if self.kind == "task" else self.id

    @classmethod
    def from_key(cls, key: str) -> "Target":
        """The record of ``task:12``."""
        kind, _, record_id = key.partition(":")
        return cls(kind, record_id)


def find_target(number: str) -> Target | None:
    """The record that a typed number names (``T12``, ``99260000001``, ``PPN-000001``, …)."""
    wanted = number.strip().upper()
    for pattern, kind in _NUMBERS:
        found = pattern.fullmatch(wanted)
        if found:
            record_id = found.group(1)
            target = Target(kind, str(int(record_id)) if kind == "task" else record_id)
            return target if _load(target) is not None else None
    return None


def open_task(task_id: int, operation: str = "view") -> Task:
    """The task, opened and audited; see the module for what stops it."""
    task = _open(Target("task", str(task_id)), operation)
    assert isinstance(task, Task)  # noqa: S101 - the table says so
    return task


def open_occurrence(number: str, operation: str = "view") -> Occurrence:
    """The occurrence, opened and audited."""
    occurrence = _open(Target("occurrence", number), operation)
    assert isinstance(occurrence, Occurrence)  # noqa: S101
    return occurrence


def open_report(report_id: str, operation: str = "view") -> Report:
    """The report, opened and audited; its occurrence's restriction and reason hold for it."""
    report = _open(Target("report", report_id), operation)
    assert isinstance(report, Report)  # noqa: S101
    return report


def open_person(person_id: str, operation: str = "view") -> Person:
    """The person, opened and audited."""
    person = _open(Target("person", person_id), operation)
    assert isinstance(person, Person)  # noqa: S101
    return person


def open_csc_request(request_id: str, operation: str = "view") -> CscRequest:
    """The CSC request, opened and audited; its occurrence's restriction and reason hold for it."""
    request = _open(Target("csc", request_id), operation)
    assert isinstance(request, CscRequest)  # noqa: S101
    return request


def open_marac_case(case_id: str, operation: str = "view") -> MaracCase:
    """The MARAC case, opened and audited; its occurrence's restriction and reason hold for it."""
    case = _open(Target("marac", case_id), operation)
    assert isinstance(case, MaracCase)  # noqa: S101
    return case


def open_school(school_id: str) -> School:
    """The school, audited; schools are reference data and need no reason."""
    target = Target("school", school_id)
    school = _load(target)
    if not isinstance(school, School):
        raise RecordMissing(school_id)
    audit("view", target.key, reason=_reason_for({target.key}) or "")
    return school


def give_reason(target: Target, reason: str) -> None:
    """Keep ``reason`` for the record, and for what it covers, in this session."""
    for key in [target.key, *_covered(target)]:
        known = db().get(AccessGrant, (session_id(), key))
        if known is None:
            db().add(AccessGrant(session_id=session_id(), record=key, reason=reason[:200]))
        else:
            known.reason = reason[:200]


def is_closed_to_me(restricted_to: str | None) -> bool:
    """Whether a record of that unit is restricted for the person logged in."""
    return restricted_to is not None and restricted_to != me().unit_code


def _open(target: Target, operation: str) -> Base:
    record = _load(target)
    if record is None:
        raise RecordMissing(target.shown)
    unit = _owning_unit(record)
    if is_closed_to_me(unit):
        raise AccessRestricted(target.key, unit_name(str(unit)))
    reason = _reason_for({target.key, *_covering(record)})
    if reason is None and "wrong_record" not in g:
        raise ReasonNeeded(target.key)
    audit(operation, target.key, reason=reason or "")
    return record


def _load(target: Target) -> Base | None:
    table = _TABLES[target.kind]
    if target.kind == "task":
        return db().get(table, int(target.id)) if target.id.isdecimal() else None
    return db().get(table, target.id)


def _owning_unit(record: Base) -> str | None:
    if isinstance(record, Report | CscRequest | MaracCase):
        return record.occurrence.restricted_to
    if isinstance(record, Occurrence | Person):
        return record.restricted_to
    return None


def unit_name(code: str) -> str:
    """The name of a unit; its code when there is none."""
    unit = db().get(OrgUnit, code)
    return unit.name if unit else code


def _covering(record: Base) -> set[str]:
    if isinstance(record, Report | Task | CscRequest | MaracCase) and record.occurrence_number:
        return {f"occurrence:{record.occurrence_number}"}
    return set()


def _covered(target: Target) -> set[str]:
    if target.kind not in ("task", "csc", "marac"):
        return set()
    record = _load(target)
    if isinstance(record, Task):
        return _covered_by_task(record)
    return _covering(record) if record is not None else set()


def _covered_by_task(task: Task) -> set[str]:
    keys = {f"report:{report.id}" for report in task.reports}
    numbers = {task.occurrence_number} | {report.occurrence_number for report in task.reports}
    for kind, record_id in (("csc", task.csc_request_id), ("marac", task.marac_case_id)):
        linked = _load(Target(kind, record_id)) if record_id else None
        if isinstance(linked, CscRequest | MaracCase):
            keys.add(f"{kind}:{record_id}")
            numbers.add(linked.occurrence_number)
    return keys | {f"occurrence:{number}" for number in numbers if number}


def _reason_for(keys: set[str]) -> str | None:
    wanted = AccessGrant.session_id == session_id(), AccessGrant.record.in_(keys)
    return db().scalars(select(AccessGrant.reason).where(*wanted).limit(1)).first()
