"""What may leave the force: a typed allow-list, and nothing that is not on it.

A letter is given a ``SentFields`` and nothing else. There is no way to put a value into one that
the profile's list does not name, and the record pages it came from never reach a template.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class Field(StrEnum):
    """Every value that some profile lets a school have, in the order of the letter."""

    CHILD_NAME = "child_name"
    DATE_OF_BIRTH = "date_of_birth"
    CHILD_AGE = "child_age"
    INCIDENT_DATE = "incident_date"
    INCIDENT_TIME = "incident_time"
    INCIDENT_PLACE = "incident_place"
    HOME_ADDRESS = "home_address"
    PRESENT = "present"
    WHO_WAS_INVOLVED = "who_was_involved"
    VOICE_OF_CHILD = "voice_of_child"
    SPOKEN_ALONE = "spoken_alone"
    REPORTED_MISSING = "reported_missing"
    MISSING_DATES = "missing_dates"
    OCCURRENCE_NUMBER = "occurrence_number"


@dataclass(frozen=True)
class SentFields:
    """The values of one message, in canonical order; made by ``of`` only.

    Attributes:
        values: pairs of field and value.
    """

    values: tuple[tuple[Field, str], ...]

    @classmethod
    def of(cls, allow: Iterable[Field], offered: Mapping[Field, str]) -> Self:
        """Give the message's values.

        Raises:
            ValueError: a field is offered that the list does not name, or one it names is missing;
                the message names fields, never values.
        """
        allowed = frozenset(allow)
        if excess := sorted(set(offered) - allowed):
            raise ValueError(f"not on the allow-list of this profile: {', '.join(excess)}")
        if missing := sorted(allowed - set(offered)):
            raise ValueError(f"on the allow-list but not given: {', '.join(missing)}")
        return cls(tuple((field, one_line(offered[field])) for field in Field if field in offered))

    @property
    def names(self) -> tuple[str, ...]:
        """The fields that were sent, without their values: fit for a log."""
        return tuple(field.value for field, _ in self.values)

    def value(self, field: Field) -> str:
        """Give one value.

        Raises:
            KeyError: the field is not in this message.
        """
        return dict(self.values)[field]

    def canonical(self, child_key: str, school: str) -> str:
        """Give the text to hash when asking whether this child's school has had the same message.

        It holds personal data: hash it with a key, store the hash only.
        """
        fields = {field.value: value for field, value in self.values}
        content = {"child": child_key, "school": school, "fields": fields}
        return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


_UNSAFE = {"\u2028", "\u2029", "\u0085"}


def one_line(text: str) -> str:
    """Give a value as one line that cannot act on its surroundings.

    Line breaks become spaces; control characters, direction overrides, zero-width and private
    characters are dropped. Letters, marks and punctuation of any language stay as they are.
    """
    spaced = "".join(" " if c.isspace() or c in _UNSAFE else c for c in text)
    return " ".join("".join(c for c in spaced if _is_inert(c)).split())


def _is_inert(char: str) -> bool:
    return char.isprintable() and not 0xE000 <= ord(char) <= 0xF8FF  # noqa: PLR2004 - private use
