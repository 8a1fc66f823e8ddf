"""The Main Page and the pages of an operation: tell the schools of a child, once, and leave a trace."""

from abc import abstractmethod
from dataclasses import replace
from datetime import datetime

from bot.clock import LONDON
from bot.effects import EffectKey, reference
from bot.endings import Reconciliation
from bot.exceptions import BotError, BusinessException, Finding, OutOfScope, RecordLocked
from bot.pages import page
from bot.robot import Robot
from bot.work_queue import DeferralPolicy, WorkItem
from objects.niche_person import NichePerson
from objects.niche_ppn_form import Ppn
from objects.niche_reports_search import FoundReport, NicheReportsSearch
from objects.niche_school import NicheSchool
from objects.niche_task import Task
from processes.mash_process import OEL, OWN_TASK
from processes.school_notification import contacts, reading, records
from processes.school_notification.after_sending import AfterSending
from processes.school_notification.by_hand import BY_HAND
from processes.school_notification.children import group_children
from processes.school_notification.facts import Case, OccurrenceFacts, SchoolPart
from processes.school_notification.items import (
    Bounce,
    Listing,
    Notification,
    PupilLeftTask,
    SchoolItem,
    WrongSchool,
    item_from,
)
from processes.school_notification.loading import Loading
from processes.school_notification.morning import GRADE
from processes.school_notification.outgoing import Message
from processes.school_notification.send_limit import check_send_limit
from processes.school_notification.staff import TellsSchools
from processes.school_notification.status import write_status
from processes.school_notification.wording import OelFacts, oel_entry
from processes.shared.calendar import is_past_cut_off
from processes.shared.findings import in_order
from processes.shared.schools import SchoolChoice, find_contact


