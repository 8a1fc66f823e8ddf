"""What a force's own repository may hold: its questions to each version of the PPN form.

    pytest docs/sample-form-tests --ppn-form v2 --junitxml forms.xml --ppn-form-html forms.html

Without ``--ppn-form`` each test runs on every version that the robot has a model of. Nothing has to
be set up: the fixture ``niche`` starts the fake Niche and logs the robot in.
"""

import pytest

from bot.forms.pytest_plugin import NicheInForm


def test_every_child_has_a_name_and_a_birth_date(niche: NicheInForm) -> None:
    for record in niche.records:
        ppn = niche.read(record)
        assert ppn.children
        assert all(child.surname and child.forename and child.born for child in ppn.children)


def test_the_school_is_an_id_and_not_what_was_typed(niche: NicheInForm) -> None:
    schools = [child.school for record in niche.records for child in niche.read(record).children]
    assert schools
    assert all(school.startswith("S") for school in schools)


@pytest.mark.ppn_forms("v1", "v2")
def test_present_is_one_of_the_answers_of_the_form(niche: NicheInForm) -> None:
    """From version 4 on "present" is a switch: off may also mean that nobody knows."""
    answers = {child.present for record in niche.records for child in niche.read(record).children}
    assert answers <= {"Yes", "No", "Not known", ""}
