"""P5 - MARAC report: builds the police information for a multi-agency risk assessment conference.

The robot sends nothing and never says that criteria are met: a coordinator checks and sends.
"""

from dataclasses import replace

from bot.endings import Reconciliation
from bot.exceptions import Finding, OutOfScope, SaveConflict
from bot.pages import page
from bot.robot import Robot
from objects.niche_marac_case import NicheMaracCase
from objects.niche_occurrence import Occurrence
from objects.niche_task import Task
from processes.history_report.checks import rebuilt
from processes.history_report.facts import ReadFacts
from processes.history_report.items import ReportTask
from processes.history_report.process import HistoryReport
from processes.history_report.publishing import Documents
from processes.history_report.reading import log_notes, task_facts
from processes.history_report.row_codes import named_by_row
from processes.marac_report import reading, rules
from processes.marac_report.documents import MaracDocuments
from processes.marac_report.facts import Case, MaracFacts
from processes.shared.findings import in_order, settle


class MaracReport(HistoryReport):
    """Main Page of P5; the pages below run in this order."""

    name = "marac_report"
    code = "P5"
    queue_name = "MASH - MARAC reports"
    reason_prefix = "MARAC report"
    called = "MARAC report"

    def __init__(self, robot: Robot) -> None:
        super().__init__(robot)
        self.cases = NicheMaracCase(robot.application)

    def work_item(self, item: ReportTask) -> None:
        """The steps of the process definition, as P4's."""
        self.start_item()
        task = self.claim_task(item)
        try:
            with self.publishing.workspace(item):
                self.prepare(item, task)
        except OutOfScope as scope:
            self.close_out_of_scope(item, scope)
            raise

    def prepare(self, item: ReportTask, task: Task) -> None:
        """Build the report; where the case changed meanwhile, build it once more (P4.14)."""
        case, occurrence = self.read_case(item, task)
        built, documents = self.build(item, case, occurrence)
        if (now := self.read_case_again(case)) != case.marac:
            case = replace(case, marac=now)
            built, documents = self.build(item, case, occurrence, rebuilt())
            self.check_unchanged(case)
        self.attach_both(item, documents)
        self.check_restricted(built)
        self.hand_back(item, documents)
        self.complete_task(item)
        self.record_in_niche(item, documents)

    def build(
        self, item: ReportTask, case: Case, occurrence: Occurrence, *notes: Finding
    ) -> tuple[Case, Documents]:
        """Validate, read the people and what is around them, decide, and write both documents."""
        self.check_case(case)
        case = self.read_background(self.read_people(case), occurrence)
        self.note_findings(in_order((*self.decide(case), *notes)))
        return case, self.write_documents(item, case)

    @page("1 - Take the tasks that people handed over")
    def load(self) -> Reconciliation:
        """The ticked tasks of the robot's queue, in the order in which they are due."""
        return self.take_tasks()

    @page("2 - Claim the task")
    def claim_task(self, item: ReportTask) -> Task:
        """The task, opened with its reason."""
        return self.open_own_task(item)

    @page("3 - Read the case")
    def read_case(self, item: ReportTask, task: Task) -> tuple[Case, Occurrence]:
        """Victim, perpetrators, children, meeting, criteria; its occurrence; the log's remarks."""
        self.record = task.marac_case
        reason = self.reason(f"task {item.task}")
        marac = reading.marac_facts(self.cases.open(task.marac_case, reason))
        occurrence = self.read_occurrence(marac.occurrence)
        read = ReadFacts(
            now=self.runtime.clock.now(),
            task=task_facts(self.as_handed_over(item, task), outside_hours=item.outside_hours),
            record=marac.case,
            occurrence=marac.occurrence,
            markers=(*occurrence.qualifiers, *occurrence.markers),
            log=log_notes(self.occurrences.get_entries(marac.occurrence, marac.case)),
        )
        return Case(read, marac), occurrence

    @page("4 - Validate the case")
    def check_case(self, case: Case) -> tuple[Finding, ...]:
        """Withdrawn, done by hand, nobody linked, no meeting: nobody's record is opened."""
        return rules.check_first(case, self.policy)

    @page("5 - Read victim, perpetrators and children")
    def read_people(self, case: Case) -> Case:
        """Each person by id: details, incidents on all pages, relations, possible matches."""
        people = self.people_reader().read(reading.linked(case.marac))
        return rules.select_history(replace(case, read=case.read.with_people(people)), self.policy)

    @page("6 - Read earlier MARACs, orders, schools and addresses")
    def read_background(self, case: Case, occurrence: Occurrence) -> Case:
        """What is around the people, and where the investigation stands."""
        reader = reading.BackgroundReader(self.persons, self.cases, self.reason(self.record))
        investigation = reading.investigation_of(occurrence)
        return replace(case, background=reader.read(case, investigation))

    @page("7 - Decide")
    def decide(self, case: Case) -> tuple[Finding, ...]:
        """Every rule of P5; what is not settled in favour of a report ends the item here."""
        return rules.check_people(case, self.policy)

    @page("8 - Write the report and the cover sheet")
    def write_documents(self, item: ReportTask, case: Case) -> Documents:
        """Both documents, the report proved; or the earlier one that says the same (P4.12)."""
        findings = in_order((*self.findings_of_done(), *rules.live_findings(case)))
        composer = MaracDocuments(case, findings, self.policy)
        documents = self.publishing.write(item, self.record, composer)
        self.note_findings(in_order((*self.findings_of_done(), *documents.issue.notes)))
        return documents

    @page("9 - See whether the case has changed")
    def read_case_again(self, case: Case) -> MaracFacts:
        """The case as it stands now."""
        return reading.marac_facts(self.cases.get_case(case.marac.case))

    @page("10 - Attach both")
    def attach_both(self, item: ReportTask, documents: Documents) -> None:
        """Each file once, looked for by name and hash; a failed upload is P4.15."""
        with named_by_row("P4.15"):
            self.attach_documents(item, documents)

    @page("11 - See whether something restricted was left out")
    def check_restricted(self, case: Case) -> None:
        """P5.10: the report stands without it; a person decides."""
        found = rules.live_findings(case)
        settle([*self.findings_of_done(), *found] if found else ())

    @page("12 - Hand back to the coordinator")
    def hand_back(self, item: ReportTask, documents: Documents) -> None:
        """The task "check and redact"."""
        self.raise_redact_task(item, documents)

    @page("13 - Complete the robot's task")
    def complete_task(self, item: ReportTask) -> None:
        """The task that handed the work over."""
        self.complete_own_task(item, f"Report of {self.record} attached; check and redact")

    @page("14 - Record in Niche")
    def record_in_niche(self, item: ReportTask, documents: Documents) -> None:
        """The OEL entry."""
        self.write_outcome(item, documents)

    def check_unchanged(self, case: Case) -> None:
        """Nothing changed while the report was made again.

        Raises:
            SaveConflict: C4, it did; the item is read and decided again, once.
        """
        if self.read_case_again(case) != case.marac:
            raise SaveConflict(f"{self.record} keeps changing", code="C4")