class SchoolNotification(TellsSchools):
    """What an operation does; a subclass says which operation it is, and calls the pages in order."""

    def __init_subclass__(cls) -> None:
        """Take the names from the operation."""
        super().__init_subclass__()
        cls.name, cls.code = cls.operation.process, cls.operation.code
        cls.queue_name, cls.reason_prefix = cls.operation.queue_name, cls.operation.title

    def __init__(self, robot: Robot) -> None:
        super().__init__(robot)
        self.persons = NichePerson(robot.application)
        self.schools = NicheSchool(robot.application)
        self._contacts: contacts.Contacts | None = None
        self._findings: tuple[Finding, ...] = ()

    def start_up(self) -> None:
        """Start up; a run that would send far more than usual waits for a person."""
        super().start_up()
        if not self.runtime.shadow:
            check_send_limit(self.robot, self.queue, self.name, self.policy.limits)

    def work_item(self, item: SchoolItem) -> None:
        """A notification; or what comes after one: a bounce, or a pupil who has left."""
        match item:
            case Notification():
                self.notify_or_close(item)
            case Bounce():
                AfterSending(self).report_bounce(item)
            case WrongSchool():
                AfterSending(self).check_wrong_school(item)
            case PupilLeftTask():
                AfterSending(self).close_link(item)
            case Listing():
                Loading(self).add_children(item)

    def notify_or_close(self, item: Notification) -> None:
        """Notify; where the item ends otherwise, what an earlier try began is closed first."""
        try:
            self.notify(item)
        except (OutOfScope, BusinessException):
            AfterSending(self).close_what_was_begun(item)
            raise

    @abstractmethod
    def notify(self, item: Notification) -> None:
        """The pages in their order, for one child."""

    def tell_schools(self, item: Notification, ppn: Ppn, case: Case) -> None:
        """Pages 8 to 10 for each school of the child."""
        for part in case.parts:
            with self.part():  # the other school goes on; the worst is raised at the end
                message = self.write_notification(item, case, part)
                self.send_notification(item, ppn, message)
                self.record_in_niche(item, message)
        self.check_parts()

    @page("1 - Select the PPNs submitted or amended since the mark")
    def load(self) -> Reconciliation:
        """The operation's PPNs, an item for each child; bounces; pupils who have left."""
        return Loading(self).load()

    def select_reports(
        self, search: NicheReportsSearch, since: datetime, now: datetime
    ) -> tuple[FoundReport, ...]:
        """The operation's PPNs submitted or amended since a moment."""
        return search.get_reports(since, now, self.operation.ppn_type)

    def list_children(self, listing: Listing, ppn: Ppn) -> tuple[Notification, ...]:
        """An item for each child that the PPN lists."""
        rows = tuple(reading.child_row(row) for row in ppn.children if row.is_filled)
        return tuple(
            Notification(listing.occurrence, group.key, listing.ppn, ppn.revision, self.code)
            for group in group_children(rows)
        )

    @page("2 - Read the occurrence")
    def read_occurrence(self, item: Notification) -> OccurrenceFacts:
        """Summary, involved persons, and log entries that speak of work done by hand."""
        number = item.occurrence
        return reading.occurrence_facts(
            self.open_occurrence(number),
            self.occurrences.get_involved(number),
            self.occurrences.get_entries(number, BY_HAND),
        )

    @page("3 - Read the PPN")
    def read_ppn(self, item: Notification) -> Ppn:
        """The whole form in one round trip, proved; the occurrence's reason covers it."""
        ppn = self.ppn_form.get_ppn(item.ppn)
        if ppn.dash_grade:
            self.queue.add_tags(self.locked_item, f"{GRADE}{ppn.dash_grade}")
        return ppn

    @page("4 - Check what ends the work at once")
    def check_first(self, item: Notification, ppn: Ppn, occurrence: OccurrenceFacts) -> Case:
        """Withdrawn, done by hand, not domestic abuse: nothing more is read then."""
        case = Case(
            now=self.runtime.clock.now(),
            child_key=item.child,
            ppn=reading.ppn_facts(ppn, self.operation),
            occurrence=occurrence,
            child=None,
            earlier=self.outgoing.earlier(item),
            withdrawn=ppn.revision != item.revision,
        )
        self.rules.check_first(case, self.policy)
        return case

    @page("5 - Read the child and the other people")
    def read_people(self, item: Notification, case: Case) -> Case:
        """The person records that the PPN and the occurrence link; each is opened with a reason."""
        ids = records.linked_people(case)
        reason = self.reason(item.occurrence)
        found = {person: records.read_person(self.persons, person, reason) for person in ids}
        others = tuple(record for person, record in found.items() if person != item.child)
        return replace(case, child=found.get(item.child), people=others)

    @page("6 - Establish the schools and their safeguarding leads")
    def establish_schools(self, item: Notification, case: Case) -> Case:
        """The PPN's schools, each with its record in Niche and its contact."""
        choices = self.rules.choose_schools(case, self.contacts.directory)
        return replace(case, parts=tuple(self._part(item, choice) for choice in choices))

    @page("7 - Decide")
    def check_child(self, case: Case) -> tuple[Finding, ...]:
        """Every rule; what is not settled in favour of sending ends the item here."""
        return self.rules.check_child(case, self.policy, self.outgoing.digest)

    @page("8 - Write the notification and prove it")
    def write_notification(self, item: Notification, case: Case, part: SchoolPart) -> Message:
        """The message from the profile's allow-list; the guard proves that it holds nothing else."""
        notes = self.rules.check_school(
            case, part, self.policy, self.outgoing.digest, self._findings
        )
        message = self.outgoing.write(item, case, part, notes)
        self._findings = in_order({*self._findings, *message.findings})
        return message

    @page("9 - Send the notification")  # never retried: a doubtful send is held for a person
    def send_notification(self, item: Notification, ppn: Ppn, message: Message) -> None:
        """Send once; not after the cut-off, and not while somebody has the PPN open."""
        if self.outgoing.was_sent(message):
            return
        if not self.outgoing.was_begun(message):  # what may have gone is settled at any hour (C10)
            self.check_may_send(item, ppn)
        self.outgoing.send_once(message, self.session, self.queue.guard(self.locked_item))

    @page("10 - Record in Niche")
    def record_in_niche(self, item: Notification, message: Message) -> None:
        """The OEL entry: school id and child id, no contents."""
        key = item.effect(OEL, "outcome", message.school)
        facts = OelFacts.of_sending(self.operation, item, message, self._findings, reference(key))
        self.write_log_entry(key, item.occurrence, oel_entry(facts))
        if message.needs_note:
            AfterSending(self).note_for_staff(item, message, self._findings)

    @page("11 - Look at earlier messages")
    def check_earlier_messages(self, item: Notification, case: Case) -> None:
        """A school that the amended PPN no longer names: breach check (P2.32)."""
        AfterSending(self).check_breach(item, self.rules.breach_checks(case))

    @page("12 - Set the notification status on the PPN")
    def set_notification_status(self, item: Notification, *, sent: bool) -> None:
        """Section L, MASH use only; the revision stays as it is."""
        write_status(self, item, sent=sent)

    # What the Main Page asks for -------------------------------------------------------------------

    @property
    def contacts(self) -> contacts.Contacts:
        """The school contacts, checked and read once a session (P2.9)."""
        if self._contacts is None:
            today = self.runtime.clock.now().date()
            self._contacts = contacts.read_contacts(self.runtime, self.policy, today)
        return self._contacts

    def not_done_in_time(self) -> BotError:
        """Nothing is sent after the cut-off."""
        return BusinessException("Not sent before the cut-off", code="CUT")

    def note_findings(self, findings: tuple[Finding, ...]) -> None:
        """Keep the rows that applied to the item in hand."""
        self._findings = findings

    def complete_task(self, item: PupilLeftTask, outcome: str) -> None:
        """Complete the coordinator's task, once."""
        self.complete_once(item.effect(*OWN_TASK), item.task, outcome)

    def as_handed_over(self, item: PupilLeftTask, task: Task) -> Task:
        """The coordinator's task as it was taken."""
        return self.before_completed(item.effect(*OWN_TASK), task)

    def check_may_send(self, item: Notification, ppn: Ppn) -> None:
        """Nothing is begun while somebody has the PPN open, or after the cut-off.

        Raises:
            RecordLocked: C3.
            BusinessException: the cut-off has passed; staff send by hand.
        """
        if ppn.locked_by:
            raise RecordLocked(f"{item.ppn} is locked by another user", code="C3")
        self.check_cut_off()

    def check_cut_off(self) -> None:
        """Nothing is sent after the cut-off; a shadow run, which sends nothing, has none.

        Raises:
            BusinessException: the cut-off has passed; staff send by hand.
        """
        if not self.runtime.shadow and is_past_cut_off(
            self.runtime.clock.now(), self.policy.settings.times.cut_off
        ):
            raise self.not_done_in_time()

    def item_of(self, item: WorkItem) -> SchoolItem:
        """From the queue's data."""
        return item_from(item.data)

    def effect_key(self, item: SchoolItem, kind: str, purpose: str) -> EffectKey:
        """(process, occurrence, person, school, PPN and revision), kind and purpose."""
        return item.effect(kind, purpose)

    def findings_of_done(self) -> tuple[Finding, ...]:
        """The notes of the item that has just ended."""
        return self._findings

    def deferral_policy(self, error: BotError) -> DeferralPolicy:  # noqa: ARG002 - all wait alike
        """Everything that waits, waits until the cut-off and no longer."""
        now = self.runtime.clock.now()
        cut_off = self.policy.settings.times.cut_off
        return DeferralPolicy(cut_off=datetime.combine(now.date(), cut_off, tzinfo=LONDON))

    def report_exception(self, item: SchoolItem, error: BotError) -> None:
        """OEL entry and staff task; on a notification the PPN's status, too."""
        AfterSending(self).report(item, error)

    def _part(self, item: Notification, choice: SchoolChoice) -> SchoolPart:
        """A school that the PPN names: its record in Niche, its contact in the workbook."""
        if not choice.school:
            return SchoolPart(choice)
        school = self.schools.open(choice.school, self.reason(item.occurrence))
        facts = reading.school_facts(school)
        suspended = self.outgoing.suspended()
        found = self.contacts
        contact = find_contact(found.directory, facts, found.allowed, suspended)
        return SchoolPart(choice, facts, contact)
