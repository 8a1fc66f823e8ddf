"""Each rule of the identity proof sees what it is there for, and only that stops a reading."""

from dataclasses import replace
from datetime import date

import pytest

from bot.application_model import NEW_RECORD
from bot.application_model.snapshot import GridColumn, LongList
from bot.exceptions import BusinessException, DriftException, SystemException
from tests.unit.application_model.pages import (
    SPECIAL,
    YES_NO,
    PageBuilder,
    a_child,
    a_control,
    a_model,
    a_page,
    approved,
    children,
    element,
    proved,
    reports,
)


def drift_of(page: PageBuilder, **how: str) -> DriftException:
    with pytest.raises(DriftException) as caught:
        proved(page, **how)  # type: ignore[arg-type] # tests pass rules only
    return caught.value


def test_the_approved_page_is_read() -> None:
    seen = proved(a_page()).reading
    assert seen["Text - Title"] == "PPN review"
    assert seen.date("Output - Due") == date(2026, 3, 3)
    assert seen["Drop-down - School"] == "S00012"
    assert [row["PPN"] for row in seen.grid("Grid - Reports")] == ["PPN-000001"]
    assert [dict(row) for row in seen.grid("Grid - Children")] == [
        {"Surname": "Alder", "School": "S00012"}
    ]


def test_the_proof_differs_for_another_record() -> None:
    other = a_page().but(record="T13")
    assert proved(a_page()).reading.proof != proved(other, record="T13").reading.proof


# R0: the structure somebody approved


def test_r0_refuses_a_model_without_approval() -> None:
    with pytest.raises(DriftException) as caught:
        proved(a_page(), approvals=())
    assert caught.value.rule == "R0"


def test_r0_refuses_an_approval_of_the_model_as_it_was_before() -> None:
    before = approved(a_model(), a_page())
    now = a_model(**{"Output - Due": element("output", "Due", "due", shape="text")})
    assert before[0].model != now.hash
    with pytest.raises(DriftException) as caught:
        proved(a_page(), now, approvals=tuple(r for r in before if r.model == now.hash))
    assert caught.value.rule == "R0"


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(a_page().with_control(a_control("Do not share", "no_share")), id="new field"),
        pytest.param(a_page().without("due"), id="field gone"),
        pytest.param(a_page().changing("due", section="Dates"), id="other section"),
        pytest.param(a_page().changing("title", name="Heading"), id="relabelled"),
        pytest.param(a_page().changing("title", required=False), id="not required"),
        pytest.param(a_page().with_control(a_control("Title", "title")), id="twice"),
        pytest.param(
            a_page().with_control(replace(a_control("Old school", "school_old"), visible=False)),
            id="hidden stale copy",
        ),
        pytest.param(a_page().changing("title", where="frame"), id="in a frame"),
        pytest.param(a_page().but(screen="Job"), id="other heading"),
        pytest.param(a_page().but(form="Task v2"), id="other form version"),
    ],
)
def test_r0_sees_a_changed_structure(page: PageBuilder) -> None:
    assert drift_of(page).rule == "R0"


def test_r0_alone_sees_a_new_field_that_no_element_uses() -> None:
    page = a_page().with_control(a_control("Do not share", "no_share"))
    assert proved(page, without="R0").reading["Text - Title"] == "PPN review"


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(a_page().but(nodes=tuple(reversed(a_page().seen.nodes))), id="order"),
        pytest.param(a_page().changing("title", name="TITLE: *"), id="case, colon, asterisk"),
        pytest.param(a_page().changing("title", name="Title (required)"), id="required in words"),
        pytest.param(a_page().changing("title", hint="At most 120"), id="non-breaking space"),
        pytest.param(a_page().changing("title", value="Another"), id="values"),
        pytest.param(a_page().with_grid(reports("PPN-000001", "PPN-000002")), id="rows"),
        pytest.param(a_page().with_grid(children()), id="no rows"),
        pytest.param(
            a_page().with_control(replace(a_control("Print", "print", "button"))), id="a button"
        ),
        pytest.param(
            a_page().with_control(replace(a_control("Open", "record"), outside=True)), id="chrome"
        ),
    ],
)
def test_looks_are_not_meaning(page: PageBuilder) -> None:
    assert proved(page).reading.screen == "Task - Edit"


def test_an_optional_section_may_be_absent_and_must_be_as_approved_when_present() -> None:
    model = a_model().model_copy(update={"optional_sections": ("Marker",)})
    marker = replace(a_control("Kind", "kind", "output"), section="Marker")
    rows = approved(model, a_page()) + approved(model, a_page().with_control(marker))
    proved(a_page(), model, approvals=rows)
    proved(a_page().with_control(marker), model, approvals=rows)
    other = replace(marker, name="Sort")
    with pytest.raises(DriftException):
        proved(a_page().with_control(other), model, approvals=rows)


