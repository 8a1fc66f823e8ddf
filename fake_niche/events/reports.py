"""Events of reports: what a person does to a PPN."""

from copy import deepcopy
from typing import Any, Final

from fake_niche.events.basis import Do, EventError, Happening, raise_version
from fake_niche.models import Report
from fake_niche.runtime import now_iso

DOMESTIC = "Domestic abuse"


def _submit(happening: Happening) -> str:
    report = happening.record(Report, "report")
    report.status = "Submitted"
    report.revision += 1
    report.submitted = report.submitted or now_iso()
    report.amended = now_iso()
    return _changed(report)


def _return(happening: Happening) -> str:
    report = happening.record(Report, "report")
    report.status = "Returned"
    if comment := happening.optional("comment"):
        _put(report, {"review_comment": comment})
    return _changed(report)


def _review(happening: Happening) -> str:
    report = happening.record(Report, "report")
    report.status = "Reviewed"
    _put(report, {"reviewed_by": happening.by, "reviewed_on": now_iso()[:10]})
    return _changed(report)


def _amend(happening: Happening) -> str:
    report = happening.record(Report, "report")
    _put(report, happening.changes())
    report.revision += 1
    report.amended = now_iso()
    return _changed(report)


def _set_field(happening: Happening) -> str:
    report = happening.record(Report, "report")
    _put(report, happening.changes())
    return _changed(report)


def _changed(report: Report) -> str:
    report.domestic = DOMESTIC in (report.data.get("ppn_types") or [])
    raise_version(report)
    return f"report:{report.id}"


def _put(report: Report, changes: dict[str, Any]) -> None:
    """Put answers into the report; ``children.0.school`` names a cell of a grid."""
    data = deepcopy(report.data)
    for path, value in changes.items():
        _put_one(data, str(path), value)
    report.data = data


def _put_one(data: dict[str, Any], path: str, value: object) -> None:
    *way, last = path.split(".")
    place: Any = data
    try:
        for step in way:
            place = place[int(step)] if isinstance(place, list) else place[step]
        place[last] = value
    except (KeyError, IndexError, ValueError, TypeError) as error:
        raise EventError(f"The report has no {path!r}.") from error


VERBS: Final[dict[str, Do]] = {
    "submit_report": _submit,
    "return_report": _return,
    "review_report": _review,
    "amend_report": _amend,
    "set_report_field": _set_field,
}
