"""What a force decided: the shape of its profile file.

Rules take a ``Policy``; the file is read and checked by ``processes.profiles.profile``. The text
beside each key is what ``docs/settings.md`` shows.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Annotated

from processes.shared.disclosure import Field
from processes.shared.settings import Settings


class SchoolSource(StrEnum):
    """Where a child's school comes from."""

    PPN_LIST = "ppn_list"
    PUPIL_LINK = "pupil_link"
    BOTH = "both"


class ChildSource(StrEnum):
    """Where an occurrence's children come from."""

    PPN_ROWS = "ppn_rows"
    PPN_ROWS_AND_CONFIRMED = "ppn_rows_and_confirmed_involvements"
    BOTH = "both"


class WhoCounts(StrEnum):
    """Which children a school is told about."""

    HOUSEHOLD_OR_INVOLVED = "household_or_involved"
    PRESENT = "present"
    LIVES_IN_AREA = "lives_in_area_and_may_be_victim"


class Protection(StrEnum):
    """How a message is protected on its way."""

    BODY = "body"
    ENCRYPTED_PDF = "encrypted_pdf"


class CalendarPolicy(StrEnum):
    """On which days schools are written to."""

    DAILY = "daily"
    NEXT_SCHOOL_DAY = "next_school_day"
    WEEKDAY_TERM = "weekday_term"


class Confidential(StrEnum):
    """What is done when a child lives at a confidential address."""

    HOLD = "hold"
    MINIMAL = "minimal"


class Picture(StrEnum):
    """What evidence pictures show."""

    FULL = "full"
    BLANKED = "blanked"


@dataclass(frozen=True)
class DayRange:
    """From the first to the last day, both included."""

    first: Annotated[date, "first day"]
    last: Annotated[date, "last day"]


@dataclass(frozen=True)
class Screening:
    """What keeps a voice-of-the-child text out of a message."""

    narrative_words: Annotated[
        int, "a text is left out when it shares this many words in a row with the narrative"
    ]
    offence_words: Annotated[
        tuple[str, ...], "words of offences that leave a text out; off when empty"
    ]
    medical_words: Annotated[
        tuple[str, ...], "words of medicine that leave a text out; off when empty"
    ]


@dataclass(frozen=True)
class Lookbacks:
    """How far back the processes look."""

    mark_overlap_hours: Annotated[int, "a selection starts this long before the last seen change"]
    csc_months: Annotated[int, "occurrences shown to children's social care"]
    csc_unlimited_classes: Annotated[tuple[str, ...], "classes shown however old they are"]
    marac_months: Annotated[int, "incidents counted for a MARAC"]
    marac_history_months: Annotated[int, "incidents shown to a MARAC"]
    missed_children_months: Annotated[int, "earlier occurrences searched for missed children"]


@dataclass(frozen=True)
class WeekHours:
    """When queues of the working day are read."""

    start: Annotated[time, "first reading"]
    until: Annotated[time, "end of the day, Monday to Thursday"]
    friday_until: Annotated[time, "end of the day on Friday"]
    every_minutes: Annotated[int, "how often the tick-box queues are read"]
    prioritisation_every_minutes: Annotated[int, "how often the PPN task queue is read"]


@dataclass(frozen=True)
class StaffCalendar:
    """When the people start who deal with exceptions."""

    weekday_start: Annotated[time, "start on a working day"]
    other_day_start: Annotated[time | None, "start at weekends and on bank holidays; null = nobody"]


@dataclass(frozen=True)
class Limits:
    """Where the robot stops by itself."""

    attempts: Annotated[int, "attempts of one item in all"]
    breaker_items: Annotated[int, "the same system exception on so many items in a row stops it"]
    lock_defer_minutes: Annotated[int, "how long an item waits when its record is locked"]
    lock_defer_times: Annotated[int, "how often it waits before a person gets it"]
    send_multiplier: Annotated[float, "a run above this many times its median is held"]
    send_median_runs: Annotated[int, "runs that the median is taken from"]
    send_at_least: Annotated[int, "a run of up to so many is never held"]
    title_length: Annotated[int, "longest task title that Niche keeps"]
    workbook_max_age_days: Annotated[
        int, 'how long ago the newest "Last verified" of the contact workbook may be'
    ]
    workbook_row_tolerance: Annotated[float, "how much its row count may differ from the last one"]


@dataclass(frozen=True)
class Evidence:
    """What is kept of what the robot saw."""

    pictures: Annotated[Picture, "full shows values; blanked shows labels only"]
    retention_days: Annotated[int, "after so many days evidence is purged"]


@dataclass(frozen=True)
class Policy:
    """A force profile."""

    name: Annotated[str, "the profile's name, as the file is called"]
    processes: Annotated[tuple[str, ...], "the processes that this force runs, P1 to P8"]
    school_source: Annotated[SchoolSource, "where a child's school comes from"]
    child_source: Annotated[ChildSource, "where an occurrence's children come from"]
    who_counts: Annotated[WhoCounts, "which children a school is told about"]
    fields: Annotated[tuple[Field, ...], "the fields that a school is sent; nothing else leaves"]
    protection: Annotated[Protection, "how a message is protected on its way"]
    calendar_policy: Annotated[CalendarPolicy, "on which days schools are written to"]
    late_after_school_days: Annotated[int, "a message later than this is held for a person (P2.26)"]
    screening: Annotated[Screening, "what keeps a voice-of-the-child text out"]
    address_confidential: Annotated[Confidential, "a child at a confidential address (P2.18)"]
    lookbacks: Annotated[Lookbacks, "how far back the processes look"]
    hours: Annotated[WeekHours, "when queues are read"]
    staff_calendar: Annotated[StaffCalendar, "when the people start who deal with exceptions"]
    school_holidays: Annotated[tuple[DayRange, ...], "days that do not count as school days"]
    limits: Annotated[Limits, "where the robot stops by itself"]
    manual_minutes: Annotated[
        Mapping[str, float | None],
        "minutes a person takes per item, by process; null = not claimed",
    ]
    evidence: Annotated[Evidence, "what is kept of what the robot saw"]
    settings: Annotated[Settings, "every other decision of the force"]
