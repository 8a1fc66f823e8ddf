"""A tiny world by hand: one incident with a family, its PPN and its task."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from fake_niche.database import create_schema, make_engine, make_sessions
from fake_niche.models import (
    Address,
    Flag,
    FormTemplate,
    Involvement,
    Occurrence,
    OelEntry,
    OrgUnit,
    Person,
    PersonAddress,
    PersonRelation,
    PupilLink,
    Report,
    School,
    Task,
    User,
)
from fake_niche.security.passwords import hash_password

AS_OF = "2026-03-02T05:30:00+00:00"
INCIDENT = "99260000001"
SECRET = "99260000002"
VICTIM, CHILD, HIDDEN = "P0000001", "P0000002", "P0000003"
PASSWORD = "Quillbrook-Tandem-81"
_HASH = hash_password(PASSWORD)
UNITS = (
    ("HUB", "Solmere MASH", "hub"),
    ("MASH-PPN", "MASH - PPN", "queue"),
    ("MASH-ENC", "MASH - Encompass", "queue"),
    ("MASH-ROBOT", "MASH - Robot", "queue"),
    ("RESTR", "Professional Standards", "team"),
)
USERS = (
    ("robot.mash", "MASH Robot", "robot", "HUB"),
    ("admin", "Administrator", "admin", "HUB"),
    ("coord1", "Mary Hale", "coordinator", "HUB"),
    ("coord2", "Ann Dale", "coordinator", "HUB"),
    ("officer1", "PC Reed", "officer", "HUB"),
    ("standards1", "DI Moss", "supervisor", "RESTR"),
)


@dataclass(frozen=True)
class SmallPack:
    """A pack folder with the tiny world in it."""

    folder: Path

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A session on the pack's database; what is done in it is kept."""
        engine = make_engine(f"sqlite:///{self.folder / 'niche.sqlite'}")
        with make_sessions(engine).begin() as session:
            yield session
        engine.dispose()

    def add(self, *records: object) -> None:
        """Put more records into the database."""
        with self.session() as session:
            session.add_all(records)


def make_small_pack(folder: Path) -> SmallPack:
    """The tiny world in ``folder``."""
    folder.mkdir()
    about = "name: small\nseed: 1\nforce: hampshire\nas_of: 2026-03-02\nsynthetic: true\n"
    (folder / "pack.yaml").write_text(about, encoding="utf-8")
    clock = {"synthetic": True, "base": AS_OF, "set_at": time.time()}
    (folder / "clock.json").write_text(json.dumps(clock), encoding="utf-8")
    (folder / "control.token").write_text("small-token", encoding="utf-8")
    engine = make_engine(f"sqlite:///{folder / 'niche.sqlite'}")
    create_schema(engine)
    with make_sessions(engine).begin() as session:
        for add in (_add_people, _add_family, _add_work):
            add(session)
            session.flush()
    engine.dispose()
    return SmallPack(folder)


def _add_people(session: Session) -> None:
    session.add_all(OrgUnit(code=code, name=name, kind=kind) for code, name, kind in UNITS)
    session.flush()
    session.add_all(
        User(
            id=id_,
            name=name,
            role=role,
            unit_code=unit,
            password_hash=_HASH,
            password_changed="2026-02-01T00:00:00+00:00",
        )
        for id_, name, role, unit in USERS
    )


def _add_family(session: Session) -> None:
    session.add(
        Address(
            id="A0000001",
            line="4 Larch Way",
            town="Solmere",
            postcode="QX1 2AB",
            kind="refuge",
            force_area="Solmere",
            authority="Solmere County Council",
        )
    )
    session.add(_school("S00001", "Larch Primary"))
    session.add(_school("S00002", "Old Larch School", closed="2025-08-31", successor_id="S00001"))
    session.add(Person(id=VICTIM, surname="O'Dell", forenames="May", born="1990-05-01"))
    session.add(Person(id=CHILD, surname="O'Dell", forenames="Zoë", born="2017-06-10"))
    session.add(
        Person(
            id=HIDDEN, surname="Verrel", forenames="Una", born="1980-01-01", restricted_to="RESTR"
        )
    )
    session.flush()
    session.add(PersonAddress(person_id=CHILD, address_id="A0000001", since="2024-01-01"))
    session.add(PersonRelation(person_id=VICTIM, other_id=CHILD, relation="mother"))
    session.add(PupilLink(person_id=CHILD, school_id="S00001", since="2021-09-01"))
    session.add(Flag(address_id="A0000001", kind="Confidential address", since="2024-01-01"))
    session.add(Flag(person_id=CHILD, kind="Child in care", since="2025-01-01"))
    session.add(Flag(person_id=CHILD, kind="Missing before", until="2025-12-31"))


def _school(id_: str, name: str, **more: str) -> School:
    return School(
        id=id_,
        name=name,
        phase="primary",
        age_from=4,
        age_to=11,
        town="Solmere",
        force_area="Solmere",
        authority="Solmere County Council",
        **more,
    )


def _add_work(session: Session) -> None:
    session.add(FormTemplate(code="PPN", version="v1", current=True))
    session.add(_occurrence(INCIDENT))
    session.add(_occurrence(SECRET, restricted_to="RESTR"))
    session.flush()
    for person, role in ((VICTIM, "Victim"), (CHILD, "Child"), (HIDDEN, "Witness")):
        session.add(Involvement(occurrence_number=INCIDENT, person_id=person, role=role))
    report, secret = _report("PPN-000001", INCIDENT), _report("PPN-000002", SECRET)
    session.add_all([report, secret])
    session.add(a_task(1, "PPN-000001 Domestic abuse, Solmere", reports=[report]))
    session.add(a_task(2, "PPN-000002 Domestic abuse", occurrence_number=SECRET, reports=[secret]))
    session.add(
        OelEntry(
            occurrence_number=INCIDENT,
            written="2026-03-01T10:00:00+00:00",
            author_id="officer1",
            type="Enquiry",
            text="Neighbour seen.",
        )
    )


def a_task(id_: int, title: str, **more: object) -> Task:
    """A new task in the queue of PPNs."""
    settings = {"occurrence_number": INCIDENT, "due": "2026-07-03T16:00:00+00:00", **more}
    return Task(
        id=id_,
        title=title,
        type="PPN review",
        unit_code="MASH-PPN",
        created="2026-03-01T12:00:00+00:00",
        **settings,
    )


def _occurrence(number: str, **more: str) -> Occurrence:
    return Occurrence(
        number=number,
        type="Domestic incident",
        classification="Common assault",
        domestic=True,
        qualifiers=["Honour-based abuse", "Alcohol"],
        started="2026-02-28T22:15:00+00:00",
        address_id="A0000001",
        officer_id="officer1",
        **more,
    )


def _report(id_: str, occurrence: str) -> Report:
    return Report(
        id=id_,
        occurrence_number=occurrence,
        subject_id=VICTIM,
        status="Submitted",
        revision=1,
        domestic=True,
        author_id="officer1",
        created="2026-03-01T08:00:00+00:00",
        submitted="2026-03-01T09:00:00+00:00",
        amended="2026-03-01T09:00:00+00:00",
        data={"ppn_types": ["Domestic abuse"], "children": [{"surname": "O'Dell", "school": "NK"}]},
    )
