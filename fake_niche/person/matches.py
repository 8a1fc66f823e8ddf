"""The tab "Possible matches": other records that may be the same person; computed, never stored."""

from collections.abc import Iterable
from typing import Final

from sqlalchemy import or_, select

from fake_niche.grids import Row
from fake_niche.models import Person, PersonAlias
from fake_niche.person.base import blueprint, tab
from fake_niche.services import (
    Column,
    db,
    is_closed_to_me,
    open_person,
    row,
    uk_date,
    whole,
)

_COLUMNS: Final = (
    Column("person", "Person"),
    Column("name", "Name"),
    Column("born", "Born"),
    Column("why", "Why"),
)
SAME: Final = "same name and birth date"
NAMESAKE: Final = "same name, other birth date"
ALIAS: Final = "same alias"


@blueprint.get("/person/<person_id>/matches")
def matches(person_id: str) -> str:
    """Other unmerged records of the same name or alias; those closed to me are left out."""
    person = open_person(person_id)
    why = dict.fromkeys(_of_same_alias(person), ALIAS)
    why |= {one: _why(person, one) for one in _of_same_name(person)}
    rows = [_row(one, why[one]) for one in sorted(why, key=lambda one: one.id)]
    return tab(person, "Possible matches", grid=whole("matches", _COLUMNS, rows))


def _why(person: Person, other: Person) -> str:
    """An unknown birth date is not the same as another unknown one."""
    return SAME if person.born and other.born == person.born else NAMESAKE


def _of_same_name(person: Person) -> list[Person]:
    named = Person.surname == person.surname, Person.forenames == person.forenames
    return _others(person, db().scalars(select(Person).where(*named)))


def _of_same_alias(person: Person) -> list[Person]:
    """Who goes by a name of this person, or has the name that this person goes by."""
    own = {one.name for one in person.aliases}
    by_alias = PersonAlias.name.in_({*own, _name(person)})
    ends = {end for name in own for end in _ends(name)}
    having = Person.id.in_(select(PersonAlias.person_id).where(by_alias))
    like = select(Person).where(or_(having, Person.surname.in_(ends)))
    known = (one for one in db().scalars(like) if _shares(one, own, _name(person)))
    return _others(person, known)


def _shares(other: Person, own: set[str], name: str) -> bool:
    goes_by = {one.name for one in other.aliases}
    return bool(goes_by & {*own, name}) or _name(other) in own


def _ends(name: str) -> list[str]:
    """What may be the surname of a whole name: its last word, its last two, and so on."""
    words = name.split(" ")
    return [" ".join(words[start:]) for start in range(len(words))]


def _others(person: Person, found: Iterable[Person]) -> list[Person]:
    return [
        one
        for one in found
        if one.id != person.id
        and one.merged_into_id is None
        and not is_closed_to_me(one.restricted_to)
    ]


def _name(person: Person) -> str:
    return f"{person.forenames} {person.surname}".strip()


def _row(one: Person, why: str) -> Row:
    return row(one.id, (one.id, f"/person/{one.id}"), _name(one), uk_date(one.born), why)
