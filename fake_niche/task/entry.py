"""What a person enters for a task: read from the form, checked, put into the record."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from fake_niche.models import (
    CscRequest,
    MaracCase,
    Occurrence,
    OrgUnit,
    Person,
    Report,
    Task,
    User,
)
from fake_niche.queue import STATUSES, TYPES
from fake_niche.services import clean_text, db, iso_datetime, ticked, uk_datetime

TITLE_LIMIT = 120
_NAMES: Final = (
    "title",
    "type",
    "status",
    "unit",
    "user",
    "occurrence",
    "person",
    "csc_request",
    "marac_case",
    "report",
    "due",
    "outcome",
)
_COLUMNS: Final = {
    "title": "title",
    "type": "type",
    "status": "status",
    "unit": "unit_code",
    "user": "user_id",
    "occurrence": "occurrence_number",
    "person": "person_id",
    "csc_request": "csc_request_id",
    "marac_case": "marac_case_id",
    "notes": "notes",
    "outcome": "outcome",
}
_MAY_BE_EMPTY: Final = {"user", "occurrence", "person", "csc_request", "marac_case"}
_LINKS: Final = {
    "unit": ("unit", OrgUnit),
    "user": ("user", User),
    "occurrence": ("occurrence", Occurrence),
    "person": ("person", Person),
    "csc_request": ("CSC request", CscRequest),
    "marac_case": ("MARAC case", MaracCase),
    "report": ("report", Report),
}


@dataclass
class Entry:
    """The texts as entered, and what is wrong with them by field."""

    values: dict[str, str]
    errors: dict[str, str]

    def apply_to(self, task: Task) -> list[str]:
        """Put the entry into ``task``; the names of the fields that changed."""
        before = stored_entry(task).values if task.title else {}
        for name, column in _COLUMNS.items():
            value = self.values[name]
            setattr(task, column, value or None if name in _MAY_BE_EMPTY else value)
        task.due = iso_datetime(self.values["due"]) if self.values["due"] else None
        task.for_robot = self.values["for_robot"] == "Yes"
        task.urgent = self.values["urgent"] == "Yes"
        report = db().get(Report, self.values["report"])
        if report and report not in task.reports:
            task.reports.append(report)
        return [name for name, value in self.values.items() if value != before.get(name, "")]


def stored_entry(task: Task) -> Entry:
    """The task as its form shows it."""
    values = {name: getattr(task, column) or "" for name, column in _COLUMNS.items()}
    values["due"] = uk_datetime(task.due)
    values["for_robot"] = ticked(task.for_robot)
    values["urgent"] = ticked(task.urgent)
    return Entry(values, {})


def read_entry(form: Mapping[str, str], title_limit: int) -> Entry:
    """What was entered, with an error for each field that cannot be saved."""
    values = {name: clean_text(form.get(name, "")) for name in _NAMES}
    values["notes"] = clean_text(form.get("notes", ""))
    values["for_robot"] = form.get("for_robot", "")
    values["urgent"] = form.get("urgent", "")
    errors = {**_title_error(values["title"], title_limit), **_link_errors(values)}
    if values["status"] not in STATUSES:
        errors["status"] = "Status: choose one."
    if not values["type"]:
        errors["type"] = "Type: choose one."
    return Entry(values, errors)


def choices() -> dict[str, list[tuple[str, str]]]:
    """The options of the drop-downs."""
    units = db().scalars(select(OrgUnit).order_by(OrgUnit.name))
    users = db().scalars(select(User).where(User.active).order_by(User.id))
    return {
        "types": [("", ""), *((name, name) for name in TYPES)],
        "statuses": [(name, name) for name in STATUSES],
        "units": [("", ""), *((unit.code, unit.name) for unit in units)],
        "users": [("", ""), *((user.id, f"{user.name} ({user.id})") for user in users)],
    }


def _title_error(title: str, limit: int) -> dict[str, str]:
    if not title:
        return {"title": "Title: enter one."}
    if len(title) > limit:
        return {"title": f"Title: {len(title)} characters; at most {limit} are allowed."}
    return {}


def _link_errors(values: Mapping[str, str]) -> dict[str, str]:
    errors = {}
    for name, (kind, table) in _LINKS.items():
        if values[name] and db().get(table, values[name]) is None:
            errors[name] = f"There is no {kind} {values[name]}."
    if not values["unit"]:
        errors["unit"] = "Unit: choose one."
    if values["due"] and not _is_time(values["due"]):
        errors["due"] = "Due: enter it as DD/MM/YYYY HH:MM."
    return errors


def _is_time(text: str) -> bool:
    try:
        iso_datetime(text)
    except ValueError:
        return False
    return True
