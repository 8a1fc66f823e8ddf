"""The report for children's social care: request, scope, people searched, chronology, no trace."""

from datetime import date, datetime

from objects.word_report import EmptyBlock, Facts, Paragraph, Part, Report, Section
from processes.csc_report.facts import Case, RequestFacts
from processes.csc_report.rules import window_of
from processes.history_report.chronology import Chronology, no_traces, people_table
from processes.history_report.texts import Texts
from processes.shared.policy import Policy


def head_of(case: Case, prepared: date, version: int, texts: Texts) -> tuple[tuple[str, str], ...]:
    """Labels and values below the title; the same on report and cover sheet."""
    request = case.request
    rows = (
        ("fact_request", request.request),
        ("fact_type", request.type),
        ("fact_basis", request.legal_basis),
        ("fact_consent", request.consent.value or texts.say("not_recorded")),
        ("fact_without", request.consent_reason),
        ("fact_authority", request.authority),
        ("fact_requester", requester_of(request)),
        ("fact_received", _moment(request.received)),
        ("fact_deadline", _moment(request.deadline)),
        ("fact_occurrence", request.occurrence),
        ("fact_prepared", f"{prepared:%d/%m/%Y}"),
        ("fact_version", str(version)),
    )
    return tuple((texts.say(label), value) for label, value in rows if value)


def write_report(
    case: Case,
    chronology: Chronology,
    *,
    head: tuple[tuple[str, str], ...],
    reference: str,
    texts: Texts,
    policy: Policy,
) -> Report:
    """Write the report; it holds what the allow-list of this function names and nothing else.

    Args:
        case: with its selection.
        chronology: writes the items, and keeps what is to be remarked about them.
        head: what ``head_of`` gave.
        reference: request and version, for the footer.
        texts: the fixed texts.
        policy: the force's profile.
    """
    people, entries = case.read.people, case.selection.entries
    settings = policy.settings.reports
    traces = no_traces(people, entries, texts)
    if not entries:
        traces = (Paragraph(texts.say("nothing_found"), strong=True), *traces)
    sections = [
        Section(texts.say("scope_heading"), _scope(case, texts, policy)),
        Section(texts.say("people_heading"), (people_table(people, texts),)),
        Section(texts.say("chronology_heading"), (chronology.items(entries),)),
        Section(texts.say("no_trace_heading"), traces or (Paragraph(texts.say("none")),)),
        Section(texts.say("pnc_heading"), (EmptyBlock(texts.say("pnc_block")),)),
    ]
    return Report(
        title=texts.say("title"),
        reference=reference,
        marking=settings.marking,
        handling=settings.handling_line,
        draft=texts.say("draft"),
        facts=Facts(head),
        sections=tuple(sections),
        landscape=True,
    )


def allowed_occurrences(case: Case) -> frozenset[str]:
    """The numbers of occurrences that may stand in the report."""
    return frozenset((case.request.occurrence, *(e.occurrence for e in case.selection.entries)))


def shown_values(case: Case) -> frozenset[str]:
    """The whole values that the report shows of others' work: who asks, and for whom."""
    return frozenset((requester_of(case.request), case.request.authority)) - {""}


def requester_of(request: RequestFacts) -> str:
    """Who asks, with the team."""
    return ", ".join(filter(None, (request.requester, request.requester_team)))


def content_of(case: Case) -> str:
    """Everything that the report says but its day and version, to compare two of them by."""
    request: RequestFacts = case.request
    return repr((request, case.read.people, case.selection))


def _scope(case: Case, texts: Texts, policy: Policy) -> tuple[Part, ...]:
    window = window_of(case, policy)
    period = {"since": f"{window.since:%d/%m/%Y}", "until": f"{window.until:%d/%m/%Y}"}
    said = [texts.say("scope_period", **period)]
    if window.unlimited:
        said.append(texts.say("scope_unlimited", classes=", ".join(window.unlimited)))
    if case.request.scope_note:
        said.append(texts.say("scope_note", note=case.request.scope_note))
    return tuple(Paragraph(text) for text in (*said, texts.say("scope_rest")))


def _moment(moment: datetime | None) -> str:
    return f"{moment:%d/%m/%Y %H:%M}" if moment else ""
