"""A small world to write reports in: units, people who log in, a family, schools, an occurrence."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from fake_niche.app import create_app
from fake_niche.database import create_schema, make_engine
from fake_niche.models import (
    Address,
    Involvement,
    Occurrence,
    OrgUnit,
    Person,
    PersonAddress,
    Report,
    School,
    User,
)
from fake_niche.runtime import Niche
from fake_niche.security.passwords import hash_password

PASSWORD = "a long synthetic password"
OCCURRENCE = "99260000001"
PACK_FILE = "name: test\nforce: hampshire\nas_of: '2026-03-02'\nsynthetic: true\n"
STARTED = "2026-02-28T21:30:00+00:00"
ROLES = {
    "robot.mash": "robot",
    "coord1": "coordinator",
    "super1": "supervisor",
    "officer1": "officer",
    "support1": "support",
}


def a_world(folder: Path, forms_dir: Path | None = None, *, schools: int = 3) -> Flask:
    """The application on a new pack in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pack.yaml").write_text(PACK_FILE, encoding="utf-8")
    engine = make_engine(f"sqlite:///{folder / 'niche.sqlite'}")
    create_schema(engine)
    with Session(engine) as session:
        session.add_all([*_units(), *_users(), *_schools(schools)])
        session.flush()
        session.add_all(_family())
        session.commit()
    engine.dispose()
    app = create_app(folder, forms_dir)
    app.config["WTF_CSRF_ENABLED"] = False
    return app


def _units() -> list[OrgUnit]:
    return [
        OrgUnit(code="HUB", name="Solmere MASH", kind="hub"),
        OrgUnit(code="MASH-PPN", name="MASH - PPN", kind="queue"),
        OrgUnit(code="RESTR", name="Professional Standards", kind="team"),
    ]


def _users() -> list[User]:
    hashed = hash_password(PASSWORD)
    return [
        User(
            id=user,
            name=f"Test {user}",
            role=role,
            unit_code="HUB",
            password_hash=hashed,
            password_changed="2099-01-01T00:00:00+00:00",
        )
        for user, role in ROLES.items()
    ]


def _schools(number: int) -> list[School]:
    words = ("Alder", "Birch", "Cedar", "Dene", "Elm", "Fern")
    return [
        School(
            id=f"S{n:05d}",
            name=f"{words[n % 6]} Hill School {n}",
            phase="primary" if n % 2 else "secondary",
            age_from=4,
            age_to=16,
            town="Quayhaven" if n % 2 else "Solmere",
            force_area="Solmere",
            authority="Solmere County Council",
        )
        for n in range(1, number + 1)
    ]


def _family() -> list[Any]:
    home = Address(
        id="A0000001",
        line="12 Larch Lane",
        town="Quayhaven",
        postcode="QX1 2AB",
        force_area="Solmere",
        authority="Solmere County Council",
    )
    occurrence = Occurrence(
        number=OCCURRENCE,
        type="Domestic incident",
        classification="Assault",
        domestic=True,
        started=STARTED,
        officer_id="officer1",
        address=home,
    )
    people = [
        Person(id="P0000001", surname="O'Hale", forenames="Mary", born="1990-05-01", sex="Female"),
        Person(id="P0000002", surname="Grubb", forenames="Dan", born="1988-01-02", sex="Male"),
        Person(id="P0000003", surname="O'Hale", forenames="Will", born="2016-09-03", sex="Male"),
    ]
    roles = ("victim", "suspect", "child")
    return [
        home,
        occurrence,
        *people,
        PersonAddress(person_id="P0000001", address_id="A0000001", since="2020-01-01"),
        *(
            Involvement(occurrence_number=OCCURRENCE, person_id=person.id, role=role)
            for person, role in zip(people, roles, strict=True)
        ),
    ]


@dataclass(frozen=True)
class Desk:
    """Somebody logged in at a screen, with a reason to open the occurrence."""

    app: Flask
    client: FlaskClient

    @classmethod
    def of(cls, app: Flask, user: str) -> "Desk":
        """The desk of ``user``."""
        client = app.test_client()
        client.post("/login", data={"username": user, "password": PASSWORD})
        reason = {"record": OCCURRENCE, "reason": "Writing the report"}
        client.post("/open", data=reason)
        return cls(app, client)

    def get(self, path: str) -> TestResponse:
        """The page at ``path``."""
        return self.client.get(path)

    def post(self, path: str, **fields: Any) -> TestResponse:  # noqa: ANN401
        """What the application answers to the form posted."""
        return self.client.post(path, data=fields)


def sessions(app: Flask) -> Session:
    """A session on the application's database."""
    parts: Niche = app.extensions["niche"]
    return parts.sessions()


def stored(app: Flask, report_id: str) -> Report:
    """The report as it is in the database now."""
    with sessions(app) as session:
        report = session.get(Report, report_id)
        assert report is not None
        return report


def a_report(
    app: Flask,
    answers: Mapping[str, Any],
    *,
    version: str = "v1",
    status: str = "Draft",
    report_id: str = "PPN-000001",
) -> Report:
    """A report with these answers, in the database."""
    revision = 0 if status == "Draft" else 1
    amended = "2026-03-01T10:00:00+00:00" if revision else None
    report = Report(
        id=report_id,
        occurrence_number=OCCURRENCE,
        form_version=version,
        status=status,
        revision=revision,
        domestic="Domestic abuse" in answers.get("ppn_types", ()),
        author_id="officer1",
        created="2026-03-01T09:00:00+00:00",
        submitted=amended,
        amended=amended,
        data=dict(answers),
    )
    with sessions(app) as session:
        session.add(report)
        session.commit()
    return report
