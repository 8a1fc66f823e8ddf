"""What happens to a report: started, saved, submitted, amended, reviewed, returned."""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import select

from fake_niche.audit import audit
from fake_niche.models import Occurrence, Person, Report, Task
from fake_niche.numbering import next_report_id, next_task_id
from fake_niche.runtime import db, now_iso, today_iso
from fake_niche.security.account import me

REVIEW_QUEUE: Final = "MASH-PPN"
REVIEW_TASK: Final = "PPN review"
DOMESTIC: Final = "Domestic abuse"
MISSING: Final = "Missing child"
STILL_WRITTEN: Final = frozenset({"Draft", "Returned"})
_TITLE_LENGTH = 120


def start(occurrence: Occurrence, form_code: str, version: str, answers: dict[str, Any]) -> Report:
    """A new draft by the person logged in, with the answers known from the occurrence."""
    report = Report(
        id=next_report_id(),
        occurrence_number=occurrence.number,
        form_code=form_code,
        form_version=version,
        author_id=me().id,
        created=now_iso(),
        data={},
    )
    db().add(report)
    db().flush()
    keep(report, answers)
    audit("add", f"report:{report.id}")
    return report


def keep(report: Report, answers: Mapping[str, Any]) -> None:
    """Store the answers, and what the record itself says of them."""
    report.data = dict(answers)
    report.domestic = DOMESTIC in (answers.get("ppn_types") or ())
    subject = str(answers.get("subject_person") or "")
    known = db().get(Person, subject) if subject else None
    report.subject_id = known.id if known else None


def submit(report: Report) -> None:
    """Hand a draft or returned report in; the hub's queue gets its task."""
    report.status = "Submitted"
    report.revision += 1
    report.amended = now_iso()
    report.submitted = report.submitted or report.amended
    audit("submit", f"report:{report.id}", detail=f"revision {report.revision}")
    _raise_task(report)


def amend(report: Report) -> None:
    """Hand in a changed report; what was reviewed has to be reviewed again."""
    report.status = "Submitted"
    report.revision += 1
    report.amended = now_iso()
    audit("amend", f"report:{report.id}", detail=f"revision {report.revision}")
    _raise_task(report)


def review(report: Report, comment: str) -> None:
    """A supervisor accepts the report."""
    _sign(report, "Reviewed", comment)


def send_back(report: Report, comment: str) -> None:
    """A supervisor returns the report to its author."""
    _sign(report, "Returned", comment)


def _sign(report: Report, status: str, comment: str) -> None:
    report.status = status
    report.data = {
        **report.data,
        "reviewed_by": me().name,
        "reviewed_on": today_iso(),
        "review_comment": comment,
    }
    audit("review" if status == "Reviewed" else "return", f"report:{report.id}")


def _raise_task(report: Report) -> None:
    """One open task for each report: none is added while the hub still has one."""
    wanted = (
        Task.type == REVIEW_TASK,
        Task.status.in_(("New", "Accepted")),
        Task.reports.contains(report),
    )
    if db().scalar(select(Task.id).where(*wanted).limit(1)) is not None:
        return
    task = Task(
        id=next_task_id(),
        title=task_title(report),
        type=REVIEW_TASK,
        unit_code=REVIEW_QUEUE,
        occurrence_number=report.occurrence_number,
        person_id=report.subject_id,
        created=now_iso(),
        reports=[report],
    )
    db().add(task)
    audit("add", f"task:{task.id}")


def task_title(report: Report) -> str:
    """Such as ``PPN 99260000001 - Domestic abuse - Hale``."""
    kinds = ", ".join(report.data.get("ppn_types") or ["Notice"])
    surname = report.data.get("subject_surname") or "Not named"
    return f"PPN {report.occurrence_number} - {kinds} - {surname}"[:_TITLE_LENGTH]
