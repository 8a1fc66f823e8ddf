"""What one message may say, and the proof that it says nothing else."""

from bot.exceptions import Finding, HeldException
from processes.operation_encompass.letter import render, skeleton
from processes.operation_encompass.voice import Voice, voice_of_child
from processes.school_notification.child_checks import is_address_confidential
from processes.school_notification.draft import Digest, Draft
from processes.school_notification.facts import Case, SchoolFacts, SchoolPart
from processes.school_notification.letter import SCHOOL_NAME
from processes.school_notification.own_words import voice_of
from processes.school_notification.people import linked_people
from processes.school_notification.words import in_words, only, raise_for
from processes.shared.answers import Relation
from processes.shared.disclosure import Field, SentFields, one_line
from processes.shared.guard import Breach, Permitted, breaches
from processes.shared.policy import Policy

_MINIMAL = (Field.CHILD_NAME, Field.INCIDENT_DATE, Field.OCCURRENCE_NUMBER)
_FAMILY, _OTHER = "another family member", "another person"
_ROLE_WORDS = {
    Relation.CHILD: "a parent",
    Relation.STEPCHILD: "a step-parent",
    Relation.GRANDCHILD: "a grandparent",
    Relation.SIBLING: _FAMILY,
    Relation.OTHER_RELATIVE: _FAMILY,
}
_ORDER = ("a parent", "a step-parent", "a grandparent", _FAMILY, _OTHER)
_TWICE = {
    "a parent": "two parents",
    "a step-parent": "two step-parents",
    "a grandparent": "two grandparents",
    _FAMILY: "other family members",
    _OTHER: "other people",
}


def who_was_involved(case: Case) -> str:
    """Give what the two parties are to the child, in role words; never a name, never who did what.

    The order is that of the list, whoever was the victim.
    """
    row = case.rows[0]
    words = [_ROLE_WORDS.get(r, _OTHER) for r in (row.relation_victim, row.relation_suspect)]
    if words[0] == words[1]:
        return _TWICE[words[0]]
    return " and ".join(sorted(words, key=_ORDER.index))


def allowed_fields(case: Case, policy: Policy) -> tuple[Field, ...]:
    """Give the fields of this message: the profile's, or the fewest at a confidential address."""
    if is_address_confidential(case, policy):
        return tuple(field for field in policy.fields if field in _MINIMAL)
    return policy.fields


def fields_for(case: Case, voice: Voice, policy: Policy) -> SentFields:
    """Give the values of the message about this child.

    Raises:
        ValueError: the profile names a field that this process cannot fill.
    """
    allow = allowed_fields(case, policy)
    can_offer = {
        Field.CHILD_NAME: case.name.full,
        Field.INCIDENT_DATE: in_words(case.incident_on),
        Field.WHO_WAS_INVOLVED: who_was_involved(case),
        Field.VOICE_OF_CHILD: voice.text,
        Field.OCCURRENCE_NUMBER: case.occurrence.number,
    }
    return SentFields.of(allow, {field: can_offer[field] for field in can_offer if field in allow})


def is_duplicate(case: Case, school: str, policy: Policy, digest: Digest) -> bool:
    """Whether the ledger has a message to this school with the same fields."""
    told = {message.digest for message in case.earlier if message.school == school}
    if not told:
        return False
    fields = fields_for(case, voice_of_child(case, policy), policy)
    return digest(fields.canonical(case.child_key, school)) in told


def permitted(case: Case, school: SchoolFacts, policy: Policy) -> dict[str, Permitted]:
    """Give, place by place, what a message about this child to this school may hold.

    It is worked out from what was read, not from the message's own fields.
    """
    phrases = policy.settings.voice
    controlled = frozenset((phrases.not_spoken, phrases.left_out))
    return {
        SCHOOL_NAME: only(school.name),
        Field.CHILD_NAME: only(*(row.name.full for row in case.rows)),
        Field.INCIDENT_DATE: only(in_words(case.incident_on)),
        Field.WHO_WAS_INVOLVED: only(who_was_involved(case)),
        Field.OCCURRENCE_NUMBER: only(case.occurrence.number),
        Field.VOICE_OF_CHILD: Permitted(
            frozenset((one_line(voice_of(case)),)) | controlled, controlled
        ),
    }


def message_breaches(
    case: Case, school: SchoolFacts, subject: str, body: str, policy: Policy, *, late: bool
) -> tuple[Breach, ...]:
    """Give why the message, as it would leave, must not; nothing when it may."""
    if subject != policy.settings.subject_line:
        return (Breach("subject", "not the constant subject"),)
    names = tuple(field.value for field in allowed_fields(case, policy))
    return breaches(
        body,
        skeleton(names, policy, late=late),
        permitted(case, school, policy),
        linked_people(case),
        narrative=case.ppn.narrative,
        narrative_words=policy.screening.narrative_words,
    )


def draft(case: Case, school: SchoolFacts, policy: Policy, notes: tuple[Finding, ...]) -> Draft:
    """Give the message about this child to this school."""
    voice, late = voice_of_child(case, policy), late_note(notes)
    fields = fields_for(case, voice, policy)
    letter = render(fields, school.name, policy, late=late)
    return Draft(
        fields,
        letter,
        voice.findings,
        needs_note=voice.staff_note,
        late=late,
        phrases=frozenset() if voice.is_sent else frozenset({Field.VOICE_OF_CHILD}),
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
    raise_for(message_breaches(case, part.school, subject, body, policy, late=draft.late))


def late_note(findings: tuple[Finding, ...]) -> bool:
    """Whether the letter must say that it is late."""
    return any(finding.code == "P2.26" for finding in findings)
