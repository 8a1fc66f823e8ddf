"""What the tabs of a person show, row by row."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.application_model import Row


@dataclass(frozen=True)
class PersonOccurrence:
    """One part of the person in an occurrence.

    Attributes:
        restricted_to: the unit that it is restricted to; then all else is blank.
    """

    occurrence: str
    role: str
    type: str
    classification: str
    started: datetime | None
    status: str
    disposal: str
    domestic: bool
    flags: tuple[str, ...]
    summary: str
    restricted_to: str


@dataclass(frozen=True)
class PersonOccurrences:
    """All rows that were read, and how many the screen says that there are."""

    rows: tuple[PersonOccurrence, ...]
    total: int


@dataclass(frozen=True)
class PossibleMatch:
    """Another record that may be the same person's."""

    person: str
    name: str
    born: date | None
    why: str


@dataclass(frozen=True)
class Relation:
    """Somebody related; ``relation`` is what they are to this person."""

    person: str
    name: str
    relation: str
    born: date | None


@dataclass(frozen=True)
class Order:
    """What forbids somebody something for the sake of another."""

    order: str
    kind: str
    against: str
    protects: str
    since: date | None
    expires: date | None
    detail: str


@dataclass(frozen=True)
class PersonMarac:
    """A MARAC case that the person is in; of a restricted one only that there is one."""

    case: str
    role: str
    referred: date | None
    meeting: date | None
    area: str
    status: str
    held_elsewhere: bool
    is_restricted: bool


@dataclass(frozen=True)
class PupilLink:
    """A school of the person; ``until`` is None where the link is open."""

    school: str
    name: str
    until: date | None


@dataclass(frozen=True)
class PersonAddress:
    """Where the person lives or lived; ``until`` is None where it is now."""

    line: str
    town: str
    postcode: str
    lpa: str
    until: date | None


def occurrence_of(row: Row) -> PersonOccurrence:
    """A row of the tab "Occurrences"."""
    restricted = row["Restricted"]
    return PersonOccurrence(
        occurrence="" if restricted else row["Occurrence"],
        role=row["Role"],
        type=row["Type"],
        classification=row["Classification"],
        started=row.moment("Started"),
        status=row["Status"],
        disposal=row["Disposal"],
        domestic=row["Domestic"] == "Yes",
        flags=row.listed("Flags"),
        summary=row["Summary"],
        restricted_to=restricted,
    )


def match_of(row: Row) -> PossibleMatch:
    """A row of the tab "Possible matches"."""
    return PossibleMatch(row["Person"], row["Name"], row.date("Born"), row["Why"])


def relation_of(row: Row) -> Relation:
    """A row of the tab "Relations"."""
    return Relation(row["Person"], row["Name"], row["Relation"], row.date("Born"))


def order_of(row: Row) -> Order:
    """A row of the tab "Orders"."""
    return Order(
        order=row["Order"],
        kind=row["Kind"],
        against=row["Against"],
        protects=row["Protects"],
        since=row.date("From"),
        expires=row.date("Expires"),
        detail=row["Detail"],
    )


def marac_of(row: Row) -> PersonMarac:
    """A row of the tab "MARAC"."""
    is_restricted = row["Case"] == "Restricted"
    return PersonMarac(
        case="" if is_restricted else row["Case"],
        role=row["Role"],
        referred=row.date("Referred"),
        meeting=row.date("Meeting"),
        area=row["Area"],
        status=row["Status"],
        held_elsewhere=row["Held elsewhere"] == "Yes",
        is_restricted=is_restricted,
    )


def pupil_link_of(row: Row) -> PupilLink:
    """A row of the tab "Schools"."""
    return PupilLink(row["School"], row["Name"], row.date("To"))


def address_of(row: Row) -> PersonAddress:
    """A row of the tab "Addresses"."""
    return PersonAddress(row["Line"], row["Town"], row["Postcode"], row["LPA"], row.date("To"))
