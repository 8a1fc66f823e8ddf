"""The numbers of new records, continuing the ones that are there."""

from sqlalchemy import func, select

from fake_niche.models import CscRequest, MaracCase, Occurrence, Report, Task
from fake_niche.runtime import db, now

FORCE_CODE = "99"


def next_occurrence_number() -> str:
    """The next number of this year: force code, year, serial."""
    prefix = f"{FORCE_CODE}{now():%y}"
    last = db().scalar(
        select(func.max(Occurrence.number)).where(Occurrence.number.startswith(prefix))
    )
    return f"{prefix}{(int(last[4:]) if last else 0) + 1:07d}"


def next_report_id() -> str:
    """The next PPN number."""
    last = db().scalar(select(func.max(Report.id)))
    return f"PPN-{(int(last[4:]) if last else 0) + 1:06d}"


def next_task_id() -> int:
    """The next task number."""
    return (db().scalar(select(func.max(Task.id))) or 0) + 1


def next_csc_request_id() -> str:
    """The next number of a CSC request."""
    last = db().scalar(select(func.max(CscRequest.id)))
    return f"CSC-{(int(last[4:]) if last else 0) + 1:06d}"


def next_marac_case_id() -> str:
    """The next number of a MARAC case."""
    last = db().scalar(select(func.max(MaracCase.id)))
    return f"MAR-{(int(last[4:]) if last else 0) + 1:06d}"
