"""What a school is told of the child's own words (P2.18, P2.21 to P2.23)."""

from dataclasses import dataclass

from bot.exceptions import Finding
from processes.school_notification.child_checks import is_address_confidential
from processes.school_notification.facts import Case
from processes.school_notification.own_words import is_shared, voice_of
from processes.school_notification.people import linked_people, own_addresses
from processes.shared.disclosure import one_line
from processes.shared.findings import note
from processes.shared.names import fold
from processes.shared.policy import Policy
from processes.shared.screening import Reason, reasons_to_leave_out


@dataclass(frozen=True)
class Voice:
    """What stands for the voice of the child in the letter.

    Attributes:
        text: the officer's text, or a controlled phrase.
        is_sent: whether it is the officer's text.
        staff_note: whether a person must look at the text that was left out (P2.21).
    """

    text: str
    is_sent: bool
    findings: tuple[Finding, ...] = ()
    staff_note: bool = False


def voice_of_child(case: Case, policy: Policy) -> Voice:
    """Decide what the school is told: the text whole, or a controlled phrase, never a part."""
    phrases = policy.settings.voice
    text = one_line(voice_of(case))
    if _is_no_voice(text, policy):
        return _phrase(phrases.not_spoken, "P2.22", "nothing that the child said is recorded")
    if is_address_confidential(case, policy):
        return _phrase(phrases.left_out, "P2.18", "voice of the child not sent")
    if is_shared(case):
        return _phrase(phrases.left_out, "P2.23", "one text for several children: left out")
    reasons = screening_reasons(case, policy)
    if reasons:
        words = ", ".join(reason.value for reason in reasons)
        finding = note("P2.21", f"voice of the child left out: it holds {words}")
        return Voice(phrases.left_out, is_sent=False, findings=(finding,), staff_note=True)
    return Voice(text, is_sent=True)


def screening_reasons(case: Case, policy: Policy) -> tuple[Reason, ...]:
    """Give why the officer's text must not be sent."""
    return reasons_to_leave_out(
        voice_of(case),
        linked_people(case),
        addresses=own_addresses(case),
        narrative=case.ppn.narrative,
        screening=policy.screening,
    )


def _is_no_voice(text: str, policy: Policy) -> bool:
    recorded = fold(text)
    return not recorded or recorded in {fold(t) for t in policy.settings.voice.not_spoken_texts}


def _phrase(text: str, code: str, detail: str) -> Voice:
    return Voice(text, is_sent=False, findings=(note(code, detail),))
