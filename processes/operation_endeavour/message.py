"""What a message about a missing child may say, and the proof that it says nothing else."""

from datetime import date, datetime

from bot.exceptions import Finding, HeldException
from processes.operation_endeavour.episodes import CORRECTION, FOUND, MISSING, latest, untold
from processes.operation_endeavour.letter import letter_of
from processes.school_notification.draft import Digest, Draft
from processes.school_notification.episode import Episode, EpisodeStatus
from processes.school_notification.facts import Case, SchoolFacts, SchoolPart
from processes.school_notification.letter import SCHOOL_NAME, render, skeleton
from processes.school_notification.people import linked_people
from processes.school_notification.words import in_words, moment_in_words, only, raise_for
from processes.shared.ages import local_date
from processes.shared.disclosure import Field, SentFields
from processes.shared.guard import Breach, Permitted, breaches
from processes.shared.policy import Policy

_WORDS = {
    EpisodeStatus.MISSING: MISSING,
    EpisodeStatus.FOUND: FOUND,
    EpisodeStatus.CANCELLED: CORRECTION,
}


def word_of(case: Case) -> str:
    """Give what the school is told: ``missing``, ``found`` or ``correction``; else nothing."""
    episode = latest(case)
    return _WORDS.get(episode.status, "") if episode else ""


def fields_for(case: Case, policy: Policy) -> SentFields:
    """Give the values of the message about this child.

    Raises:
        ValueError: the profile names a field that this process cannot fill.
    """
    offered = _offered(case)
    return SentFields.of(
        allowed_fields(case, policy),
        {field: offered[field] for field in allowed_fields(case, policy) if field in offered},
    )


def allowed_fields(case: Case, policy: Policy) -> tuple[Field, ...]:
    """Give the profile's fields for what the school is told."""
    settings = policy.settings.endeavour
    again = bool(_before_latest(case))
    return {
        MISSING: settings.missing_again_fields if again else settings.missing_fields,
        FOUND: settings.found_fields,
        CORRECTION: settings.correction_fields,
    }.get(word_of(case), ())


def _offered(case: Case) -> dict[Field, str]:
    episode = latest(case)
    born = case.born
    return {
        Field.CHILD_NAME: case.name.full,
        Field.DATE_OF_BIRTH: in_words(born if isinstance(born, date) else None),
        Field.REPORTED_MISSING: moment_in_words(episode.reported if episode else None),
        Field.MISSING_DATES: missing_dates(case),
        Field.OCCURRENCE_NUMBER: case.occurrence.number,
    }


def missing_dates(case: Case) -> str:
    """Give the days of each episode that has ended and that no school was told the end of (P3.4)."""
    ended = _before_latest(case) if word_of(case) == MISSING else untold(case)
    return "; ".join(_span(_day(each.reported), _day(each.found)) for each in ended)


def _before_latest(case: Case) -> tuple[Episode, ...]:
    return tuple(each for each in untold(case) if each is not latest(case))


def _span(first: str, last: str) -> str:
    return first if first == last else f"{first} to {last}"


def _day(moment: datetime | None) -> str:
    return in_words(local_date(moment)) if moment else "not known"


def draft(case: Case, school: SchoolFacts, policy: Policy, notes: tuple[Finding, ...]) -> Draft:
    """Give the message about this child to this school."""
    word, late = word_of(case), _is_late(notes)
    fields = fields_for(case, policy)
    letter = render(letter_of(word, policy), fields, school.name, policy, late=late)
    told = untold(case) or tuple(each for each in (latest(case),) if each)
    ids = [each.episode for each in told]
    return Draft(fields, letter, told=" ".join([word, *ids]), late=late)


def _is_late(findings: tuple[Finding, ...]) -> bool:
    return any(finding.code == "P2.26" for finding in findings)


def is_duplicate(case: Case, school: str, policy: Policy, digest: Digest) -> bool:
    """Whether the ledger has a message to this school with the same fields."""
    sent = {message.digest for message in case.earlier if message.school == school}
    if not sent or not word_of(case):
        return False
    return digest(fields_for(case, policy).canonical(case.child_key, school)) in sent


def permitted(case: Case, school: SchoolFacts) -> dict[str, Permitted]:
    """Give, place by place, what a message about this child to this school may hold."""
    offered = _offered(case)
    names = only(*(row.name.full for row in case.rows))
    places = {field.value: only(value) for field, value in offered.items()}
    return {**places, Field.CHILD_NAME.value: names, SCHOOL_NAME: only(school.name)}


def message_breaches(
    case: Case, school: SchoolFacts, draft: Draft, policy: Policy, *, subject: str, body: str
) -> tuple[Breach, ...]:
    """Give why the message, as it would leave, must not; nothing when it may."""
    letter = letter_of(word_of(case), policy)
    if subject != letter.subject:
        return (Breach("subject", "not the constant subject"),)
    names = tuple(field.value for field in allowed_fields(case, policy))
    return breaches(
        body,
        skeleton(letter, names, policy, late=draft.late),
        permitted(case, school),
        linked_people(case),
        narrative=case.ppn.narrative,
        narrative_words=policy.screening.narrative_words,
    )


def check_message(
    case: Case, part: SchoolPart, draft: Draft, policy: Policy, *, subject: str, body: str
) -> None:
    """Prove the message that is about to leave.

    Raises:
        HeldException: G1, it holds something that this school may not have; nothing is sent.
    """
    if part.school is None:
        raise HeldException("the school is not known", code="G1")
    raise_for(message_breaches(case, part.school, draft, policy, subject=subject, body=body))
