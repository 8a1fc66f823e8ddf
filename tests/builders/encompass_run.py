"""Takes a case of P2 through the pure rules, in the order of the Main Page."""

from dataclasses import dataclass

from bot.exceptions import BusinessException, Finding, OutOfScope
from processes.operation_encompass import rules
from processes.school_notification.facts import Case, SchoolPart
from processes.shared.findings import in_order, outcome_rank
from processes.shared.policy import Policy
from tests.builders.encompass import POLICY, CaseBuilder, digest


@dataclass(frozen=True)
class Decided:
    """How a case ended and what left the force: pairs of mailbox and body."""

    outcome: str
    findings: tuple[Finding, ...]
    letters: tuple[tuple[str, str], ...] = ()

    @property
    def codes(self) -> list[str]:
        return [finding.code for finding in self.findings]

    @property
    def row(self) -> str:
        return self.codes[0] if self.findings else "plain"


def decided(builder: CaseBuilder, policy: Policy = POLICY) -> Decided:
    """Take a case through the rules in the order of the Main Page."""
    case = builder.build()
    try:
        notes = rules.check_child(case, policy, digest)
    except OutOfScope as skipped:
        return Decided("SKIP", skipped.findings)
    except BusinessException as error:
        return Decided(error.outcome, error.findings)
    ends = [_one_school(case, part, policy, notes) for part in case.parts]
    worst = min(ends, key=lambda end: outcome_rank(end.outcome))
    letters = tuple(letter for end in ends for letter in end.letters)
    return Decided(worst.outcome, worst.findings, letters)


def _one_school(
    case: Case, part: SchoolPart, policy: Policy, notes: tuple[Finding, ...]
) -> Decided:
    try:
        found = rules.check_school(case, part, policy, digest, notes)
        assert part.school
        assert part.contact
        draft = rules.draft(case, part.school, policy, found)
        letter = draft.letter
        rules.check_message(case, part, draft, policy, subject=letter.subject, body=letter.body)
    except OutOfScope as skipped:
        return Decided("SKIP", skipped.findings)
    except BusinessException as error:
        return Decided(error.outcome, error.findings)
    sent = (part.contact.mailbox, letter.body)
    return Decided("done", in_order((*found, *draft.findings)), (sent,))


def ended(builder: CaseBuilder, outcome: str, row: str) -> Decided:
    """The case ended so, named by this row; nothing left the force if a person must decide."""
    found = decided(builder)
    assert (found.outcome, found.row) == (outcome, row)
    assert bool(found.letters) or outcome != "done"
    assert not (found.letters and outcome in ("HELD", "SKIP"))
    return found
