"""What a person enters for an occurrence: read from the form, checked, put into the record."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from fake_niche.entered import date_errors
from fake_niche.models import Address, Occurrence, OrgUnit
from fake_niche.services import (
    clean_text,
    db,
    is_datetime,
    iso_date,
    iso_datetime,
    uk_date,
    uk_datetime,
    yes,
)

STATUSES: Final = ("Open", "Closed", "Filed")
_TEXTS: Final = ("type", "classification", "status", "disposal", "summary")
_NAMES: Final = (
    *(*_TEXTS, "domestic", "qualifiers", "started", "ended", "address", "restricted_to"),
    "next_date",
)
_REQUIRED: Final = {"type": "Type", "classification": "Classification", "started": "Started"}


@dataclass
class Entry:
    """The texts as entered, and what is wrong with them by field."""

    values: dict[str, str]
    errors: dict[str, str]

    def apply_to(self, occurrence: Occurrence) -> list[str]:
        """Put the entry into ``occurrence``; the names of the fields that changed."""
        values = self.values
        before = stored_entry(occurrence).values if occurrence.type else {}
        for name in _TEXTS:
            setattr(occurrence, name, values[name])
        occurrence.domestic = values["domestic"] == "Yes"
        occurrence.qualifiers = [part.strip() for part in values["qualifiers"].split(";") if part]
        occurrence.started = iso_datetime(values["started"])
        occurrence.ended = iso_datetime(values["ended"]) if values["ended"] else None
        occurrence.next_date = iso_date(values["next_date"]) if values["next_date"] else None
        occurrence.address_id = values["address"] or None
        occurrence.restricted_to = values["restricted_to"] or None
        return [name for name, value in values.items() if value != before.get(name, "")]


def stored_entry(occurrence: Occurrence) -> Entry:
    """The occurrence as its form shows it."""
    values = {name: getattr(occurrence, name) or "" for name in _TEXTS}
    values["domestic"] = yes(occurrence.domestic)
    values["qualifiers"] = "; ".join(occurrence.qualifiers or [])
    values["started"] = uk_datetime(occurrence.started)
    values["ended"] = uk_datetime(occurrence.ended)
    values["next_date"] = uk_date(occurrence.next_date)
    values["address"] = occurrence.address_id or ""
    values["restricted_to"] = occurrence.restricted_to or ""
    return Entry(values, {})


def read_entry(form: Mapping[str, str]) -> Entry:
    """What was entered, with an error for each field that cannot be saved."""
    values = {name: clean_text(form.get(name, "")) for name in _NAMES}
    errors = {name: f"{label}: enter one." for name, label in _REQUIRED.items() if not values[name]}
    for name in ("started", "ended"):
        if values[name] and not is_datetime(values[name]):
            errors[name] = f"{name.title()}: enter it as DD/MM/YYYY HH:MM."
    errors |= date_errors(values, {"next_date": "Next date"})
    if values["address"] and db().get(Address, values["address"]) is None:
        errors["address"] = "Address: enter the number of an address."
    if values["status"] not in STATUSES:
        errors["status"] = "Status: choose one."
    return Entry(values, errors)


def choices() -> dict[str, list[tuple[str, str]]]:
    """The options of the drop-downs."""
    units = db().scalars(select(OrgUnit).order_by(OrgUnit.name))
    return {
        "statuses": [(name, name) for name in STATUSES],
        "units": [("", ""), *((unit.code, unit.name) for unit in units)],
        "yes_no": [("No", "No"), ("Yes", "Yes")],
    }
