"""The same answers under any version: what is shown, what is stored, what is kept."""

from pathlib import Path
from typing import Any

from fake_niche.forms import load_library
from fake_niche.forms.controls import ChoiceControl
from fake_niche.forms.format import grids_of
from fake_niche.forms.inputs import Inputs, inputs_of
from fake_niche.forms.option_sets import ListedSchool, OptionSets
from fake_niche.forms.posted import Posted, unanswered

FORMS = load_library(Path(__file__).parents[2] / "forms")
SCHOOLS = (
    ListedSchool("S00001", "Alder Hill School", "Quayhaven", "primary"),
    ListedSchool("S00002", "Birch Hill School", "Solmere", "secondary"),
)
V1, TRY4, TRY5 = (OptionSets(FORMS.get("PPN", v), SCHOOLS) for v in ("v1", "try4", "try5"))
CHILD = {
    "surname": "O'Hale",
    "forename": "Will James",
    "born": "2016-09-03",
    "present": "Yes",
    "relation_suspect": "Not related",
    "school": "S00002",
    "school_other": "",
}
ANSWERS: dict[str, Any] = {
    "children_present": "No",
    "unborn": "Yes",
    "subject_address": "12 Larch Lane, Quayhaven, Solmereshire",
    "subject_born": "1990-05-01",
    "incident_start": "2026-02-28",
    "reported_on": "2026-03-01",
    "children": [CHILD],
    "voice": "I heard it",
}


def taken(options: OptionSets, inputs: Inputs, answers: dict[str, Any]) -> Posted:
    """What is stored when everything on the page is posted back."""
    sections = [section.key for section in options.form.each_section()]
    shown = {
        f"{g}-shown": inputs[f"{g}-row"]
        for g in ("children", "kids_grid", "others")
        if f"{g}-row" in inputs
    }
    posted = Posted(options, {**inputs, **shown, "shown": sections}, dict(answers))
    posted.take(sections)
    return posted


def school_column(options: OptionSets) -> ChoiceControl:
    """The drop-down of schools in the grid of children."""
    grids = (grid for section in options.form.each_section() for grid in grids_of(section))
    columns = (column for grid in grids for column in grid.columns if column.name == "school")
    found = next(columns)
    assert isinstance(found, ChoiceControl)
    return found


def test_a_page_posted_back_unchanged_stores_the_same_answers_under_every_version() -> None:
    for options in (V1, TRY4, TRY5):
        after = taken(options, inputs_of(options, ANSWERS), ANSWERS)
        assert after.problems == []
        kept = {key: after.answers[key] for key in ANSWERS if key != "children"}
        assert kept == {key: ANSWERS[key] for key in kept}
        child = after.answers["children"][0]
        assert {key: child[key] for key in CHILD} == CHILD


def test_a_renamed_option_shows_and_stores_the_same_answer() -> None:
    inputs = inputs_of(TRY4, ANSWERS)
    assert inputs["any_children"] == ["N"]
    after = taken(TRY4, {**inputs, "any_children": ["Y"]}, ANSWERS)
    assert after.answers["children_present"] == "Yes"


def test_an_answer_that_the_version_does_not_offer_is_kept_while_the_control_stays_blank() -> None:
    answers = {**ANSWERS, "children_present": "Not known"}
    inputs = inputs_of(TRY4, answers)
    assert inputs["any_children"] == []
    assert taken(TRY4, inputs, answers).answers["children_present"] == "Not known"


def test_a_switch_that_cannot_say_not_known_keeps_it() -> None:
    answers = {"children": [{**CHILD, "present": "Not known"}]}
    inputs = inputs_of(TRY4, answers)
    assert inputs["kids_grid-0-there"] == []
    assert taken(TRY4, inputs, answers).answers["children"][0]["present"] == "Not known"


def test_a_switch_turned_off_stores_no() -> None:
    inputs = {**inputs_of(TRY4, ANSWERS), "kids_grid-0-there": []}
    assert taken(TRY4, inputs, ANSWERS).answers["children"][0]["present"] == "No"


def test_several_answers_in_one_box_are_parted_again() -> None:
    inputs = inputs_of(TRY4, ANSWERS)
    assert inputs["kids_grid-0-full_name"] == ["O'Hale, Will James"]
    after = taken(TRY4, {**inputs, "kids_grid-0-full_name": ["Grubb, Ann, May"]}, ANSWERS)
    child = after.answers["children"][0]
    assert (child["surname"], child["forename"]) == ("Grubb", "Ann, May")


def test_one_answer_in_several_boxes_is_put_together_again() -> None:
    inputs = inputs_of(TRY4, ANSWERS)
    assert [inputs[n] for n in ("house", "town", "county")] == [
        ["12 Larch Lane"],
        ["Quayhaven"],
        ["Solmereshire"],
    ]
    after = taken(TRY4, {**inputs, "town": [""], "county": [""]}, ANSWERS)
    assert after.answers["subject_address"] == "12 Larch Lane"


def test_an_answer_never_given_shows_the_reports_own_until_it_is() -> None:
    assert inputs_of(TRY5, ANSWERS)["children-0-said"] == ["I heard it"]
    answers = {**ANSWERS, "children": [{**CHILD, "said": ""}]}
    assert inputs_of(TRY5, answers)["children-0-said"] == [""]


def test_dates_take_the_shape_of_the_form_and_stay_iso_underneath() -> None:
    inputs = inputs_of(TRY4, ANSWERS)
    assert inputs["when"] == ["28/02/2026"]
    assert inputs["us_when"] == ["03/01/2026"]
    assert [inputs[f"dob-{part}"] for part in ("day", "month", "year")] == [["1"], ["5"], ["1990"]]


