"""P4 - CSC information sharing: builds the report that children's social care has asked for.

The robot sends nothing: a coordinator checks, redacts, records the rationale and sends.
"""

from dataclasses import replace

from bot.endings import Reconciliation
from bot.exceptions import Finding, OutOfScope, SaveConflict
from bot.pages import page
from bot.robot import Robot
from objects.niche_csc_request import NicheCscRequest
from objects.niche_task import Task
from processes.csc_report import reading, rules
from processes.csc_report.documents import CscDocuments
from processes.csc_report.facts import Case, RequestFacts
from processes.history_report.checks import rebuilt
from processes.history_report.facts import ReadFacts
from processes.history_report.items import ReportTask
from processes.history_report.process import HistoryReport
from processes.history_report.publishing import Documents
from processes.history_report.reading import log_notes, task_facts
from processes.history_report.row_codes import named_by_row
from processes.shared.findings import in_order, settle


class CscReport(HistoryReport):
    """Main Page of P4; the pages below run in this order."""

    name = "csc_report"
    code = "P4"
    queue_name = "MASH - CSC information sharing"
    reason_prefix = "CSC report"
    called = "CSC information sharing"

    def __init__(self, robot: Robot) -> None:
        super().__init__(robot)
        self.requests = NicheCscRequest(robot.application)

    def work_item(self, item: ReportTask) -> None:
        """Steps 1 to 12 of the process definition."""
        self.start_item()
        task = self.claim_task(item)
        try:
            with self.publishing.workspace(item):
                self.share(item, task)
        except OutOfScope as scope:
            self.close_out_of_scope(item, scope)
            raise

    def share(self, item: ReportTask, task: Task) -> None:
        """Build the report; where the request changed meanwhile, build it once more (P4.14)."""
        case = self.read_request(item, task)
        built, documents = self.build(item, case)
        if (now := self.read_request_again(case)) != case.request:
            case = replace(case, request=now)
            built, documents = self.build(item, case, rebuilt())
            self.check_unchanged(case)
        self.attach_both(item, documents)
        self.check_scope(built)
        self.hand_back(item, documents)
        self.complete_task(item)
        self.record_in_niche(item, documents)

    def build(self, item: ReportTask, case: Case, *notes: Finding) -> tuple[Case, Documents]:
        """Validate, read the people and their history, decide, and write both documents."""
        self.check_request(case)
        case = self.read_people(case)
        self.note_findings(in_order((*self.decide(case), *notes)))
        return case, self.write_documents(item, case)

    @page("1 - Take the tasks that people handed over")
    def load(self) -> Reconciliation:
        """The ticked tasks of the robot's queue, in the order of their deadlines."""
        return self.take_tasks()

    @page("2 - Claim the task")
    def claim_task(self, item: ReportTask) -> Task:
        """The task, opened with its reason."""
        return self.open_own_task(item)

    @page("3 - Read the request")
    def read_request(self, item: ReportTask, task: Task) -> Case:
        """Type, legal basis, authority, deadline, linked people, look-back; the log's remarks."""
        self.record = task.csc_request
        request = reading.request_facts(
            self.requests.open(task.csc_request, self.reason(f"task {item.task}"))
        )
        occurrence = self.read_occurrence(request.occurrence)
        read = ReadFacts(
            now=self.runtime.clock.now(),
            task=task_facts(self.as_handed_over(item, task), outside_hours=item.outside_hours),
            record=request.request,
            occurrence=request.occurrence,
            markers=(*occurrence.qualifiers, *occurrence.markers),
            log=log_notes(self.occurrences.get_entries(request.occurrence, request.request)),
        )
        return Case(read, request)

    @page("4 - Validate the request")
    def check_request(self, case: Case) -> tuple[Finding, ...]:
        """Withdrawn, done by hand, nobody linked, no legal basis: nobody's record is opened."""
        return rules.check_first(case, self.policy)

    @page("5 - Read the people and their history")
    def read_people(self, case: Case) -> Case:
        """Each person by id: details, occurrences on all pages, relations, possible matches."""
        people = self.people_reader().read(reading.linked(case.request))
        return rules.select_history(replace(case, read=case.read.with_people(people)), self.policy)

    @page("6 - Decide")
    def decide(self, case: Case) -> tuple[Finding, ...]:
        """Every rule of P4; what is not settled in favour of a report ends the item here."""
        return rules.check_people(case, self.policy)

    @page("7 - Write the report and the cover sheet")
    def write_documents(self, item: ReportTask, case: Case) -> Documents:
        """Both documents, the report proved; or the earlier one that says the same (P4.12)."""
        findings = in_order((*self.findings_of_done(), *rules.scope_findings(case, self.policy)))
        composer = CscDocuments(case, findings, self.policy)
        documents = self.publishing.write(item, self.record, composer)
        self.note_findings(in_order((*self.findings_of_done(), *documents.issue.notes)))
        return documents

    @page("8 - See whether the request has changed")
    def read_request_again(self, case: Case) -> RequestFacts:
        """The request as it stands now."""
        return reading.request_facts(self.requests.get_request(case.request.request))

    @page("9 - Attach both")
    def attach_both(self, item: ReportTask, documents: Documents) -> None:
        """Each file once, looked for by name and hash; a failed upload is P4.15."""
        with named_by_row("P4.15"):
            self.attach_documents(item, documents)

    @page("10 - See whether a person must scope it")
    def check_scope(self, case: Case) -> None:
        """P4.9: the full table is attached; a person scopes it."""
        found = rules.scope_findings(case, self.policy)
        settle([*self.findings_of_done(), *found] if found else ())

    @page("11 - Hand back to the coordinator")
    def hand_back(self, item: ReportTask, documents: Documents) -> None:
        """The task "check and redact"."""
        self.raise_redact_task(item, documents)

    @page("12 - Complete the robot's task")
    def complete_task(self, item: ReportTask) -> None:
        """The task that handed the work over."""
        self.complete_own_task(item, f"Report of {self.record} attached; check and redact")

    @page("13 - Record in Niche")
    def record_in_niche(self, item: ReportTask, documents: Documents) -> None:
        """The OEL entry."""
        self.write_outcome(item, documents)

    def check_unchanged(self, case: Case) -> None:
        """Nothing changed while the report was made again.

        Raises:
            SaveConflict: C4, it did; the item is read and decided again, once.
        """
        if self.read_request_again(case) != case.request:
            raise SaveConflict(f"{self.record} keeps changing", code="C4")
