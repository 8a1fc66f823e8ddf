"""The rows of P3 about the missing episodes: which of them is told, and what stands in the way."""

from datetime import UTC, date, datetime, timedelta

from bot.exceptions import Finding
from processes.school_notification.ages import births, oldest_on, today, youngest_on
from processes.school_notification.episode import Episode, EpisodeStatus
from processes.school_notification.facts import Case, SchoolPart
from processes.school_notification.school_checks import check_school_area
from processes.shared.ages import ADULT, local_date
from processes.shared.calendar import school_days_late
from processes.shared.findings import be, held, note, skip
from processes.shared.names import fold
from processes.shared.policy import Policy
from processes.shared.screening import has_phrase

NO_RISK = "No apparent risk"
_LONG_AGO = datetime(1900, 1, 1, tzinfo=UTC)
MISSING, FOUND, CORRECTION = "missing", "found", "correction"


def episodes_of(case: Case) -> tuple[Episode, ...]:
    """Give the child's episodes in this occurrence, oldest first."""
    own = (each for each in case.occurrence.episodes if each.person == case.child_key)
    return tuple(sorted(own, key=lambda each: each.reported or _LONG_AGO))


def latest(case: Case) -> Episode | None:
    """Give the child's latest episode; None when there is none."""
    return next(reversed(episodes_of(case)), None)


def told(case: Case, word: str) -> frozenset[str]:
    """Give the episodes that a school has been told of in this way: missing, found, correction."""
    said = (message.told.split() for message in case.earlier)
    return frozenset(each for words in said if words[:1] == [word] for each in words[1:])


def untold(case: Case) -> tuple[Episode, ...]:
    """Give the episodes that no school has been told the end of; a cancelled one is none."""
    ended = told(case, FOUND)
    return tuple(
        each
        for each in episodes_of(case)
        if each.episode not in ended and each.status is not EpisodeStatus.CANCELLED
    )


def event_on(case: Case) -> date | None:
    """Give the day of what the school is told: found, or else reported; a correction has none."""
    episode = latest(case)
    if episode is not None and episode.status is EpisodeStatus.CANCELLED:
        return None
    moment = (episode.found or episode.reported) if episode else None
    return local_date(moment) if moment else None


def check_type(case: Case, _: Policy) -> list[Finding]:
    """P2.27: the PPN is not, or no longer, one of a missing child."""
    if any(fold(kind) == "missing child" for kind in case.ppn.types):
        return []
    return [skip("P2.27", f"{case.ppn.ppn} is not ticked as a missing child")]


def check_false_report(case: Case, _: Policy) -> list[Finding]:
    """P3.6: cancelled as false; a school that was told has a correction."""
    episode = latest(case)
    if episode is None or episode.status is not EpisodeStatus.CANCELLED:
        return []
    if told(case, MISSING):
        return [note("P3.6", "the report was false: a correction to the school that was told")]
    return [skip("P3.6", "the report was cancelled as false; no school was told")]


def check_still_missing(case: Case, policy: Policy) -> list[Finding]:
    """P3.7: still missing, and the school has been told of this very episode."""
    episode = latest(case)
    if episode is None or episode.status is not EpisodeStatus.MISSING:
        return []
    if (
        episode.episode in told(case, MISSING)
        and not policy.settings.endeavour.repeat_while_missing
    ):
        return [skip("P3.7", "still missing; the school has been told and is not told again")]
    return []


def check_times(case: Case, _: Policy) -> list[Finding]:
    """P3.10: no episode, no time of report, found before reported or without a time."""
    episode = latest(case)
    if episode is None:
        return [be("P3.10", "no missing episode of this child is recorded")]
    if episode.status is EpisodeStatus.NOT_KNOWN:
        return [be("P3.10", f"the status of episode {episode.episode} is not one of the list")]
    if any(_is_impossible(each, case.now) for each in untold(case)):
        return [be("P3.10", "found before reported, or a time is missing or in the future")]
    return []


def _is_impossible(episode: Episode, now: datetime) -> bool:
    if episode.reported is None or episode.reported > now:
        return True
    if episode.status is EpisodeStatus.FOUND:
        return episode.found is None or not episode.reported <= episode.found <= now
    return False