def test_the_bar_that_says_who_holds_the_record_is_no_drift() -> None:
    bar = replace(a_control("Locked by", "locked_by", "output", value="coord1"), section="Locked")
    assert proved(a_page().with_control(bar)).reading["Text - Title"] == "PPN review"


# R1: each anchor, once and visible


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(a_page().without("title"), id="deleted"),
        pytest.param(a_page().changing("title", visible=False), id="hidden"),
        pytest.param(a_page().with_control(a_control("Title", "title_2")), id="label twice"),
        pytest.param(a_page().with_control(a_control("Other", "title")), id="key twice"),
        pytest.param(a_page().changing("title", name="Subject"), id="label gone"),
        pytest.param(a_page().changing("title", key="headline"), id="key gone"),
    ],
)
def test_r1_wants_each_anchor_exactly_once(page: PageBuilder) -> None:
    drift = drift_of(page, without="R0")
    assert (drift.rule, drift.element) == ("R1", "Text - Title")


def test_r1_wants_a_hidden_partner_that_belongs_to_the_visible_control() -> None:
    described = element("typeahead", "School", "school_text", partner="school")
    model = a_model(**{"Drop-down - School": described})
    typed = a_control("School", "school_text", "typeahead", value="Oak Primary, Solmere")
    partner = replace(
        a_control("", "school", "hidden", value="S00012"), visible=False, partner_of="school_text"
    )
    page = a_page().without("school").with_control(typed, partner)
    seen = proved(page, model, approvals=approved(model, page)).reading
    assert (seen["Drop-down - School"], seen.text("Drop-down - School")) == (
        "S00012",
        "Oak Primary, Solmere",
    )
    stray = a_page().without("school").with_control(typed, replace(partner, partner_of=""))
    with pytest.raises(DriftException) as caught:
        proved(stray, model, approvals=approved(model, stray))
    assert caught.value.rule == "R1"


def test_text_typed_but_not_chosen_is_no_record() -> None:
    described = element("typeahead", "School", "school_text", partner="school")
    model = a_model(**{"Drop-down - School": described})
    typed = a_control("School", "school_text", "typeahead", value="Oak Prim")
    partner = replace(a_control("", "school", "hidden"), visible=False, partner_of="school_text")
    page = a_page().without("school").with_control(typed, partner)
    assert proved(page, model, approvals=approved(model, page)).reading["Drop-down - School"] == ""


# R2: both anchors on one control


def test_r2_sees_labels_swapped_between_two_controls() -> None:
    two = {
        "Text - Victim": element("text", "Victim", "victim"),
        "Text - Suspect": element("text", "Suspect", "suspect"),
    }
    model = a_model(**two)
    right = a_page().with_control(a_control("Victim", "victim"), a_control("Suspect", "suspect"))
    swapped = a_page().with_control(a_control("Suspect", "victim"), a_control("Victim", "suspect"))
    rows = approved(model, right)
    proved(right, model, approvals=rows)
    with pytest.raises(DriftException) as caught:
        proved(swapped, model, approvals=rows, without="R0")
    assert caught.value.rule == "R2"


def test_r2_sees_the_columns_of_a_grid_swapped() -> None:
    grid = children(a_child(0, "Alder", "S00012"))
    swapped = replace(
        grid, columns=(GridColumn("surname", "School"), GridColumn("school", "Surname"))
    )
    assert drift_of(a_page().with_grid(swapped), without="R0").rule == "R2"


def test_r2_sees_the_controls_of_a_row_under_the_wrong_heads() -> None:
    row = a_child(0, "Alder", "S00012")
    crossed = replace(row, cells=tuple(reversed(row.cells)))
    assert drift_of(a_page().with_grid(children(crossed))).rule == "R2"


# R3: the pins


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(a_page().changing("title", kind="textarea"), id="kind"),
        pytest.param(a_page().changing("title", hint="At most 80"), id="hint"),
        pytest.param(a_page().changing("title", required=False), id="required"),
        pytest.param(
            a_page().changing("children_present", options=YES_NO[:2]), id="an entry is gone"
        ),
        pytest.param(
            a_page().changing(
                "children_present", options=(("Yes", "No"), ("No", "Yes"), YES_NO[2])
            ),
            id="entries mean the other thing",
        ),
        pytest.param(
            a_page().changing("school", long=LongList(9, {"X99": 9}, SPECIAL)), id="other records"
        ),
        pytest.param(
            a_page().changing("school", long=LongList(9, {"S99999": 9}, SPECIAL[:1])),
            id="a special entry is gone",
        ),
    ],
)
def test_r3_wants_the_pins_as_approved(page: PageBuilder) -> None:
    assert drift_of(page, without="R0").rule == "R3"


