"""A request from children's social care in Niche."""

from dataclasses import dataclass
from datetime import datetime

from bot.application_model import Reading
from bot.business_object import action
from bot.exceptions import SystemException
from objects.niche_screen import NicheScreen

SCREEN = "CSC request"


@dataclass(frozen=True)
class RequestPerson:
    """Somebody whom the request is about."""

    person: str
    role: str
    merged_into: str


@dataclass(frozen=True)
class CscRequest:
    """The request as its screen shows it; no look-back means the force's own."""

    id: str
    occurrence: str
    status: str
    type: str
    legal_basis: str
    consent: str
    consent_reason: str
    lookback_months: int | None
    authority: str
    requester: str
    requester_team: str
    received: datetime | None
    deadline: datetime | None
    scope_note: str
    people: tuple[RequestPerson, ...]


class NicheCscRequest(NicheScreen):
    """Reads a request."""

    @action
    def open(self, request: str, reason: str) -> CscRequest:
        """The request; the reason covers its occurrence, too.

        Raises:
            BusinessException: C12, its occurrence belongs to another unit.
            SystemException: C5, when people are missing from the list.
        """
        self.open_record(request, reason, leads_to=SCREEN)
        return _request(self.read(SCREEN, request))

    @action
    def get_request(self, request: str) -> CscRequest:
        """The request, opened before in this session."""
        self.go(f"/csc/{request}")
        return _request(self.read(SCREEN, request))


def _request(seen: Reading) -> CscRequest:
    rows = seen.grid("Grid - People")
    if len(rows) != seen.number("Output - Rows in all"):
        raise SystemException(f"{seen.record}: {len(rows)} people read, not all", code="C5")
    return CscRequest(
        id=seen.record,
        occurrence=seen["Output - Occurrence"],
        status=seen["Output - Status"],
        type=seen["Output - Type"],
        legal_basis=seen["Output - Legal basis"],
        consent=seen["Output - Consent"],
        consent_reason=seen["Output - Reason without consent"],
        lookback_months=seen.number("Output - Look-back in months"),
        authority=seen["Output - Requesting authority"],
        requester=seen["Output - Requester"],
        requester_team=seen["Output - Team of the requester"],
        received=seen.moment("Output - Received"),
        deadline=seen.moment("Output - Deadline"),
        scope_note=seen["Output - Note on scope"],
        people=tuple(RequestPerson(row["Person"], row["Role"], row["Merged into"]) for row in rows),
    )
