"""What the rules say when something comes back from a school, or a message went to the wrong one."""

from dataclasses import dataclass

from bot.exceptions import BusinessException, Finding
from processes.school_notification import child_checks
from processes.school_notification.facts import Case, EarlierMessage
from processes.shared.findings import be, note, settle, skip


def breach_checks(case: Case) -> tuple[EarlierMessage, ...]:
    """Give the messages that went to a school which the amended PPN names no more (P2.32)."""
    schools = child_checks.superseded_messages(case)
    return tuple(message for message in case.earlier if message.school in schools)


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
