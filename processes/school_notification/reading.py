"""From what the screens show to the facts that the rules take."""

from datetime import date, datetime

from objects.niche_occurrence import InvolvedPerson, LogEntry, Occurrence
from objects.niche_person import Person
from objects.niche_ppn_form import ChildRow as FormRow
from objects.niche_ppn_form import Ppn
from objects.niche_school import School
from processes.school_notification.children import ChildRow
from processes.school_notification.facts import (
    AddressFacts,
    Involvement,
    OccurrenceFacts,
    OelNote,
    PersonFacts,
    PpnFacts,
    PpnPerson,
    SchoolFacts,
)
from processes.school_notification.operation import Operation
from processes.shared.ages import BirthDate, NoDate, local_date, read_date
from processes.shared.answers import Answer, Relation, ReportStatus, Role
from processes.shared.names import PersonName

_NO_OTHER = ("", "None", "At the same school")
"""Answers to "Does any child have a second setting?" that mean no other school; all else does."""


def ppn_facts(ppn: Ppn, operation: Operation) -> PpnFacts:
    """The PPN as the rules take it, with the operation's own notification status."""
    return PpnFacts(
        ppn=ppn.id,
        occurrence=ppn.occurrence,
        status=ReportStatus.read(ppn.status),
        revision=ppn.revision,
        types=ppn.types,
        incident_on=ppn.incident_on,
        children=tuple(child_row(row) for row in ppn.children),
        people=_people(ppn),
        voice=ppn.voice,
        spoken_alone=Answer.read(ppn.spoken_alone),
        new_disclosure=ppn.new_disclosure,
        operational_hold=ppn.operational_hold,
        notification_status=ppn.notification_status(operation.title),
        narrative=ppn.narrative,
        dash_grade=ppn.dash_grade,
        has_other_setting=ppn.education.second_setting not in _NO_OTHER if ppn.education else False,
        reason_not_to_notify=ppn.education.reason_not_to_notify if ppn.education else "",
        is_address_safe=Answer.read(ppn.education.is_address_safe) if ppn.education else None,
    )


def child_row(row: FormRow) -> ChildRow:
    """A row of the children grid; the first row is 1."""
    return ChildRow(
        row=row.row + 1,
        person=row.person,
        name=PersonName(row.surname, row.forename),
        born=read_date(row.born_text),
        relation_victim=Relation.read(row.relation_victim),
        relation_suspect=Relation.read(row.relation_suspect),
        present=Answer.read(row.present),
        resident=Answer.read(row.resident),
        spoken=Answer.read(row.spoken),
        school=row.school,
        school_other=row.school_other,
        filled=row.is_filled,
        said=row.said,
    )


def occurrence_facts(
    occurrence: Occurrence, involved: tuple[InvolvedPerson, ...], entries: tuple[LogEntry, ...]
) -> OccurrenceFacts:
    """The occurrence as the rules take it."""
    return OccurrenceFacts(
        number=occurrence.number,
        type=occurrence.type,
        classification=occurrence.classification,
        domestic=Answer.YES if occurrence.domestic else Answer.NO,
        qualifiers=occurrence.qualifiers,
        markers=occurrence.markers,
        started_on=_day(occurrence.started),
        address=occurrence.address,
        address_kind=occurrence.address_kind,
        force_area=occurrence.force_area,
        restricted_to=occurrence.restricted_to,
        involved=tuple(_involvement(person) for person in involved),
        oel=tuple(OelNote(entry.author_role, entry.text) for entry in entries),
    )


def person_facts(person: Person) -> PersonFacts:
    """A person's record as the rules take it."""
    return PersonFacts(
        person=person.id,
        name=PersonName(person.surname, person.forenames),
        born=_born(person.born),
        telephone=person.telephone,
        aliases=person.aliases,
        employer=person.employer,
        occupation=person.occupation,
        deceased=Answer.YES if person.deceased else Answer.NO,
        merged_into=person.merged_into,
        addresses=(AddressFacts(person.address),) if person.address else (),
        flags=person.flags,
        address_kind=person.address_kind,
        address_force_area=person.force_area,
        address_flags=person.address_flags,
    )


def school_facts(school: School) -> SchoolFacts:
    """A school's record as the rules take it."""
    return SchoolFacts(
        school=school.id,
        name=school.name,
        phase=school.phase,
        town=school.town,
        force_area=school.force_area,
        nation=school.nation,
        opened=school.opened,
        closed=school.closed,
        successor=school.successor,
        successor_name=school.successor_name,
    )


def _people(ppn: Ppn) -> tuple[PpnPerson, ...]:
    subject = ppn.subject
    return (
        PpnPerson(
            role=Role.read(subject.role),
            person=subject.person,
            name=PersonName(subject.surname, subject.forenames),
            born=_born(subject.born),
            telephone=subject.telephone,
            address=subject.address,
            postcode=subject.postcode,
        ),
        *(
            PpnPerson(
                role=Role.read(row.role),
                person=row.person,
                name=PersonName(row.surname, row.forenames),
                born=_born(row.born),
                telephone=row.telephone,
            )
            for row in ppn.others
        ),
    )


def _involvement(person: InvolvedPerson) -> Involvement:
    return Involvement(
        person=person.person,
        name=PersonName.from_grid(person.name),
        role=Role.read(person.role),
        born=_born(person.born),
        present=Answer.read(person.present),
        resident=Answer.read(person.resident),
        deceased=Answer.YES if person.deceased else Answer.NO,
        restricted=Answer.YES if person.restricted else Answer.NO,
    )


def _born(born: date | None) -> BirthDate:
    return born or NoDate.BLANK


def _day(moment: datetime | None) -> date | None:
    return local_date(moment) if moment else None
