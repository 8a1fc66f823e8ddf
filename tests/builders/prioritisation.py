"""Facts of P1: ``a_ppn().with_child(aged=9)`` on a task."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from processes.profiles.profile import load_profile
from processes.shared.ages import BirthDate, NoDate
from processes.shared.answers import Answer, ReportStatus, Role
from processes.task_prioritisation.facts import (
    ChildRow,
    FreeText,
    PpnForChildren,
    RecordedPerson,
    TaskFacts,
)
from processes.task_prioritisation.rules import Decision, decide

POLICY = load_profile("hampshire")
INCIDENT = date(2026, 2, 28)
TITLE = "PPN-000001 Domestic abuse, Velmouth"


def born(aged: int, on: date = INCIDENT) -> date:
    """A birth date that makes somebody ``aged`` on the day, and for months before and after."""
    return date(on.year - aged - 1, 9, 15)


@dataclass(frozen=True)
class PpnBuilder:
    """A PPN that is changed step by step."""

    facts: PpnForChildren

    def but(self, **changes: object) -> Self:
        """The same with other facts."""
        return replace(self, facts=replace(self.facts, **changes))  # type: ignore[arg-type]

    def answering(self, answer: Answer) -> Self:
        return self.but(children_present=answer)

    def with_child(
        self, aged: int | None = None, *, birth: BirthDate = NoDate.BLANK, filled: bool = True
    ) -> Self:
        when = birth if aged is None else born(aged)
        row = ChildRow(len(self.facts.rows) + 1, when, filled)
        return self.but(rows=(*self.facts.rows, row))

    def with_person(
        self, role: Role, aged: int | None = None, *, birth: BirthDate = NoDate.BLANK
    ) -> Self:
        when = birth if aged is None else born(aged)
        person = RecordedPerson("involved", role, when, f"P00000{len(self.facts.people) + 1:02}")
        return self.but(people=(*self.facts.people, person))

    def saying(self, text: str, field: str = "narrative") -> Self:
        return self.but(texts=(*self.facts.texts, FreeText(field, text)))

    def numbered(self, number: int) -> Self:
        return self.but(ppn=f"PPN-{number:06}")


def a_ppn() -> PpnBuilder:
    """A submitted PPN with the answer No, an adult victim and nobody else."""
    return PpnBuilder(
        PpnForChildren(
            ppn="PPN-000001",
            status=ReportStatus.SUBMITTED,
            revision=1,
            incident_on=INCIDENT,
            children_present=Answer.NO,
            unborn=Answer.NO,
            pregnant=Answer.NO,
            people=(RecordedPerson("subject", Role.VICTIM, born(31), "P0000001"),),
        )
    )


def a_task(*ppns: PpnBuilder, title: str = TITLE, **changes: object) -> TaskFacts:
    task = TaskFacts(12, title, "New", "MASH-PPN", "", tuple(ppn.facts for ppn in ppns))
    return replace(task, **changes)  # type: ignore[arg-type]


def decided(*ppns: PpnBuilder, title: str = TITLE) -> Decision:
    return decide(a_task(*ppns, title=title), POLICY)


def codes(decision: Decision) -> list[str]:
    return [finding.code for finding in decision.findings]
