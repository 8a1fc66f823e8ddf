"""What the look-up dialog shows: people, schools and addresses to choose from."""

from flask import Blueprint, render_template, request
from sqlalchemy import or_, select

from fake_niche.errors import RecordMissing
from fake_niche.models import Address
from fake_niche.search import people_named, schools_named
from fake_niche.services import audit, db, uk_date

blueprint = Blueprint("lookup", __name__)

LIMIT = 20


@blueprint.get("/lookup/<kind>")
def find(kind: str) -> str:
    """The first matches of a kind, each as a button with its number."""
    text = request.args.get("q", "").strip()
    finders = {"person": _people, "school": _schools, "address": _addresses}
    if kind not in finders:
        raise RecordMissing(kind)
    audit("search", "lookup", detail=kind)
    return render_template("lookup/found.html", found=finders[kind](text) if text else [])


def _people(text: str) -> list[tuple[str, str]]:
    found = db().scalars(people_named(text).limit(LIMIT))
    return [(one.id, f"{one.surname}, {one.forenames} · {uk_date(one.born)}") for one in found]


def _schools(text: str) -> list[tuple[str, str]]:
    return [(s.id, f"{s.name}, {s.town}") for s in db().scalars(schools_named(text).limit(LIMIT))]


def _addresses(text: str) -> list[tuple[str, str]]:
    wanted = select(Address)
    for word in text.split():
        columns = (Address.line, Address.town, Address.postcode, Address.id)
        wanted = wanted.where(or_(*(column.icontains(word, autoescape=True) for column in columns)))
    found = db().scalars(wanted.order_by(Address.town, Address.line).limit(LIMIT))
    return [(one.id, f"{one.line}, {one.town}, {one.postcode}") for one in found]
