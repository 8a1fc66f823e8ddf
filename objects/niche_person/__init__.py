"""A person's record in Niche."""

from dataclasses import dataclass
from datetime import date

from bot.application_model import Reading
from bot.business_object import action
from objects.niche_screen import NicheScreen

DETAILS = "Person - Details"


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
    """Reads a person."""

    @action
    def open(self, person: str, reason: str) -> Person:
        """The details of a person.

        Raises:
            AccessRestricted: C12, the record belongs to another unit.
        """
        self.open_record(person, reason, leads_to=DETAILS)
        return _person(self.read(DETAILS, person))


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
