"""What the rules of an operation make of a case for one school, before it is proved and sent."""

from dataclasses import dataclass
from typing import Protocol

from bot.exceptions import Finding
from processes.school_notification.facts import Case, EarlierMessage, SchoolFacts, SchoolPart
from processes.school_notification.letter import RenderedLetter
from processes.shared.disclosure import SentFields
from processes.shared.policy import Policy
from processes.shared.schools import Directory, SchoolChoice


@dataclass(frozen=True)
class Draft:
    """A message to one school.

    Attributes:
        findings: rows that applied while it was written.
        needs_note: staff get a task, because something that was recorded was left out.
        told: in a word or two, what the school is told; kept with the message.
        late: the letter says that it is late.
        phrases: fields for which a controlled phrase stands, and nothing that was recorded.
    """

    fields: SentFields
    letter: RenderedLetter
    findings: tuple[Finding, ...] = ()
    needs_note: bool = False
    told: str = ""
    late: bool = False
    phrases: frozenset[str] = frozenset()

    @property
    def disclosed(self) -> tuple[str, ...]:
        """The fields of which the school was told what is recorded; fit for log and register."""
        return tuple(name for name in self.fields.names if name not in self.phrases)


class Digest(Protocol):
    """The ledger's keyed hash of what a message says."""

    def __call__(self, canonical: str, /) -> str:
        """The hash of a canonical text."""


class RuleBook(Protocol):
    """The rules of an operation; its module ``rules`` has these functions."""

    def check_first(self, case: Case, policy: Policy) -> None:
        """Stop as soon as PPN and occurrence say that there is nothing to do."""

    def choose_schools(self, case: Case, directory: Directory) -> tuple[SchoolChoice, ...]:
        """Each school that the child's rows name."""

    def check_child(self, case: Case, policy: Policy, digest: Digest) -> tuple[Finding, ...]:
        """Every rule; raises what is not settled in favour of sending."""

    def check_school(
        self,
        case: Case,
        part: SchoolPart,
        policy: Policy,
        digest: Digest,
        notes: tuple[Finding, ...] = (),
    ) -> tuple[Finding, ...]:
        """The rules about one school."""

    def draft(
        self, case: Case, school: SchoolFacts, policy: Policy, notes: tuple[Finding, ...]
    ) -> Draft:
        """The message to one school."""

    def check_message(
        self, case: Case, part: SchoolPart, draft: Draft, policy: Policy, *, subject: str, body: str
    ) -> None:
        """Prove the message that is about to leave; raises HeldException G1."""

    def breach_checks(self, case: Case) -> tuple[EarlierMessage, ...]:
        """The messages that went to a school which the amended PPN names no more."""
