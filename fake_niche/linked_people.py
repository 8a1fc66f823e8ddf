"""The people of a request or a case: reading who is added or removed, showing who they are."""

from collections.abc import Sequence

from flask import request

from fake_niche.models import Person
from fake_niche.services import clean_text, db, is_closed_to_me, uk_date

Texts = dict[str, str]


def entered_person(roles: Sequence[str]) -> tuple[Texts, Texts]:
    """The person and role that were entered, and what is wrong with them by field."""
    values = {name: clean_text(request.form.get(name, "")) for name in ("person", "role")}
    values["person"] = values["person"].upper()
    errors = {}
    if not is_person(values["person"]):
        errors["person"] = "Person: enter the number of a person."
    if values["role"] not in roles:
        errors["role"] = "Role: choose one."
    return values, errors


def is_person(number: str) -> bool:
    """Whether there is a person of that number."""
    return bool(number) and db().get(Person, number) is not None


def name_and_birth(person: Person) -> tuple[str, str]:
    """How a list names a person; of a restricted one only that they are."""
    if is_closed_to_me(person.restricted_to):
        return "Restricted", ""
    return f"{person.forenames} {person.surname}".strip(), uk_date(person.born)