def test_a_date_of_no_calendar_is_refused_with_its_shape() -> None:
    inputs = {**inputs_of(TRY4, ANSWERS), "when": ["31/02/2026"], "dob-month": [""]}
    problems = taken(TRY4, inputs, ANSWERS).problems
    assert [(p.control, p.message) for p in problems] == [
        ("dob", "must be a date: day, month and year"),
        ("when", "must be a date, DD/MM/YYYY"),
    ]


def test_the_chosen_school_counts_and_not_the_typed_text() -> None:
    inputs = inputs_of(TRY4, ANSWERS)
    assert inputs["kids_grid-0-school_id"] == ["S00002"]
    assert inputs["kids_grid-0-school_text"] == ["Birch Hill School, Solmere"]
    typed = {**inputs, "kids_grid-0-school_text": ["Alder Hill School, Quayhaven"]}
    assert taken(TRY4, typed, ANSWERS).answers["children"][0]["school"] == "S00002"


def test_typed_text_without_a_chosen_school_is_not_listed() -> None:
    inputs = {**inputs_of(TRY4, ANSWERS), "kids_grid-0-school_id": [""]}
    typed = {**inputs, "kids_grid-0-school_text": ["The little school"]}
    child = taken(TRY4, typed, ANSWERS).answers["children"][0]
    assert (child["school"], child["school_other"]) == ("NL", "The little school")
    again = inputs_of(TRY4, {"children": [child]})
    assert again["kids_grid-0-school_id"] == [""]
    assert again["kids_grid-0-school_text"] == ["The little school"]


def test_a_hidden_stale_copy_stores_nothing() -> None:
    inputs = {**inputs_of(TRY4, ANSWERS), "kids_grid-0-school": ["S00001"]}
    assert taken(TRY4, inputs, ANSWERS).answers["children"][0]["school"] == "S00002"


def test_a_value_that_is_not_offered_is_refused() -> None:
    problems = taken(V1, {**inputs_of(V1, ANSWERS), "children_present": ["Maybe"]}, {}).problems
    assert [p.message for p in problems] == ["must be one of the choices"]


def test_a_number_out_of_range_and_a_text_too_long_are_refused() -> None:
    wrong = {"dash_ticks": ["28"], "narrative": ["x" * 51], "incident_time": ["25:00"]}
    problems = taken(TRY5, {**inputs_of(TRY5, ANSWERS), **wrong}, ANSWERS).problems
    assert [(p.label, p.message, p.step) for p in problems] == [
        ("Time", "must be a time, HH:MM", 1),
        ("What happened", "must have at most 50 characters", 3),
        ("Ticks", "must be from 0 to 27", 3),
    ]


def test_a_section_that_the_page_did_not_show_keeps_its_answers() -> None:
    posted = Posted(V1, {"shown": ["g"], "narrative": ["New"]}, {**ANSWERS, "narrative": "Old"})
    posted.take(["a", "d", "g"])
    assert posted.answers == {**ANSWERS, "narrative": "New"}


def test_a_section_that_the_person_may_not_change_keeps_its_answers() -> None:
    posted = Posted(V1, {"shown": ["g", "l"], "narrative": ["x"], "mash_note": ["y"]}, {})
    posted.take(["l"])
    assert posted.answers["mash_note"] == "y"
    assert "narrative" not in posted.answers


def test_rows_that_the_page_did_not_show_are_kept_and_those_taken_away_are_dropped() -> None:
    rows = [{"surname": name} for name in ("Ash", "Beech", "Cedar")]
    inputs = {"shown": ["d"], "children-shown": ["0", "1"], "children-row": ["1", "3"]}
    inputs |= {"children-1-surname": ["Birch"], "children-3-surname": ["Dene"]}
    posted = Posted(V1, inputs, {"children": rows})
    posted.take(["d"])
    assert [row["surname"] for row in posted.answers["children"]] == ["Birch", "Cedar", "Dene"]


def test_a_new_row_left_blank_is_not_stored() -> None:
    posted = Posted(V1, {"shown": ["d"], "children-row": ["0"]}, {})
    posted.take(["d"])
    assert posted.answers["children"] == []


def test_what_is_required_and_to_be_seen_must_be_answered() -> None:
    missing = [(p.control, p.step) for p in unanswered(TRY5, {"children": [{}]})]
    assert missing == [("incident_time", 1), ("children-0-surname", 2), ("setting_type", 2)]


def test_a_conditional_control_is_required_only_while_it_is_shown() -> None:
    controls = [p.control for p in unanswered(TRY5, {"weapon": "Yes"})]
    assert "weapon_detail" in controls


def test_schools_in_groups_stand_under_their_phase() -> None:
    html = TRY5.of(school_column(TRY5)).options_html("S00002")
    assert html == (
        '<option value=""></option><optgroup label="Primary">'
        '<option value="S00001">Alder Hill School, Quayhaven</option></optgroup>'
        '<optgroup label="Secondary">'
        '<option value="S00002" selected>Birch Hill School, Solmere</option></optgroup>'
    )


def test_a_school_name_cannot_break_out_of_its_option() -> None:
    evil = (ListedSchool("S1", '<b>"&', "x", "primary"),)
    html = OptionSets(V1.form, evil).of(school_column(V1)).options_html("")
    assert "&lt;b&gt;&quot;&amp;, x" in html
