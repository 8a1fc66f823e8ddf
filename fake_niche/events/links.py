"""Events of what hangs on people and addresses: flags, involvements, pupil links."""

from typing import Final

from sqlalchemy import select

from fake_niche.events.basis import Do, EventError, Happening, put
from fake_niche.models import Flag, Involvement, Occurrence, Person, PupilLink, School
from fake_niche.runtime import db, today_iso


def _add_flag(happening: Happening) -> str:
    flag = Flag(
        person_id=happening.optional("person"),
        address_id=happening.optional("address"),
        kind=happening.text("kind"),
        since=happening.optional("since") or today_iso(),
        until=happening.optional("until"),
        note=happening.text("note", ""),
    )
    db().add(flag)
    return f"person:{flag.person_id}" if flag.person_id else f"address:{flag.address_id}"


def _add_involvement(happening: Happening) -> str:
    occurrence = happening.record(Occurrence, "occurrence")
    involvement = Involvement(
        occurrence_number=occurrence.number,
        person_id=happening.record(Person, "person").id,
        role=happening.text("role"),
        present=happening.text("present", ""),
        resident=happening.text("resident", ""),
        source=happening.text("source", "Officer"),
        confirmed_by=happening.by,
    )
    db().add(involvement)
    return f"occurrence:{occurrence.number}"


def _add_pupil_link(happening: Happening) -> str:
    person = happening.record(Person, "person")
    link = PupilLink(
        person_id=person.id,
        school_id=happening.record(School, "school").id,
        since=happening.optional("since") or today_iso(),
        source=happening.text("source", "Coordinator"),
        verified_on=happening.optional("verified_on"),
    )
    db().add(link)
    return f"person:{person.id}"


def _set_pupil_link(happening: Happening) -> str:
    person, school = happening.text("person"), happening.text("school")
    wanted = PupilLink.person_id == person, PupilLink.school_id == school
    link = db().scalars(select(PupilLink).where(*wanted).order_by(PupilLink.id.desc())).first()
    if link is None:
        raise EventError(f"{person} has no link to {school}.")
    put(link, happening.changes())
    return f"person:{person}"


VERBS: Final[dict[str, Do]] = {
    "add_flag": _add_flag,
    "add_involvement": _add_involvement,
    "add_pupil_link": _add_pupil_link,
    "set_pupil_link": _set_pupil_link,
}
