"""The rows about the work itself: may this PPN and occurrence be worked on at all?"""

from bot.exceptions import Finding
from processes.school_notification.facts import Case
from processes.school_notification.own_words import voices
from processes.shared.answers import Answer
from processes.shared.findings import be, held, skip
from processes.shared.names import fold
from processes.shared.policy import Policy
from processes.shared.screening import has_phrase

_ROBOT = "robot"


def check_submitted(case: Case, _: Policy) -> list[Finding]:
    """P2.36: a draft or returned PPN waits."""
    if case.ppn.status.is_readable:
        return []
    word = case.ppn.status.value.lower()
    return [skip("P2.36", f"{case.ppn.ppn} is {word}; selected when submitted")]


def check_access(case: Case, _: Policy) -> list[Finding]:
    """C12: an access-restricted record; the finding names the owning unit and nothing else."""
    if case.occurrence.restricted_to:
        return [be("C12", f"access-restricted; owned by {case.occurrence.restricted_to}")]
    people = (*case.people, *((case.child,) if case.child else ()))
    involved = (who.restricted is Answer.YES for who in case.occurrence.involved)
    if any(who.restricted for who in people) or any(involved):
        return [be("C12", "a linked record is access-restricted; its owner must act")]
    return []


def check_withdrawn(case: Case, _: Policy) -> list[Finding]:
    """C13: a person took the work away meanwhile, or took the child off the PPN."""
    if case.withdrawn:
        return check_amended(case, _)
    if all(group.key != case.child_key for group in case.groups):
        return [skip("C13", f"withdrawn: {case.ppn.ppn} no longer has this child")]
    return []


def check_amended(case: Case, _: Policy) -> list[Finding]:
    """C13: a person amended the PPN meanwhile; the amended one is an item of its own."""
    return [skip("C13", "withdrawn by a person")] if case.withdrawn else []


def check_done_by_hand(case: Case, policy: Policy) -> list[Finding]:
    """C18: a person recorded on the PPN or in the log that they did it."""
    by_hand = policy.settings.by_hand
    if fold(case.ppn.notification_status) in {fold(status) for status in by_hand.statuses}:
        return [skip("C18", f"done by hand: the PPN says '{case.ppn.notification_status}'")]
    entries = (entry for entry in case.occurrence.oel if fold(entry.author_role) != _ROBOT)
    if any(has_phrase(entry.text, by_hand.phrases) for entry in entries):
        return [skip("C18", "done by hand: a person's log entry says so")]
    return []


def check_operational_hold(case: Case, _: Policy) -> list[Finding]:
    """C15: the officer ticked the operational hold."""
    if case.ppn.operational_hold:
        return [held("C15", f"operational hold is ticked on {case.ppn.ppn}")]
    return []


def check_reason_not_to_notify(case: Case, _: Policy) -> list[Finding]:
    """P2.37: the officer wrote why the school must not be told."""
    if case.ppn.reason_not_to_notify.strip():
        return [held("P2.37", f"{case.ppn.ppn} gives a reason not to notify the school")]
    return []


def check_death(case: Case, policy: Policy) -> list[Finding]:
    """C16: somebody linked is dead, or the occurrence is a homicide."""
    words = policy.settings.held.homicide_words
    occurrence = case.occurrence
    texts = (occurrence.type, occurrence.classification, *occurrence.qualifiers)
    if any(has_phrase(text, words) for text in texts):
        return [held("C16", "the occurrence is recorded as a homicide or fatal")]
    records = (*case.people, *((case.child,) if case.child else ()))
    if any(who.deceased is Answer.YES for who in (*occurrence.involved, *records)):
        return [held("C16", "a linked person is recorded as deceased")]
    return []


def check_domestic(case: Case, policy: Policy) -> list[Finding]:
    """P2.27: the PPN is not one of domestic abuse."""
    if _is_domestic(case, policy) or case.earlier:
        return []
    return [skip("P2.27", f"{case.ppn.ppn} is not ticked as domestic abuse")]


def check_reclassified(case: Case, policy: Policy) -> list[Finding]:
    """P2.33: no longer domestic; once a message has gone a person must decide."""
    is_domestic = _is_domestic(case, policy)
    if case.occurrence.domestic is not Answer.NO and (is_domestic or not case.earlier):
        return []
    if case.earlier:
        return [held("P2.33", "reclassified as not domestic after a message was sent")]
    if is_domestic:
        return [skip("P2.33", "the occurrence is recorded as not domestic")]
    return []


def check_protected(case: Case, policy: Policy) -> list[Finding]:
    """P2.20: honour-based abuse, covert protection, an interview still to come."""
    terms = policy.settings.held
    marks = (*case.occurrence.qualifiers, *case.occurrence.markers)
    if any(has_phrase(mark, terms.qualifiers) for mark in marks):
        return [held("P2.20", "a qualifier or marker of the occurrence asks for a decision")]
    records = (*case.people, *((case.child,) if case.child else ()))
    flags = (flag for who in records for flag in (*who.flags, *who.address_flags))
    if any(has_phrase(flag, terms.flags) for flag in flags):
        return [held("P2.20", "a flag on a linked person or address asks for a decision")]
    return []


def check_new_disclosure(case: Case, policy: Policy) -> list[Finding]:
    """P2.35: the child disclosed something that people must deal with first."""
    if case.ppn.new_disclosure:
        return [held("P2.35", "the officer ticked 'new disclosure'")]
    words = policy.settings.held.disclosure_words
    if any(has_phrase(text, words) for text in voices(case.ppn)):
        return [held("P2.35", "the child's text has a word of the disclosure list")]
    return []


def _is_domestic(case: Case, policy: Policy) -> bool:
    """Whether the officer ticked domestic abuse; or the occurrence is, where the force says so."""
    wanted = fold(policy.settings.domestic_type)
    if policy.settings.occurrence_makes_domestic and case.occurrence.domestic is Answer.YES:
        return True
    return any(fold(kind) == wanted for kind in case.ppn.types)
