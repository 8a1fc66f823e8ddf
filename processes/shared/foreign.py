"""Finds values of other people in a text: whole words, whatever their case, marks or spacing."""

import re
from contextlib import suppress
from datetime import date
from enum import Enum

from processes.shared.names import all_words_of, fold, has_sequence, plain, words_of
from processes.shared.people import LinkedPerson

_DIGITS = re.compile(r"\+?\d(?:[\s().\-/]*\d){6,}")
_RECORD = re.compile(r"\b(?:ppn[\s-]?\d{4,}|[pas]\d{5,}|99\d{9}|t\d{4,})\b")
_NUMERIC = re.compile(r"\b(\d{1,4})\s?[./\-]\s?(\d{1,2})\s?[./\-]\s?(\d{1,4})\b")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_LONG = r"[a-z]*"
_WORDED = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?({'|'.join(_MONTHS)}){_LONG}\s+(\d{{2,4}})\b"
    rf"|\b({'|'.join(_MONTHS)}){_LONG}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{2,4}})\b"
)
_SHORT_EMPLOYER = 3
_TELEPHONE_DIGITS = 9
_POSTCODE_LETTERS = 5


class Kind(Enum):
    """What sort of value was found."""

    FORENAME = "forename"
    SURNAME = "surname"
    ALIAS = "alias"
    ADDRESS = "address"
    TELEPHONE = "telephone"
    BIRTH_DATE = "birth date"
    EMPLOYER = "employer"
    NARRATIVE = "narrative"
    IDENTIFIER = "identifier"


def kinds_in(text: str, person: LinkedPerson) -> tuple[Kind, ...]:
    """Give which sorts of this person's values stand in the text."""
    words = all_words_of(text)
    found = {
        Kind.FORENAME: bool(words & person.forename_words),
        Kind.SURNAME: bool(words & person.surname_words),
        Kind.ALIAS: bool(words & person.alias_words),
        Kind.ADDRESS: any(has_address(text, *address) for address in person.addresses),
        Kind.TELEPHONE: any(_has_number(text, number) for number in person.telephones),
        Kind.BIRTH_DATE: any(born in dates_in(text) for born in person.known_births),
        Kind.EMPLOYER: any(_has_employer(text, employer) for employer in person.employers),
        Kind.IDENTIFIER: fold(person.key) in words_of(text),
    }
    return tuple(kind for kind, is_there in found.items() if is_there)


def has_address(text: str, line: str, postcode: str) -> bool:
    """Tell whether two neighbouring words of an address, or its postcode, stand in the text."""
    words, parts = words_of(text), words_of(line)
    code = fold(postcode).replace(" ", "")
    if len(code) >= _POSTCODE_LETTERS and code in fold(text).replace(" ", ""):
        return True
    return any(has_sequence(words, parts[i : i + 2]) for i in range(len(parts) - 1))


def has_telephone(text: str) -> bool:
    """Tell whether anything that could be a telephone number stands in the text."""
    return any(len(number) >= _TELEPHONE_DIGITS for number in _numbers(text))


def has_record_id(text: str) -> bool:
    """Tell whether the id of a record stands in the text."""
    return bool(_RECORD.search(plain(text)))


def shares_run(text: str, other: str, length: int) -> bool:
    """Tell whether ``length`` words in a row of one text stand in the other."""
    if length < 1:
        return False
    words, theirs = words_of(text), words_of(other)
    runs = {theirs[i : i + length] for i in range(len(theirs) - length + 1)}
    return any(words[i : i + length] in runs for i in range(len(words) - length + 1))


def dates_in(text: str) -> frozenset[date]:
    """Give every date that the text could mean; a year of two digits may be of either century."""
    found: set[date] = set()
    for one, two, three in _NUMERIC.findall(plain(text)):
        found |= _dates(three, two, one) | _dates(one, two, three)
    for day, month, year, us_month, us_day, us_year in _WORDED.findall(plain(text)):
        number = str(_MONTHS.index(month or us_month) + 1)
        found |= _dates(year or us_year, number, day or us_day)
    return frozenset(found)


def _dates(year: str, month: str, day: str) -> set[date]:
    years = [int(year)] if len(year) > 2 else [1900 + int(year), 2000 + int(year)]  # noqa: PLR2004
    found = set()
    for each in years:
        with suppress(ValueError):
            found.add(date(each, int(month), int(day)))
    return found


def _numbers(text: str) -> tuple[str, ...]:
    return tuple(_national(number) for number in _DIGITS.findall(plain(text)))


def _national(number: str) -> str:
    digits = re.sub(r"\D", "", number)
    for prefix in ("0044", "44"):
        if digits.startswith(prefix) and len(digits) > _TELEPHONE_DIGITS + 1:
            return "0" + digits[len(prefix) :].lstrip("0")
    return digits


def _has_number(text: str, number: str) -> bool:
    wanted = _national(number)
    return len(wanted) >= _TELEPHONE_DIGITS and any(wanted in said for said in _numbers(text))


def _has_employer(text: str, employer: str) -> bool:
    wanted = words_of(employer)
    return len("".join(wanted)) > _SHORT_EMPLOYER and has_sequence(words_of(text), wanted)
