"""The tab "Details": the person, with the flags and the address in force today."""

from collections.abc import Iterable

from sqlalchemy import select

from fake_niche.models import Address, Flag
from fake_niche.person.base import blueprint, current_flags, is_current, tab
from fake_niche.services import db, open_person, today_iso


@blueprint.get("/person/<person_id>")
def show(person_id: str) -> str:
    """The person."""
    person = open_person(person_id)
    today = today_iso()
    addresses = [one.address for one in person.addresses if is_current(one, today)]
    return tab(
        person,
        "Details",
        flags=current_flags(person.flags, today),
        address_flags=_address_flags(addresses, today),
        current=_joined(addresses),
    )


def _address_flags(addresses: list[Address], today: str) -> str:
    wanted = Flag.address_id.in_([address.id for address in addresses])
    return current_flags(db().scalars(select(Flag).where(wanted).order_by(Flag.id)), today)


def _joined(addresses: list[Address]) -> dict[str, str]:
    """Each part of the current address; of several, all of them."""
    return {
        "address": "; ".join(f"{one.line}, {one.town}, {one.postcode}" for one in addresses),
        "kind": _each(one.kind for one in addresses),
        "force_area": _each(one.force_area for one in addresses),
        "authority": _each(one.authority for one in addresses),
    }


def _each(values: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(values))