def check_deceased(case: Case, _: Policy) -> list[Finding]:
    """P3.1: found dead; everything is suppressed."""
    if any(each.status is EpisodeStatus.FOUND_DECEASED for each in episodes_of(case)):
        return [held("P3.1", "the child was found dead; nothing is sent")]
    return []


def check_protected(case: Case, policy: Policy) -> list[Finding]:
    """P3.2: an abduction, a covert matter, an operational hold."""
    words = policy.settings.endeavour.held_qualifiers
    marks = (*case.occurrence.qualifiers, *case.occurrence.markers, case.occurrence.classification)
    if case.ppn.operational_hold or any(has_phrase(mark, words) for mark in marks):
        return [held("P3.2", "an abduction, a covert matter or a hold asks for a decision")]
    return []


def check_found(case: Case, _: Policy) -> list[Finding]:
    """P3.3 and P3.12: one message that the child was found, told before as missing or not."""
    episode = latest(case)
    if episode is None or episode.status is not EpisodeStatus.FOUND:
        return []
    if episode.episode in told(case, MISSING):
        return [note("P3.12", "told as missing before; found now")]
    return [note("P3.3", "reported and found before this run: one message")]


def check_several(case: Case, policy: Policy) -> list[Finding]:
    """P3.4: several episodes in one message; many of them are noted."""
    limits = policy.settings.endeavour
    since = case.now - timedelta(days=limits.many_days)
    recent = [each for each in episodes_of(case) if each.reported and each.reported >= since]
    if len(recent) >= limits.many_episodes:
        return [note("P3.4", f"{len(recent)} episodes in {limits.many_days} days")]
    if len(untold(case)) > 1:
        return [note("P3.4", f"{len(untold(case))} episodes in one message")]
    return []


def check_no_risk(case: Case, policy: Policy) -> list[Finding]:
    """P3.5: the category is "No apparent risk"."""
    episode = latest(case)
    if episode is None or fold(episode.category) != fold(NO_RISK):
        return []
    if policy.settings.endeavour.send_no_apparent_risk:
        return [note("P3.5", "category 'No apparent risk': sent as the force decided")]
    return [skip("P3.5", "category 'No apparent risk': not sent as the force decided")]


def check_adult(case: Case, _: Policy) -> list[Finding]:
    """P2.14 and P3.8: 18 when reported missing; or 18 since."""
    episode = latest(case)
    if episode is None or episode.reported is None or not births(case):
        return []
    day = local_date(episode.reported)
    youngest, oldest_now = youngest_on(case, day), oldest_on(case, today(case))
    if youngest is not None and youngest >= ADULT:
        return [skip("P2.14", "18 or over when reported missing")]
    if oldest_now is not None and oldest_now >= ADULT:
        return [held("P3.8", "became 18 while missing or since")]
    return []


def check_late(case: Case, policy: Policy) -> list[Finding]:
    """P2.26: how many school days began since the child was reported, or found."""
    day = event_on(case)
    if day is None or day > today(case):
        return []  # P3.10 says so where it matters
    late = school_days_late(day, today(case), policy.school_holidays)
    if late > policy.late_after_school_days:
        return [held("P2.26", f"{late} school days late; too late to send without a decision")]
    return (
        [note("P2.26", f"sent {late} school days late; the letter gives the date")] if late else []
    )


def check_also_told(case: Case, _: Policy) -> list[Finding]:
    """P3.11: a domestic-abuse message about the same child went out as well."""
    return [note("P3.11", "also told of a domestic incident")] if case.also_told else []


def check_area(case: Case, part: SchoolPart, policy: Policy) -> list[Finding]:
    """P3.9: placed by another authority, school far away; else as P2.17."""
    outside = check_school_area(case, part, policy)
    words = policy.settings.endeavour.placed_flags
    flags = (*case.child.flags, *case.child.address_flags) if case.child else ()
    if any(has_phrase(flag, words) for flag in flags) and outside:
        return [be("P3.9", "placed by another authority, and the school is outside the area")]
    return outside
