"""What is asked of the hub and what protects people: CSC requests, MARAC cases, orders."""

from sqlalchemy import JSON, Boolean, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fake_niche.models.base import Base, versioned
from fake_niche.models.people import Person
from fake_niche.models.work import Occurrence


class CscRequest(Base):
    """What children's social care asks about a family.

    ``status`` is Open, With robot, Check and redact, Sent or Withdrawn; ``consent`` is Yes, No or
    empty. Without ``lookback_months`` the force's own look-back holds.
    """

    __tablename__ = "csc_request"
    __table_args__ = (Index("ix_csc_request_status", "status", "id"),)
    id: Mapped[str] = mapped_column(String(12), primary_key=True)  # CSC-000001
    occurrence_number: Mapped[str] = mapped_column(ForeignKey("occurrence.number"), index=True)
    type: Mapped[str] = mapped_column(String(30))  # Section 47, Section 17, Court order, Other
    legal_basis: Mapped[str] = mapped_column(String(200), default="")
    consent: Mapped[str] = mapped_column(String(10), default="")
    consent_reason: Mapped[str] = mapped_column(Text, default="")  # why without consent
    authority: Mapped[str] = mapped_column(String(80), default="")
    requester: Mapped[str] = mapped_column(String(80), default="")
    requester_team: Mapped[str] = mapped_column(String(80), default="")
    received: Mapped[str] = mapped_column(String(32))
    deadline: Mapped[str | None] = mapped_column(String(32))
    lookback_months: Mapped[int | None] = mapped_column(Integer)
    scope_note: Mapped[str] = mapped_column(Text, default="")
    status: Mapped[str] = mapped_column(String(20), default="Open")
    released_on: Mapped[str | None] = mapped_column(String(10))
    rationale: Mapped[str] = mapped_column(Text, default="")
    created_by: Mapped[str] = mapped_column(ForeignKey("user.id"))
    row_version: Mapped[int] = versioned()
    occurrence: Mapped[Occurrence] = relationship()
    people: Mapped[list["CscRequestPerson"]] = relationship(order_by="CscRequestPerson.id")


class CscRequestPerson(Base):
    """Somebody whom a request is about: Child, Parent, Carer or Other adult."""

    __tablename__ = "csc_request_person"
    __table_args__ = (UniqueConstraint("request_id", "person_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[str] = mapped_column(ForeignKey("csc_request.id"))
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[str] = mapped_column(String(20))
    person: Mapped[Person] = relationship()


class MaracCase(Base):
    """A case for the multi-agency risk assessment conference.

    ``status`` is Referred, Listed, Heard or Withdrawn; ``criteria`` are as the referrer recorded
    them; ``held_elsewhere`` marks another area's case whose details are not held here.
    """

    __tablename__ = "marac_case"
    __table_args__ = (Index("ix_marac_case_status", "status", "id"),)
    id: Mapped[str] = mapped_column(String(12), primary_key=True)  # MAR-000001
    occurrence_number: Mapped[str] = mapped_column(ForeignKey("occurrence.number"), index=True)
    victim_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"), index=True)
    perpetrator_not_identified: Mapped[bool] = mapped_column(Boolean, default=False)
    referred_on: Mapped[str] = mapped_column(String(10))
    referred_by: Mapped[str] = mapped_column(String(80), default="")
    meeting_on: Mapped[str | None] = mapped_column(String(10))
    area: Mapped[str] = mapped_column(String(40), default="")
    criteria: Mapped[list[str]] = mapped_column(JSON, default=list)
    criteria_note: Mapped[str] = mapped_column(Text, default="")
    status: Mapped[str] = mapped_column(String(20), default="Referred")
    idva: Mapped[str] = mapped_column(String(200), default="")
    disclosure_scheme: Mapped[str] = mapped_column(String(200), default="")
    held_elsewhere: Mapped[bool] = mapped_column(Boolean, default=False)
    created_by: Mapped[str] = mapped_column(ForeignKey("user.id"))
    row_version: Mapped[int] = versioned()
    occurrence: Mapped[Occurrence] = relationship()
    victim: Mapped[Person | None] = relationship()
    people: Mapped[list["MaracPerson"]] = relationship(order_by="MaracPerson.id")
    actions: Mapped[list["MaracAction"]] = relationship(order_by="MaracAction.number")


class MaracPerson(Base):
    """Somebody else of a case: Perpetrator, Child, or Agenda (named on the agenda)."""

    __tablename__ = "marac_person"
    __table_args__ = (UniqueConstraint("case_id", "person_id", "role"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("marac_case.id"))
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[str] = mapped_column(String(20))
    person: Mapped[Person] = relationship()


class MaracAction(Base):
    """What a meeting decided; ``status`` is Open, Done or Not done."""

    __tablename__ = "marac_action"
    case_id: Mapped[str] = mapped_column(ForeignKey("marac_case.id"), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    text: Mapped[str] = mapped_column(String(300))
    owner: Mapped[str] = mapped_column(String(80), default="")
    due: Mapped[str | None] = mapped_column(String(10))
    status: Mapped[str] = mapped_column(String(20), default="Open")


class Order(Base):
    """What forbids a person something for the sake of another, until it expires."""

    __tablename__ = "protective_order"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(60))
    against_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    protects_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    since: Mapped[str] = mapped_column(String(10))
    until: Mapped[str | None] = mapped_column(String(10))
    detail: Mapped[str] = mapped_column(String(300), default="")
    against: Mapped[Person] = relationship(foreign_keys=[against_id])
    protects: Mapped[Person] = relationship(foreign_keys=[protects_id])
