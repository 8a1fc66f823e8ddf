"""The records: one class per table.

Ids are the ones a person sees on the screen. Dates and times are stored as ISO text in UTC
(``2026-03-02T06:00:00+00:00``) so that a dump is the same on every machine and database.
Every table that a screen edits has a ``row_version``: an edit names the version it was read in.
"""

from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    """Registry of all tables."""


def _versioned() -> Mapped[int]:
    return mapped_column(Integer, default=1)


task_reports = Table(
    "task_report",
    Base.metadata,
    Column("task_id", ForeignKey("task.id"), primary_key=True),
    Column("report_id", ForeignKey("report.id"), primary_key=True, index=True),
)


class OrgUnit(Base):
    """A hub, local policing area or team; tasks queue at units."""

    __tablename__ = "org_unit"
    code: Mapped[str] = mapped_column(String(20), primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(20))  # hub, lpa, team, queue


class User(Base):
    """Who logs in; ``role`` is officer, supervisor, coordinator, support, robot or admin."""

    __tablename__ = "user"
    id: Mapped[str] = mapped_column(String(20), primary_key=True)  # the log-in name
    name: Mapped[str] = mapped_column(String(80))
    role: Mapped[str] = mapped_column(String(20))
    unit_code: Mapped[str] = mapped_column(ForeignKey("org_unit.code"))
    password_hash: Mapped[str] = mapped_column(String(200))
    password_changed: Mapped[str] = mapped_column(String(32))
    failed_logins: Mapped[int] = mapped_column(Integer, default=0)
    locked: Mapped[bool] = mapped_column(Boolean, default=False)
    active: Mapped[bool] = mapped_column(Boolean, default=True)
    unit: Mapped[OrgUnit] = relationship()


class Address(Base):
    """A place; ``kind`` is house, flat, hostel, refuge, care home, placement or block."""

    __tablename__ = "address"
    id: Mapped[str] = mapped_column(String(12), primary_key=True)  # A0000001
    line: Mapped[str] = mapped_column(String(120))
    town: Mapped[str] = mapped_column(String(60))
    postcode: Mapped[str] = mapped_column(String(10))
    kind: Mapped[str] = mapped_column(String(20), default="house")
    lpa: Mapped[str] = mapped_column(String(40), default="")  # empty outside the force area
    force_area: Mapped[str] = mapped_column(String(40))
    authority: Mapped[str] = mapped_column(String(40))
    nation: Mapped[str] = mapped_column(String(20), default="England")


class Person(Base):
    """Somebody known to the force."""

    __tablename__ = "person"
    id: Mapped[str] = mapped_column(String(12), primary_key=True)  # P0000001
    surname: Mapped[str] = mapped_column(String(60), index=True)
    forenames: Mapped[str] = mapped_column(String(60), default="")
    born: Mapped[str | None] = mapped_column(String(10))  # ISO date
    sex: Mapped[str] = mapped_column(String(10), default="")
    telephone: Mapped[str] = mapped_column(String(20), default="")
    employer: Mapped[str] = mapped_column(String(100), default="")
    occupation: Mapped[str] = mapped_column(String(60), default="")
    deceased: Mapped[bool] = mapped_column(Boolean, default=False)
    merged_into_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    restricted_to: Mapped[str | None] = mapped_column(ForeignKey("org_unit.code"))
    row_version: Mapped[int] = _versioned()
    aliases: Mapped[list["PersonAlias"]] = relationship(order_by="PersonAlias.id")
    addresses: Mapped[list["PersonAddress"]] = relationship(order_by="PersonAddress.id")
    pupil_links: Mapped[list["PupilLink"]] = relationship(order_by="PupilLink.id")
    flags: Mapped[list["Flag"]] = relationship(order_by="Flag.id")


class PersonAlias(Base):
    """Another name a person is known by."""

    __tablename__ = "person_alias"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))


class PersonAddress(Base):
    """Where a person lives or lived; ``until`` empty means now."""

    __tablename__ = "person_address"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    address_id: Mapped[str] = mapped_column(ForeignKey("address.id"), index=True)
    since: Mapped[str | None] = mapped_column(String(10))
    until: Mapped[str | None] = mapped_column(String(10))
    address: Mapped[Address] = relationship()


