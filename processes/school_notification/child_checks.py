"""The rows of P2 about the child: who it is, how old, where it lives, what part it has."""

from datetime import date

from bot.exceptions import Finding
from processes.school_notification.ages import births, oldest_on, today, youngest_on
from processes.school_notification.facts import Case, PersonFacts
from processes.school_notification.people import (
    involvements_of_child,
    parties,
    roles_of_child,
    victims,
)
from processes.shared.ages import ADULT
from processes.shared.answers import Answer, Role
from processes.shared.calendar import school_days_late
from processes.shared.disclosure import Field
from processes.shared.findings import be, held, note, skip
from processes.shared.names import fold
from processes.shared.policy import Confidential, Policy
from processes.shared.screening import has_phrase

_OWN_RIGHT = 16


def check_adult(case: Case, _: Policy) -> list[Finding]:
    """P2.14: 18 at the incident, on every birth date recorded; or 18 since."""
    day = case.incident_on
    if day is None or not births(case):
        return []
    youngest, oldest_now = youngest_on(case, day), oldest_on(case, today(case))
    if youngest is not None and youngest >= ADULT:
        return [skip("P2.14", "18 or over at the incident")]
    if oldest_now is not None and oldest_now >= ADULT:
        return [held("P2.14", "became 18 since the incident")]
    return []


def check_part_in_it(case: Case, _: Policy) -> list[Finding]:
    """P2.15: recorded as a suspect; or 16 or 17 and a victim in their own right."""
    roles = roles_of_child(case)
    if Role.SUSPECT in roles:
        return [held("P2.15", "the child is recorded as a suspect")]
    age = oldest_on(case, case.incident_on) if case.incident_on else None
    if Role.VICTIM in roles and (age is None or age >= _OWN_RIGHT):
        return [held("P2.15", "16 or 17 and recorded as a victim in their own right")]
    return []


def check_home_area(case: Case, policy: Policy) -> list[Finding]:
    """P2.16: the child lives in another force's area."""
    areas = {case.child.address_force_area} if case.child else set()
    if any(row.resident is Answer.YES for row in case.rows):
        areas.add(case.occurrence.force_area)
    others = {area for area in areas if area and fold(area) != fold(policy.settings.force_area)}
    return [held("P2.16", "lives in another force's area")] if others else []


def check_confidential_address(case: Case, policy: Policy) -> list[Finding]:
    """P2.18: the child, or the victim it may live with, is at an address that must stay secret."""
    if not is_address_confidential(case, policy):
        return []
    if policy.address_confidential is Confidential.MINIMAL:
        return [note("P2.18", "confidential address: name, date and reference only")]
    if _is_unsafe(case):
        return [held("P2.18", f"{case.ppn.ppn} does not call the home address safe to share")]
    return [held("P2.18", "confidential or refuge address")]


def is_address_confidential(case: Case, policy: Policy) -> bool:
    """Whether an address in the case must stay secret."""
    terms = policy.settings.held
    kinds = {fold(kind) for kind in terms.confidential_kinds}
    people = (case.child, *victims(case)) if case.child else case.people
    at_secret_place = any(fold(who.address_kind) in kinds for who in people)
    flags = (flag for who in people for flag in (*who.flags, *who.address_flags))
    return (
        _is_unsafe(case)
        or at_secret_place
        or fold(case.occurrence.address_kind) in kinds
        or any(has_phrase(flag, terms.confidential_flags) for flag in flags)
    )


def _is_unsafe(case: Case) -> bool:
    """The form asks whether the home address is safe to share, and the answer is not yes."""
    return case.ppn.is_address_safe not in (None, Answer.YES)


def check_identity(case: Case, _: Policy) -> list[Finding]:
    """P2.24: name or birth date on the PPN is not the record's, or the record was merged."""
    record = case.child
    if record is None:
        return []
    if record.merged_into:
        return [be("P2.24", f"the linked record was merged into {record.merged_into}")]
    if not all(row.name.is_shortened_from(record.name) for row in case.rows):
        return [be("P2.24", "the name on the PPN differs from the person's record")]
    if len(births(case)) > 1:
        return [be("P2.24", "the birth date on the PPN differs from the person's record")]
    return []


def check_birth_date(case: Case, _: Policy) -> list[Finding]:
    """P2.29: no birth date on PPN and record, or one that cannot be."""
    if not births(case):
        return [be("P2.29", "the birth date is missing on the PPN and on the record")]
    day = min(today(case), case.incident_on or date.max)
    if any(born > day for born in births(case)):
        return [be("P2.29", "the birth date is after the incident")]
    return []


def check_care(case: Case, policy: Policy) -> list[Finding]:
    """P2.25: a child in care; neither that nor its placement address ever leaves."""
    if case.child is None or not _is_in_care(case.child, policy):
        return []
    if Field.HOME_ADDRESS in policy.fields:
        return [held("P2.25", "the profile sends an address, and it is a placement")]
    return [note("P2.25", "placement address left out")]


def _is_in_care(child: PersonFacts, policy: Policy) -> bool:
    terms = policy.settings.held
    kinds = {fold(kind) for kind in terms.care_kinds}
    return fold(child.address_kind) in kinds or any(
        has_phrase(flag, terms.care_flags) for flag in (*child.flags, *child.address_flags)
    )


def check_late(case: Case, policy: Policy) -> list[Finding]:
    """P2.26: how many school days began without the school knowing."""
    day = case.incident_on
    if day is None or day > today(case):
        return [held("P2.26", "the incident's date is missing or in the future")]
    late = school_days_late(day, today(case), policy.school_holidays)
    if late > policy.late_after_school_days:
        return [held("P2.26", f"{late} school days late; too late to send without a decision")]
    return (
        [note("P2.26", f"sent {late} school days late; the letter gives the date")] if late else []
    )


def check_related(case: Case, _: Policy) -> list[Finding]:
    """P2.28: not shown to be related to victim or suspect; then only a child who was present."""
    if is_related(case):
        return []
    was_there = any(row.present is Answer.YES for row in case.rows) or any(
        who.present is Answer.YES for who in involvements_of_child(case)
    )
    if was_there:
        return [note("P2.28", "related to neither party, and present")]
    return [held("P2.28", "related to neither party, and not recorded as present")]


def is_related(case: Case) -> bool:
    """Whether PPN or record says that the child is related to victim or suspect."""
    on_form = any(r.relation_victim.is_related or r.relation_suspect.is_related for r in case.rows)
    known = case.child.relations if case.child else ()
    return on_form or any(
        relation.person in parties(case) and fold(relation.relation) not in ("", "not related")
        for relation in known
    )


def check_other_school_now(case: Case, _: Policy) -> list[Finding]:
    """P2.32: a message went to a school that the amended PPN no longer names."""
    if not superseded_messages(case):
        return []
    return [note("P2.32", "an earlier message went to another school: breach check")]


def superseded_messages(case: Case) -> tuple[str, ...]:
    """Give the schools that were told and that the PPN, naming another one, names no more."""
    named = {part.choice.school for part in case.parts if part.choice.school}
    told = dict.fromkeys(message.school for message in case.earlier)
    return tuple(school for school in told if school not in named) if named else ()
