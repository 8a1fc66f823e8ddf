"""What is known of the people around a child, so that none of it reaches a school."""

from dataclasses import dataclass
from typing import TypeVar

from processes.shared.ages import BirthDate, NoDate
from processes.shared.names import PersonName, all_words_of, words_of

_Value = TypeVar("_Value")


@dataclass(frozen=True)
class LinkedPerson:
    """Somebody else who is linked to the occurrence, with every value that the robot read.

    Attributes:
        key: the record's id, or where the person stands on the form.
        is_child: one of the PPN's other children.
    """

    key: str
    names: tuple[PersonName, ...] = ()
    aliases: tuple[str, ...] = ()
    born: tuple[BirthDate, ...] = ()
    telephones: tuple[str, ...] = ()
    addresses: tuple[tuple[str, str], ...] = ()  # line with town, postcode
    employers: tuple[str, ...] = ()
    is_child: bool = False

    @property
    def forename_words(self) -> frozenset[str]:
        """Every word of the forenames, and of single names."""
        return frozenset(word for name in self.names for word in all_words_of(name.forenames))

    @property
    def surname_words(self) -> frozenset[str]:
        """Every word of the surnames."""
        return frozenset(word for name in self.names for word in all_words_of(name.surname))

    @property
    def alias_words(self) -> frozenset[str]:
        """Every word of the aliases."""
        return frozenset(word for alias in self.aliases for word in all_words_of(alias))

    @property
    def name_words(self) -> frozenset[str]:
        """Every word by which this person could be named."""
        return self.forename_words | self.surname_words | self.alias_words

    @property
    def known_births(self) -> tuple[BirthDate, ...]:
        """The birth dates that are dates."""
        return tuple(born for born in self.born if not isinstance(born, NoDate))


def joined(people: tuple[LinkedPerson, ...]) -> tuple[LinkedPerson, ...]:
    """Give each person once, with everything known from any screen."""
    by_key: dict[str, LinkedPerson] = {}
    for person in people:
        known = by_key.get(person.key)
        by_key[person.key] = _both(known, person) if known else person
    return tuple(by_key.values())


def _both(one: LinkedPerson, other: LinkedPerson) -> LinkedPerson:
    return LinkedPerson(
        key=one.key,
        names=_unique(one.names, other.names),
        aliases=_unique(one.aliases, other.aliases),
        born=_unique(one.born, other.born),
        telephones=_unique(one.telephones, other.telephones),
        addresses=_unique(one.addresses, other.addresses),
        employers=_unique(one.employers, other.employers),
        is_child=one.is_child or other.is_child,
    )


def _unique(one: tuple[_Value, ...], other: tuple[_Value, ...]) -> tuple[_Value, ...]:
    return tuple(dict.fromkeys((*one, *other)))


def is_named_in(staff_name: str, person: LinkedPerson) -> bool:
    """Tell whether a full name could be this person's: surname and a forename both stand in it."""
    said = frozenset(words_of(staff_name))
    return any(
        bool(name.forenames and name.surname)
        and set(words_of(name.surname)) <= said
        and bool(set(words_of(name.forenames)) & said)
        for name in (*person.names, *(PersonName.from_grid(alias) for alias in person.aliases))
    )
