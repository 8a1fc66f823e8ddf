"""P3 - Operation Endeavour: tells a child's school that the child is missing, or has been found."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import ClassVar

from bot.exceptions import Finding, HeldException
from bot.pages import page
from objects.niche_missing_episodes import ListedEpisode, NicheMissingEpisodes
from objects.niche_ppn_form import Ppn
from objects.niche_reports_search import FoundReport, NicheReportsSearch
from processes.operation_endeavour import rules
from processes.operation_endeavour.reading import episode_facts
from processes.school_notification.draft import RuleBook
from processes.school_notification.facts import Case, OccurrenceFacts
from processes.school_notification.items import Listing, Notification
from processes.school_notification.operation import ENCOMPASS, ENDEAVOUR
from processes.school_notification.process import SchoolNotification

FOUND_DEAD = "P3.1"
SAME_NIGHT = timedelta(hours=24)


class OperationEndeavour(SchoolNotification):
    """Main Page of P3; the pages not below are those that P2 has, too."""

    operation = ENDEAVOUR
    rules: ClassVar[RuleBook] = rules

    def notify(self, item: Notification) -> None:
        """As P2, with the missing episodes; the latest decides what the school is told."""
        occurrence = self.read_episodes(item, self.read_occurrence(item))
        ppn = self.read_ppn(item)
        case = self.check_first(item, ppn, occurrence)
        case = self.read_people(item, case)
        case = self.establish_schools(item, case)
        self.note_findings(self.check_child(self.look_for_other_messages(item, case)))
        self.tell_schools(item, ppn, case)
        self.check_earlier_messages(item, case)
        self.set_notification_status(item, sent=True)

    @page("2a - Read the missing episodes")
    def read_episodes(self, item: Notification, occurrence: OccurrenceFacts) -> OccurrenceFacts:
        """The Missing tab: when the child was reported and found, and what became of it."""
        found = self.occurrences.get_episodes(item.occurrence)
        return replace(occurrence, episodes=tuple(episode_facts(each) for each in found))

    def look_for_other_messages(self, item: Notification, case: Case) -> Case:
        """Whether a school was told of a domestic incident with this child that night (P3.11)."""
        since = self.runtime.clock.now() - SAME_NIGHT
        told = self.outgoing.messages_of_all(item.child)
        others = [each for each in told if each.key.process == ENCOMPASS.code]
        return replace(case, also_told=any(each.begun_at >= since for each in others))

    def check_child(self, case: Case) -> tuple[Finding, ...]:
        """Every rule; a child found dead raises an alert at once (P3.1)."""
        try:
            return super().check_child(case)
        except HeldException as error:
            if any(finding.code == FOUND_DEAD for finding in error.findings):
                self.robot.alert("Child found dead: nothing is sent", case.ppn.ppn)
            raise

    # The load --------------------------------------------------------------------------------------

    def select_reports(
        self, search: NicheReportsSearch, since: datetime, now: datetime
    ) -> tuple[FoundReport, ...]:
        """PPNs of missing children since the mark, and those of episodes that changed since."""
        found = super().select_reports(search, since, now)
        changed = self._changed_episodes(since, now)
        known = {report.occurrence for report in found}
        if all(episode.occurrence in known for episode in changed):
            return found
        back = timedelta(days=self.policy.settings.endeavour.ppn_days)
        wanted = {episode.occurrence for episode in changed} - known
        older = search.get_reports(now - back, now, self.operation.ppn_type)
        return (*found, *(report for report in older if report.occurrence in wanted))

    def list_children(self, listing: Listing, ppn: Ppn) -> tuple[Notification, ...]:
        """An item for each person with a missing episode, as it stands."""
        self.give_reason(listing.occurrence)
        episodes = self.occurrences.get_episodes(listing.occurrence)
        latest = {each.person: f"E{each.episode}-{_slug(each.status)}" for each in episodes}
        return tuple(
            Notification(listing.occurrence, person, listing.ppn, ppn.revision, self.code, episode)
            for person, episode in latest.items()
        )

    def _changed_episodes(self, since: datetime, now: datetime) -> tuple[ListedEpisode, ...]:
        return NicheMissingEpisodes(self.robot.application).get_changed(since, now)


def _slug(status: str) -> str:
    return status.lower().replace(" ", "-")
