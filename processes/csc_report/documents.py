"""P4's report and cover sheet, as the publishing of reports asks for them."""

from bot.exceptions import Finding
from objects.word_report import Report, Written
from processes.csc_report.facts import Case
from processes.csc_report.report import (
    allowed_occurrences,
    content_of,
    head_of,
    shown_values,
    write_report,
)
from processes.history_report.chronology import Chronology
from processes.history_report.cover_sheet import CoverFacts, cover_sheet
from processes.history_report.facts import others_around, own_words
from processes.history_report.proof import Permit
from processes.history_report.publishing import Issue
from processes.history_report.texts import load_texts
from processes.history_report.wording import rows_of
from processes.shared.findings import in_order
from processes.shared.policy import Policy

NAME = "csc_report"


class CscDocuments:
    """The documents of one request.

    Args:
        case: with its selection.
        findings: every row that applied.
        policy: the force's profile.
    """

    def __init__(self, case: Case, findings: tuple[Finding, ...], policy: Policy) -> None:
        self._case = case
        self._findings = findings
        self._policy = policy
        self._texts = load_texts(NAME)
        self._others = others_around(case.read.people)
        self._chronology = self._fresh()

    def content(self) -> str:
        """All that the report says, but its day and version."""
        return content_of(self._case)

    def report(self, issue: Issue) -> Report:
        """The report."""
        self._chronology = self._fresh()
        return write_report(
            self._case,
            self._chronology,
            head=head_of(self._case, issue.prepared, issue.version, self._texts),
            reference=self._reference(issue),
            texts=self._texts,
            policy=self._policy,
        )

    def cover(self, issue: Issue, report: Written) -> Report:
        """The cover sheet that goes with a report."""
        case = self._case
        facts = CoverFacts(
            reference=self._reference(issue),
            head=head_of(case, issue.prepared, issue.version, self._texts),
            report=report,
            people=case.read.people,
            selection=case.selection,
            remarks=tuple(self._chronology.remarks),
            findings=in_order((*self._findings, *issue.notes)),
            table=rows_of(NAME),
        )
        return cover_sheet(facts, self._texts, self._policy)

    def permit(self) -> Permit:
        """What the report may hold."""
        people = self._case.read.people
        return Permit(
            skeletons=self._texts.skeletons,
            others=self._others,
            own=own_words(people),
            occurrences=allowed_occurrences(self._case),
            shown=shown_values(self._case),
        )

    def _fresh(self) -> Chronology:
        return Chronology(self._case.read.people, self._texts, self._others)

    def _reference(self, issue: Issue) -> str:
        return self._texts.say("reference", record=issue.record, version=str(issue.version))
