"""Names of others that are made of the family's own words, and allowed values that share a word."""

from collections.abc import Callable
from datetime import date

import pytest

from processes.csc_report import rules as csc_rules
from processes.csc_report.documents import CscDocuments
from processes.history_report.facts import PersonHistory, Relative, own_words
from processes.history_report.proof import report_breaches
from processes.history_report.publishing import Composer, Issue
from processes.history_report.summaries import LEFT_OUT, screened
from processes.marac_report import rules as marac_rules
from processes.marac_report.documents import MaracDocuments
from processes.marac_report.facts import Background, Investigation
from processes.shared.names import PersonName
from processes.shared.people import LinkedPerson
from tests.builders.history import (
    CHILD,
    POLICY,
    TODAY,
    a_child,
    a_csc_case,
    a_marac,
    a_marac_case,
    a_person,
    a_request,
    a_row,
    perpetrator,
    victim,
)
from tests.proof.pages import text_of

CHILDS, MOTHERS = PersonName("Alder", "Robin"), PersonName("Petrov", "Brenna")
AUNT = LinkedPerson("P0000004", names=(PersonName("Petrov", "Robin"),))
FAMILY = (a_person(CHILD, "Child", name=CHILDS), a_person(name=MOTHERS))


@pytest.mark.parametrize(
    "text", ["Robin Petrov was there.", "Robin Petrov's car.", "PETROV, Robin called."]
)
def test_the_full_name_of_somebody_else_is_not_shown_though_each_word_is_the_familys(
    text: str,
) -> None:
    assert screened(text, (AUNT,), own_words(FAMILY)).text == LEFT_OUT


@pytest.mark.parametrize(
    "text", ["Robin Alder was there.", "Brenna Petrov and Robin.", "PETROV, Brenna called Robin."]
)
def test_a_name_of_the_family_is_shown_though_somebody_else_has_its_words(text: str) -> None:
    assert screened(text, (AUNT,), own_words(FAMILY)).text == text


def test_a_longer_name_of_the_family_may_hold_somebody_elses() -> None:
    own = own_words((a_person(name=PersonName("Petrov Alder", "Robin")),))
    assert screened("Robin Petrov Alder called.", (AUNT,), own).text != LEFT_OUT


def test_a_single_letter_of_a_name_hides_it_not() -> None:
    own = own_words((a_person(name=PersonName("Alder", "Ó Briain")), *FAMILY))
    other = LinkedPerson("P0000004", names=(PersonName("Petrov", "Ó Briain"),))
    assert screened("Ó Briain Petrov was there.", (other,), own).text == LEFT_OUT


@pytest.mark.parametrize("mays", ["the family", "somebody else"])
def test_a_birth_date_in_may_is_found_where_somebody_is_called_may(mays: str) -> None:
    may = PersonName("May", "Brenna") if mays == "the family" else PersonName("Petrov", "Brenna")
    aunt = PersonName("Okoye", "Priya" if mays == "the family" else "May")
    other = LinkedPerson("P0000004", names=(aunt,), born=(date(1970, 5, 14),))
    own = own_words((a_person(name=may),))
    assert screened("She was born on 14 May 1970.", (other,), own).text == LEFT_OUT


def related(name: PersonName, who: PersonHistory) -> PersonHistory:
    relation = Relative("P0000004", name, "Aunt")
    return a_person(who.person, who.part, name=who.name, rows=who.rows, relations=(relation,))


def csc(name: PersonName) -> Composer:
    mother = related(name, a_person(rows=(a_row(),)))
    request = a_request(requester="Grace Taylor")
    case = a_csc_case(a_person(CHILD, "Child"), mother, request=request)
    case = csc_rules.select_history(case, POLICY)
    return CscDocuments(case, (), POLICY)


def marac(name: PersonName) -> Composer:
    agenda = a_person("P0000004", "Agenda", name=name, address="9 Larkmere Close, Osmery, QX1 2AB")
    home = "3 Larkmere Close, Osmery, QX1 2AC"
    around = Background(
        agenda=(agenda,),
        schools=((CHILD, ("Grace Academy",)),),
        investigation=Investigation("Domestic incident", "", "Open", "", "Grace Taylor", TODAY),
    )
    people = (victim(a_row(), address=home), perpetrator(), a_child(address=home))
    facts = a_marac(referred_by="Hope Taylor")
    case = marac_rules.select_history(a_marac_case(*people, facts=facts, background=around), POLICY)
    return MaracDocuments(case, (), POLICY)


def breaches(composer: Composer) -> list[str]:
    lines = text_of(composer.report(Issue("REC-000001", 1, TODAY)))
    return [str(breach) for breach in report_breaches(lines, composer.permit())]


@pytest.mark.parametrize("compose", [csc, marac])
@pytest.mark.parametrize("forename", ["Grace", "Priya"])
def test_staff_schools_and_streets_may_share_a_word_with_somebody_else(
    compose: Callable[[PersonName], Composer], forename: str
) -> None:
    surname = "Taylor" if forename == "Priya" else "Okoye"
    assert breaches(compose(PersonName(surname, forename))) == []


@pytest.mark.parametrize("compose", [csc, marac])
def test_staff_with_the_very_name_of_somebody_else_are_for_a_person_to_look_at(
    compose: Callable[[PersonName], Composer],
) -> None:
    assert breaches(compose(PersonName("Taylor", "Grace")))
