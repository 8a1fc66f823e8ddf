"""Does a child's own words hold something about somebody else?

A text that does is left out whole and the rest is sent. Nothing is cut out of a text: what is left
would still point at what was there.
"""

from collections.abc import Iterable
from enum import Enum

from processes.shared.foreign import (
    Kind,
    has_address,
    has_record_id,
    has_telephone,
    kinds_in,
    shares_run,
)
from processes.shared.names import all_words_of, has_sequence, words_of
from processes.shared.nicknames import spellings
from processes.shared.people import LinkedPerson
from processes.shared.policy import Screening


class Reason(Enum):
    """Why a text is left out, in words for the log."""

    NAME = "a linked person's name or alias"
    OTHER_CHILD = "another child's name"
    ADDRESS = "an address"
    TELEPHONE = "a telephone number"
    PERSONAL = "another value of a linked person"
    NARRATIVE = "words of the narrative"
    OFFENCE = "words of an offence"
    MEDICAL = "medical words"


def reasons_to_leave_out(
    text: str,
    people: Iterable[LinkedPerson],
    *,
    addresses: Iterable[tuple[str, str]],
    narrative: str,
    screening: Screening,
) -> tuple[Reason, ...]:
    """Give why the text must not be sent; nothing when it may be.

    Args:
        text: the officer's record of what the child said.
        people: everybody else who is linked.
        addresses: line and postcode of every address known, the child's own and the incident's too.
        narrative: the PPN's circumstances.
        screening: the force's word lists.
    """
    people = tuple(people)
    found = {
        Reason.NAME: any(_is_named(text, person) for person in people if not person.is_child),
        Reason.OTHER_CHILD: any(_is_named(text, person) for person in people if person.is_child),
        Reason.ADDRESS: any(has_address(text, *address) for address in addresses)
        or any(Kind.ADDRESS in kinds_in(text, person) for person in people),
        Reason.TELEPHONE: has_telephone(text),
        Reason.PERSONAL: has_record_id(text)
        or any(set(kinds_in(text, person)) & _PERSONAL for person in people),
        Reason.NARRATIVE: shares_run(text, narrative, screening.narrative_words),
        Reason.OFFENCE: has_phrase(text, screening.offence_words),
        Reason.MEDICAL: has_phrase(text, screening.medical_words),
    }
    return tuple(reason for reason, applies in found.items() if applies)


_PERSONAL = {Kind.TELEPHONE, Kind.BIRTH_DATE, Kind.EMPLOYER, Kind.IDENTIFIER}


def has_phrase(text: str, phrases: Iterable[str]) -> bool:
    """Tell whether one of the phrases stands in the text, word for word."""
    words = words_of(text)
    return any(has_sequence(words, words_of(phrase)) for phrase in phrases)


def _is_named(text: str, person: LinkedPerson) -> bool:
    known_as = person.name_words | spellings(person.forename_words)
    return bool(all_words_of(text) & known_as)
