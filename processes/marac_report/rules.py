"""P5: may a report be made for this MARAC case, and what must the coordinator know?"""

from dataclasses import replace
from datetime import date

from bot.exceptions import Finding
from processes.history_report import checks
from processes.history_report.facts import PersonHistory
from processes.history_report.selection import Window, has_phrase, select
from processes.history_report.summaries import Confidential
from processes.marac_report import pair
from processes.marac_report.facts import CHILD, PERPETRATOR, VICTIM, Case
from processes.shared.ages import age_on, local_date
from processes.shared.findings import be, held, note, settle, skip
from processes.shared.policy import Policy

WITHDRAWN = "Withdrawn"


def check_first(case: Case, policy: Policy) -> tuple[Finding, ...]:
    """Ask what task, case and log answer: nobody's record is opened for nothing.

    Raises:
        OutOfScope: C13, C18 or P5.8.
        BusinessException: P5.1 or P5.7.
    """
    return settle(_first(case, policy))


def select_history(case: Case, policy: Policy) -> Case:
    """Merge the people's incidents and sort them into shown and counted."""
    return replace(case, selection=select(case.read.people, window_of(case, policy)))


def check_people(case: Case, policy: Policy) -> tuple[Finding, ...]:
    """Ask everything about the people and their history.

    Returns:
        The notes of a case whose report is made, lowest id first.

    Raises:
        OutOfScope: nothing is to be done.
        HeldException: P4.13 or P5.12, a person must decide; no report is made.
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
        *checks.check_staff(facts, policy),
        *checks.check_spent(selection, policy),
        *_several(case),
        *_swapped(case),
        *_confidential(case, policy),
        *_not_identified(case),
        *_earlier(case),
        *_children(case),
        *_expired(case),
        *_partners(case, policy),
        *_repeats(case),
        *_young_victim(case, policy),
        *checks.check_hold(facts, selection, policy),
        *checks.check_death(facts, selection, policy),
    ]
    return settle(found)


def live_findings(case: Case) -> tuple[Finding, ...]:
    """P5.10: something restricted is left out; the report is attached, and a person decides.

    The robot cannot see whether a restricted investigation is live: each is taken for one.
    """
    if not case.selection.restricted:
        return ()
    told = "restricted entries, counted on the cover sheet, may be a live investigation"
    return (held("P5.10", told),)


def window_of(case: Case, policy: Policy) -> Window:
    """Give what the report covers."""
    settings, lookbacks = policy.settings.reports, policy.lookbacks
    return Window(
        until=today_of(case),
        months=lookbacks.marac_history_months,
        unlimited=lookbacks.csc_unlimited_classes,
        left_out=settings.left_out_classes,
        intelligence=settings.intelligence_words,
    )


def today_of(case: Case) -> date:
    """Give the day of the decision."""
    return local_date(case.read.now)


def is_confidential(case: Case, policy: Policy) -> bool:
    """Tell whether the address of the victim or of a child is confidential (P5.4)."""
    kinds, flags = policy.settings.held.confidential_kinds, policy.settings.held.confidential_flags
    return any(
        has_phrase(who.address_kind, kinds)
        or has_phrase(" | ".join((*who.flags, *who.address_flags)), flags)
        for who in _protected(case)
    )


def confidential_of(case: Case, policy: Policy) -> Confidential:
    """Give what may stand on no page: addresses, towns, areas and schools of victim and children."""
    if not is_confidential(case, policy):
        return Confidential()
    schools = [s for who in _protected(case) for s in case.background.schools_of(who.person)]
    areas = [who.authority for who in _protected(case) if who.authority]
    places = case.background.places
    towns = [part for _, town, lpa in places for part in (town, lpa) if part]
    return Confidential(
        addresses=tuple(dict.fromkeys(line for line, _, _ in places)),
        phrases=tuple(dict.fromkeys((*schools, *towns, *areas))),
    )


def _protected(case: Case) -> tuple[PersonHistory, ...]:
    return (*case.people(VICTIM), *case.people(CHILD))


def _first(case: Case, policy: Policy) -> list[Finding]:
    return [
        *checks.check_task(case.read, policy),
        *checks.check_by_hand(case.read, policy),
        *_linked(case),
        *_meeting(case),
        *_withdrawn(case),
        *checks.check_hours(case.read),
    ]


def _linked(case: Case) -> list[Finding]:
    marac = case.marac
    if not marac.victim:
        return [be("P5.1", "no victim is linked")]
    if not marac.of(PERPETRATOR) and not marac.not_identified:
        return [be("P5.1", "a perpetrator is neither linked nor marked as not identified")]
    return []


def _meeting(case: Case) -> list[Finding]:
    meeting = case.marac.meeting_on
    if meeting is None:
        return [be("P5.7", "no meeting date is recorded")]
    return [be("P5.7", "the meeting is over")] if meeting < today_of(case) else []


def _withdrawn(case: Case) -> list[Finding]:
    return [skip("P5.8", "the case is withdrawn")] if case.marac.status == WITHDRAWN else []


def _several(case: Case) -> list[Finding]:
    count = len(case.perpetrators)
    return [note("P5.2", f"{count} perpetrators; a section each")] if count > 1 else []


def _swapped(case: Case) -> list[Finding]:
    numbers = ", ".join(dict.fromkeys(entry.occurrence for entry in pair.swapped(case)))
    return [note("P5.3", f"the roles are the other way round in {numbers}")] if numbers else []


def _confidential(case: Case, policy: Policy) -> list[Finding]:
    detail = "an address is confidential; address, school and area are on no page"
    return [note("P5.4", detail)] if is_confidential(case, policy) else []


def _not_identified(case: Case) -> list[Finding]:
    alone = case.marac.not_identified and not case.perpetrators
    return [note("P5.5", "perpetrator not identified; the victim only")] if alone else []


def _earlier(case: Case) -> list[Finding]:
    elsewhere = sum(each.is_held_elsewhere for each in case.background.earlier)
    if elsewhere:
        return [note("P5.6", f"{elsewhere} earlier cases known, not held")]
    return [] if case.background.earlier else [note("P5.6", "no earlier MARAC is recorded")]


def _children(case: Case) -> list[Finding]:
    parties = {who.person for who in (*case.people(VICTIM), *case.people(PERPETRATOR))}
    if len(parties) < 2:  # noqa: PLR2004 - with one party there is nobody else to be tied to
        return []
    return [
        note("P5.9", f"{child.person} is tied to one of the parties only")
        for child in case.children
        if len({each.person for each in child.relations} & parties) == 1
    ]


def _expired(case: Case) -> list[Finding]:
    count = sum(order.has_expired(today_of(case)) for order in case.background.orders)
    return (
        [note("P5.11", f"{count} orders have expired, and are shown as expired")] if count else []
    )


def _partners(case: Case, policy: Policy) -> list[Finding]:
    agencies = policy.settings.reports.partner_agencies
    everybody = (*case.read.people, *case.background.agenda)
    return [
        held("P5.12", f"{who.person} works for a partner agency")
        for who in everybody
        if checks.works_for(who, agencies)
    ]


def _repeats(case: Case) -> list[Finding]:
    found = [repeat for who in case.perpetrators if (repeat := pair.repeat_of(case, who))]
    return [
        note("P5.13", f"{len(each.entries)} incidents within 12 months of the last referral")
        for each in found
    ]


def _young_victim(case: Case, policy: Policy) -> list[Finding]:
    limit = policy.settings.reports.victim_from_age
    return [
        be("P5.14", f"{who.person} is under {limit}")
        for who in case.people(VICTIM)
        if isinstance(who.born, date) and age_on(who.born, today_of(case)) < limit
    ]
