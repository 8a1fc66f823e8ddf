"""P4: may a report be made of this request, and what must the coordinator know?"""

from dataclasses import replace

from bot.exceptions import Finding
from processes.csc_report.facts import Case, RequestFacts
from processes.history_report import checks
from processes.history_report.facts import PersonHistory
from processes.history_report.selection import Window, select
from processes.shared.ages import local_date
from processes.shared.answers import Answer
from processes.shared.findings import be, note, settle, skip
from processes.shared.names import fold
from processes.shared.policy import Policy

CHILD = "Child"
SECTION_17 = "Section 17"


def check_first(case: Case, policy: Policy) -> tuple[Finding, ...]:
    """Ask what task, request and log answer: nobody's record is opened for nothing.

    Raises:
        OutOfScope: C13 or C18.
        BusinessException: P4.1 or P4.6.
    """
    return settle(_first(case, policy))


def select_history(case: Case, policy: Policy) -> Case:
    """Merge the family's occurrences and sort them into shown and counted."""
    return replace(case, selection=select(case.read.people, window_of(case, policy)))


def check_people(case: Case, policy: Policy) -> tuple[Finding, ...]:
    """Ask everything about the people and their history.

    Returns:
        The notes of a request whose report is made, lowest id first.

    Raises:
        OutOfScope: nothing is to be done.
        HeldException: P4.13, a person must decide; no report is made.
        BusinessException: a person acts; no report is made.
    """
    facts, selection = case.read, case.selection
    found = [
        *_first(case, policy),
        *checks.check_access(facts),
        *checks.check_identity(facts),
        *checks.check_merged(facts),
        *checks.check_duplicates(facts),
        *checks.check_namesakes(facts),
        *checks.check_withheld(selection),
        *_nothing_found(case),
        *checks.check_staff(facts, policy),
        *checks.check_spent(selection, policy),
        *_authority(case),
        *checks.check_hold(facts, selection, policy),
        *checks.check_death(facts, selection, policy),
    ]
    return settle(found)


def scope_findings(case: Case, policy: Policy) -> tuple[Finding, ...]:
    """P4.9: a person must scope a report of more occurrences than the force allows.

    The report is made and attached all the same, with the full table.
    """
    limit, count = policy.settings.reports.scope_above, len(case.selection.entries)
    return (be("P4.9", f"{count} occurrences, more than {limit}"),) if count > limit else ()


def window_of(case: Case, policy: Policy) -> Window:
    """Give what the report covers: the request's own look-back, or the force's."""
    settings, lookbacks = policy.settings.reports, policy.lookbacks
    asked = case.request.lookback_months
    return Window(
        until=local_date(case.read.now),
        months=lookbacks.csc_months if asked is None else asked,
        unlimited=lookbacks.csc_unlimited_classes,
        left_out=settings.left_out_classes,
        intelligence=settings.intelligence_words,
    )


def _first(case: Case, policy: Policy) -> list[Finding]:
    request = case.request
    return [
        *checks.check_task(case.read, policy),
        *_withdrawn(request),
        *checks.check_by_hand(case.read, policy),
        *_people(request),
        *_basis(request),
        *_deadline(case),
        *checks.check_hours(case.read),
    ]


def _withdrawn(request: RequestFacts) -> list[Finding]:
    if request.status == "Withdrawn":
        return [skip("C13", f"withdrawn: {request.request}")]
    if request.status == "Sent":
        return [skip("C18", f"done by hand: {request.request} is marked as sent")]
    return []


def _people(request: RequestFacts) -> list[Finding]:
    return [] if request.people else [be("P4.1", "the request names nobody")]


def _basis(request: RequestFacts) -> list[Finding]:
    if not request.type or not request.legal_basis.strip():
        return [be("P4.6", "no legal basis is recorded")]
    has_reason = request.consent is Answer.YES or bool(request.consent_reason.strip())
    if request.type == SECTION_17 and not has_reason:
        return [be("P4.6", "section 17, with neither consent nor a reason for going without")]
    return []


def _deadline(case: Case) -> list[Finding]:
    deadline = case.request.deadline
    if deadline is None or local_date(deadline) > local_date(case.read.now):
        return []
    word = "today" if local_date(deadline) == local_date(case.read.now) else "in the past"
    return [note("P4.10", f"the deadline is {word}; worked first")]


def _nothing_found(case: Case) -> list[Finding]:
    return [] if case.selection.entries else [note("P4.8", "nothing found: a nil report")]


def _authority(case: Case) -> list[Finding]:
    """P4.19: the child lives in the area of another authority, as far as anybody knows."""
    asked = fold(case.request.authority)
    children = [who for who in case.read.people if who.part == CHILD and who.authority]
    return [
        be("P4.19", f"{who.person} is another authority's child")
        for who in children
        if not _is_of(who, asked)
    ]


def _is_of(who: PersonHistory, authority: str) -> bool:
    return fold(who.authority) == authority