def test_a_record_more_in_a_record_list_is_no_drift() -> None:
    page = a_page().changing("school", long=LongList(1300, {"S99999": 1298}, SPECIAL))
    assert proved(page).reading["Drop-down - School"] == "S00012"


def test_the_chosen_record_twice_in_its_list_is_a_business_exception() -> None:
    with pytest.raises(BusinessException):
        proved(a_page().changing("school", doubled=("S00012",)))


# R4: no two elements on one control


def test_r4_refuses_two_elements_on_one_control() -> None:
    model = a_model(
        **{"Text - Same": element("text", "Title", "title", hint="At most 120", required=True)}
    )
    with pytest.raises(DriftException) as caught:
        proved(a_page(), model, approvals=approved(model, a_page()))
    assert caught.value.rule == "R4"


# R5: the shape of the value


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(a_page().changing("due", value="2026-03-03T05:00"), id="another date format"),
        pytest.param(a_page().changing("due", value="soon"), id="no date"),
        pytest.param(a_page().changing("children_present", ticked=("Yes", "No")), id="two radios"),
    ],
)
def test_r5_wants_a_value_of_the_pinned_shape(page: PageBuilder) -> None:
    assert drift_of(page).rule == "R5"


def test_a_blank_and_a_listed_unknown_are_values() -> None:
    described = element("output", "Due", "due", shape="date", unknowns=["Not known"])
    model = a_model(**{"Output - Due": described})
    for value in ("", "Not known"):
        page = a_page().changing("due", value=value)
        seen = proved(page, model, approvals=approved(model, page)).reading
        assert seen.date("Output - Due") is None


# R6: the record


def test_r6_refuses_another_record_as_a_system_exception() -> None:
    with pytest.raises(SystemException) as caught:
        proved(a_page().but(record="T13"))
    assert caught.value.code == "C5"


def test_r6_refuses_a_page_without_record() -> None:
    with pytest.raises(SystemException):
        proved(a_page().but(record=""))


def test_r6_holds_for_each_row() -> None:
    with pytest.raises(SystemException) as caught:
        proved(a_page().with_grid(reports("PPN-000001", shown="PPN-000009")))
    assert caught.value.code == "C5"


def test_a_record_just_made_is_taken_as_it_comes() -> None:
    assert proved(a_page().but(record="T99"), record=NEW_RECORD).reading.record == "T99"


def test_a_screen_with_a_record_cannot_be_read_without_saying_which() -> None:
    with pytest.raises(ValueError, match="say which"):
        proved(a_page(), record=None)


def test_a_truncated_page_is_a_system_exception_not_drift() -> None:
    with pytest.raises(SystemException) as caught:
        proved(a_page().but(end=False, nodes=a_page().seen.nodes[:2]))
    assert caught.value.code == "C5"


def test_a_frame_of_another_origin_is_drift() -> None:
    assert drift_of(a_page().but(foreign_frames=1)).rule == "R0"


# What drift and exceptions say


def test_drift_names_screen_element_and_rule_and_no_value() -> None:
    drift = drift_of(a_page().changing("due", value="Alder, Rowan"))
    assert (drift.screen, drift.element, drift.code) == ("Task - Edit", "Output - Due", "C6")
    assert "Alder" not in f"{drift.detail} {drift.expected} {drift.found}"


def test_an_absent_button_is_drift_only_when_it_is_pressed() -> None:
    assert "Button - Save" not in proved(a_page().without("action=save")).bound.nodes


def test_a_renamed_button_is_drift_at_once() -> None:
    assert drift_of(a_page().changing("action=save", name="Store")).element == "Button - Save"


def test_an_optional_element_may_be_absent_and_is_proved_when_present() -> None:
    model = a_model(**{"Output - Error": element("output", "Error", "login_error", optional=True)})
    rows = approved(model, a_page())
    assert not proved(a_page(), model, approvals=rows).reading.is_shown("Output - Error")
    shown = a_page().with_control(a_control("Error", "login_error", "output", value="no"))
    assert proved(shown, model, approvals=rows).reading["Output - Error"] == "no"
    half = a_page().with_control(a_control("Error", "another", "output"))
    with pytest.raises(DriftException):
        proved(half, model, approvals=rows)
