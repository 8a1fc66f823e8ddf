"""Occurrences and what hangs on them: reports, tasks, log entries, attachments."""

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
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fake_niche.models.base import Base, versioned
from fake_niche.models.people import Address, OrgUnit, Person, User

task_reports = Table(
    "task_report",
    Base.metadata,
    Column("task_id", ForeignKey("task.id"), primary_key=True),
    Column("report_id", ForeignKey("report.id"), primary_key=True, index=True),
)


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
    next_date: Mapped[str | None] = mapped_column(String(10))  # next step of the investigation
    restricted_to: Mapped[str | None] = mapped_column(ForeignKey("org_unit.code"))
    row_version: Mapped[int] = versioned()
    address: Mapped[Address | None] = relationship()
    officer: Mapped[User] = relationship()
    involvements: Mapped[list["Involvement"]] = relationship(
        order_by="Involvement.id", back_populates="occurrence"
    )


class MissingEpisode(Base):
    """One time that a person was missing.

    ``status`` is Missing, Found, Found deceased or Cancelled; ``risk`` is the category; ``reason``
    says why it was cancelled.
    """

    __tablename__ = "missing_episode"
    id: Mapped[int] = mapped_column(primary_key=True)
    occurrence_number: Mapped[str] = mapped_column(ForeignKey("occurrence.number"), index=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    reported: Mapped[str] = mapped_column(String(32))
    found: Mapped[str | None] = mapped_column(String(32))
    status: Mapped[str] = mapped_column(String(30), default="Missing")
    risk: Mapped[str] = mapped_column(String(30), default="")
    changed: Mapped[str] = mapped_column(String(32), default="", index=True)
    reason: Mapped[str] = mapped_column(String(200), default="")
    row_version: Mapped[int] = versioned()
    occurrence: Mapped[Occurrence] = relationship()


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
    row_version: Mapped[int] = versioned()
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
    csc_request_id: Mapped[str | None] = mapped_column(ForeignKey("csc_request.id"), index=True)
    marac_case_id: Mapped[str | None] = mapped_column(ForeignKey("marac_case.id"), index=True)
    created: Mapped[str] = mapped_column(String(32))
    due: Mapped[str | None] = mapped_column(String(32))
    for_robot: Mapped[bool] = mapped_column(Boolean, default=False)
    urgent: Mapped[bool] = mapped_column(Boolean, default=False)
    notes: Mapped[str] = mapped_column(Text, default="")
    outcome: Mapped[str] = mapped_column(String(120), default="")
    row_version: Mapped[int] = versioned()
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
    task_id: Mapped[int | None] = mapped_column(ForeignKey("task.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    marking: Mapped[str] = mapped_column(String(40))
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes]
    added: Mapped[str] = mapped_column(String(32))
    added_by: Mapped[str] = mapped_column(ForeignKey("user.id"))
