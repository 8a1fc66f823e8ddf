"""P2: which rows of a PPN are one child."""

from dataclasses import replace

from processes.operation_encompass import rules
from processes.school_notification.facts import EarlierMessage
from processes.shared.names import PersonName
from tests.builders.encompass import (
    CHILD,
    HARBOUR,
    OAKFIELD,
    a_case,
    a_person,
    a_row,
)
from tests.builders.encompass_run import ended

TOLD = EarlierMessage(OAKFIELD, "another message", "effect")


ELLA = PersonName("Petrov", "Ella")


def keys(*rows: object) -> list[str]:
    return [group.key for group in rules.group_children(rows)]  # type: ignore[arg-type]


def test_rows_of_one_record_are_one_child() -> None:
    assert keys(a_row(1, CHILD, ELLA, 9, OAKFIELD), a_row(2, CHILD, ELLA, 9, HARBOUR)) == [CHILD]


def test_a_row_without_a_link_joins_the_linked_one_of_the_same_name_and_birth_date() -> None:
    unlinked = a_row(1, "", PersonName("PETROV", "Élla"), 9, OAKFIELD)
    assert keys(unlinked, a_row(2, CHILD, ELLA, 9, OAKFIELD)) == [CHILD]


def test_twins_namesakes_and_unlinked_children_stay_apart() -> None:
    tomasz = PersonName("Petrov", "Tomasz")
    assert keys(a_row(1, "", ELLA, 9, OAKFIELD), a_row(2, "", tomasz, 9, OAKFIELD)) == [
        "row1",
        "row2",
    ]
    namesakes = (a_row(1, CHILD, ELLA, 9, OAKFIELD), a_row(2, "P0000044", ELLA, 9, OAKFIELD))
    assert keys(*namesakes) == [CHILD, "P0000044"]
    assert keys(a_row(1, CHILD, ELLA, 9, OAKFIELD), a_row(2, "", ELLA, 8, OAKFIELD)) == [
        CHILD,
        "row2",
    ]


def test_an_unlinked_row_that_could_be_two_children_joins_neither() -> None:
    rows = (
        a_row(1, CHILD, ELLA, 9, OAKFIELD),
        a_row(2, "P0000044", ELLA, 9, OAKFIELD),
        a_row(3, "", ELLA, 9, OAKFIELD),
    )
    assert keys(*rows) == [CHILD, "P0000044", "row3"]


def test_empty_rows_are_no_children() -> None:
    assert keys(replace(a_row(1, "", PersonName(), 9, ""), filled=False)) == []


def test_a_child_without_a_record_is_told_from_the_form_alone() -> None:
    found = ended(a_case().child(person="").but(child_key="row1"), "done", "plain")
    assert "Ella Petrov" in found.letters[0][1]


def test_a_witness_of_the_childs_surname_changes_nothing() -> None:
    aunt = a_person("P0000050", PersonName("Petrov", "Irina"), 50)
    ended(a_case().with_person(aunt), "done", "plain")
