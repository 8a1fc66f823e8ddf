"""What a person enters for a MARAC case: read from the form, checked, put into the record."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from fake_niche.entered import date_errors, length_errors, missing_errors
from fake_niche.linked_people import is_person
from fake_niche.marac.base import CRITERIA, STATUSES
from fake_niche.models import MaracCase
from fake_niche.services import clean_text, iso_date, ticked, uk_date

_TEXTS: Final = {
    "referred_by": "Referred by",
    "area": "Area",
    "criteria_note": "Note on the criteria",
    "status": "Status",
    "idva": "IDVA",
    "disclosure_scheme": "Disclosure scheme",
}
_DATES: Final = {"referred_on": "Referred on", "meeting_on": "Meeting on"}
_TICKS: Final = ("perpetrator_not_identified", "held_elsewhere")
_CRITERIA: Final = {f"criteria_{key}": name for key, name in CRITERIA.items()}
_NAMES: Final = (*_TEXTS, *_DATES, *_TICKS, *_CRITERIA, "victim_id")


@dataclass
class Entry:
    """The texts as entered, and what is wrong with them by field."""

    values: dict[str, str]
    errors: dict[str, str]

    def apply_to(self, case: MaracCase) -> list[str]:
        """Put the entry into ``case``; the names of the fields that changed."""
        values = self.values
        before = stored_entry(case).values if case.referred_on else {}
        for name in _TEXTS:
            setattr(case, name, values[name])
        for name in _TICKS:
            setattr(case, name, values[name] == "Yes")
        case.victim_id = values["victim_id"] or None
        case.referred_on = iso_date(values["referred_on"])
        case.meeting_on = iso_date(values["meeting_on"]) if values["meeting_on"] else None
        case.criteria = [name for key, name in _CRITERIA.items() if values[key] == "Yes"]
        return [name for name, value in values.items() if value != before.get(name, "")]


def stored_entry(case: MaracCase) -> Entry:
    """The case as its form shows it."""
    values = {name: getattr(case, name) or "" for name in (*_TEXTS, "victim_id")}
    values |= {name: ticked(getattr(case, name)) for name in _TICKS}
    values |= {name: uk_date(getattr(case, name)) for name in _DATES}
    values |= {key: ticked(name in (case.criteria or [])) for key, name in _CRITERIA.items()}
    return Entry(values, {})


def read_entry(form: Mapping[str, str]) -> Entry:
    """What was entered, with an error for each field that cannot be saved."""
    values = {name: clean_text(form.get(name, "")) for name in _NAMES}
    values["victim_id"] = values["victim_id"].upper()
    values["status"] = values["status"] or STATUSES[0]
    errors = {
        **length_errors(MaracCase, values, _TEXTS),
        **date_errors(values, _DATES),
        **missing_errors(values, {"referred_on": "Referred on"}),
    }
    if values["victim_id"] and not is_person(values["victim_id"]):
        errors["victim_id"] = "Victim: enter the number of a person."
    if values["status"] not in STATUSES:
        errors["status"] = "Status: choose one."
    return Entry(values, errors)


def choices() -> dict[str, list[tuple[str, str]]]:
    """The options of the form: statuses to choose, criteria to tick."""
    return {
        "statuses": [(name, name) for name in STATUSES],
        "criteria": list(_CRITERIA.items()),
    }
