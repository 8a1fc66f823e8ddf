"""What P4 reads of a request from children's social care."""

from dataclasses import dataclass, field
from datetime import datetime

from processes.history_report.facts import ReadFacts
from processes.history_report.selection import Selection
from processes.shared.answers import Answer


@dataclass(frozen=True)
class LinkedRole:
    """A person whom the request is about."""

    person: str
    role: str
    merged_into: str = ""


@dataclass(frozen=True)
class RequestFacts:
    """The request; ``lookback_months`` is None where the force's own look-back holds."""

    request: str
    occurrence: str
    type: str
    legal_basis: str
    consent: Answer
    consent_reason: str
    authority: str
    requester: str
    requester_team: str
    received: datetime | None
    deadline: datetime | None
    lookback_months: int | None
    scope_note: str
    status: str
    people: tuple[LinkedRole, ...] = ()


@dataclass(frozen=True)
class Case:
    """Everything that P4 decides on; ``selection`` is made once the people were read."""

    read: ReadFacts
    request: RequestFacts
    selection: Selection = field(default_factory=Selection)
