"""Asks every rule of an operation about a case, and settles what the findings come to.

Every check is asked, whatever the others say; ``settle`` then takes the outcome that precedes, and
keeps all findings.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from bot.exceptions import Finding
from processes.school_notification.draft import Digest
from processes.school_notification.facts import Case, SchoolPart
from processes.shared.findings import in_order, settle, skip, stops
from processes.shared.policy import Policy

Check: TypeAlias = Callable[[Case, Policy], list[Finding]]
SchoolCheck: TypeAlias = Callable[[Case, SchoolPart, Policy], list[Finding]]
IsDuplicate: TypeAlias = Callable[[Case, str, Policy, Digest], bool]


@dataclass(frozen=True)
class Rulings:
    """The tables of an operation.

    Attributes:
        first: what ends the work before people and schools are opened.
        child: every row about PPN, occurrence and child; ``first`` is among them.
        school: every row about one school.
        is_duplicate: whether a school has had the same fields.
        no_repeat: rows that a person must decide on, so that the case is no repeat (C14).
    """

    first: tuple[Check, ...]
    child: tuple[Check, ...]
    school: tuple[SchoolCheck, ...]
    is_duplicate: IsDuplicate
    no_repeat: tuple[str, ...] = ()

    def check_first(self, case: Case, policy: Policy) -> None:
        """Stop as soon as PPN and occurrence say that there is nothing to do.

        Ask before people and schools are opened: a record that need not be read is not read.

        Raises:
            OutOfScope: a row of ``first`` skips the item.
            BusinessException: C12.
        """
        found = [finding for check in self.first for finding in check(case, policy)]
        if any(finding.code == "P2.36" for finding in found):
            settle(finding for finding in found if finding.code == "P2.36")
        restricted = [finding for finding in found if finding.code == "C12"]
        settle(restricted or [finding for finding in found if finding.outcome == "SKIP"])

    def check_child(self, case: Case, policy: Policy, digest: Digest) -> tuple[Finding, ...]:
        """Ask everything about the case.

        Returns:
            The notes, when all of them let the item go on.

        Raises:
            OutOfScope: the item is skipped.
            HeldException: a person must decide; nothing is sent to any school.
            BusinessException: a person acts; nothing is sent to any school.
        """
        self.check_first(case, policy)
        found = [finding for check in self.child for finding in check(case, policy)]
        found += self._all_told_already(case, policy, digest, found)
        if stops(found):
            found += [f for part in case.parts for f in self.school_findings(case, part, policy)]
        return settle(found)

    def check_school(
        self,
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
        found = [*notes, *self.school_findings(case, part, policy)]
        if self.is_duplicate(case, part.choice.school, policy, digest):
            found.append(skip("C14", f"duplicate: {part.choice.school} has had the same message"))
        return settle(found)

    def school_findings(self, case: Case, part: SchoolPart, policy: Policy) -> tuple[Finding, ...]:
        """Give the findings of one school."""
        return in_order(f for check in self.school for f in check(case, part, policy))

    def _all_told_already(
        self, case: Case, policy: Policy, digest: Digest, found: list[Finding]
    ) -> list[Finding]:
        """C14 for the child: every school has had the same message."""
        schools = [part.choice.school for part in case.parts]
        needs_decision = any(f.code in self.no_repeat and f.outcome == "HELD" for f in found)
        if not schools or needs_decision:
            return []
        if all(school and self.is_duplicate(case, school, policy, digest) for school in schools):
            return [skip("C14", "duplicate: the school has had the same message")]
        return []
