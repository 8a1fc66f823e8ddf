"""Units, users, persons, addresses and schools."""

from sqlalchemy import Boolean, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fake_niche.models.base import Base, versioned


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
    row_version: Mapped[int] = versioned()
    aliases: Mapped[list["PersonAlias"]] = relationship(order_by="PersonAlias.id")
    addresses: Mapped[list["PersonAddress"]] = relationship(order_by="PersonAddress.id")
    pupil_links: Mapped[list["PupilLink"]] = relationship(order_by="PupilLink.id")
    flags: Mapped[list["Flag"]] = relationship(order_by="Flag.id")


class PersonAlias(Base):
    """Another name a person is known by."""

    __tablename__ = "person_alias"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str] = mapped_column(String(120), index=True)


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
