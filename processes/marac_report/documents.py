"""P5's report and cover sheet, as the publishing of reports asks for them."""

from bot.exceptions import Finding
from objects.word_report import Report, Written
from processes.history_report.chronology import Chronology
from processes.history_report.cover_sheet import CoverFacts, cover_sheet
from processes.history_report.facts import PersonHistory, others_around, own_words, without_shared
from processes.history_report.proof import Permit
from processes.history_report.publishing import Issue
from processes.history_report.texts import load_texts
from processes.history_report.wording import rows_of
from processes.marac_report.facts import Case
from processes.marac_report.report import MaracSections, head_of, shown_values
from processes.marac_report.rules import confidential_of
from processes.shared.findings import in_order
from processes.shared.people import LinkedPerson
from processes.shared.policy import Policy

NAME = "marac_report"


class MaracDocuments:
    """The documents of one case.

    Args:
        case: with its selection and background.
        findings: every row that applied.
        policy: the force's profile.
    """

    def __init__(self, case: Case, findings: tuple[Finding, ...], policy: Policy) -> None:
        self._case = case
        self._findings = findings
        self._policy = policy
        self._texts = load_texts(NAME)
        self._confidential = confidential_of(case, policy)
        self._others = (
            *others_around(case.read.people),
            *without_shared(
                tuple(_linked(who) for who in case.background.agenda), case.read.people
            ),
        )
        self._chronology = self._fresh()

    def content(self) -> str:
        """All that the report says, but its day and version."""
        case = self._case
        return repr((case.marac, case.read.people, case.selection, case.background))

    def report(self, issue: Issue) -> Report:
        """The report."""
        self._chronology = self._fresh()
        sections = MaracSections(self._case, self._chronology, self._texts, self._policy)
        return sections.report(self._head(issue), self._reference(issue))

    def cover(self, issue: Issue, report: Written) -> Report:
        """The cover sheet that goes with a report."""
        case = self._case
        facts = CoverFacts(
            reference=self._reference(issue),
            head=self._head(issue),
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
        case = self._case
        numbers = (case.marac.occurrence, *(e.occurrence for e in case.selection.entries))
        return Permit(
            skeletons=self._texts.skeletons,
            others=self._others,
            own=own_words(case.read.people),
            occurrences=frozenset(numbers),
            confidential=self._confidential,
            shown=shown_values(case),
        )

    def _fresh(self) -> Chronology:
        people = self._case.read.people
        return Chronology(people, self._texts, self._others, self._confidential)

    def _head(self, issue: Issue) -> tuple[tuple[str, str], ...]:
        return head_of(self._case, issue.prepared, issue.version, self._texts, self._policy)

    def _reference(self, issue: Issue) -> str:
        return self._texts.say("reference", record=issue.record, version=str(issue.version))


def _linked(who: PersonHistory) -> LinkedPerson:
    return LinkedPerson(
        key=who.person,
        names=(who.name,),
        aliases=who.aliases,
        born=(who.born,),
        telephones=(who.telephone,),
        addresses=((who.address, ""),),
        employers=(who.employer,),
    )
