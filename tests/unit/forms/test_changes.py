"""What counts as which change of a control, and what the whole then asks for."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.forms.check.by_value import Values
from bot.forms.check.changes import relabelled
from bot.forms.check.controls import Control, all_of
from bot.forms.check.drift import Drift, compare
from bot.forms.check.pair import Verdict

FORM = ("PPN v1", "PPN v2")
A, B = "A Report details", "B Children"
YES_NO = (("Yes", "Yes"), ("No", "No"))


def a_form() -> list[Control]:
    return [
        Control(
            A, "Incident date", "date", "incident_start", required=True, values=("2026-03-01",)
        ),
        Control(A, "Incident address", "text", "incident_place", values=("4 Larch Close",)),
        Control(A, "Station", "text", "station", values=("Westbury",)),
        Control(B, "Are there children?", "radio", "children", options=YES_NO, values=("Yes",)),
        Control(B, "School", "text", "school", values=("Elm Primary",)),
        Control(B, "School year", "text", "year", values=("4",)),
    ]


def but(place: int, **changes: object) -> list[Control]:
    """The form with one control changed."""
    form = a_form()
    form[place] = replace(form[place], **changes)  # type: ignore[arg-type]
    return form


def shown(form: Sequence[Control]) -> Values:
    return {control.anchor: control.values for control in form}


def drift(new: Sequence[Control], *, used: Sequence[int] = range(6)) -> Drift:
    old = a_form()
    names = {place: old[place].label for place in used}
    return compare(old, new, names, FORM, [(shown(old), shown(new))])


def kinds_of(found: Drift, label: str) -> set[str]:
    (pair,) = [pair for pair in found.pairs if pair.old.label == label]
    return {change.category for change in pair.changes}


@pytest.mark.parametrize(
    ("was", "now", "category"),
    [
        ("School", "School: *", "cosmetic"),
        ("Date of birth", "date of  birth (required)", "cosmetic"),
        ("Incident postcode", "Incident post code", "relabelled (minor)"),
        ("Address", "Address not to be shared", "relabelled (meaning)"),
        ("Does the subject consent?", "Does the subject not consent?", "relabelled (meaning)"),
        ("Name of the child", "Name of the parent", "relabelled (meaning)"),
        ("Station", "Language", "relabelled (meaning)"),
        ("School", "Former school", "relabelled (meaning)"),
        ("Seen by officer", "Unseen by officer", "relabelled (meaning)"),
        ("Lives in the household", "Lived in the household", "relabelled (meaning)"),
    ],
)
def test_a_new_label_is_looks_or_wording_or_meaning(was: str, now: str, category: str) -> None:
    assert relabelled(was, now) == category


def test_the_same_form_is_intact() -> None:
    assert drift(a_form()).verdict is Verdict.INTACT


def test_a_renamed_key_is_a_safe_repair_where_the_value_proves_it() -> None:
    found = drift(but(1, key="incident_location"))
    assert kinds_of(found, "Incident address") == {"re-keyed"}
    assert found.verdict is Verdict.SAFE_REPAIR


def test_without_a_value_that_proves_it_a_person_looks() -> None:
    old, new = a_form(), but(1, key="incident_location")
    blank = compare(old, new, {1: "Incident address"}, FORM)
    assert blank.verdict is Verdict.NEEDS_A_PERSON


@pytest.mark.parametrize(
    ("change", "category"),
    [
        ({"label": "Address of the child"}, "relabelled (meaning)"),
        ({"kind": "textarea"}, "retyped"),
        ({"required": True}, "re-constrained"),
        ({"hint": "As on the log"}, "re-hinted"),
        ({"where": "frame"}, "relocated"),
    ],
)
def test_these_need_a_person(change: dict[str, object], category: str) -> None:
    found = drift(but(1, **change))
    assert kinds_of(found, "Incident address") == {category}
    assert found.verdict is Verdict.NEEDS_A_PERSON


def test_another_entry_of_a_list_needs_a_person() -> None:
    found = drift(but(3, options=(*YES_NO, ("NK", "Not known"))))
    assert kinds_of(found, "Are there children?") == {"re-optioned"}
    assert found.verdict is Verdict.NEEDS_A_PERSON


def test_swapped_labels_are_a_conflict_because_the_values_say_so() -> None:
    new = a_form()
    new[4], new[5] = replace(new[4], label="School year"), replace(new[5], label="School")
    assert drift(new).verdict is Verdict.STOPS


def test_what_the_robot_reads_and_is_gone_stops_it() -> None:
    found = drift(a_form()[:5])
    assert kinds_of(found, "School year") == {"missing"}
    assert found.verdict is Verdict.STOPS


def test_what_the_robot_does_not_read_and_is_gone_is_for_a_person() -> None:
    assert drift(a_form()[:5], used=range(5)).verdict is Verdict.NEEDS_A_PERSON


def test_a_new_question_needs_a_person() -> None:
    new = [*a_form(), Control(B, "Is the address safe to share?", "radio", "safe", options=YES_NO)]
    found = drift(new)
    assert [one.label for one in found.added] == ["Is the address safe to share?"]
    assert found.verdict is Verdict.NEEDS_A_PERSON


def test_a_renamed_section_is_told_once_and_moves_nothing() -> None:
    new = [replace(c, section="C Children") if c.section == B else c for c in a_form()]
    found = drift(new)
    assert [(c.category, c.was, c.now) for c in found.sections] == [
        ("relabelled (minor)", "B Children", "C Children")
    ]
    assert {kind for pair in found.pairs for kind in kinds_of(found, pair.old.label)} == {"intact"}


def test_a_date_in_three_boxes_is_split() -> None:
    boxes = [
        Control(f"{A} > Incident date", part, "text", f"incident_start-{part.casefold()}")
        for part in ("Day", "Month", "Year")
    ]
    assert kinds_of(drift([*boxes, *a_form()[1:]]), "Incident date") == {"split"}


def test_what_changed_its_place_in_its_section_has_moved_and_is_read_as_before() -> None:
    station, *others = [c for c in a_form() if c.section == A][::-1]
    found = drift([station, *others[::-1], *a_form()[3:]])
    (moved,) = [pair for pair in found.pairs if "moved" in pair.kinds]
    assert [(c.was, c.now) for c in moved.changes] == [("after Incident address", "first")]
    assert found.verdict is Verdict.INTACT


def test_a_date_written_otherwise_has_another_shape_and_stops_the_robot() -> None:
    found = drift(but(0, values=("1/3/2026",)))
    assert kinds_of(found, "Incident date") == {"value shape"}
    assert found.verdict is Verdict.STOPS


def test_another_value_is_a_conflict_that_shows_it() -> None:
    found = drift(but(2, values=("Eastbury",)))
    (pair,) = [pair for pair in found.pairs if pair.old.label == "Station"]
    (change,) = pair.changes
    assert change.category == "conflict"
    assert (change.was, change.now.split(" (")[0]) == ("Westbury", "Eastbury")


def test_what_is_asked_on_some_records_only_is_conditional() -> None:
    old, few = a_form(), [c for c in a_form() if c.label != "Station"]
    records = [(shown(old), shown(old)), (shown(old), shown(few))]
    found = compare(old, all_of([tuple(few), tuple(old)]), {2: "Station"}, FORM, records)
    assert kinds_of(found, "Station") == {"conditional"}
    assert found.verdict is Verdict.NEEDS_A_PERSON


def test_what_some_records_are_asked_stands_where_they_are_asked_it() -> None:
    old, few = a_form(), [c for c in a_form() if c.label != "Station"]
    assert list(all_of([tuple(few), tuple(old), tuple(few)])) == old


def test_a_control_that_lost_name_key_and_place_is_found_by_its_value() -> None:
    form = [c for c in a_form() if c.label != "School"]
    elsewhere = Control("K Other", "Where taught", "textarea", "w9", values=("Elm Primary",))
    found = drift([*form, elsewhere])
    (pair,) = [pair for pair in found.pairs if pair.old.label == "School"]
    assert pair.new is elsewhere
    assert (pair.canaries, pair.is_auto_safe) == ((1, 1), False)
    assert found.verdict is Verdict.NEEDS_A_PERSON


def test_two_that_show_its_value_leave_it_missing() -> None:
    form = [c for c in a_form() if c.label != "School"]
    two = [
        Control("K Other", f"Where taught {n}", "textarea", f"w{n}", values=("Elm Primary",))
        for n in (1, 2)
    ]
    assert kinds_of(drift([*form, *two]), "School") == {"missing"}


def test_two_that_every_record_answers_alike_are_not_told_apart_and_need_a_person() -> None:
    seen = Control(B, "Seen", "radio", "seen", options=YES_NO, values=("Yes",))
    old = [*a_form(), seen]
    records = [(shown(old), shown(old))]
    rekeyed = [*a_form(), replace(seen, key="seen_by")]
    found = compare(old, rekeyed, {6: "Seen"}, FORM, records)
    assert found.verdict is Verdict.NEEDS_A_PERSON
    told = [(shown(old), shown(old)), ({**shown(old), seen.anchor: ("No",)},) * 2]
    assert compare(old, rekeyed, {6: "Seen"}, FORM, told).verdict is Verdict.SAFE_REPAIR
