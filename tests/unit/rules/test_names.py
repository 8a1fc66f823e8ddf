"""Names made comparable."""

import pytest

from processes.shared.names import PersonName, all_words_of, fold, words_of
from processes.shared.nicknames import spellings


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zoë", "ZOE"),
        ("Łukasz", "lukasz"),
        ("O’Hallorhan", "O'Hallorhan"),
        ("Brightwell-Okoye", "brightwell okoye"),
        ("Wiśniewski-Şahin", "Wisniewski Sahin"),
        ("Søren Æbelø", "Soren Aebelo"),
        ("Will", "Ｗｉｌｌ"),
        ("Wi\u200bll", "Will"),
        ("  Anna   Marie ", "anna marie"),
    ],
)
def test_case_marks_and_spacing_do_not_tell_names_apart(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_an_apostrophe_hides_no_name() -> None:
    assert {"obrien", "brien", "obriens"} <= all_words_of("O'Brien's")
    assert "petrov" in all_words_of("Petrov’s coat")


def test_single_letters_name_nobody() -> None:
    assert all_words_of("I saw J.") == {"saw"}


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("SMITH, Anna Marie", PersonName("SMITH", "Anna Marie")),
        ("Anna Marie Smith", PersonName("Smith", "Anna Marie")),
        ("Suhartini", PersonName("Suhartini", "")),
        ("", PersonName("", "")),
    ],
)
def test_a_grid_cell_is_read_either_way_round(cell: str, name: PersonName) -> None:
    assert PersonName.from_grid(cell) == name


@pytest.mark.parametrize(
    ("form", "record", "same"),
    [
        (PersonName("Smith", "Anna"), PersonName("Smith", "Anna Marie"), True),
        (PersonName("SMITH", "anna marie"), PersonName("Smith", "Anna-Marie"), True),
        (PersonName("", "Suhartini"), PersonName("Suhartini", ""), True),
        (PersonName("Smith", "Will"), PersonName("Smith", "William"), False),
        (PersonName("Smith", "Marie"), PersonName("Smith", "Anna Marie"), False),
        (PersonName("Smith-Jones", "Anna"), PersonName("Smith", "Anna"), False),
        (PersonName("Smith", "Anna Marie"), PersonName("Smith", "Anna"), False),
        (PersonName("Smith", ""), PersonName("Smith", "Anna"), False),
        (PersonName("", ""), PersonName("", ""), False),
    ],
)
def test_a_name_on_the_form_may_leave_out_later_forenames_only(
    form: PersonName,
    record: PersonName,
    same: bool,
) -> None:
    assert form.is_shortened_from(record) is same


def test_a_short_form_is_known_for_the_recorded_name_and_the_other_way_round() -> None:
    assert "bill" in spellings(["william"])
    assert "william" in spellings(["bill"])
    assert not spellings(["suhartini"])


def test_words_keep_their_order() -> None:
    assert words_of("14, Hawthorn Road") == ("14", "hawthorn", "road")
