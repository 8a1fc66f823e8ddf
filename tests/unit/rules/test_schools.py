"""Which school is meant, and whom to write to: by id or exact wording, never by likeness."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processes.shared.schools import Directory, Special, find_contact
from tests.builders.encompass import OAKFIELD, a_contact, a_school

ELSEWHERE = replace(a_contact("S00009"), town="Osmery")
DIRECTORY = Directory.of([a_contact(), a_contact("S00002", "Harbour Junior School")])
ALLOWED = frozenset({("safeguarding@s00001.example", OAKFIELD)})


@pytest.mark.parametrize("special", list(Special))
@pytest.mark.parametrize("part", [0, 1])
def test_every_special_entry_is_known_by_value_and_by_words(special: Special, part: int) -> None:
    assert Special.find(special.value[part]) is special
    assert Special.find(special.value[part].lower()) is special


@pytest.mark.parametrize(
    "chosen",
    ["S00001", "s00001", "Oakfield Primary School", "Oakfield Primary School, Velmouth"],
)
def test_a_listed_school_is_found_by_id_and_by_its_wording(chosen: str) -> None:
    assert DIRECTORY.resolve(chosen).school == OAKFIELD


@pytest.mark.parametrize("special", ["NL", "Not listed", "", "NK"])
def test_an_exact_name_written_beside_not_listed_is_the_school(special: str) -> None:
    assert DIRECTORY.resolve(special, "oakfield primary school").school == OAKFIELD


@pytest.mark.parametrize(
    "typed",
    ["Oakfeild Primary School", "Oakfield School", "Oakfield", "Oakfield Primary", "St Nowhere's"],
)
def test_nothing_is_found_by_likeness(typed: str) -> None:
    choice = DIRECTORY.resolve("NL", typed)
    assert (choice.school, choice.problem) == ("", "P2.2")


def test_two_schools_of_one_name_need_the_town() -> None:
    directory = Directory.of([a_contact(), ELSEWHERE])
    assert directory.resolve("NL", "Oakfield Primary School").problem == "P2.3"
    assert directory.resolve("NL", "Oakfield Primary School, Osmery").school == "S00009"
    assert directory.resolve("S00001").school == OAKFIELD


def test_two_schools_of_one_name_in_one_town_are_told_apart_by_id_only() -> None:
    directory = Directory.of([a_contact(), a_contact("S00009")])
    assert directory.resolve("NL", "Oakfield Primary School, Velmouth").problem == "P2.3"


def test_a_list_and_a_text_that_name_two_schools_are_not_settled() -> None:
    assert DIRECTORY.resolve("S00001", "Harbour Junior School").problem == "P2.2"
    assert DIRECTORY.resolve("S00001", "Oakfield Primary School").school == OAKFIELD
    assert DIRECTORY.resolve("HE", "Oakfield Primary School").problem == "P2.2"


def test_a_name_of_which_the_workbook_has_no_id_is_not_used() -> None:
    directory = Directory.of([replace(a_contact(), school_id="")])
    assert directory.resolve("Oakfield Primary School").problem == "P2.2"


@given(st.text(max_size=30))
def test_an_arbitrary_text_is_never_taken_for_a_school(text: str) -> None:
    choice = DIRECTORY.resolve("NL", text)
    assert choice.school == "" or text.casefold().split()[0] in {"oakfield", "harbour"}


# The contact -------------------------------------------------------------------------------------


def problem(*rows: object, suspended: frozenset[str] = frozenset()) -> str:
    directory = Directory.of(rows)  # type: ignore[arg-type]
    found = find_contact(directory, a_school(), ALLOWED, suspended)
    assert bool(found.mailbox) is not bool(found.problem)
    return found.problem


def test_the_safeguarding_leads_mailbox_is_used() -> None:
    found = find_contact(DIRECTORY, a_school(), ALLOWED)
    assert found.mailbox == "safeguarding@s00001.example"
    assert found.staff == ("Denise Turnbull", "Keith Wojcik")


def test_no_row_and_a_blank_mailbox_are_for_a_person() -> None:
    assert problem(a_contact("S00002", "Harbour Junior School")) == "P2.7"
    assert problem(replace(a_contact(), dsl_mailbox="")) == "P2.7"


def test_rows_that_name_different_mailboxes_are_for_a_person() -> None:
    other = replace(a_contact(), row=3, dsl_mailbox="dsl@s00001.example")
    assert problem(a_contact(), other) == "P2.7"


def test_a_row_without_an_id_but_of_the_exact_name_can_conflict_too() -> None:
    other = replace(a_contact(), row=3, school_id="", dsl_mailbox="dsl@s00001.example")
    assert problem(a_contact(), other) == "P2.7"


def test_a_lead_and_a_head_in_two_rows_do_not_conflict() -> None:
    head_only = replace(a_contact(), row=3, dsl_name="", dsl_mailbox="")
    assert problem(a_contact(), head_only) == ""


def test_the_same_mailbox_in_two_rows_is_no_conflict() -> None:
    assert problem(a_contact(), replace(a_contact(), row=3)) == ""


def test_a_faulty_cell_is_never_used() -> None:
    faulty = replace(a_contact(), dsl_mailbox="", dsl_mailbox_fault="two addresses")
    assert problem(faulty) == "P2.8"
    assert problem(a_contact(), replace(faulty, row=3)) == "P2.8"


def test_a_mailbox_must_be_allowed_for_this_very_school() -> None:
    assert problem(replace(a_contact(), dsl_mailbox="office@s00001.example")) == "P2.8"
    found = find_contact(
        DIRECTORY,
        a_school("S00002", "Harbour Junior School"),
        frozenset({("safeguarding@s00002.example", OAKFIELD)}),
    )
    assert found.problem == "P2.8"


def test_a_suspended_mailbox_is_not_written_to() -> None:
    suspended = frozenset({"safeguarding@s00001.example"})
    assert problem(a_contact(), suspended=suspended) == "P2.8"


def test_a_contact_is_as_fresh_as_its_oldest_row() -> None:
    older = replace(a_contact(), row=3, last_verified=date(2024, 9, 1))
    unknown = replace(a_contact(), row=4, last_verified=None)
    two = find_contact(Directory.of([a_contact(), older]), a_school(), ALLOWED)
    three = find_contact(Directory.of([a_contact(), older, unknown]), a_school(), ALLOWED)
    assert two.last_verified == date(2024, 9, 1)
    assert three.last_verified is None
