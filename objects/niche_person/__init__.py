"""A person's record in Niche."""

from dataclasses import dataclass
from datetime import date

from bot.application_model import Reading, Row
from bot.business_object import action
from bot.exceptions import SystemException
from objects.niche_person import tabs
from objects.niche_person.tabs import (
    Order,
    PersonAddress,
    PersonMarac,
    PersonOccurrence,
    PersonOccurrences,
    PossibleMatch,
    PupilLink,
    Relation,
)
from objects.niche_screen import NicheScreen

__all__ = [
    "NichePerson",
    "Order",
    "Person",
    "PersonAddress",
    "PersonMarac",
    "PersonOccurrence",
    "PersonOccurrences",
    "PossibleMatch",
    "PupilLink",
    "Relation",
]

DETAILS = "Person - Details"
OCCURRENCES = "Person - Occurrences"


@dataclass(frozen=True)
class Person:
    """The details page of a person."""

    id: str
    surname: str
    forenames: str
    born: date | None
    telephone: str
    aliases: tuple[str, ...]
    employer: str
    occupation: str
    deceased: bool
    merged_into: str
    flags: tuple[str, ...]
    address: str
    address_kind: str
    address_flags: tuple[str, ...]
    force_area: str
    authority: str


class NichePerson(NicheScreen):
    """Reads a person; the reason given when it was opened covers every tab."""

    @action
    def open(self, person: str, reason: str) -> Person:
        """The details of a person.

        Raises:
            AccessRestricted: C12, the record belongs to another unit.
        """
        self.open_record(person, reason, leads_to=DETAILS)
        return _person(self.read(DETAILS, person))

    @action
    def get_occurrences(self, person: str) -> PersonOccurrences:
        """Every page of the tab "Occurrences"; the caller compares the count (P4.16)."""
        rows: list[PersonOccurrence] = []
        number, pages, total = 0, 1, 0
        while number < pages:
            number += 1
            self.go(f"/person/{person}/occurrences?page={number}")
            seen = self.read(OCCURRENCES, person)
            rows += [tabs.occurrence_of(row) for row in seen.grid("Grid - Occurrences")]
            total = seen.number("Output - Rows in all") or 0
            pages = int(seen["Output - Page"].rsplit(" of ", 1)[1])
        return PersonOccurrences(tuple(rows), total)

    @action
    def get_matches(self, person: str) -> tuple[PossibleMatch, ...]:
        """Other records that may be the same person's."""
        return tuple(tabs.match_of(row) for row in self._tab(person, "Possible matches", "matches"))

    @action
    def get_relations(self, person: str) -> tuple[Relation, ...]:
        """The person's relations, each as seen from this person."""
        return tuple(tabs.relation_of(row) for row in self._tab(person, "Relations", "relations"))

    @action
    def get_orders(self, person: str) -> tuple[Order, ...]:
        """Orders against the person or for the person's sake, expired ones too."""
        return tuple(tabs.order_of(row) for row in self._tab(person, "Orders", "orders"))

    @action
    def get_marac(self, person: str) -> tuple[PersonMarac, ...]:
        """The MARAC cases that the person is in, the one referred last first."""
        return tuple(tabs.marac_of(row) for row in self._tab(person, "MARAC", "marac"))

    @action
    def get_schools(self, person: str) -> tuple[PupilLink, ...]:
        """Where the person is and was a pupil."""
        return tuple(tabs.pupil_link_of(row) for row in self._tab(person, "Schools", "schools"))

    @action
    def get_addresses(self, person: str) -> tuple[PersonAddress, ...]:
        """Where the person lives and lived."""
        return tuple(tabs.address_of(row) for row in self._tab(person, "Addresses", "addresses"))

    def _tab(self, person: str, name: str, path: str) -> tuple[Row, ...]:
        """All rows of a tab; raises SystemException C5 when rows are missing."""
        self.go(f"/person/{person}/{path}")
        seen = self.read(f"Person - {name}", person)
        rows = seen.grid(f"Grid - {name}")
        if len(rows) != seen.number("Output - Rows in all"):
            raise SystemException(f"{person}, {name}: {len(rows)} rows read, not all", code="C5")
        return rows


def _person(seen: Reading) -> Person:
    return Person(
        id=seen.record,
        surname=seen["Output - Surname"],
        forenames=seen["Output - Forenames"],
        born=seen.date("Output - Born"),
        telephone=seen["Output - Telephone"],
        aliases=seen.listed("Output - Aliases"),
        employer=seen["Output - Employer"],
        occupation=seen["Output - Occupation"],
        deceased=seen["Output - Deceased"] == "Yes",
        merged_into=seen["Output - Merged into"],
        flags=seen.listed("Output - Current flags"),
        address=seen["Output - Current address"],
        address_kind=seen["Output - Current address kind"],
        address_flags=seen.listed("Output - Current address flags"),
        force_area=seen["Output - Current address force area"],
        authority=seen["Output - Current address authority"],
    )
