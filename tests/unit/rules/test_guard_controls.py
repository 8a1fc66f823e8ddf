"""Negative controls: what would have left without the guard, and that it is caught."""

from dataclasses import replace

from processes.operation_encompass import rules
from processes.operation_encompass.letter import render
from processes.school_notification.draft import Draft
from processes.shared.answers import Role
from processes.shared.guard import slots_in
from processes.shared.names import PersonName
from tests.builders.encompass import (
    CHILD,
    HARBOUR,
    POLICY,
    SUSPECT,
    a_case,
)
from tests.builders.encompass_run import decided
from tests.builders.families import Sent, holds, written


def test_control_a_robot_that_takes_the_wrong_childs_row_is_caught_by_the_guard_alone() -> None:
    builder = a_case().with_sibling("Tomasz")
    sibling = written(builder.but(child_key="P0000011"))
    case = builder.build()
    assert holds(sibling.body, "Tomasz")  # the message is whole and well-formed, and wrong
    assert slots_in(sibling.body, sibling.body) is not None
    assert replace(sibling, case=case).breaches()


def test_control_a_robot_that_does_not_screen_is_caught_by_the_guard() -> None:
    builder = a_case().ppn(voice="Marek threw the lamp.")
    case = builder.build()
    unscreened = rules.Voice("Marek threw the lamp.", is_sent=True)
    fields = rules.fields_for(case, unscreened, POLICY)
    school = case.parts[0].school
    assert school
    letter = render(fields, school.name, POLICY, late=False)
    assert holds(letter.body, "Marek")
    assert Sent(case, Draft(fields, letter)).breaches() == ("voice_of_child: forename of P0000002",)


def test_control_the_search_of_this_file_finds_what_the_guard_finds() -> None:
    assert holds("Zoe was there", "Zoë")
    assert not holds("I am willing", "Will")
    assert holds("I will", "Will")


def test_a_restricted_witness_without_a_name_blocks_nothing() -> None:
    builder = a_case()
    nobody = replace(builder.records[SUSPECT], person="P0000077", name=PersonName(), aliases=())
    assert written(builder.with_person(nobody, Role.WITNESS)).breaches() == ()


def test_siblings_schools_are_never_mentioned() -> None:
    for _, body in decided(a_case().with_sibling("Tomasz", HARBOUR)).letters:
        assert "Harbour" not in body
    assert CHILD not in written(a_case()).body
