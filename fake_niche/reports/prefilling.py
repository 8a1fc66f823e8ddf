"""The answers that a new report can take over from its occurrence and the people in it."""

from datetime import datetime
from typing import Any

from fake_niche.formats import LONDON
from fake_niche.models import Involvement, Occurrence, Person
from fake_niche.security.account import me

_CHILD = "child"


def known_answers(occurrence: Occurrence, subject_id: str) -> dict[str, Any]:
    """Answers by canonical key: where and when, who reports, the subject, the children."""
    involved = [i for i in occurrence.involvements if i.person.restricted_to is None]
    subject = next((i for i in involved if i.person_id == subject_id), None)
    others = [i for i in involved if i is not subject]
    children = [_child(i) for i in others if i.role.lower() == _CHILD]
    return {
        **_incident(occurrence),
        **(_subject(subject) if subject else {}),
        "ppn_types": ["Domestic abuse"] if occurrence.domestic else [],
        "children_present": "Yes" if children else "",
        "children": children,
        "others": [_other(i) for i in others if i.role.lower() != _CHILD],
    }


def _incident(occurrence: Occurrence) -> dict[str, Any]:
    started = datetime.fromisoformat(occurrence.started).astimezone(LONDON)
    place = occurrence.address
    return {
        "incident_start": started.date().isoformat(),
        "incident_time": started.strftime("%H:%M"),
        "incident_place": f"{place.line}, {place.town}" if place else "",
        "incident_postcode": place.postcode if place else "",
        "reported_on": started.date().isoformat(),
        "reporting_officer": me().name,
    }


def _subject(involvement: Involvement) -> dict[str, Any]:
    person = involvement.person
    home = next((a.address for a in person.addresses if not a.until), None)
    role = involvement.role.capitalize()
    return {
        "subject_person": person.id,
        "subject_surname": person.surname,
        "subject_forenames": person.forenames,
        "subject_born": person.born or "",
        "subject_sex": person.sex,
        "subject_role": role if role in ("Victim", "Suspect", "Child") else "Other party",
        "subject_address": f"{home.line}, {home.town}" if home else "",
        "subject_postcode": home.postcode if home else "",
        "subject_telephone": person.telephone,
    }


def _child(involvement: Involvement) -> dict[str, Any]:
    person = involvement.person
    return {
        **_named(person),
        "forename": person.forenames,
        "sex": person.sex,
        "present": involvement.present,
        "resident": involvement.resident,
    }


def _other(involvement: Involvement) -> dict[str, Any]:
    person, role = involvement.person, involvement.role.capitalize()
    known = role if role in ("Victim", "Suspect", "Witness") else "Other party"
    details = {"forenames": person.forenames, "role": known, "telephone": person.telephone}
    return {**_named(person), **details}


def _named(person: Person) -> dict[str, Any]:
    return {"person": person.id, "surname": person.surname, "born": person.born or ""}
