"""Events of missing episodes, CSC requests and MARAC cases."""

from typing import Final

from fake_niche.events.basis import Do, Happening, put, raise_version
from fake_niche.models import (
    CscRequest,
    CscRequestPerson,
    MaracCase,
    MissingEpisode,
    Occurrence,
    Person,
)
from fake_niche.runtime import db, now_iso


def _add_episode(happening: Happening) -> str:
    occurrence = happening.record(Occurrence, "occurrence")
    episode = MissingEpisode(
        occurrence_number=occurrence.number,
        person_id=happening.record(Person, "person").id,
        reported=happening.optional("reported") or now_iso(),
        found=happening.optional("found"),
        status=happening.text("status", "Missing"),
        risk=happening.text("risk", "Medium"),
        changed=happening.optional("changed") or now_iso(),
        reason=happening.text("reason", ""),
    )
    db().add(episode)
    return f"occurrence:{occurrence.number}"


def _set_episode(happening: Happening) -> str:
    """Also the moment of the change, unless the entry sets one."""
    episode = happening.record(MissingEpisode, "episode")
    put(episode, {"changed": now_iso(), **happening.changes()})
    return f"occurrence:{episode.occurrence_number}"


def _set_csc_request(happening: Happening) -> str:
    request = happening.record(CscRequest, "csc")
    put(request, happening.changes())
    return f"csc:{request.id}"


def _add_csc_person(happening: Happening) -> str:
    request = happening.record(CscRequest, "csc")
    person = happening.record(Person, "person").id
    request.people.append(CscRequestPerson(person_id=person, role=happening.text("role", "Child")))
    raise_version(request)
    return f"csc:{request.id}"


def _set_marac_case(happening: Happening) -> str:
    case = happening.record(MaracCase, "marac")
    put(case, happening.changes())
    return f"marac:{case.id}"


def _withdraw_marac(happening: Happening) -> str:
    case = happening.record(MaracCase, "marac")
    put(case, {"status": "Withdrawn"})
    return f"marac:{case.id}"


VERBS: Final[dict[str, Do]] = {
    "add_episode": _add_episode,
    "set_episode": _set_episode,
    "set_csc_request": _set_csc_request,
    "add_csc_person": _add_csc_person,
    "set_marac_case": _set_marac_case,
    "withdraw_marac": _withdraw_marac,
}
