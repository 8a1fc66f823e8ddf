"""From what the screens show to the facts that the rules of P1 take."""

from datetime import date

from objects.niche_occurrence import InvolvedPerson
from objects.niche_ppn_form import ChildRow as FormRow
from objects.niche_ppn_form import Ppn
from objects.niche_task import Task
from processes.shared.ages import BirthDate, NoDate, read_date
from processes.shared.answers import Answer, ReportStatus, Role
from processes.task_prioritisation.facts import (
    ChildRow,
    FreeText,
    PpnForChildren,
    RecordedPerson,
    TaskFacts,
)


def task_facts(
    task: Task, ppns: tuple[Ppn, ...], involved: tuple[InvolvedPerson, ...]
) -> TaskFacts:
    """Everything that P1 decides on."""
    from_log = tuple(_involved(person) for person in involved)
    return TaskFacts(
        task=task.number,
        title=task.title,
        status=task.status,
        unit=task.unit,
        assigned_to=task.assigned_to,
        ppns=tuple(_ppn(ppn, from_log) for ppn in ppns),
    )


def _ppn(ppn: Ppn, involved: tuple[RecordedPerson, ...]) -> PpnForChildren:
    return PpnForChildren(
        ppn=ppn.id,
        status=ReportStatus.read(ppn.status),
        revision=ppn.revision,
        incident_on=ppn.incident_on,
        children_present=Answer.read(ppn.children_present),
        unborn=Answer.read(ppn.unborn),
        pregnant=Answer.read(ppn.subject.pregnant),
        rows=tuple(_row(row) for row in ppn.children),
        people=(*_people(ppn), *involved),
        texts=tuple(FreeText(name, text) for name, text in ppn.free_texts if text),
    )


def _row(row: FormRow) -> ChildRow:
    return ChildRow(row=row.row + 1, born=read_date(row.born_text), filled=row.is_filled)


def _people(ppn: Ppn) -> tuple[RecordedPerson, ...]:
    subject = ppn.subject
    return (
        RecordedPerson("subject", Role.read(subject.role), _born(subject.born), subject.person),
        *(
            RecordedPerson("other", Role.read(row.role), _born(row.born), row.person)
            for row in ppn.others
        ),
    )


def _involved(person: InvolvedPerson) -> RecordedPerson:
    return RecordedPerson("involved", Role.read(person.role), _born(person.born), person.person)


def _born(born: date | None) -> BirthDate:
    return born or NoDate.BLANK
