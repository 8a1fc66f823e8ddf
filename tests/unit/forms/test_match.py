"""The element matcher on plain attribute lists: what it finds, what it leaves to a person."""

import random
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.forms.match import Attributes, match
from tests.unit.forms.drifting import Drift, a_page, drifted, without

PAGES, LOOKED_FOR = 12, 10
BOX: Attributes = {
    "tag": "INPUT",
    "type": "text",
    "visible_text": "",
    "id": "f-dob",
    "name": "dob",
    "idxpath": "/html[1]/body[1]/form[1]/p[2]/input[1]",
    "x": 20,
    "y": 90,
    "width": 200,
    "height": 24,
    "neighbor_text": "Date of birth",
}


def another(name: str, place: int) -> Attributes:
    return {
        **BOX,
        "id": f"f-{name}",
        "name": name,
        "neighbor_text": name.title(),
        "idxpath": f"/html[1]/body[1]/form[1]/p[{place}]/input[1]",
        "y": 40 * place,
    }


OTHERS = [another("surname", 1), another("forename", 3), another("school", 4)]


def drifts(hard: float) -> Iterator[tuple[Drift, int]]:
    """Pages with some of the elements that are still there."""
    for seed in range(PAGES):
        rng = random.Random(f"{seed} {hard}")
        drift = drifted(rng, a_page(rng), hard=hard)
        kept = [place for place, now in enumerate(drift.truth) if now is not None]
        yield from ((drift, place) for place in rng.sample(kept, LOOKED_FOR))


def test_an_unchanged_page_is_matched_element_by_element() -> None:
    page = a_page(random.Random(1))
    found = match(page, page)
    assert [one.candidate for one in found] == list(range(len(page)))


def test_a_renamed_box_is_found_and_may_be_repaired_without_a_look() -> None:
    renamed = {**BOX, "id": "f-birth", "name": "birth"}
    found = match([BOX, *OTHERS], [*OTHERS, renamed])[0]
    assert (found.candidate, found.is_auto_safe) == (3, True)
    assert found.confidence > 0.8


def test_what_is_gone_is_missing_though_boxes_like_it_stand_there() -> None:
    found = match([BOX], OTHERS)[0]
    assert (found.candidate, found.is_auto_safe) == (None, False)


def test_a_page_without_elements_has_none_of_them() -> None:
    assert [one.candidate for one in match([BOX, *OTHERS], [])] == [None] * 4
    assert match([], OTHERS) == ()


def test_a_text_that_every_row_shows_weighs_less_than_one_that_stands_once() -> None:
    rows = [{"tag": "A", "visible_text": "Read more", "href": f"/story/{n}"} for n in range(9)]
    moved = {"tag": "A", "visible_text": "Read more", "href": "/story/4"}
    assert match([moved], [*rows[:4], *rows[5:], {**moved, "class": "new"}])[0].candidate == 8


@pytest.mark.parametrize("name", sorted(BOX))
def test_any_attribute_may_be_absent(name: str) -> None:
    partly = {key: value for key, value in BOX.items() if key != name}
    assert match([partly], [*OTHERS, BOX])[0].candidate == 3
    assert match([BOX], [*OTHERS, partly])[0].candidate == 3


def test_numbers_may_be_texts_and_words_lists() -> None:
    written = {**BOX, "x": "20", "y": "90", "neighbor_text": ["Date", "of", "birth"]}
    assert match([BOX], [*OTHERS, written])[0].is_auto_safe


@pytest.mark.parametrize(
    "change",
    [
        {"neighbor_text": "Date of incident"},
        {"type": "password"},
        {"tag": "TEXTAREA"},
        {"id": "f-surname"},
        {"idxpath": "/html[1]/body[1]/aside[1]/input[1]", "id": "f-x", "name": "x"},
        {"href": "/elsewhere"},
    ],
    ids=["other text", "other type", "other tag", "key of another", "elsewhere", "other address"],
)
def test_these_changes_are_never_repaired_without_a_look(change: dict[str, str]) -> None:
    old = {**BOX, "href": "/here"} if "href" in change else BOX
    assert not match([old, *OTHERS], [*OTHERS, {**old, **change}])[0].is_auto_safe


def test_two_alike_on_either_page_are_never_repaired_without_a_look() -> None:
    twin = {**BOX, "idxpath": "/html[1]/body[1]/form[1]/p[9]/input[1]"}
    assert not match([BOX], [*OTHERS, BOX, twin])[0].is_auto_safe
    assert not match([BOX, twin], [*OTHERS, BOX])[0].is_auto_safe


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 10_000), st.floats(0, 1))
def test_no_candidate_is_given_to_two(seed: int, hard: float) -> None:
    rng = random.Random(seed)
    drift = drifted(rng, a_page(rng), hard=hard)
    given_out = [one.candidate for one in match(drift.old[:25], drift.new)]
    taken = [place for place in given_out if place is not None]
    assert len(set(taken)) == len(taken)


@pytest.mark.parametrize(("hard", "aim"), [(0.2, 0.98), (0.6, 0.95), (1.0, 0.90)])
def test_drifted_elements_are_found(hard: float, aim: float) -> None:
    hits = [match([d.old[at]], d.new)[0].candidate == d.truth[at] for d, at in drifts(hard)]
    assert sum(hits) / len(hits) >= aim


@pytest.mark.parametrize("hard", [0.2, 0.6, 1.0])
def test_nothing_wrong_is_called_safe_even_when_the_right_one_is_gone(hard: float) -> None:
    for drift, at in drifts(hard):
        found = match([drift.old[at]], drift.new)[0]
        assert not found.is_auto_safe or found.candidate == drift.truth[at]
        assert not match([drift.old[at]], without(drift, at))[0].is_auto_safe


def test_some_repairs_are_called_safe() -> None:
    safe = [match([d.old[at]], d.new)[0].is_auto_safe for d, at in drifts(0.2)]
    assert sum(safe) >= len(safe) // 20
