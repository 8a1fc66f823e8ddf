"""From what the screens show to the facts that the rules of P4 take."""

from objects.niche_csc_request import CscRequest
from processes.csc_report.facts import LinkedRole, RequestFacts
from processes.history_report.reading import Linked
from processes.shared.answers import Answer


def request_facts(request: CscRequest) -> RequestFacts:
    """The request as P4 takes it."""
    return RequestFacts(
        request=request.id,
        occurrence=request.occurrence,
        type=request.type,
        legal_basis=request.legal_basis,
        consent=Answer.read(request.consent),
        consent_reason=request.consent_reason,
        authority=request.authority,
        requester=request.requester,
        requester_team=request.requester_team,
        received=request.received,
        deadline=request.deadline,
        lookback_months=request.lookback_months,
        scope_note=request.scope_note,
        status=request.status,
        people=tuple(
            LinkedRole(each.person, each.role, each.merged_into) for each in request.people
        ),
    )


def linked(request: RequestFacts) -> tuple[Linked, ...]:
    """The people to be read, the children first as the request names them."""
    return tuple(Linked(each.person, each.role) for each in request.people)
