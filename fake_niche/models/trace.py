"""What the system keeps of its use: locks, audit, faults, reasons given."""

from sqlalchemy import ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fake_niche.models.base import Base
from fake_niche.models.people import User


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
