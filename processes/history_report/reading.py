"""Reads people with their history, and turns what the screens show into facts."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from bot.exceptions import BusinessException, SystemException
from objects.niche_occurrence import LogEntry
from objects.niche_person import NichePerson, Person, PersonOccurrence, PersonOccurrences
from objects.niche_task import Task
from processes.history_report.facts import (
    HistoryRow,
    LogNote,
    Match,
    PersonHistory,
    Relative,
    TaskFacts,
)
from processes.shared.ages import BirthDate, NoDate, local_date
from processes.shared.answers import Answer
from processes.shared.names import PersonName

_RESTRICTED = "Restricted"
_MERGES_AT_MOST = 10


@dataclass(frozen=True)
class Linked:
    """A person as the request or case links them."""

    person: str
    part: str


class PeopleReader:
    """Opens each person by id, with a reason, and follows merged records.

    Args:
        persons: the object of the person's screens.
        reason: why, for Niche's audit.
    """

    def __init__(self, persons: NichePerson, reason: str) -> None:
        self._persons = persons
        self._reason = reason

    def read(self, linked: Iterable[Linked]) -> tuple[PersonHistory, ...]:
        """Everybody who is linked, each record once, and after each their likely duplicates.

        Raises:
            SystemException: P4.16, a list has other rows than it says.
        """
        found: dict[str, PersonHistory] = {}
        for each in linked:
            who = self._person(each.person, each.part)
            found.setdefault(who.person, who)
        for who in tuple(found.values()):
            for match in who.likely_duplicates:
                if match.person not in found:
                    found[match.person] = self._duplicate(match.person, who)
        return _with_duplicates_beside(found)

    def _duplicate(self, person: str, of: PersonHistory) -> PersonHistory:
        return replace(self._person(person, of.part), duplicate_of=of.person)

    def _person(self, person: str, part: str) -> PersonHistory:
        """The record, or the one that it was merged into (P4.3)."""
        try:
            record = self._persons.open(person, self._reason)
            for _ in range(_MERGES_AT_MOST):
                if not record.merged_into:
                    return self._history(person, part, record)
                record = self._persons.open(record.merged_into, self._reason)
        except BusinessException as error:
            if error.code != "C12":
                raise
            return restricted_person(person, part, error.detail.rpartition("' ")[2])
        raise SystemException(f"{person} is merged in a circle", code="C5")

    def _history(self, linked_as: str, part: str, record: Person) -> PersonHistory:
        who = person_facts(record, linked_as, part)
        return replace(
            who,
            rows=history_rows(record.id, self._persons.get_occurrences(record.id)),
            relations=tuple(
                Relative(each.person, _name(each.name), each.relation, _born(each.born))
                for each in self._persons.get_relations(record.id)
            ),
            matches=tuple(
                Match(each.person, _name(each.name), _born(each.born), each.why)
                for each in self._persons.get_matches(record.id)
            ),
        )


def history_rows(person: str, read: PersonOccurrences) -> tuple[HistoryRow, ...]:
    """The rows of a person's tab.

    Raises:
        SystemException: P4.16, the rows read are not as many as the tab says.
    """
    if len(read.rows) != read.total:
        detail = f"{person}: {len(read.rows)} occurrences read of {read.total}"
        raise SystemException(detail, code="P4.16")
    return tuple(_row(row) for row in read.rows)


def person_facts(record: Person, linked_as: str, part: str) -> PersonHistory:
    """The details of a person."""
    return PersonHistory(
        person=record.id,
        linked_as=linked_as,
        part=part,
        name=PersonName(record.surname, record.forenames),
        born=_born(record.born),
        aliases=record.aliases,
        telephone=record.telephone,
        employer=record.employer,
        deceased=Answer.YES if record.deceased else Answer.NO,
        flags=record.flags,
        address=record.address,
        address_kind=record.address_kind,
        address_flags=record.address_flags,
        force_area=record.force_area,
        authority=record.authority,
    )


def restricted_person(person: str, part: str, unit: str) -> PersonHistory:
    """What is known of somebody whose record is restricted: id and owning unit."""
    return PersonHistory(
        person, person, part, name=PersonName(), born=NoDate.BLANK, restricted_to=unit
    )


def task_facts(task: Task, *, outside_hours: bool) -> TaskFacts:
    """The task as it stands."""
    return TaskFacts(
        number=task.number,
        status=task.status,
        unit=task.unit,
        for_robot=task.for_robot,
        assigned_to=task.assigned_to,
        outside_hours=outside_hours,
    )


def log_notes(entries: Iterable[LogEntry]) -> tuple[LogNote, ...]:
    """Entries of the enquiry log."""
    return tuple(LogNote(entry.author_role, entry.text) for entry in entries)


def _with_duplicates_beside(found: dict[str, PersonHistory]) -> tuple[PersonHistory, ...]:
    people = [who for who in found.values() if not who.duplicate_of]
    return tuple(
        each
        for who in people
        for each in (who, *(d for d in found.values() if d.duplicate_of == who.person))
    )


def _row(row: PersonOccurrence) -> HistoryRow:
    return HistoryRow(
        occurrence=row.occurrence,
        role=row.role,
        type=row.type,
        classification=row.classification,
        started_on=local_date(row.started) if row.started else None,
        status=row.status,
        disposal=row.disposal,
        domestic=row.domestic,
        flags=row.flags,
        summary=row.summary,
        restricted_to=row.restricted_to,
    )


def _name(text: str) -> PersonName:
    """The name in a list; a restricted record shows none."""
    return PersonName() if text == _RESTRICTED else PersonName.from_grid(text)


def _born(born: date | None) -> BirthDate:
    return born or NoDate.BLANK
