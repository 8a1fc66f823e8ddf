"""What the tabs of a person share."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from flask import Blueprint, render_template

from fake_niche.models import Flag, Person
from fake_niche.services import lock_holder_name

blueprint = Blueprint("person", __name__)

_TABS = {
    "Addresses": "addresses",
    "Schools": "schools",
    "Relations": "relations",
    "Occurrences": "occurrences",
    "Flags": "flags",
    "Orders": "orders",
    "MARAC": "marac",
    "Possible matches": "matches",
}


class Lasting(Protocol):
    """Something with a start and an end; an empty one is open."""

    since: str | None
    until: str | None


def is_current(lasting: Flag | Lasting, today: str) -> bool:
    """Whether it is in force on the ISO date ``today``; its last day counts."""
    return (lasting.since or today) <= today <= (lasting.until or date.max.isoformat())


def current_flags(flags: Iterable[Flag], today: str) -> str:
    """The flags in force, as the screens show them."""
    return "; ".join(flag.kind for flag in flags if is_current(flag, today))


def tab(person: Person, name: str, **content: object) -> str:
    """The page of one tab, drawn from ``person/<name>.html``."""
    first = f"/person/{person.id}"
    links = [(first, "Details"), *((f"{first}/{path}", one) for one, path in _TABS.items())]
    return render_template(
        f"person/{_TABS.get(name, name.lower())}.html",
        person=person,
        record_id=person.id,
        tab=name,
        tabs=links,
        holder=lock_holder_name(f"person:{person.id}"),
        **content,
    )
