"""What happened between victim and perpetrator: incidents, counts, roles, repeats.

The robot shows counts and dates; it never says that criteria are met.
"""

from dataclasses import dataclass
from datetime import date

from processes.history_report.facts import PersonHistory
from processes.history_report.selection import Entry, months_before
from processes.marac_report.facts import PERPETRATOR, VICTIM, Case, EarlierCase

REPEAT_MONTHS = 12
_SUSPECT, _VICTIM = "Suspect", "Victim"


@dataclass(frozen=True)
class Repeat:
    """Incidents between the pair within twelve months of their last referral, its day included."""

    last_referral: date
    entries: tuple[Entry, ...]


def between(case: Case, perpetrator: PersonHistory) -> tuple[Entry, ...]:
    """Give the incidents in which victim and this perpetrator both have a part, oldest first."""
    victim, other = case.ids_of(case.victim), case.ids_of(perpetrator)
    entries = case.selection.entries
    return tuple(e for e in entries if e.persons & victim and e.persons & other)


def alone(case: Case, who: PersonHistory, shown: frozenset[str]) -> tuple[Entry, ...]:
    """Give the person's other incidents, of which none was shown before."""
    own = case.ids_of(who)
    return tuple(e for e in case.selection.entries if e.persons & own and e.occurrence not in shown)


def has_swapped_roles(case: Case, perpetrator: PersonHistory, entry: Entry) -> bool:
    """Tell whether the victim is the suspect in it, or the perpetrator the victim (P5.3)."""
    return _has_role(entry, case.ids_of(case.victim), _SUSPECT) or _has_role(
        entry, case.ids_of(perpetrator), _VICTIM
    )


def swapped(case: Case) -> tuple[Entry, ...]:
    """Give the incidents in which the roles are the other way round."""
    return tuple(
        entry
        for who in case.perpetrators
        for entry in between(case, who)
        if has_swapped_roles(case, who, entry)
    )


def counted(entries: tuple[Entry, ...], until: date, months: int) -> tuple[Entry, ...]:
    """Give the incidents of the last months before a day, both ends included."""
    since = months_before(until, months)
    return tuple(e for e in entries if e.started_on and since <= e.started_on <= until)


def last_referral(case: Case, perpetrator: PersonHistory) -> date | None:
    """Give the day on which this very pair was referred last, before this referral."""
    own = case.marac.referred_on
    days = [
        earlier.referred_on
        for earlier in case.background.earlier
        if earlier.referred_on and is_of_pair(case, perpetrator, earlier)
    ]
    return max((day for day in days if own is None or day < own), default=None)


def is_of_pair(case: Case, perpetrator: PersonHistory, earlier: EarlierCase) -> bool:
    """Tell whether an earlier case was about the same victim and the same perpetrator."""
    victims = {person for person, role in earlier.parts if role == VICTIM}
    perpetrators = {person for person, role in earlier.parts if role == PERPETRATOR}
    same_victim = bool(victims & case.ids_of(case.victim))
    return same_victim and bool(perpetrators & case.ids_of(perpetrator))


def repeat_of(case: Case, perpetrator: PersonHistory) -> Repeat | None:
    """Give the incidents within twelve months after the last referral of the pair (P5.13)."""
    referred = last_referral(case, perpetrator)
    if referred is None:
        return None
    found = tuple(
        entry
        for entry in between(case, perpetrator)
        if entry.started_on and _is_within(entry.started_on, referred)
    )
    return Repeat(referred, found) if found else None


def _is_within(day: date, referred: date) -> bool:
    return day > referred and months_before(day, REPEAT_MONTHS) <= referred


def _has_role(entry: Entry, persons: frozenset[str], role: str) -> bool:
    return any(who in persons and part == role for who, part in entry.parts)
