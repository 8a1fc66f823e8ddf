"""Which occurrences stand in a report, which are only counted, and the family's chronology."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from processes.history_report.facts import HistoryRow, PersonHistory
from processes.shared.names import has_sequence, words_of

_MONTHS_A_YEAR = 12
_LAST_DAY_OF_ALL = 28


@dataclass(frozen=True)
class Window:
    """What a report covers.

    Attributes:
        until: the day of the search.
        months: how far back.
        unlimited: classes shown however old they are.
        left_out: classes that do not qualify.
        intelligence: words of types that stand in no report.
    """

    until: date
    months: int
    unlimited: tuple[str, ...]
    left_out: tuple[str, ...]
    intelligence: tuple[str, ...]

    @property
    def since(self) -> date:
        """The first day."""
        return months_before(self.until, self.months)


@dataclass(frozen=True)
class Entry:
    """An occurrence in the chronology; ``parts`` are pairs of person and role."""

    occurrence: str
    started_on: date | None
    type: str
    classification: str
    status: str
    disposal: str
    domestic: bool
    flags: tuple[str, ...]
    summary: str
    parts: tuple[tuple[str, str], ...]

    @property
    def persons(self) -> frozenset[str]:
        """Ids of the people who have a part in it."""
        return frozenset(person for person, _ in self.parts)

    def roles_of(self, person: str) -> tuple[str, ...]:
        """The person's roles."""
        return tuple(role for who, role in self.parts if who == person)


@dataclass(frozen=True)
class Selection:
    """What the people's occurrences come to.

    Attributes:
        entries: the chronology, oldest first.
        restricted: rows on the people's lists that belong to another unit, by its name.
        intelligence: numbers of intelligence-type occurrences; they are counted, never named.
        older: occurrences before the window.
        not_qualifying: occurrences of classes that do not qualify.
    """

    entries: tuple[Entry, ...] = ()
    restricted: tuple[tuple[str, int], ...] = ()
    intelligence: frozenset[str] = field(default_factory=frozenset)
    older: int = 0
    not_qualifying: int = 0

    def of(self, person: str) -> tuple[Entry, ...]:
        """The entries in which a person has a part."""
        return tuple(entry for entry in self.entries if person in entry.persons)


def select(people: Iterable[PersonHistory], window: Window) -> Selection:
    """Merge the people's occurrences, and sort them into what is shown and what is counted."""
    rows = [(person.person, row) for person in people for row in person.rows]
    open_rows = [(who, row) for who, row in rows if not row.restricted_to]
    intelligence = {row.occurrence for _, row in open_rows if is_intelligence(row, window)}
    merged = _merged([(who, row) for who, row in open_rows if row.occurrence not in intelligence])
    qualifying = [each for each in merged if not has_phrase(_classes(each), window.left_out)]
    shown = [each for each in qualifying if is_in_window(each, window)]
    return Selection(
        entries=tuple(sorted(shown, key=_by_date)),
        restricted=_counted(row.restricted_to for _, row in rows if row.restricted_to),
        intelligence=frozenset(intelligence),
        older=len(qualifying) - len(shown),
        not_qualifying=len(merged) - len(qualifying),
    )


def is_intelligence(row: HistoryRow, window: Window) -> bool:
    """Whether the row is of a type that stands in no report (P4.17)."""
    return has_phrase(f"{row.type} | {row.classification}", window.intelligence)


def is_in_window(entry: Entry, window: Window) -> bool:
    """Whether the occurrence is shown: young enough, of an unlimited class, or without a date."""
    if entry.started_on is None or has_phrase(_classes(entry), window.unlimited):
        return True
    return entry.started_on >= window.since


def has_phrase(text: str, phrases: Iterable[str]) -> bool:
    """Tell whether one of the phrases stands in a text, word for word."""
    words = words_of(text)
    return any(has_sequence(words, words_of(phrase)) for phrase in phrases)


def months_before(day: date, months: int) -> date:
    """Give the day so many months earlier; the last day of a shorter month where it has no such."""
    year, month = divmod(day.year * _MONTHS_A_YEAR + day.month - 1 - months, _MONTHS_A_YEAR)
    for last in range(day.day, _LAST_DAY_OF_ALL - 1, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    return date(year, month + 1, day.day)


def _merged(rows: list[tuple[str, HistoryRow]]) -> list[Entry]:
    by_number: dict[str, list[tuple[str, HistoryRow]]] = {}
    for who, row in rows:
        by_number.setdefault(row.occurrence, []).append((who, row))
    return [_entry(found) for found in by_number.values()]


def _entry(found: list[tuple[str, HistoryRow]]) -> Entry:
    _, row = found[0]
    return Entry(
        occurrence=row.occurrence,
        started_on=row.started_on,
        type=row.type,
        classification=row.classification,
        status=row.status,
        disposal=row.disposal,
        domestic=row.domestic,
        flags=tuple(dict.fromkeys(flag for _, each in found for flag in each.flags)),
        summary=row.summary,
        parts=tuple(dict.fromkeys((who, each.role) for who, each in found)),
    )


def _classes(entry: Entry) -> str:
    return f"{entry.type} | {entry.classification}"


def _by_date(entry: Entry) -> tuple[date, str]:
    return entry.started_on or date.min, entry.occurrence


def _counted(units: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(units).items()))
