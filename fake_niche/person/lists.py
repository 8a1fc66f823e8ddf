"""The tabs "Addresses", "Schools", "Relations" and "Flags"."""

from typing import Final

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from fake_niche.grids import Row
from fake_niche.models import Person, PersonRelation
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

_ADDRESSES = (
    Column("address", "Address"),
    Column("line", "Line"),
    Column("town", "Town"),
    Column("postcode", "Postcode"),
    Column("kind", "Kind"),
    Column("lpa", "LPA"),
    Column("force_area", "Force area"),
    Column("authority", "Authority"),
    Column("nation", "Nation"),
    Column("since", "From"),
    Column("until", "To"),
)
_SCHOOLS = (
    Column("link", "Link"),
    Column("school", "School"),
    Column("name", "Name"),
    Column("since", "From"),
    Column("until", "To"),
    Column("source", "Source"),
    Column("verified_on", "Verified"),
    Column("reported_left", "Reported left"),
)
_RELATIONS = (
    Column("person", "Person"),
    Column("name", "Name"),
    Column("relation", "Relation"),
    Column("born", "Born"),
)
_FLAGS = (
    Column("flag", "Flag"),
    Column("since", "From"),
    Column("until", "To"),
    Column("note", "Note"),
)
_SEEN_FROM_THE_OTHER: Final = {
    "mother": "child",
    "father": "child",
    "parent": "child",
    "stepmother": "stepchild",
    "stepfather": "stepchild",
    "grandparent": "grandchild",
    "grandmother": "grandchild",
    "grandfather": "grandchild",
    "child": "parent",
    "son": "parent",
    "daughter": "parent",
    "sibling": "sibling",
    "partner": "partner",
    "ex-partner": "ex-partner",
    "spouse": "spouse",
}


@blueprint.get("/person/<person_id>/addresses")
def addresses(person_id: str) -> str:
    """Where the person lives and lived."""
    person = open_person(person_id)
    rows = [
        row(
            link.address_id,
            link.address_id,
            link.address.line,
            link.address.town,
            link.address.postcode,
            link.address.kind,
            link.address.lpa,
            link.address.force_area,
            link.address.authority,
            link.address.nation,
            uk_date(link.since),
            uk_date(link.until),
        )
        for link in person.addresses
    ]
    return tab(person, "Addresses", grid=whole("addresses", _ADDRESSES, rows))


@blueprint.get("/person/<person_id>/schools")
def schools(person_id: str) -> str:
    """Where the person is and was a pupil."""
    person = open_person(person_id)
    rows = [
        row(
            str(link.id),
            (link.id, f"/person/{person_id}/schools/{link.id}/edit"),
            (link.school_id, f"/school/{link.school_id}"),
            link.school.name,
            uk_date(link.since),
            uk_date(link.until),
            link.source,
            uk_date(link.verified_on),
            uk_date(link.reported_left),
        )
        for link in person.pupil_links
    ]
    return tab(person, "Schools", grid=whole("schools", _SCHOOLS, rows))


@blueprint.get("/person/<person_id>/relations")
def relations(person_id: str) -> str:
    """The person's relations, each as seen from this person."""
    person = open_person(person_id)
    either = or_(PersonRelation.person_id == person_id, PersonRelation.other_id == person_id)
    found = db().scalars(
        select(PersonRelation)
        .where(either)
        .options(joinedload(PersonRelation.person), joinedload(PersonRelation.other))
        .order_by(PersonRelation.id)
    )
    rows = [_relation(one, person_id) for one in found]
    return tab(person, "Relations", grid=whole("relations", _RELATIONS, rows))


@blueprint.get("/person/<person_id>/flags")
def flags(person_id: str) -> str:
    """The person's warning markers, expired ones too."""
    person = open_person(person_id)
    rows = [
        row(str(flag.id), flag.kind, uk_date(flag.since), uk_date(flag.until), flag.note)
        for flag in person.flags
    ]
    return tab(person, "Flags", grid=whole("flags", _FLAGS, rows))


def _relation(one: PersonRelation, person_id: str) -> Row:
    if one.other_id == person_id:
        return _relative(one.person, one.relation)
    return _relative(one.other, _SEEN_FROM_THE_OTHER.get(one.relation.lower(), "related"))


def _relative(person: Person, relation: str) -> Row:
    hidden = is_closed_to_me(person.restricted_to)
    return row(
        person.id,
        (person.id, f"/person/{person.id}"),
        "Restricted" if hidden else f"{person.forenames} {person.surname}".strip(),
        relation,
        "" if hidden else uk_date(person.born),
    )
