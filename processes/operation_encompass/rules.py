"""P2: which schools are told about a child, and when a person must decide instead.

The lists below are the table of the process definition, in its order.
"""

from bot.exceptions import Finding
from processes.operation_encompass.message import (
    check_message,
    draft,
    fields_for,
    is_duplicate,
    who_was_involved,
)
from processes.operation_encompass.voice import Voice, voice_of_child
from processes.school_notification import child_checks, record_checks, school_checks
from processes.school_notification.children import group_children
from processes.school_notification.draft import Digest
from processes.school_notification.returned import breach_checks
from processes.school_notification.rulings import Rulings
from processes.school_notification.school_checks import choose_schools

__all__ = [
    "Digest",
    "Voice",
    "breach_checks",
    "check_child",
    "check_first",
    "check_message",
    "check_school",
    "choose_schools",
    "draft",
    "fields_for",
    "group_children",
    "priority_of",
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
    record_checks.check_reason_not_to_notify,  # P2.37
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

_RULINGS = Rulings(
    first=FIRST_CHECKS,
    child=CHILD_CHECKS,
    school=school_checks.SCHOOL_CHECKS,
    is_duplicate=is_duplicate,
    no_repeat=("P2.33",),  # reclassified after a message: a person must decide
)
check_first = _RULINGS.check_first
check_child = _RULINGS.check_child
check_school = _RULINGS.check_school
school_findings = _RULINGS.school_findings


def priority_of(findings: tuple[Finding, ...]) -> int:
    """Give the place of an exception in what staff see: 0 is the top of the list (P2.35)."""
    return 0 if any(finding.code == "P2.35" for finding in findings) else 1
