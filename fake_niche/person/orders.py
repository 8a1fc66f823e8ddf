"""The tab "Orders": what forbids somebody something for the sake of another."""

from typing import Final

from flask import redirect, render_template, request
from sqlalchemy import or_, select
from werkzeug.wrappers import Response

from fake_niche.entered import date_errors, length_errors, missing_errors
from fake_niche.errors import RecordMissing
from fake_niche.grids import Row
from fake_niche.linked_people import is_person
from fake_niche.models import Order, Person
from fake_niche.person.base import blueprint, tab
from fake_niche.services import (
    Column,
    acquire_lock,
    audit,
    check_row_version,
    clean_text,
    db,
    iso_date,
    may,
    open_person,
    release_lock,
    requires,
    row,
    today_iso,
    uk_date,
    whole,
)

KINDS: Final = (
    "Restraining order",
    "Non-molestation order",
    "Domestic abuse protection notice",
    "Police bail",
    "Prohibited steps order",
)
_COLUMNS: Final = (
    Column("order", "Order"),
    Column("kind", "Kind"),
    Column("against", "Against"),
    Column("protects", "Protects"),
    Column("since", "From"),
    Column("expires", "Expires"),
    Column("detail", "Detail"),
)
_PEOPLE: Final = {"against": "Against", "protects": "Protects"}
_DATES: Final = {"since": "From", "expires": "Expires"}
_NAMES: Final = ("kind", "detail", *_PEOPLE, *_DATES)
Texts = dict[str, str]


@blueprint.get("/person/<person_id>/orders")
def orders(person_id: str) -> str:
    """The orders against the person or for the person's sake, expired ones too."""
    person = open_person(person_id)
    either = or_(Order.against_id == person_id, Order.protects_id == person_id)
    found = db().scalars(select(Order).where(either).order_by(Order.id))
    rows = [_row(one, person_id) for one in found]
    return tab(person, "Orders", grid=whole("orders", _COLUMNS, rows))


@blueprint.get("/person/<person_id>/orders/new")
@requires("order.edit")
def new_order(person_id: str) -> str:
    """The screen "Order" for a new one, held under a lock on the person."""
    person = open_person(person_id)
    acquire_lock(f"person:{person_id}")
    return _form(person, None, {"against": person_id, "since": uk_date(today_iso())}, {})


@blueprint.post("/person/<person_id>/orders/new")
@requires("order.edit")
def add_order(person_id: str) -> Response | tuple[str, int]:
    """Record an order."""
    return _save(person_id, None)


@blueprint.get("/person/<person_id>/orders/<int:order_id>/edit")
@requires("order.edit")
def edit_order(person_id: str, order_id: int) -> str:
    """The screen "Order", held under a lock on the person."""
    person = open_person(person_id)
    acquire_lock(f"person:{person_id}")
    return _form(person, order_id, _stored(_order(person_id, order_id)), {})


@blueprint.post("/person/<person_id>/orders/<int:order_id>/edit")
@requires("order.edit")
def save_order(person_id: str, order_id: int) -> Response | tuple[str, int]:
    """Save the order, or leave it as it is."""
    return _save(person_id, order_id)


def _save(person_id: str, order_id: int | None) -> Response | tuple[str, int]:
    key, path = f"person:{person_id}", f"/person/{person_id}/orders"
    if request.form.get("action") == "cancel":
        release_lock(key)
        return redirect(path)
    person = open_person(person_id, "edit")
    acquire_lock(key)
    values = {name: clean_text(request.form.get(name, "")) for name in _NAMES}
    errors = _errors(values, person_id)
    if errors:
        return _form(person, order_id, values, errors), 422
    check_row_version(key, person, request.form.get("row_version", ""))
    _put(_order(person_id, order_id) if order_id else _next_order(), values)
    audit("save", key, detail="order")
    release_lock(key)
    return redirect(path)


def _errors(values: Texts, person_id: str) -> Texts:
    errors = {
        **date_errors(values, _DATES),
        **missing_errors(values, {"since": "From"}),
        **length_errors(Order, values, {"detail": "Detail"}),
    }
    if values["kind"] not in KINDS:
        errors["kind"] = "Kind: choose one."
    for name, label in _PEOPLE.items():
        if not is_person(values[name]):
            errors[name] = f"{label}: enter the number of a person."
    if person_id not in (values["against"], values["protects"]):
        errors["protects"] = f"Protects: {person_id} must be on one side of the order."
    return errors


def _next_order() -> Order:
    order = Order()
    db().add(order)
    return order


def _put(order: Order, values: Texts) -> None:
    order.kind, order.detail = values["kind"], values["detail"]
    order.against_id, order.protects_id = values["against"], values["protects"]
    order.since = iso_date(values["since"])
    order.until = iso_date(values["expires"]) if values["expires"] else None


def _stored(order: Order) -> Texts:
    people = {"against": order.against_id, "protects": order.protects_id}
    dates = {"since": uk_date(order.since), "expires": uk_date(order.until)}
    return {"kind": order.kind, "detail": order.detail, **people, **dates}


def _order(person_id: str, order_id: int) -> Order:
    found = db().get(Order, order_id)
    if found is None or person_id not in (found.against_id, found.protects_id):
        raise RecordMissing(str(order_id))
    return found


def _row(one: Order, person_id: str) -> Row:
    edit = f"/person/{person_id}/orders/{one.id}/edit"
    return row(
        str(one.id),
        (one.id, edit if may("order.edit") else ""),
        one.kind,
        (one.against_id, f"/person/{one.against_id}"),
        (one.protects_id, f"/person/{one.protects_id}"),
        uk_date(one.since),
        uk_date(one.until),
        one.detail,
    )


def _form(person: Person, order_id: int | None, values: Texts, errors: Texts) -> str:
    return render_template(
        "person/order.html",
        person=person,
        record_id=person.id,
        order_id=order_id,
        values=values,
        errors=errors,
        order_kinds=[("", ""), *((name, name) for name in KINDS)],
    )
