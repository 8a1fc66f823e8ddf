"""P3: which schools are told about a missing child, and when a person must decide instead.

The lists below are the table of the process definition, with the rows of P2 that apply.
"""

from processes.operation_endeavour import episodes
from processes.operation_endeavour.message import check_message, draft, fields_for, is_duplicate
from processes.school_notification import child_checks, record_checks, school_checks
from processes.school_notification.facts import Case
from processes.school_notification.returned import breach_checks
from processes.school_notification.rulings import Rulings
from processes.school_notification.school_checks import choose_schools
from processes.shared.findings import be, settle
from processes.shared.policy import Policy

__all__ = [
    "breach_checks",
    "check_child",
    "check_first",
    "check_message",
    "check_school",
    "choose_schools",
    "draft",
    "fields_for",
]

FIRST_CHECKS = (
    record_checks.check_submitted,  # P2.36
    record_checks.check_access,  # C12
    record_checks.check_amended,  # C13
    record_checks.check_done_by_hand,  # C18
    episodes.check_type,  # P2.27
    episodes.check_false_report,  # P3.6
    episodes.check_still_missing,  # P3.7
)
CHILD_CHECKS = (
    *FIRST_CHECKS,
    record_checks.check_operational_hold,  # C15
    record_checks.check_reason_not_to_notify,  # P2.37
    record_checks.check_death,  # C16
    school_checks.check_school_given,  # P2.1, P2.11, P2.12
    school_checks.check_two_schools,  # P2.10
    child_checks.check_part_in_it,  # P2.15
    child_checks.check_home_area,  # P2.16
    child_checks.check_confidential_address,  # P2.18
    record_checks.check_protected,  # P2.20
    child_checks.check_identity,  # P2.24
    child_checks.check_care,  # P2.25
    child_checks.check_birth_date,  # P2.29
    child_checks.check_other_school_now,  # P2.32
    record_checks.check_new_disclosure,  # P2.35
    episodes.check_deceased,  # P3.1
    episodes.check_protected,  # P3.2
    episodes.check_found,  # P3.3, P3.12
    episodes.check_several,  # P3.4
    episodes.check_no_risk,  # P3.5
    episodes.check_adult,  # P2.14, P3.8
    episodes.check_times,  # P3.10
    episodes.check_late,  # P2.26
    episodes.check_also_told,  # P3.11
)
SCHOOL_CHECKS = (
    *(each for each in school_checks.SCHOOL_CHECKS if each is not school_checks.check_school_area),
    episodes.check_area,  # P2.17, P3.9
)

_RULINGS = Rulings(
    first=FIRST_CHECKS, child=CHILD_CHECKS, school=SCHOOL_CHECKS, is_duplicate=is_duplicate
)
check_child = _RULINGS.check_child
check_school = _RULINGS.check_school
school_findings = _RULINGS.school_findings


def check_first(case: Case, policy: Policy) -> None:
    """Stop as soon as PPN and occurrence say that there is nothing to do.

    Raises:
        OutOfScope: P2.36, C13, C18, P2.27, P3.6 or P3.7.
        BusinessException: C12; or P2.1, the PPN does not name the child among the children.
    """
    _RULINGS.check_first(case, policy)
    if all(group.key != case.child_key for group in case.groups):
        detail = f"{case.ppn.ppn} does not list the missing child, so that no school is named"
        settle([be("P2.1", detail)])
