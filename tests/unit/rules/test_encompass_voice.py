"""P2: the voice of the child, and who was involved, as a school is told."""

from dataclasses import replace

import pytest

from processes.operation_encompass import rules
from processes.shared.answers import Relation, Role
from processes.shared.names import PersonName
from tests.builders.encompass import (
    POLICY,
    CaseBuilder,
    a_case,
    a_person,
    a_school,
)
from tests.builders.encompass_run import Decided, decided, ended


def voice_line(found: Decided) -> str:
    ((_, body),) = found.letters
    return next(line for line in body.splitlines() if line.startswith("Voice of the child: "))


def test_what_the_child_said_is_sent_whole() -> None:
    assert voice_line(decided(a_case())) == (
        "Voice of the child: I hid under the table until it was quiet."
    )


@pytest.mark.parametrize(
    "text",
    [
        "Marek shouted.",
        "nadia cried",
        "Nadine cried",
        "ring 07700 900123",
        "we ran to 14 Hawthorn Road",
        "Sahota's van",
    ],
)
def test_p2_21_a_text_about_somebody_else_is_left_out_and_the_rest_is_sent(text: str) -> None:
    found = ended(a_case().ppn(voice=text), "done", "P2.21")
    assert voice_line(found).endswith(POLICY.settings.voice.left_out)
    voice = rules.voice_of_child(a_case().ppn(voice=text).build(), POLICY)
    assert voice.staff_note
    assert not voice.is_sent


def test_p2_21_the_finding_names_the_sort_of_value_and_not_the_value() -> None:
    found = decided(a_case().ppn(voice="Marek shouted."))
    assert found.findings[0].detail == (
        "voice of the child left out: it holds a linked person's name or alias"
    )


@pytest.mark.parametrize("text", ["", "  \n", "Not spoken to", "not spoken to.", "N/A", "Asleep"])
def test_p2_22_nothing_said_is_a_controlled_phrase(text: str) -> None:
    found = ended(a_case().ppn(voice=text), "done", "P2.22")
    assert voice_line(found).endswith(POLICY.settings.voice.not_spoken)


def test_p2_23_one_text_for_several_children_is_left_out_for_each() -> None:
    family = a_case().with_sibling()
    first = ended(family, "done", "P2.23")
    second = ended(family.but(child_key="P0000011"), "done", "P2.23")
    assert [m for m, _ in (*first.letters, *second.letters)] == [
        "safeguarding@s00001.example",
        "safeguarding@s00002.example",
    ]
    for found in (first, second):
        assert voice_line(found).endswith(POLICY.settings.voice.left_out)
    assert "Tomasz" not in first.letters[0][1]
    assert "Ella" not in second.letters[0][1]


def own_words(*texts: str) -> CaseBuilder:
    """A child and a sibling, on a form that asks what each child said."""
    case = a_case().with_sibling().ppn(voice="")
    for number, text in enumerate(texts, 1):
        case = case.child(number, said=text)
    return case


def test_what_each_child_said_goes_to_its_own_school_only() -> None:
    family = own_words("I hid under the table.", "I went to my room.")
    first = ended(family, "done", "plain")
    second = ended(family.but(child_key="P0000011"), "done", "plain")
    assert voice_line(first) == "Voice of the child: I hid under the table."
    assert voice_line(second) == "Voice of the child: I went to my room."
    for found, other in ((first, "my room"), (second, "the table")):
        assert other not in found.letters[0][1]


def test_p2_23_the_same_words_for_two_children_are_left_out() -> None:
    found = ended(own_words("We hid.", "We hid."), "done", "P2.23")
    assert voice_line(found).endswith(POLICY.settings.voice.left_out)


def test_p2_23_two_texts_for_one_child_are_left_out() -> None:
    case = a_case().ppn(voice="").child(1, said="I hid.")
    again = replace(case.rows[0], row=2, said="I ran.")
    found = ended(case.with_row(again), "done", "P2.23")
    assert voice_line(found).endswith(POLICY.settings.voice.left_out)


def test_p2_22_a_child_of_whom_nothing_is_recorded_has_no_voice_of_a_sibling() -> None:
    found = ended(own_words("", "I went to my room."), "done", "P2.22")
    assert voice_line(found).endswith(POLICY.settings.voice.not_spoken)


def test_p2_35_a_word_of_disclosure_in_a_sibling_s_own_words_holds_this_child_too() -> None:
    ended(own_words("I hid.", "He said he would kill mum with a knife."), "HELD", "P2.35")


def test_a_friend_who_is_involved_is_no_sibling() -> None:
    friend = a_person("P0000060", PersonName("Khumalo", "Thandiwe"), 10)
    ended(a_case().with_person(friend, Role.WITNESS), "done", "plain")


@pytest.mark.parametrize(
    ("victim", "suspect", "words"),
    [
        (Relation.CHILD, Relation.STEPCHILD, "a parent and a step-parent"),
        (Relation.STEPCHILD, Relation.CHILD, "a parent and a step-parent"),
        (Relation.CHILD, Relation.CHILD, "two parents"),
        (Relation.CHILD, Relation.NOT_KNOWN, "a parent and another person"),
        (Relation.BLANK, Relation.NOT_RELATED, "other people"),
        (Relation.SIBLING, Relation.CHILD, "a parent and another family member"),
        (Relation.GRANDCHILD, Relation.OTHER_RELATIVE, "a grandparent and another family member"),
    ],
)
def test_who_was_involved_is_said_in_role_words_and_not_who_did_what(
    victim: Relation, suspect: Relation, words: str
) -> None:
    case = a_case().child(relation_victim=victim, relation_suspect=suspect)
    assert rules.who_was_involved(case.build()) == words


@pytest.mark.parametrize(
    ("text", "told"), [("I hid.", True), ("", False), ("Marek shouted.", False)]
)
def test_only_the_child_s_own_words_count_as_told(text: str, told: bool) -> None:
    """P2.21 and P2.22: log and register do not say that a phrase of ours is the child's voice."""
    case = a_case().ppn(voice=text).build()
    letter = rules.draft(case, a_school(), POLICY, ())
    assert ("voice_of_child" in letter.disclosed) is told
    assert "child_name" in letter.disclosed
