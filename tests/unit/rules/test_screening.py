"""A child's own words that hold something about somebody else are left out whole."""

import pytest

from processes.shared.names import PersonName
from processes.shared.people import LinkedPerson
from processes.shared.policy import Screening
from processes.shared.screening import Reason, reasons_to_leave_out
from tests.builders.encompass import born

FATHER = LinkedPerson(
    key="P0000002",
    names=(PersonName("O'Brien-Sahota", "William Zoë"),),
    aliases=("Spike",),
    born=(born(40),),
    telephones=("07700 900123",),
    addresses=(("14 Hawthorn Road Velmouth", "QX1 2AB"),),
    employers=("Merrydown Supplies",),
)
FRIEND = LinkedPerson(key="row2", names=(PersonName("Khumalo", "Thandiwe"),), is_child=True)
NARRATIVE = "Neighbour reported raised voices at ten and saw a lamp fly through the window."
OFF = Screening(narrative_words=8, offence_words=(), medical_words=())


def reasons(text: str, screening: Screening = OFF) -> set[Reason]:
    return set(
        reasons_to_leave_out(
            text,
            [FATHER, FRIEND],
            addresses=[("9 Quay Street Osmery", "VV9 9ZZ")],
            narrative=NARRATIVE,
            screening=screening,
        )
    )


@pytest.mark.parametrize(
    "text",
    [
        "I hid under the table until it was quiet.",
        "I was born at home and I am 9.",
        "We went to a street with a hawthorn.",
        "I counted to 100 and then 200.",
        "Zest is my cat.",
    ],
)
def test_a_text_about_the_child_alone_is_sent(text: str) -> None:
    assert reasons(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "William shouted",
        "WILLIAM",
        "Zoe was there",
        "I will be fine",
        "Bill shouted",
        "Uncle Liam came",
        "Mr O’Brien came",
        "mr obrien",
        "Brien hit it",
        "Sahota's car",
        "Spike broke it",
        "spike",
    ],
)
def test_a_linked_persons_name_nickname_or_alias_in_any_writing(text: str) -> None:
    assert Reason.NAME in reasons(text)


def test_another_childs_name_is_told_apart() -> None:
    assert reasons("Thandiwe saw it too") == {Reason.OTHER_CHILD}


@pytest.mark.parametrize(
    "text",
    [
        "we ran to 14 Hawthorn Road",
        "I live on hawthorn road",
        "HAWTHORN-ROAD",
        "number 14, Hawthorn",
        "our postcode is qx12ab",
        "QX1 2AB",
        "to 9 Quay Street in the night",
        "vv9 9zz",
    ],
)
def test_several_words_of_an_address_or_its_postcode(text: str) -> None:
    assert Reason.ADDRESS in reasons(text)


@pytest.mark.parametrize(
    "text",
    [
        "ring 07700 900123",
        "07700900123",
        "0 7 7 0 0 9 0 0 1 2 3",
        "+44 7700 900 123",
        "0044-7700-900-123",
        "(01632) 960 999",
        "01632.960.999",
    ],
)
def test_a_telephone_number_in_any_spacing_whoever_has_it(text: str) -> None:
    assert Reason.TELEPHONE in reasons(text)


@pytest.mark.parametrize(
    "text",
    [
        "his birthday is 15/09/1985",
        "born 15.9.85 I think",
        "1985-09-15",
        "15th of September 1985",
        "September 15, 1985",
        "he works at Merrydown Supplies",
        "the paper said P0000002",
        "PPN-000001",
        "99260000001",
    ],
)
def test_other_values_of_a_linked_person(text: str) -> None:
    assert Reason.PERSONAL in reasons(text)


def test_a_run_of_the_narratives_words() -> None:
    assert Reason.NARRATIVE in reasons(
        "I saw a lamp fly through the window and saw a lamp fly through the window"
    )
    assert Reason.NARRATIVE in reasons("at ten and saw a lamp fly through the window")
    assert Reason.NARRATIVE not in reasons("raised voices at ten")


def test_offence_and_medical_words_are_a_setting() -> None:
    text = "There was an assault and a bruise."
    assert reasons(text) == set()
    on = Screening(narrative_words=8, offence_words=("assault",), medical_words=("bruise",))
    assert reasons(text, on) == {Reason.OFFENCE, Reason.MEDICAL}
