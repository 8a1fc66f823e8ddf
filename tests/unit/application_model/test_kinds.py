"""Each kind knows what it holds and what a person would type; no browser is needed to know it."""

from datetime import date, time

import pytest

from bot.application_model.choices import KINDS
from bot.application_model.kinds import Bound, ControlState, Move, Stroke, Value
from bot.application_model.snapshot import Node
from bot.exceptions import BusinessException
from tests.unit.application_model.pages import a_control, element


def bound(kind: str, node: Node, **pins: object) -> Bound:
    return Bound(element(kind, node.name, node.key, **pins), node)


LIST = {"options": {"": "", "Yes": "Yes", "No": "No"}}


@pytest.mark.parametrize(
    ("kind", "value", "held"),
    [
        ("text", "Alder", "Alder"),
        ("number", 17, "17"),
        ("date", date(2026, 3, 2), "2026-03-02"),
        ("time", time(6, 5), "06:05"),
        ("textarea", "one\r\ntwo", "one\ntwo"),
        ("checkbox", True, "Yes"),
        ("checkbox", False, ""),
        ("switch", "Yes", "Yes"),
        ("checkboxes", ["b", "a"], "a; b"),
        ("checkboxes", "b; a", "a; b"),
    ],
)
def test_a_value_is_told_in_the_words_of_the_screen(kind: str, value: Value, held: str) -> None:
    assert KINDS[kind].canonical(value) == held


def test_nothing_is_typed_where_the_value_stands_already() -> None:
    node = a_control("Title", "title", value="Alder")
    assert KINDS["text"].moves(bound("text", node), "Alder") == []


def test_a_text_is_replaced_at_once_and_a_blank_is_deleted() -> None:
    text = KINDS["text"]
    assert text.strokes(Move("New"), ControlState("Old")) == [Stroke("insert", "New")]
    assert text.strokes(Move(""), ControlState("Old")) == [Stroke("press", "Delete")]
    assert text.strokes(Move(""), ControlState("")) == []


def test_a_near_entry_is_reached_by_arrows_and_a_far_one_by_its_beginning() -> None:
    drop_down = KINDS["select"]
    near = ControlState(at=1, to=3, times=1, prefix="no")
    far = ControlState(at=1, to=900, times=1, prefix="School 9")
    assert drop_down.strokes(Move("x"), near) == [Stroke("press", "ArrowDown", 2)]
    assert drop_down.strokes(Move("x"), far) == [Stroke("type", "School 9")]
    back = ControlState(at=3, to=1, times=1)
    assert drop_down.strokes(Move("x"), back) == [Stroke("press", "ArrowUp", 2)]


@pytest.mark.parametrize("times", [0, 2])
def test_an_entry_that_is_missing_or_doubled_is_never_chosen(times: int) -> None:
    with pytest.raises(BusinessException):
        KINDS["select"].strokes(Move("S00001"), ControlState(at=0, to=4, times=times))


def test_only_the_boxes_that_change_are_ticked() -> None:
    node = a_control("Types", "types", "checkboxes", ticked=("DA", "CC"))
    moves = KINDS["checkboxes"].moves(bound("checkboxes", node, **LIST), "CC; MC")
    assert moves == [Move("", part="DA"), Move("Yes", part="MC")]


def test_a_tick_box_is_turned_only_when_it_stands_the_other_way() -> None:
    box = KINDS["checkbox"]
    assert box.strokes(Move("Yes"), ControlState(checked=False)) == [Stroke("press", "Space")]
    assert box.strokes(Move("Yes"), ControlState(checked=True)) == []


def test_a_type_ahead_is_typed_and_its_offer_chosen() -> None:
    strokes = KINDS["typeahead"].strokes(Move("Oak"), ControlState())
    assert [stroke.how for stroke in strokes] == ["insert", "offer", "press"]


def test_a_file_is_known_by_its_name_and_given_by_its_path() -> None:
    box = KINDS["file"]
    node = a_control("File", "file", "file", value="C:\\fakepath\\report.docx")
    assert box.value(bound("file", node)) == "report.docx"
    assert box.moves(bound("file", node), "report.docx") == [Move("report.docx")]
    assert box.strokes(Move("var/report.docx"), ControlState()) == [
        Stroke("file", "var/report.docx")
    ]


def test_outputs_buttons_and_links_are_not_written() -> None:
    for kind in ("output", "button", "link"):
        with pytest.raises(TypeError, match="cannot be written"):
            KINDS[kind].moves(bound(kind, a_control("Title", "title", kind)), "New")


@pytest.mark.parametrize(
    ("day", "month", "year", "held", "has_shape"),
    [
        ("2", "1", "2020", "2020-01-02", True),
        ("", "", "", "", True),
        ("31", "2", "2020", "2020-2-31?", False),
        ("", "1", "2020", "2020-1-?", False),
        ("2", "1", "20", "20-1-2?", False),
    ],
)
def test_three_boxes_are_a_date_or_blank_or_no_value(
    day: str, month: str, year: str, held: str, has_shape: bool
) -> None:
    boxes = {
        part: a_control(part, part, value=value)
        for part, value in (("day", day), ("month", month), ("year", year))
    }
    pins = element(
        "date3",
        "Born",
        "born",
        parts={part: part for part in boxes},
        part_labels={part: part for part in boxes},
    )
    three = Bound(pins, boxes["day"], parts=boxes)
    assert KINDS["date3"].value(three) == held
    assert KINDS["date3"].has_shape(three) is has_shape


def test_a_half_filled_date_control_has_no_shape() -> None:
    node = a_control("Born", "born", "date", value="", bad=True)
    assert not KINDS["date"].has_shape(bound("date", node))
