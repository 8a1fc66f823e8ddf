"""A case of P3: a girl of 13 who was reported missing on Sunday evening, taken through the rules."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.exceptions import BusinessException, Finding, OutOfScope
from processes.operation_endeavour import rules
from processes.school_notification.episode import Episode, EpisodeStatus
from processes.school_notification.facts import Case, EarlierMessage, SchoolPart
from processes.shared.findings import in_order
from processes.shared.policy import Policy
from tests.builders.encompass import CHILD, NOW, OAKFIELD, POLICY, CaseBuilder, a_case, digest
from tests.builders.encompass_run import Decided

SUNDAY_EVENING = NOW - timedelta(hours=9)


def an_episode(
    status: EpisodeStatus = EpisodeStatus.MISSING,
    *,
    number: int = 12,
    reported: datetime | None = SUNDAY_EVENING,
    found: datetime | None = None,
    category: str = "Medium",
) -> Episode:
    return Episode(str(number), CHILD, category, reported, found, status)


def a_found_episode(number: int = 12, days_before: int = 0, **more: str) -> Episode:
    began = SUNDAY_EVENING - timedelta(days=days_before)
    return an_episode(
        EpisodeStatus.FOUND, number=number, reported=began, found=began + timedelta(hours=4), **more
    )


def a_missing_child(*episodes: Episode) -> CaseBuilder:
    """The PPN of a missing child; she is missing still unless episodes are given."""
    builder = a_case().aged(13).school(phase="secondary").ppn(types=frozenset(("Missing child",)))
    return builder.occurrence(episodes=episodes or (an_episode(),), type="Missing person")


def told_before(builder: CaseBuilder, words: str, school: str = OAKFIELD) -> CaseBuilder:
    """A school was told before: ``missing 12``; what it was told then differs from now."""
    earlier = EarlierMessage(school, digest(words), "effect", words)
    return builder.but(earlier=(earlier,))


def told_the_same(builder: CaseBuilder) -> CaseBuilder:
    """The school has had this very message."""
    case = builder.build()
    canonical = rules.fields_for(case, POLICY).canonical(CHILD, OAKFIELD)
    return builder.but(earlier=(EarlierMessage(OAKFIELD, digest(canonical), "effect", "other"),))


def decided(builder: CaseBuilder, policy: Policy = POLICY) -> Decided:
    """Take the case through the rules in the order of the Main Page."""
    case = builder.build()
    try:
        rules.check_first(case, policy)
        notes = rules.check_child(case, policy, digest)
        return _one_school(case, case.parts[0], policy, notes)
    except OutOfScope as skipped:
        return Decided("SKIP", skipped.findings)
    except BusinessException as error:
        return Decided(error.outcome, error.findings)


def _one_school(
    case: Case, part: SchoolPart, policy: Policy, notes: tuple[Finding, ...]
) -> Decided:
    found = rules.check_school(case, part, policy, digest, notes)
    assert part.school
    assert part.contact
    draft = rules.draft(case, part.school, policy, found)
    letter = draft.letter
    rules.check_message(case, part, draft, policy, subject=letter.subject, body=letter.body)
    return Decided("done", in_order(found), ((part.contact.mailbox, letter.body),))


def with_endeavour(**changes: object) -> Policy:
    """The profile with another decision about missing children."""
    settings = POLICY.settings
    endeavour = replace(settings.endeavour, **changes)  # type: ignore[arg-type]
    return replace(POLICY, settings=replace(settings, endeavour=endeavour))