class PersonRelation(Base):
    """``person`` is the ``relation`` (mother, stepfather, sibling, …) of ``other``."""

    __tablename__ = "person_relation"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    other_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    relation: Mapped[str] = mapped_column(String(30))
    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    other: Mapped[Person] = relationship(foreign_keys=[other_id])


class School(Base):
    """A school or college; ``closed`` and ``successor`` say what became of it."""

    __tablename__ = "school"
    id: Mapped[str] = mapped_column(String(12), primary_key=True)  # S00001
    name: Mapped[str] = mapped_column(String(100), index=True)
    phase: Mapped[str] = mapped_column(String(20))  # nursery, primary, secondary, college, special
    age_from: Mapped[int] = mapped_column(Integer)
    age_to: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str] = mapped_column(String(20), default="maintained")
    town: Mapped[str] = mapped_column(String(60))
    force_area: Mapped[str] = mapped_column(String(40))
    authority: Mapped[str] = mapped_column(String(40))
    nation: Mapped[str] = mapped_column(String(20), default="England")
    opened: Mapped[str | None] = mapped_column(String(10))
    closed: Mapped[str | None] = mapped_column(String(10))
    successor_id: Mapped[str | None] = mapped_column(ForeignKey("school.id"))
    listed: Mapped[bool] = mapped_column(Boolean, default=True)  # offered in the PPN's school list
    aliases: Mapped[list["SchoolAlias"]] = relationship(order_by="SchoolAlias.id")
    successor: Mapped["School | None"] = relationship(remote_side="School.id")


class SchoolAlias(Base):
    """An earlier or other name of a school."""

    __tablename__ = "school_alias"
    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[str] = mapped_column(ForeignKey("school.id"), index=True)
    name: Mapped[str] = mapped_column(String(100))


class PupilLink(Base):
    """A person's school, with where it comes from and when it was verified."""

    __tablename__ = "pupil_link"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    school_id: Mapped[str] = mapped_column(ForeignKey("school.id"), index=True)
    since: Mapped[str | None] = mapped_column(String(10))
    until: Mapped[str | None] = mapped_column(String(10))
    source: Mapped[str] = mapped_column(String(40), default="PPN")
    verified_on: Mapped[str | None] = mapped_column(String(10))
    reported_left: Mapped[str | None] = mapped_column(String(10))
    school: Mapped[School] = relationship()


class Occurrence(Base):
    """The container of an event; ``number`` has 11 digits and starts 99."""

    __tablename__ = "occurrence"
    number: Mapped[str] = mapped_column(String(11), primary_key=True)
    type: Mapped[str] = mapped_column(String(60))
    classification: Mapped[str] = mapped_column(String(60))
    domestic: Mapped[bool] = mapped_column(Boolean, default=False)
    qualifiers: Mapped[list[str]] = mapped_column(JSON, default=list)
    started: Mapped[str] = mapped_column(String(32))
    ended: Mapped[str | None] = mapped_column(String(32))
    address_id: Mapped[str | None] = mapped_column(ForeignKey("address.id"))
    status: Mapped[str] = mapped_column(String(20), default="Open")
    disposal: Mapped[str] = mapped_column(String(60), default="")
    officer_id: Mapped[str] = mapped_column(ForeignKey("user.id"))
    summary: Mapped[str] = mapped_column(Text, default="")
    restricted_to: Mapped[str | None] = mapped_column(ForeignKey("org_unit.code"))
    row_version: Mapped[int] = _versioned()
    address: Mapped[Address | None] = relationship()
    officer: Mapped[User] = relationship()
    involvements: Mapped[list["Involvement"]] = relationship(
        order_by="Involvement.id", back_populates="occurrence"
    )


