"""Ages on a day, and dates as people write them."""

import re
from datetime import date, datetime
from enum import Enum
from typing import TypeAlias
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
ADULT = 18


class NoDate(Enum):
    """Why there is no date."""

    BLANK = "blank"
    UNREADABLE = "unreadable"


BirthDate: TypeAlias = date | NoDate

_ISO = re.compile(r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})")
_BRITISH = re.compile(r"(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})")


def read_date(text: str) -> BirthDate:
    """Give the date written as ``2015-05-04`` or ``04/05/2015``, day first; nothing is guessed."""
    text = text.strip()
    if not text:
        return NoDate.BLANK
    found = _ISO.fullmatch(text) or _BRITISH.fullmatch(text)
    if not found:
        return NoDate.UNREADABLE
    try:
        return date(int(found["y"]), int(found["m"]), int(found["d"]))
    except ValueError:
        return NoDate.UNREADABLE


def age_on(born: date, day: date) -> int:
    """Give the age in whole years on ``day``; negative when born after it.

    Somebody born on 29 February has the birthday on 1 March of other years: a child a day longer,
    never a day shorter.
    """
    had_birthday = (day.month, day.day) >= (born.month, born.day)
    return day.year - born.year - (0 if had_birthday else 1)


def local_date(moment: datetime) -> date:
    """Give the calendar day in Europe/London, summer time or not.

    Raises:
        ValueError: the moment has no time zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone has no local date")
    return moment.astimezone(LONDON).date()


def is_child_on(born: date, day: date) -> bool:
    """Tell whether somebody is under 18 on ``day``; one who is born later counts as a child."""
    return age_on(born, day) < ADULT


def is_impossible(born: date, incident: date) -> bool:
    """Tell whether a birth date lies after the incident."""
    return born > incident
