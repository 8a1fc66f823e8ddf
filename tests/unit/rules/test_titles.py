"""The tag on a title: one, at the end, never shortened."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processes.task_prioritisation.titles import Tag, retitle, tag_of
from tests.builders.prioritisation import POLICY

TITLES = POLICY.settings.titles
TAGS = (TITLES.with_children, TITLES.without_children, *TITLES.also_dropped)
PIECES = st.sampled_from(
    ["PPN-000001", " ", "  ", "Domestic abuse", "with children", "–", "é", "x" * 50, *TAGS]
)
ANY_TITLE = st.lists(PIECES, max_size=8).map("".join) | st.text(max_size=200)


def test_an_untagged_title_has_no_tag() -> None:
    assert tag_of("PPN-000001 two children", TITLES) is None


@pytest.mark.parametrize("tag", list(Tag))
def test_a_tag_is_found_at_the_end(tag: Tag) -> None:
    assert tag_of(retitle("PPN-000001", tag, TITLES, 120), TITLES) is tag


@pytest.mark.parametrize(
    "title",
    [
        "PPN-000001 – with children – with children",
        "PPN-000001 – with children – without children",
        "PPN-000001 - without children",
        "PPN-000001 — WITH CHILDREN",
        "PPN-000001 –  without   children ",
        "PPN-000001– with children– without children",
    ],
)
def test_every_earlier_tag_is_dropped_however_it_was_written(title: str) -> None:
    assert retitle(title, Tag.WITH, TITLES, 120) == "PPN-000001 – with children"


def test_words_about_children_that_are_no_tag_stay() -> None:
    title = "PPN-000001 house with children's home"
    assert retitle(title, Tag.WITHOUT, TITLES, 120) == f"{title} – without children"


@given(ANY_TITLE, st.sampled_from(Tag), st.integers(40, 200))
def test_retitling_twice_is_retitling_once(title: str, tag: Tag, limit: int) -> None:
    once = retitle(title, tag, TITLES, limit)
    assert retitle(once, tag, TITLES, limit) == once


@given(ANY_TITLE, st.sampled_from(Tag), st.integers(40, 200))
def test_the_tag_is_whole_and_the_title_fits(title: str, tag: Tag, limit: int) -> None:
    text = retitle(title, tag, TITLES, limit)
    assert tag_of(text, TITLES) is tag
    assert text.endswith(tag.text(TITLES).strip())
    assert len(text) <= limit


@given(st.text(max_size=40), st.sampled_from(Tag), st.sampled_from(Tag))
def test_only_the_last_tag_counts(title: str, first: Tag, last: Tag) -> None:
    twice = retitle(retitle(title, first, TITLES, 120), last, TITLES, 120)
    assert tag_of(twice, TITLES) is last