class MissingEpisode(Base):
    """One time that a person was missing."""

    __tablename__ = "missing_episode"
    id: Mapped[int] = mapped_column(primary_key=True)
    occurrence_number: Mapped[str] = mapped_column(ForeignKey("occurrence.number"), index=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    reported: Mapped[str] = mapped_column(String(32))
    found: Mapped[str | None] = mapped_column(String(32))
    status: Mapped[str] = mapped_column(String(30), default="Missing")
    risk: Mapped[str] = mapped_column(String(30), default="")
    row_version: Mapped[int] = _versioned()


class Involvement(Base):
    """A person's part in an occurrence: victim, suspect, witness, child, other party, subject."""

    __tablename__ = "involvement"
    __table_args__ = (UniqueConstraint("occurrence_number", "person_id", "role"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    occurrence_number: Mapped[str] = mapped_column(ForeignKey("occurrence.number"), index=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[str] = mapped_column(String(20))
    present: Mapped[str] = mapped_column(String(10), default="")  # Yes, No, Not known, empty
    resident: Mapped[str] = mapped_column(String(10), default="")
    source: Mapped[str] = mapped_column(String(40), default="Officer")
    confirmed_by: Mapped[str] = mapped_column(String(80), default="")
    person: Mapped[Person] = relationship()
    occurrence: Mapped[Occurrence] = relationship(back_populates="involvements")


class FormTemplate(Base):
    """A form version that reports may be written in; the definition is the file, this its row."""

    __tablename__ = "form_template"
    code: Mapped[str] = mapped_column(String(10), primary_key=True)  # PPN
    version: Mapped[str] = mapped_column(String(10), primary_key=True)  # v1
    current: Mapped[bool] = mapped_column(Boolean, default=False)


class Report(Base):
    """A PPN: answers by field name in ``data``; grids are lists of mappings under their own name.

    ``status`` is Draft, Submitted, Returned or Reviewed. ``revision`` is 0 until first submitted,
    then 1, and one more for each amendment that a person submits.
    """

    __tablename__ = "report"
    id: Mapped[str] = mapped_column(String(12), primary_key=True)  # PPN-000001
    occurrence_number: Mapped[str] = mapped_column(ForeignKey("occurrence.number"), index=True)
    subject_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    form_code: Mapped[str] = mapped_column(String(10), default="PPN")
    form_version: Mapped[str] = mapped_column(String(10), default="v1")
    status: Mapped[str] = mapped_column(String(20), default="Draft", index=True)
    revision: Mapped[int] = mapped_column(Integer, default=0)
    domestic: Mapped[bool] = mapped_column(Boolean, default=False)  # ticked on the form
    author_id: Mapped[str] = mapped_column(ForeignKey("user.id"))
    created: Mapped[str] = mapped_column(String(32))
    submitted: Mapped[str | None] = mapped_column(String(32))
    amended: Mapped[str | None] = mapped_column(String(32), index=True)  # last submit or amendment
    data: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    row_version: Mapped[int] = _versioned()
    occurrence: Mapped[Occurrence] = relationship()
    author: Mapped[User] = relationship()
    tasks: Mapped[list["Task"]] = relationship(secondary=task_reports, back_populates="reports")


class Task(Base):
    """A work item of people (and of the robot, when its box is ticked)."""

    __tablename__ = "task"
    __table_args__ = (
        Index("ix_task_queue", "unit_code", "status", "id"),
        Index("ix_task_queue_due", "unit_code", "status", "due"),
        Index("ix_task_queue_title", "unit_code", "status", "title"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    type: Mapped[str] = mapped_column(String(40))
    status: Mapped[str] = mapped_column(
        String(20), default="New"
    )  # New, Accepted, Completed, Cancelled
    unit_code: Mapped[str] = mapped_column(ForeignKey("org_unit.code"))
    user_id: Mapped[str | None] = mapped_column(ForeignKey("user.id"))
    occurrence_number: Mapped[str | None] = mapped_column(
        ForeignKey("occurrence.number"), index=True
    )
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    created: Mapped[str] = mapped_column(String(32))
    due: Mapped[str | None] = mapped_column(String(32))
    for_robot: Mapped[bool] = mapped_column(Boolean, default=False)
    urgent: Mapped[bool] = mapped_column(Boolean, default=False)
    notes: Mapped[str] = mapped_column(Text, default="")
    outcome: Mapped[str] = mapped_column(String(120), default="")
    row_version: Mapped[int] = _versioned()
    unit: Mapped[OrgUnit] = relationship()
    occurrence: Mapped[Occurrence | None] = relationship()
    person: Mapped[Person | None] = relationship()
    reports: Mapped[list[Report]] = relationship(secondary=task_reports, back_populates="tasks")


class OelEntry(Base):
    """An entry in the occurrence enquiry log: dated, append-only."""

    __tablename__ = "oel_entry"
    id: Mapped[int] = mapped_column(primary_key=True)
    occurrence_number: Mapped[str] = mapped_column(ForeignKey("occurrence.number"), index=True)
    written: Mapped[str] = mapped_column(String(32))
    author_id: Mapped[str] = mapped_column(ForeignKey("user.id"))
    type: Mapped[str] = mapped_column(String(40))
    text: Mapped[str] = mapped_column(Text)
    author: Mapped[User] = relationship()


class Attachment(Base):
    """A file on an occurrence or a task."""

    __tablename__ = "attachment"
    id: Mapped[int] = mapped_column(primary_key=True)
    occurrence_number: Mapped[str] = mapped_column(ForeignKey("occurrence.number"), index=True)
    task_id: Mapped[int | None] = mapped_column(ForeignKey("task.id"))
    name: Mapped[str] = mapped_column(String(120))
    marking: Mapped[str] = mapped_column(String(40))
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes]
    added: Mapped[str] = mapped_column(String(32))
    added_by: Mapped[str] = mapped_column(ForeignKey("user.id"))


class Flag(Base):
    """A warning marker on a person or an address, with start and expiry."""

    __tablename__ = "flag"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"), index=True)
    address_id: Mapped[str | None] = mapped_column(ForeignKey("address.id"), index=True)
    kind: Mapped[str] = mapped_column(String(60))
    since: Mapped[str | None] = mapped_column(String(10))
    until: Mapped[str | None] = mapped_column(String(10))
    note: Mapped[str] = mapped_column(String(200), default="")


class RecordLock(Base):
    """Who has a record open for editing; one holder per record."""

    __tablename__ = "record_lock"
    record: Mapped[str] = mapped_column(String(40), primary_key=True)  # task:12, report:PPN-000001
    user_id: Mapped[str] = mapped_column(ForeignKey("user.id"))
    since: Mapped[str] = mapped_column(String(32))
    user: Mapped[User] = relationship()


class AuditEntry(Base):
    """Who did what to which record, when and why; append-only."""

    __tablename__ = "audit_entry"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[str] = mapped_column(String(32))
    user_id: Mapped[str] = mapped_column(String(20))
    operation: Mapped[str] = mapped_column(String(30))  # view, edit, add, log-in, refused, …
    record: Mapped[str] = mapped_column(String(40), index=True)
    reason: Mapped[str] = mapped_column(String(200), default="")
    recipient: Mapped[str] = mapped_column(String(120), default="")
    detail: Mapped[str] = mapped_column(String(200), default="")


class Fault(Base):
    """A fault that is switched on; see ``fake_niche/faults.py`` for the kinds."""

    __tablename__ = "fault"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    path: Mapped[str] = mapped_column(String(120), default="")  # regular expression; empty = any
    remaining: Mapped[int | None] = mapped_column(Integer)  # None = until switched off
    probability: Mapped[float] = mapped_column(default=1.0)
    seed: Mapped[int] = mapped_column(Integer, default=0)
    value: Mapped[str] = mapped_column(String(200), default="")  # seconds, user, form version, …
    draws: Mapped[int] = mapped_column(Integer, default=0)  # how often its chance was drawn


class AccessGrant(Base):
    """The reason that somebody gave for opening a record in one log-in session."""

    __tablename__ = "access_grant"
    session_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    record: Mapped[str] = mapped_column(String(40), primary_key=True)
    reason: Mapped[str] = mapped_column(String(200))


class AppliedMoment(Base):
    """A moment of ``events.yaml`` that has been applied; each is applied once."""

    __tablename__ = "applied_moment"
    moment: Mapped[str] = mapped_column(String(60), primary_key=True)
    at: Mapped[str] = mapped_column(String(32))
