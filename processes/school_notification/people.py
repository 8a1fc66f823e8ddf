"""Who else is linked to a child's case, with everything that any screen says of them."""

from datetime import date

from processes.school_notification.children import ChildRow
from processes.school_notification.facts import Case, Involvement, PersonFacts, PpnPerson
from processes.shared.ages import BirthDate, NoDate, is_child_on
from processes.shared.answers import Role
from processes.shared.names import PersonName, fold
from processes.shared.people import LinkedPerson, joined


def linked_people(case: Case) -> tuple[LinkedPerson, ...]:
    """Give everybody linked but the child: parties, witnesses, other children, records opened."""
    from_ppn = (_of_ppn(case, n, who) for n, who in enumerate(case.ppn.people))
    from_log = (_of_involvement(case, n, who) for n, who in enumerate(case.occurrence.involved))
    children = (_of_row(row, group.key) for group in case.siblings for row in group.rows)
    records = (_of_record(who) for who in case.people if who.person != case.child_key)
    found = (*from_ppn, *from_log, *children, *records)
    return joined(tuple(person for person in found if person is not None))


def own_addresses(case: Case) -> tuple[tuple[str, str], ...]:
    """Give line and postcode of the incident's place and of the child's own addresses."""
    record = case.child.addresses if case.child else ()
    own = tuple((f"{place.line} {place.town}", place.postcode) for place in record)
    return ((case.occurrence.address, ""), *own)


def is_the_child(case: Case, person: str, name: PersonName, born: BirthDate) -> bool:
    """Tell whether somebody on the form or in the log is this very child.

    By id where there is one; else by the same full name, unless the birth dates differ.
    """
    if person:
        return person == case.child_key
    same_name = any(fold(name.full) == fold(own.full) != "" for own in _own_names(case))
    return same_name and (isinstance(born, NoDate) or born in _own_births(case))


def roles_of_child(case: Case) -> frozenset[Role]:
    """Give every role in which the child is recorded."""
    from_ppn = (w.role for w in case.ppn.people if is_the_child(case, w.person, w.name, w.born))
    from_log = (
        w.role for w in case.occurrence.involved if is_the_child(case, w.person, w.name, w.born)
    )
    return frozenset((*from_ppn, *from_log))


def involvements_of_child(case: Case) -> tuple[Involvement, ...]:
    """Give the child's rows on the Involved tab."""
    return tuple(
        w for w in case.occurrence.involved if is_the_child(case, w.person, w.name, w.born)
    )


def parties(case: Case) -> frozenset[str]:
    """Give the ids of everybody recorded as victim or suspect."""
    return _ids_of(case, Role.VICTIM) | _ids_of(case, Role.SUSPECT)


def victims(case: Case) -> tuple[PersonFacts, ...]:
    """Give the records of the adult victims."""
    ids = _ids_of(case, Role.VICTIM)
    return tuple(who for who in case.people if who.person in ids)


def adults(case: Case) -> tuple[LinkedPerson, ...]:
    """Give the linked people who are not known to be under 18."""
    day = case.incident_on
    return tuple(
        person
        for person in linked_people(case)
        if not any(isinstance(b, date) and day and is_child_on(b, day) for b in person.born)
    )


def _ids_of(case: Case, role: Role) -> frozenset[str]:
    on_form = {who.person for who in case.ppn.people if who.role is role}
    in_log = {who.person for who in case.occurrence.involved if who.role is role}
    return frozenset((on_form | in_log) - {""})


def _own_names(case: Case) -> tuple[PersonName, ...]:
    record = (case.child.name,) if case.child else ()
    return (*(row.name for row in case.rows), *record)


def _own_births(case: Case) -> tuple[BirthDate, ...]:
    record = (case.child.born,) if case.child else ()
    return (*(row.born for row in case.rows), *record)


def _of_ppn(case: Case, number: int, who: PpnPerson) -> LinkedPerson | None:
    if is_the_child(case, who.person, who.name, who.born):
        return None
    return LinkedPerson(
        key=who.person or f"form{number}",
        names=(who.name,),
        born=(who.born,),
        telephones=(who.telephone,),
        addresses=((who.address, who.postcode),),
    )


def _of_involvement(case: Case, number: int, who: Involvement) -> LinkedPerson | None:
    if is_the_child(case, who.person, who.name, who.born):
        return None
    return LinkedPerson(key=who.person or f"log{number}", names=(who.name,), born=(who.born,))


def _of_row(row: ChildRow, key: str) -> LinkedPerson:
    return LinkedPerson(key=key, names=(row.name,), born=(row.born,), is_child=True)


def _of_record(who: PersonFacts) -> LinkedPerson:
    return LinkedPerson(
        key=who.person,
        names=(who.name,),
        aliases=who.aliases,
        born=(who.born,),
        telephones=(who.telephone,),
        addresses=tuple((f"{a.line} {a.town}", a.postcode) for a in who.addresses),
        employers=(who.employer,),
    )
