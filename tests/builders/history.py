"""People with a history, CSC requests and MARAC cases for tests, changed one thing at a time."""

from datetime import date, datetime, timedelta

from bot.clock import LONDON
from processes.csc_report import facts as csc
from processes.history_report.facts import (
    HistoryRow,
    Match,
    PersonHistory,
    ReadFacts,
    Relative,
    TaskFacts,
)
from processes.marac_report import facts as marac
from processes.profiles.profile import load_profile
from processes.shared.answers import Answer
from processes.shared.names import PersonName
from tests.builders.encompass import changed

POLICY = load_profile("hampshire")
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=LONDON)
TODAY = NOW.date()
CHILD, MOTHER, PARTNER, AUNT = "P0000001", "P0000002", "P0000003", "P0000004"
OCCURRENCE = "99260000001"
TASK = TaskFacts(12, "New", "MASH-ROBOT", for_robot=True)


def a_row(number: int = 2, **changes: object) -> HistoryRow:
    """A domestic incident two hundred days ago in which the person is the victim."""
    usual = HistoryRow(
        occurrence=f"9925{number:07d}",
        role="Victim",
        type="Domestic incident",
        classification="Common assault",
        started_on=TODAY - timedelta(days=200),
        status="Closed",
        disposal="No further action",
        domestic=True,
        summary="Raised voices were reported.",
    )
    return changed(usual, changes)


def a_person(person: str = MOTHER, part: str = "Parent", **changes: object) -> PersonHistory:
    """Somebody of the family, with a birth date, an address and no history."""
    names = {
        CHILD: PersonName("Alder", "Robin"),
        MOTHER: PersonName("Alder", "Brenna"),
        PARTNER: PersonName("Petrov", "Ivo"),
    }
    usual = PersonHistory(
        person=person,
        linked_as=person,
        part=part,
        name=names.get(person, PersonName("Nobody", "Else")),
        born=date(2016, 5, 4) if person == CHILD else date(1990, 5, 4),
        address="12 Tolmere Road, Osmery, QX1 2AB",
        address_kind="house",
        authority="Solmere County Council",
        force_area="Solmere",
        employer="Brelux Supplies",
    )
    return changed(usual, changes)


def an_aunt(of: str = "Aunt") -> Relative:
    """A relative who is not linked: nothing of hers may be in a report."""
    return Relative(AUNT, PersonName("Alder", "Quilla"), of, date(1985, 1, 2))


def a_match(person: str = "P0000009", why: str = "same name, other birth date") -> Match:
    """A record that may be the mother's."""
    return Match(person, PersonName("Alder", "Brenna"), date(1971, 8, 9), why)


def read_facts(record: str, *people: PersonHistory, **changes: object) -> ReadFacts:
    """What was read for a request or case."""
    return changed(ReadFacts(NOW, TASK, record, OCCURRENCE, people=people), changes)


def a_request(**changes: object) -> csc.RequestFacts:
    """A complete request about a child and the mother."""
    usual = csc.RequestFacts(
        request="CSC-000001",
        occurrence=OCCURRENCE,
        type="Section 47",
        legal_basis="Children Act 1989, section 47",
        consent=Answer.NO,
        consent_reason="",
        authority="Solmere County Council",
        requester="Dana Worker",
        requester_team="Assessment Team",
        received=NOW - timedelta(days=1),
        deadline=NOW + timedelta(days=3),
        lookback_months=None,
        scope_note="",
        status="With robot",
        people=(csc.LinkedRole(CHILD, "Child"), csc.LinkedRole(MOTHER, "Parent")),
    )
    return changed(usual, changes)


def a_csc_case(
    *people: PersonHistory,
    request: csc.RequestFacts | None = None,
    **changes: object,
) -> csc.Case:
    """A request with the people that were read; child and mother unless given."""
    read = people or (a_person(CHILD, "Child"), a_person())
    return csc.Case(read_facts("CSC-000001", *read, **changes), request or a_request())


def a_marac(**changes: object) -> marac.MaracFacts:
    """A complete MARAC case that meets in ten days."""
    usual = marac.MaracFacts(
        case="MAR-000001",
        occurrence=OCCURRENCE,
        status="Listed",
        victim=MOTHER,
        not_identified=False,
        referred_on=TODAY - timedelta(days=4),
        referred_by="Officer One",
        meeting_on=TODAY + timedelta(days=10),
        area="Solmere",
        idva="Told on 1 March",
        disclosure_scheme="Not applied for",
        criteria=("Visible high risk",),
        criteria_note="",
        people=(marac.CaseRole(PARTNER, "Perpetrator"), marac.CaseRole(CHILD, "Child")),
    )
    return changed(usual, changes)


def a_marac_case(
    *people: PersonHistory,
    facts: marac.MaracFacts | None = None,
    background: marac.Background | None = None,
    **changes: object,
) -> marac.Case:
    """A case with the people that were read; victim, perpetrator and child unless given."""
    read = people or (victim(), perpetrator(), a_child())
    found = read_facts("MAR-000001", *read, **changes)
    around = background or marac.Background(earlier=(an_earlier_case(),))
    return marac.Case(found, facts or a_marac(), background=around)


def victim(*rows: HistoryRow, **changes: object) -> PersonHistory:
    """The victim with incidents."""
    return a_person(MOTHER, "Victim", rows=rows, **changes)


def perpetrator(*rows: HistoryRow, person: str = PARTNER, **changes: object) -> PersonHistory:
    """A perpetrator with incidents."""
    return a_person(person, "Perpetrator", rows=rows, **changes)


def a_child(**changes: object) -> PersonHistory:
    """The child of both."""
    usual = (
        Relative(MOTHER, PersonName("Alder", "Brenna"), "Mother"),
        Relative(PARTNER, PersonName("Petrov", "Ivo"), "Father"),
    )
    return a_person(CHILD, "Child", **{"relations": usual, **changes})


def an_earlier_case(**changes: object) -> marac.EarlierCase:
    """A case of the same pair three years ago."""
    usual = marac.EarlierCase(
        case="MAR-000000",
        referred_on=date(2023, 2, 1),
        meeting_on=date(2023, 2, 20),
        area="Solmere",
        status="Heard",
        parts=((MOTHER, "Victim"), (PARTNER, "Perpetrator")),
    )
    return changed(usual, changes)
