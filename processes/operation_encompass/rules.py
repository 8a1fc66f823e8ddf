"""P2: which schools are told about a child, and when a person must decide instead.

The two lists below are the table of the process definition, in its order. Every check is asked,
whatever the others say; ``settle`` then takes the outcome that precedes, and keeps all findings.
"""

from dataclasses import dataclass

from bot.exceptions import BusinessException, Finding
from processes.operation_encompass import child_checks, record_checks, school_checks
from processes.operation_encompass.facts import Case, EarlierMessage, SchoolPart, group_children
from processes.operation_encompass.message import (
    Digest,
    check_duplicate,
    check_message,
    fields_for,
    is_duplicate,
    late_note,
    who_was_involved,
)
from processes.operation_encompass.school_checks import choose_schools
from processes.operation_encompass.voice import Voice, voice_of_child
from processes.shared.findings import be, in_order, note, settle, skip, stops
from processes.shared.policy import Policy

__all__ = [
    "Digest",
    "PupilLeft",
    "PupilLeftFacts",
    "Voice",
    "breach_checks",
    "check_child",
    "check_first",
    "check_message",
    "check_school",
    "choose_schools",
    "decide_pupil_left",
    "fields_for",
    "group_children",
    "late_note",
    "priority_of",
    "undelivered",
    "voice_of_child",
    "who_was_involved",
]

FIRST_CHECKS = (
    record_checks.check_submitted,  # P2.36
    record_checks.check_access,  # C12
    record_checks.check_withdrawn,  # C13
    record_checks.check_done_by_hand,  # C18
    record_checks.check_domestic,  # P2.27
    record_checks.check_reclassified,  # P2.33
)
CHILD_CHECKS = (
    *FIRST_CHECKS,
    record_checks.check_operational_hold,  # C15
    record_checks.check_death,  # C16
    school_checks.check_school_given,  # P2.1, P2.11, P2.12
    school_checks.check_two_schools,  # P2.10
    child_checks.check_adult,  # P2.14
    child_checks.check_part_in_it,  # P2.15
    child_checks.check_home_area,  # P2.16
    child_checks.check_confidential_address,  # P2.18
    record_checks.check_protected,  # P2.20
    child_checks.check_identity,  # P2.24
    child_checks.check_care,  # P2.25
    child_checks.check_late,  # P2.26
    child_checks.check_related,  # P2.28
    child_checks.check_birth_date,  # P2.29
    child_checks.check_other_school_now,  # P2.32
    record_checks.check_new_disclosure,  # P2.35
)
SCHOOL_CHECKS = (
    school_checks.check_wording,  # P2.2, P2.3
    school_checks.check_open,  # P2.6
    school_checks.check_contact,  # P2.7, P2.8
    school_checks.check_college,  # P2.13
    school_checks.check_school_area,  # P2.17
    school_checks.check_staff,  # P2.19
)


def check_first(case: Case, policy: Policy) -> None:
    """Stop as soon as PPN and occurrence say that there is nothing to do.

    Ask before people and schools are opened: a record that need not be read is not read.

    Raises:
        OutOfScope: P2.36, C13, C18, P2.27 or P2.33.
        BusinessException: C12.
    """
    found = [finding for check in FIRST_CHECKS for finding in check(case, policy)]
    if any(finding.code == "P2.36" for finding in found):
        settle(finding for finding in found if finding.code == "P2.36")
    restricted = [finding for finding in found if finding.code == "C12"]
    settle(restricted or [finding for finding in found if finding.outcome == "SKIP"])


def check_child(case: Case, policy: Policy, digest: Digest) -> tuple[Finding, ...]:
    """Ask everything about the child; needs ``case.parts`` with records and contacts.

    Args:
        case: all that was read.
        policy: the force's profile.
        digest: the ledger's keyed hash, to compare with earlier messages (C14).

    Returns:
        The notes of a child whose schools may be told, lowest id first.

    Raises:
        OutOfScope: nothing is to be done.
        HeldException: a person must decide; nothing is sent to any school.
        BusinessException: a person acts; nothing is sent to any school.
    """
    check_first(case, policy)
    found = [finding for check in CHILD_CHECKS for finding in check(case, policy)]
    found += _all_told_already(case, policy, digest, found)
    if stops(found):
        found += [f for part in case.parts for f in school_findings(case, part, policy)]
    return settle(found)


