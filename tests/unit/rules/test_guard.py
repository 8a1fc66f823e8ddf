"""The last check on a message: nothing foreign goes through, nothing allowed is blocked.

Families are made at random from names that are words, that carry marks, apostrophes and hyphens,
and that repeat within the family. What is foreign is judged by a search of this file's own.
"""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.exceptions import HeldException
from processes.operation_encompass import rules
from tests.builders.encompass import (
    OAKFIELD,
    POLICY,
    SUSPECT,
    VICTIM,
    CaseBuilder,
    a_case,
)
from tests.builders.encompass_run import decided
from tests.builders.families import (
    FAST,
    FORENAMES,
    HARMLESS,
    SURNAMES,
    families,
    foreign_of,
    holds,
    written,
)

# Nothing allowed is blocked ---------------------------------------------------------------------


@FAST
@given(families())
def test_no_message_that_the_rules_write_is_blocked(builder: CaseBuilder) -> None:
    assert written(builder).breaches() == ()


@FAST
@given(families(), st.lists(FORENAMES | SURNAMES | HARMLESS, max_size=6))
def test_whatever_the_child_said_screening_settles_it_and_the_guard_has_nothing_to_block(
    builder: CaseBuilder, said: list[str]
) -> None:
    message = written(builder.ppn(voice=" ".join(said)))
    assert message.breaches() == ()


def test_a_child_called_will_in_a_letter_that_may_hold_the_word() -> None:
    message = written(a_case().called("Will", "May").called("Grace", "Hope", VICTIM))
    assert "Name of the child: Will May" in message.body
    assert message.breaches() == ()


def test_a_sister_who_is_called_like_the_town_or_a_word_of_the_school() -> None:
    school = "Grace Academy Velmouth"
    builder = a_case().school(name=school).contact(school_name=school)
    builder = builder.with_sibling("Grace").with_sibling("Velmouth")
    assert school in written(builder).body
    assert written(builder).breaches() == ()


def test_a_brother_whose_forename_is_the_childs_surname() -> None:
    message = written(a_case().called("James", "Taylor").with_sibling("Taylor"))
    assert message.breaches() == ()


def test_a_father_who_has_the_childs_very_name() -> None:
    assert written(a_case().called("Ella", "Petrov", SUSPECT)).breaches() == ()


def test_a_parent_whose_name_is_a_role_word() -> None:
    builder = a_case().called("Parent", "Step", SUSPECT)
    assert "a parent and a step-parent" in written(builder).body
    assert written(builder).breaches() == ()


def test_a_controlled_phrase_is_the_forces_own_even_when_its_words_are_names() -> None:
    builder = a_case().called("Nothing", "Said", VICTIM).with_sibling("Child")
    assert POLICY.settings.voice.left_out in written(builder).body
    assert written(builder).breaches() == ()


# Nothing foreign goes through -------------------------------------------------------------------

PLACES = st.sampled_from(
    [
        "Name of the child",
        "Date of the incident",
        "Who was involved",
        "Voice of the child",
        "The police reference number",
    ]
)


@FAST
@given(families(), PLACES, st.data(), st.sampled_from([str, str.upper, str.lower]))
def test_a_foreign_value_in_any_place_is_found(
    builder: CaseBuilder, place: str, data: st.DataObject, written_as: object
) -> None:
    message = written(builder)
    value = data.draw(st.sampled_from(foreign_of(message.case)))
    value = written_as(value)  # type: ignore[operator]
    tampered = message.with_value(place, value)
    assume(tampered != message.body)
    assert message.breaches(tampered)


@FAST
@given(families(), st.data(), HARMLESS, HARMLESS)
def test_a_foreign_value_amid_the_childs_words_is_found(
    builder: CaseBuilder, data: st.DataObject, before: str, after: str
) -> None:
    """The text on the PPN itself holds it, so that the message is the PPN's very text."""
    case = builder.build()
    value = data.draw(st.sampled_from(foreign_of(case)))
    said = f"{before} {value} {after}"
    message = written(builder)
    tampered = message.with_value("Voice of the child", said)
    own = replace(message, case=replace(case, ppn=replace(case.ppn, voice=said)))
    assert own.breaches(tampered)


@FAST
@given(families(), st.data(), HARMLESS)
def test_what_leaves_the_force_holds_no_foreign_value_whatever_the_child_said(
    builder: CaseBuilder, data: st.DataObject, before: str
) -> None:
    value = data.draw(st.sampled_from(foreign_of(builder.build())))
    ended = decided(builder.ppn(voice=f"{before} {value}"))
    for _, body in ended.letters:
        voice = next(x for x in body.splitlines() if x.startswith("Voice of the child: "))
        assert not holds(voice.partition(": ")[2], value) or voice.endswith(
            (POLICY.settings.voice.left_out, POLICY.settings.voice.not_spoken)
        )


@pytest.mark.parametrize("line", ["Grace was there too.", "", "Her mother is Nadia Petrov."])
@pytest.mark.parametrize("at", [0, 3, 10, -1])
def test_a_line_that_is_not_the_templates_is_found(line: str, at: int) -> None:
    message = written(a_case())
    lines = message.body.splitlines()
    lines.insert(at, line)
    assert message.breaches("\n".join(lines)) == ("message: not the approved template",)


def test_two_values_that_changed_places_are_found() -> None:
    message = written(a_case())
    swapped = message.with_value("Name of the child", "99260000001")
    assert "child_name: a value that is not allowed here" in message.breaches(swapped)


def test_the_right_letter_to_the_wrong_school_is_found() -> None:
    message = written(a_case())
    wrong = message.body.replace("Oakfield Primary School", "Harbour Junior School")
    assert message.breaches(wrong) == ("school_name: a value that is not allowed here",)


def test_a_twins_letter_is_found() -> None:
    twins = a_case().with_sibling("Tomasz", OAKFIELD, aged=9)
    other = written(twins.but(child_key="P0000011"))
    assert "Tomasz" in other.body
    found = written(twins).breaches(other.body)
    assert "child_name: forename of P0000011" in found


def test_a_subject_with_a_name_in_it_is_found() -> None:
    message = written(a_case())
    assert message.breaches(subject=f"{message.subject} - Ella") == (
        "subject: not the constant subject",
    )


def test_a_breach_names_place_kind_and_record_but_never_the_value() -> None:
    message = written(a_case())
    tampered = message.with_value("Who was involved", "Nadia Petrov, 07700 900123")
    found = message.breaches(tampered)
    assert "who_was_involved: telephone of P0000001" in found
    assert not any("Nadia" in breach or "900123" in breach for breach in found)


def test_a_breach_holds_the_item_and_nothing_is_sent() -> None:
    message = written(a_case())
    tampered = message.with_value("Who was involved", "Marek")
    with pytest.raises(HeldException) as raised:
        rules.check_message(
            message.case,
            message.case.parts[0],
            message.draft,
            POLICY,
            subject=message.subject,
            body=tampered,
        )
    assert raised.value.code == "G1"
