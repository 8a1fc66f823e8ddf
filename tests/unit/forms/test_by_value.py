"""What became of a control, told by what the records show in it."""

from dataclasses import replace

from bot.forms.check.by_value import Values, joined_in, repeated_in
from bot.forms.check.controls import Control
from bot.forms.check.drift import compare
from bot.forms.check.pair import Verdict
from bot.forms.check.patch import proposed_model
from tests.unit.application_model.pages import a_model, element

SECTION = "B Subject"
ADDRESS = Control(SECTION, "Home address", "text", "address")
LINE = Control(SECTION, "House and street", "text", "line")
TOWN = Control(SECTION, "Town", "text", "town")
VOICE = Control("E Voice", "What did the child say?", "textarea", "voice")
SAID = Control("D Children", "What this child said", "textarea", "said", grid="children")
SAW = Control("D Children", "What the officer saw", "textarea", "saw", grid="children")


def shows(*said: tuple[Control, tuple[str, ...]]) -> Values:
    return {control.anchor: values for control, values in said}


def record(whole: str, line: str, town: str) -> tuple[Values, Values]:
    return shows((ADDRESS, (whole,))), shows((LINE, (line,)), (TOWN, (town,)))


FLAT = record("Flat 1, 4 Larch Close, Westbury", "Flat 1", "4 Larch Close, Westbury")
PLAIN = record("4 Larch Close, Westbury", "4 Larch Close", "Westbury")
BLANK = record("", "", "")


def test_a_value_in_two_boxes_is_known_by_the_values() -> None:
    found = joined_in(ADDRESS, LINE, [SAID, TOWN], [FLAT, PLAIN, BLANK])
    assert found is not None
    assert (found.boxes, found.separator) == ((LINE, TOWN), ", ")


def test_one_record_that_says_otherwise_is_enough() -> None:
    other = record("4 Larch Close, Westbury", "4 Larch Close", "Eastbury")
    assert joined_in(ADDRESS, LINE, [TOWN], [PLAIN, other]) is None


def test_a_second_box_that_is_always_blank_proves_nothing() -> None:
    alone = record("4 Larch Close", "4 Larch Close", "")
    assert joined_in(ADDRESS, LINE, [TOWN], [alone]) is None


def test_boxes_of_another_section_are_no_part_of_it() -> None:
    far = replace(TOWN, section="C Report")
    records = [(PLAIN[0], shows((LINE, ("4 Larch Close",)), (far, ("Westbury",))))]
    assert joined_in(ADDRESS, LINE, [far], records) is None


def said(once: str, *rows: str) -> tuple[Values, Values]:
    return shows((VOICE, (once,))), shows((SAID, rows), (SAW, tuple("" for _ in rows)))


def test_what_stands_in_every_row_now_is_known_by_the_values() -> None:
    records = [said("I hid under the table.", *2 * ["I hid under the table."]), said("")]
    assert repeated_in(VOICE, [SAW, SAID], records) == SAID


def test_a_short_word_in_every_row_is_no_proof() -> None:
    assert repeated_in(VOICE, [SAID], [said("Yes", "Yes")]) is None


def test_a_split_value_is_proposed_as_joined_and_a_repeated_one_is_left_to_a_developer() -> None:
    old, new = [ADDRESS, VOICE], [LINE, TOWN, SAID, SAW]
    records = [
        (
            shows((ADDRESS, ("4 Larch Close, Westbury",)), (VOICE, ("I hid under it.",))),
            shows(
                (LINE, ("4 Larch Close",)),
                (TOWN, ("Westbury",)),
                (SAID, ("I hid under it.",)),
                (SAW, ("",)),
            ),
        )
    ]
    names = {0: "Text - Subject address", 1: "Text area - Voice"}
    drift = compare(old, new, names, ("PPN v1", "PPN v2"), records)
    told = {pair.name: [change.category for change in pair.changes] for pair in drift.pairs}
    assert told == {"Text - Subject address": ["split"], "Text area - Voice": ["repeated"]}
    assert drift.verdict is Verdict.STOPS
    assert {control.label for control in drift.added} == {"What the officer saw"}
    fields = {name: element("text", name, name) for name in names.values()}
    model = proposed_model(drift, a_model(**fields), "v1")
    assert "kind: joined" in model
    assert "part_labels: {line: House and street, town: Town}" in model
    assert "Voice" not in model


def test_which_of_two_boxes_comes_first_the_values_say() -> None:
    found = joined_in(ADDRESS, TOWN, [LINE], [FLAT, PLAIN])
    assert found is not None
    assert found.boxes == (LINE, TOWN)


def test_a_type_ahead_is_proposed_with_the_hidden_control_that_holds_its_choice() -> None:
    old = Control("D Children", "School", "text", "school")
    new = replace(old, kind="typeahead", partner="school_id")
    drift = compare([old], [new], {0: "Text - School"}, ("PPN v1", "PPN v2"))
    model = a_model(**{"Text - School": element("text", "School", "school")})
    proposed = proposed_model(drift, model, "v1")
    assert "kind: typeahead" in proposed
    assert "partner: school_id" in proposed
