"""What a person enters for a CSC request: read from the form, checked, put into the record."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from fake_niche.csc.base import CONSENTS, STATUSES, TYPES
from fake_niche.entered import date_errors, length_errors, missing_errors, time_errors
from fake_niche.models import CscRequest
from fake_niche.services import clean_text, iso_date, iso_datetime, uk_date, uk_datetime

_TEXTS: Final = {
    "type": "Type",
    "legal_basis": "Legal basis",
    "consent": "Consent",
    "consent_reason": "Reason without consent",
    "authority": "Requesting authority",
    "requester": "Requester",
    "requester_team": "Team of the requester",
    "scope_note": "Note on scope",
    "status": "Status",
    "rationale": "Rationale",
}
_TIMES: Final = {"received": "Received", "deadline": "Deadline"}
_DATES: Final = {"released_on": "Released on"}
_NAMES: Final = (*_TEXTS, *_TIMES, *_DATES, "lookback_months")
_MAX_MONTHS = 1_200


@dataclass
class Entry:
    """The texts as entered, and what is wrong with them by field."""

    values: dict[str, str]
    errors: dict[str, str]

    def apply_to(self, request: CscRequest) -> list[str]:
        """Put the entry into ``request``; the names of the fields that changed."""
        values = self.values
        before = stored_entry(request).values if request.type else {}
        for name in _TEXTS:
            setattr(request, name, values[name])
        request.received = iso_datetime(values["received"])
        request.deadline = iso_datetime(values["deadline"]) if values["deadline"] else None
        request.released_on = iso_date(values["released_on"]) if values["released_on"] else None
        months = values["lookback_months"]
        request.lookback_months = int(months) if months else None
        return [name for name, value in values.items() if value != before.get(name, "")]


def stored_entry(request: CscRequest) -> Entry:
    """The request as its form shows it."""
    values = {name: getattr(request, name) or "" for name in _TEXTS}
    values["received"] = uk_datetime(request.received)
    values["deadline"] = uk_datetime(request.deadline)
    values["released_on"] = uk_date(request.released_on)
    months = request.lookback_months
    values["lookback_months"] = "" if months is None else str(months)
    return Entry(values, {})


def read_entry(form: Mapping[str, str]) -> Entry:
    """What was entered, with an error for each field that cannot be saved."""
    values = {name: clean_text(form.get(name, "")) for name in _NAMES}
    values["status"] = values["status"] or STATUSES[0]
    errors = {
        **length_errors(CscRequest, values, _TEXTS),
        **time_errors(values, _TIMES),
        **date_errors(values, _DATES),
        **missing_errors(values, {"received": "Received"}),
        **_choice_errors(values),
        **_release_errors(values),
    }
    return Entry(values, errors)


def choices() -> dict[str, list[tuple[str, str]]]:
    """The options of the drop-downs."""
    return {
        "types": [("", ""), *((name, name) for name in TYPES)],
        "consents": [(name, name) for name in CONSENTS],
        "statuses": [(name, name) for name in STATUSES],
    }


def _choice_errors(values: Mapping[str, str]) -> dict[str, str]:
    offered = {"type": TYPES, "consent": CONSENTS, "status": STATUSES}
    errors = {
        n: f"{_TEXTS[n]}: choose one." for n, some in offered.items() if values[n] not in some
    }
    months = values["lookback_months"]
    if months and not (months.isdecimal() and len(months) < 5 and 0 < int(months) <= _MAX_MONTHS):  # noqa: PLR2004 - as many digits as the limit
        errors["lookback_months"] = "Look-back in months: enter a whole number, or nothing."
    return errors


def _release_errors(values: Mapping[str, str]) -> dict[str, str]:
    """What is sent has a date and a rationale: who released it answers for it."""
    if values["status"] != "Sent":
        return {}
    return missing_errors(values, {"released_on": "Released on", "rationale": "Rationale"})