def check_school(
    case: Case,
    part: SchoolPart,
    policy: Policy,
    digest: Digest,
    notes: tuple[Finding, ...] = (),
) -> tuple[Finding, ...]:
    """Ask everything about one school of a child that ``check_child`` let through.

    Args:
        case: all that was read.
        part: the school.
        policy: the force's profile.
        digest: the ledger's keyed hash.
        notes: what ``check_child`` returned; kept beside the school's own findings.

    Raises:
        OutOfScope: C14, this school has had the same message.
        HeldException: a person must decide about this school.
        BusinessException: this school cannot be told; a person acts.
    """
    found = (*notes, *school_findings(case, part, policy))
    return settle([*found, *check_duplicate(case, part, policy, digest)])


def school_findings(case: Case, part: SchoolPart, policy: Policy) -> tuple[Finding, ...]:
    """Give the findings of one school."""
    return in_order(f for check in SCHOOL_CHECKS for f in check(case, part, policy))


def _all_told_already(
    case: Case, policy: Policy, digest: Digest, found: list[Finding]
) -> list[Finding]:
    """C14 for the child: every school has had the same message.

    A case that was reclassified after a message (P2.33) is no repeat: a person must decide.
    """
    schools = [part.choice.school for part in case.parts]
    is_reclassified = any(f.code == "P2.33" and f.outcome == "HELD" for f in found)
    if not schools or is_reclassified:
        return []
    if all(school and is_duplicate(case, school, policy, digest) for school in schools):
        return [skip("C14", "duplicate: the school has had the same message")]
    return []


def breach_checks(case: Case) -> tuple[EarlierMessage, ...]:
    """Give the messages that went to a school which the amended PPN names no more (P2.32)."""
    schools = child_checks.superseded_messages(case)
    return tuple(message for message in case.earlier if message.school in schools)


def priority_of(findings: tuple[Finding, ...]) -> int:
    """Give the place of an exception in what staff see: 0 is the top of the list (P2.35)."""
    return 0 if any(finding.code == "P2.35" for finding in findings) else 1


@dataclass(frozen=True)
class PupilLeftFacts:
    """A coordinator's task "Pupil left": the school wrote that the pupil is not theirs.

    Attributes:
        school: the school that wrote; empty when the task does not say.
        earlier: messages about the pupil that the ledger knows.
    """

    task: int
    status: str
    person: str
    school: str
    earlier: tuple[EarlierMessage, ...] = ()


@dataclass(frozen=True)
class PupilLeft:
    """What is done about it: the link closed, and a breach check for each message sent there."""

    close_link: bool
    breach_checks: tuple[EarlierMessage, ...]
    findings: tuple[Finding, ...]


def decide_pupil_left(facts: PupilLeftFacts) -> PupilLeft:
    """P2.34.

    Raises:
        OutOfScope: C13, the task is no longer open.
        BusinessException: P2.34, the task does not name the pupil.
    """
    if facts.status not in ("New", "Accepted"):
        settle([skip("C13", f"withdrawn: the task is {facts.status.lower()}")])
    if not facts.person:
        settle([be("P2.34", "the task names no pupil; link the person to it")])
    sent = tuple(m for m in facts.earlier if not facts.school or m.school == facts.school)
    detail = f"pupil link to be closed; {len(sent)} earlier messages to check"
    return PupilLeft(close_link=True, breach_checks=sent, findings=(note("P2.34", detail),))


def undelivered(school: str) -> BusinessException:
    """Give the exception for a bounced message (P2.31); its contact is to be suspended."""
    finding = be("P2.31", f"undelivered: the mailbox of {school} refused the message")
    return BusinessException(finding.detail, code=finding.code, findings=(finding,))
