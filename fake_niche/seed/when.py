"""Dates and times of a pack: what a person reads in Solmere, and what the tables store."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True)
class Moment:
    """A wall-clock time in London."""

    day: date
    clock: str  # HH:MM

    @property
    def iso(self) -> str:
        """The moment in UTC, as the tables store it."""
        local = datetime.combine(self.day, time.fromisoformat(self.clock), LONDON)
        return local.astimezone(UTC).isoformat()

    def later(self, minutes: int) -> "Moment":
        """The wall-clock time that many minutes later."""
        then = datetime.combine(self.day, time.fromisoformat(self.clock)) + timedelta(
            minutes=minutes
        )
        return Moment(then.date(), f"{then:%H:%M}")


@dataclass(frozen=True)
class Calendar:
    """The days around a pack's date, a Monday.

    Attributes:
        as_of: the day of run 1.
        days: how many days before it the incidents of a large pack lie; 0 means the weekend.
    """

    as_of: date
    days: int = 0

    @property
    def selected_from(self) -> Moment:
        """The last run before the pack begins; what was submitted earlier is not for run 1."""
        return Moment(self.as_of - timedelta(days=3), "06:00")

    def some_time(self, rng: Random) -> Moment:
        """When an ordinary incident began."""
        if self.days:
            return self.before(rng.randrange(1, self.days), f"{rng.randrange(7, 23):02d}:15")
        return self.weekend(rng)

    def weekend(self, rng: Random) -> Moment:
        """Some time between Friday evening and Sunday evening: on time on Monday morning."""
        day = self.as_of - timedelta(days=rng.choice((3, 2, 2, 1, 1)))
        hour = rng.randrange(19, 23) if day.weekday() == 4 else rng.randrange(8, 23)  # noqa: PLR2004
        return Moment(day, f"{hour:02d}:{rng.randrange(60):02d}")

    def before(self, days: int, clock: str = "19:40") -> Moment:
        """A time that many days before run 1."""
        return Moment(self.as_of - timedelta(days=days), clock)

    def this_morning(self) -> Moment:
        """Just after midnight before run 1: still on time in run 2."""
        return Moment(self.as_of, "00:20")

    def run_at(self, run: int, clock: str) -> str:
        """The time of day ``clock`` on the day of a run, in UTC."""
        return Moment(self.as_of + timedelta(days=run - 1), clock).iso


def age_on(born: date, day: date) -> int:
    """Full years of age on a day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def born_for(aged: int, day: date, rng: Random) -> date:
    """A birth date that makes somebody ``aged`` on the day, and for months before and after."""
    birthday = day - timedelta(days=rng.randrange(100, 250))
    return date(birthday.year - aged, birthday.month, min(birthday.day, 28))


def in_words(day: date) -> str:
    """The date as a letter gives it: ``28 February 2026``."""
    return f"{day.day} {day:%B %Y}"
