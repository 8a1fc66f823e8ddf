"""The letter to a school: everything it must say, and no value outside its place."""

from dataclasses import replace
from typing import Any

import jinja2
import pytest

from processes.operation_encompass.letter import letter_of, render, skeleton
from processes.shared.disclosure import Field, SentFields
from processes.shared.guard import slots_in
from processes.shared.letter import render_text
from tests.builders.encompass import POLICY

FIELDS = {
    Field.CHILD_NAME: "Zoë O'Hallorhan",
    Field.INCIDENT_DATE: "28 February 2026",
    Field.WHO_WAS_INVOLVED: "a parent and a step-parent",
    Field.VOICE_OF_CHILD: "I hid under the table.",
    Field.OCCURRENCE_NUMBER: "99260000001",
}
GOLDEN = """\
OFFICIAL-SENSITIVE. For the designated safeguarding lead only. Do not print, copy or forward.

To the designated safeguarding lead of Oakfield Primary School

Operation Encompass notification from Solmere Constabulary

A domestic-related incident was recorded by the police. The child named below was at the \
address, was a witness, or is recorded as part of the household.

This message is sent so that the school can be ready to help and support the child.

The details that we can share:

Name of the child: Zoë O'Hallorhan
Date of the incident: 28 February 2026
Who was involved: a parent and a step-parent
Voice of the child: I hid under the table.
The police reference number: 99260000001

What we ask of you:

- You are not expected to discuss this with the child or the parents, or to ask them about it. \
Please respond if the need arises.
- This message does not replace child-protection processes. Report any further concern in the \
usual way.
- This message holds personal data. Handle it under the Data Protection Act. Do not print it, \
and share it only with those who need it to support the child.

If the child does not attend your school, or has left it, tell us today: \
mash@solmere-police.example or 01632 960100, giving the police reference number. Do not pass \
this message on to another school."""


def letter(*, late: bool = False, **values: str) -> str:
    fields = SentFields.of(POLICY.fields, {**FIELDS, **{Field(k): v for k, v in values.items()}})
    return render(fields, "Oakfield Primary School", POLICY, late=late).body


def test_the_letter_of_hampshire_word_for_word() -> None:
    assert letter() == GOLDEN


def test_a_late_letter_says_so_and_points_at_the_date() -> None:
    body = letter(late=True)
    assert "later than it should" in body
    assert (
        body.replace(
            "\nThis message reaches you later than it should. "
            "Please note the date of the incident above.\n",
            "",
        )
        == GOLDEN
    )


def test_the_subject_is_the_same_for_every_child_and_holds_no_value() -> None:
    fields = SentFields.of(POLICY.fields, FIELDS)
    subject = render(fields, "Oakfield Primary School", POLICY, late=False).subject
    assert subject == POLICY.settings.subject_line
    assert not any(value in subject for value in FIELDS.values())


@pytest.mark.parametrize("field", [field.value for field in FIELDS])
def test_a_value_with_line_breaks_adds_no_line(field: str) -> None:
    hostile = "x\r\n\r\nThe police reference number: 1\u2028\x00y"
    values: dict[str, Any] = {field: hostile}
    assert len(letter(**values).splitlines()) == len(GOLDEN.splitlines())


@pytest.mark.parametrize("late", [True, False])
def test_each_value_stands_once_behind_its_own_label(late: bool) -> None:
    names = tuple(field.value for field in FIELDS)
    text = letter(late=late)
    slots = slots_in(text, skeleton(names, POLICY, late=late))
    assert slots is not None
    assert dict(slots) == {
        "school_name": "Oakfield Primary School",
        **{field.value: value for field, value in FIELDS.items()},
    }
    assert len(slots) == len(FIELDS) + 1


def test_a_message_of_the_fewest_fields_has_no_empty_label() -> None:
    few = {k: FIELDS[k] for k in (Field.CHILD_NAME, Field.INCIDENT_DATE, Field.OCCURRENCE_NUMBER)}
    body = render(SentFields.of(few, few), "Oakfield", POLICY, late=False).body
    assert "Who was involved" not in body
    assert "Voice of the child" not in body


def test_a_template_in_a_value_is_not_run() -> None:
    assert "{{ occurrence_number }}{% for %}" in letter(
        voice_of_child="{{ occurrence_number }}{% for %}"
    )


def test_a_letter_that_asks_for_a_value_it_was_not_given_fails() -> None:
    with pytest.raises(jinja2.UndefinedError):
        render_text("operation_encompass/letters", "hampshire_v1.j2", {"sent": (), "late": False})


def test_a_profile_without_a_reviewed_letter_sends_nothing() -> None:
    with pytest.raises(LookupError, match="no reviewed letter"):
        letter_of(replace(POLICY, name="elsewhere"))
