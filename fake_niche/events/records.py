"""Events of occurrences and people, and of the application: locks and faults."""

from typing import Final

from sqlalchemy import delete

from fake_niche.events.basis import Do, EventError, Happening, put
from fake_niche.faults import FaultError, switch_on
from fake_niche.models import Fault, Occurrence, OelEntry, Person, RecordLock
from fake_niche.runtime import db, now_iso

_CLASSING: Final = ("domestic", "classification", "type", "qualifiers")
_FAULT_SETTINGS: Final = ("path", "remaining", "probability", "seed", "value")
_KINDS: Final = ("task", "report", "occurrence", "person", "csc", "marac")


def _reclassify(happening: Happening) -> str:
    occurrence = happening.record(Occurrence, "occurrence")
    entry = happening.entry
    put(occurrence, {name: entry[name] for name in _CLASSING if name in entry})
    return f"occurrence:{occurrence.number}"


def _set_occurrence(happening: Happening) -> str:
    occurrence = happening.record(Occurrence, "occurrence")
    put(occurrence, happening.changes())
    return f"occurrence:{occurrence.number}"


def _set_person(happening: Happening) -> str:
    person = happening.record(Person, "person")
    put(person, happening.changes())
    return f"person:{person.id}"


def _add_oel(happening: Happening) -> str:
    occurrence = happening.record(Occurrence, "occurrence")
    entry = OelEntry(
        occurrence_number=occurrence.number,
        written=now_iso(),
        author_id=happening.by,
        type=happening.text("type", "Enquiry"),
        text=happening.text("text"),
    )
    db().add(entry)
    return f"occurrence:{occurrence.number}"


def _lock(happening: Happening) -> str:
    key = _key(happening)
    _forget_lock(key)
    db().add(RecordLock(record=key, user_id=happening.by, since=now_iso()))
    return key


def _unlock(happening: Happening) -> str:
    key = _key(happening)
    _forget_lock(key)
    return key


def _forget_lock(key: str) -> None:
    db().execute(delete(RecordLock).where(RecordLock.record == key))


def _key(happening: Happening) -> str:
    if key := happening.optional("record"):
        return key
    named = [kind for kind in _KINDS if kind in happening.entry]
    if not named:
        raise EventError(f"The event {happening.entry} names no record.")
    return f"{named[0]}:{happening.text(named[0]).removeprefix('T')}"


def _switch_on(happening: Happening) -> str:
    settings = {k: v for k, v in happening.entry.items() if k in _FAULT_SETTINGS}
    try:
        switch_on(db(), happening.text("kind"), **settings)
    except FaultError as error:
        raise EventError(str(error)) from error
    return f"fault:{happening.text('kind')}"


def _clear(_happening: Happening) -> str:
    db().execute(delete(Fault))
    return "faults"


VERBS: Final[dict[str, Do]] = {
    "reclassify": _reclassify,
    "set_occurrence": _set_occurrence,
    "edit_occurrence": _set_occurrence,
    "set_person": _set_person,
    "add_oel": _add_oel,
    "lock": _lock,
    "unlock": _unlock,
    "fault": _switch_on,
    "clear_faults": _clear,
}
