"""Does a free text speak of a child? When unsure, it does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processes.shared.mentions import Mention, find_mentions
from tests.builders.prioritisation import POLICY

TERMS = POLICY.settings.mentions


def said(*texts: str) -> Mention:
    return find_mentions(((f"field{n}", text) for n, text in enumerate(texts)), TERMS).kind


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Both were spoken to apart.",
        "Her boyfriend and his girlfriend were there.",
        "A minorca hen ran across the garden.",
        "The 32-year-old was calm. He is aged 70.",
        "Scholarship papers lay on the table.",
    ],
)
def test_a_text_about_adults_speaks_of_no_child(text: str) -> None:
    assert said(text) is Mention.NONE


@pytest.mark.parametrize("text", list(TERMS.negated))
def test_every_listed_denial_is_understood_by_itself(text: str) -> None:
    assert said(text) is Mention.NEGATED
    assert said(f"Officers attended. {text.upper()}, she was alone.") is Mention.NEGATED


@pytest.mark.parametrize("word", list(TERMS.words))
def test_every_listed_word_is_found_beside_every_denial(word: str) -> None:
    assert said(f"There were no children in the household. Seen: {word}.") is Mention.SPOKEN_OF


@pytest.mark.parametrize("doubt", list(TERMS.doubts))
def test_every_doubt_spoils_a_denial_in_its_sentence(doubt: str) -> None:
    assert said(f"No children in the household {doubt}.") is Mention.SPOKEN_OF


@pytest.mark.parametrize(
    "text",
    [
        "CHILDREN",
        "the children’s beds",
        "her child's toys",
        "a 7 year old",
        "a seven-year-old",
        "a 3yo",
        "17 y/o",
        "6 months old",
        "no children in the\nhousehold but one stays",
        "no children",
        "No children present",
        "Children: unknown",
        "her step-son",
    ],
)
def test_children_are_found_however_they_are_written(text: str) -> None:
    assert said(text) is Mention.SPOKEN_OF


def test_one_text_that_speaks_of_a_child_outweighs_denials_elsewhere() -> None:
    found = find_mentions(
        [("home", "No children in the household."), ("narrative", "Her son hid.")], TERMS
    )
    assert found.kind is Mention.SPOKEN_OF
    assert found.fields == ("narrative",)


@given(st.text(max_size=60), st.sampled_from(TERMS.words), st.text(max_size=60))
def test_a_listed_word_is_never_missed_between_spaces(before: str, word: str, after: str) -> None:
    assert said(f"{before} {word} {after}") is not Mention.NONE
