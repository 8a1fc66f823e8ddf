"""The documents as they are on the disk: what is in them, what is not, and what is caught."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from bot.exceptions import Finding, HeldException
from objects.word_report import Facts, Paragraph, Section, WordReport
from processes.csc_report import rules
from processes.csc_report.documents import CscDocuments
from processes.history_report.document import lines_of
from processes.history_report.facts import HistoryRow
from processes.history_report.publishing import Composer, Issue, check_report
from processes.history_report.summaries import SOMEBODY
from processes.marac_report import rules as marac_rules
from processes.marac_report.documents import MaracDocuments
from processes.marac_report.facts import Background
from tests.builders.history import (
    AUNT,
    CHILD,
    NOW,
    POLICY,
    TODAY,
    a_child,
    a_csc_case,
    a_marac_case,
    a_match,
    a_person,
    a_row,
    an_aunt,
    an_earlier_case,
    perpetrator,
    victim,
)

ISSUE = Issue("CSC-000001", 1, TODAY)
Written = tuple[str, str]


def written(composer: Composer, folder: Path) -> Written:
    """The text of report and cover sheet; the report has passed the last check."""
    writer = WordReport()
    report = writer.write(composer.report(ISSUE), folder / ISSUE.name_of("report"))
    check_report(report.path, composer.permit())
    cover = writer.write(composer.cover(ISSUE, report), folder / ISSUE.name_of("cover-sheet"))
    return "\n".join(lines_of(report.path)), "\n".join(lines_of(cover.path))


def composer_of(*rows: HistoryRow, **changes: object) -> CscDocuments:
    case = a_csc_case(a_person(CHILD, "Child"), a_person(rows=rows, **changes))  # type: ignore[arg-type]
    case = rules.select_history(case, POLICY)
    return CscDocuments(case, rules.check_people(case, POLICY), POLICY)


def csc(folder: Path, *rows: HistoryRow, **changes: object) -> Written:
    return written(composer_of(*rows, **changes), folder)


def test_the_report_has_marking_draft_scope_people_and_chronology(tmp_path: Path) -> None:
    report, _ = csc(tmp_path, a_row())
    for text in (
        "OFFICIAL-SENSITIVE",
        "DRAFT – NOT FOR RELEASE",
        "Searched: occurrences from 02/03/2024 to 02/03/2026",
        "Without a limit of time: child sexual, cruelty, homicide.",
        "Brenna Alder",
        "Robin Alder",
        "99250000002",
        "Brenna Alder: victim",
        "Raised voices were reported.",
        "No trace: Robin Alder",
        "PNC/PND – coordinator to add",
    ):
        assert text in report


def test_a_nil_report_says_so(tmp_path: Path) -> None:
    report, cover = csc(tmp_path)
    assert "Nothing is recorded within the scope of this search" in report
    assert "P4.8" in cover


def test_the_cover_sheet_stays_in_the_force_and_the_report_holds_none_of_it(
    tmp_path: Path,
) -> None:
    report, cover = csc(
        tmp_path,
        a_row(),
        a_row(3, occurrence="", restricted_to="Professional Standards"),
        a_row(4, type="Intelligence report", summary="A source has said it."),
        matches=(a_match(),),
    )
    for text in ("Professional Standards", "P0000009", "09/08/1971", "P4.5", "P4.7", "P4.17"):
        assert text in cover
        assert text not in report
    assert "99250000004" not in report + cover
    assert "A source" not in report + cover
    assert "COVER SHEET – STAYS IN THE FORCE" in cover


@pytest.mark.parametrize(
    ("summary", "shown"),
    [
        ("Quilla was in the house.", f"{SOMEBODY} was in the house."),
        ("QUILLA'S car was damaged.", f"{SOMEBODY} car was damaged."),
        ("Brenna Alder was in the house.", "Brenna Alder was in the house."),
        ("Ring 020 7946 0999 about it.", "[left out]"),
        ("See P0000004.", "[left out]"),
        ("See 99250000077.", "[left out]"),
        ("Born 02/01/1985.", "[left out]"),
    ],
)
def test_others_are_role_words_in_a_summary(tmp_path: Path, summary: str, shown: str) -> None:
    report, cover = csc(tmp_path, a_row(summary=summary), relations=(an_aunt(),))
    assert shown in report.splitlines()
    assert ("Item 1: the summary was left out" in cover) is (shown == "[left out]")


def test_a_word_that_may_be_a_name_is_pointed_out(tmp_path: Path) -> None:
    report, cover = csc(tmp_path, a_row(summary="Officers spoke to Mister Quandry."))
    assert "Quandry" in report
    assert "Item 1: a word of the summary may be the name" in cover


# The last check: negative controls ----------------------------------------------------------------


class Tampered:
    """A composer whose report says one thing more."""

    def __init__(self, composer: CscDocuments, more: str) -> None:
        self._composer, self._more = composer, more

    def __getattr__(self, name: str) -> object:
        return getattr(self._composer, name)

    def report(self, issue: Issue) -> object:
        report = self._composer.report(issue)
        section = Section("Remarks", (Paragraph(self._more),))
        return replace(report, sections=(*report.sections, section))


@pytest.mark.parametrize(
    "leak",
    ["Quilla", "quilla's", AUNT, "02/01/1985", "2 January 1985", "99250000077", "P0000002"],
)
def test_whatever_is_anothers_is_caught_in_the_document(tmp_path: Path, leak: str) -> None:
    composer = Tampered(composer_of(a_row(), relations=(an_aunt(),)), f"It was {leak} then.")
    with pytest.raises(HeldException) as caught:
        written(composer, tmp_path)  # type: ignore[arg-type]
    assert caught.value.code == "G2"
    assert leak == AUNT or leak not in caught.value.detail  # ids may be in it, values never


def test_it_is_caught_in_header_title_and_properties_too(tmp_path: Path) -> None:
    composer = composer_of(a_row(), relations=(an_aunt(),))
    places: tuple[Callable[..., object], ...] = (
        lambda r: replace(r, title="About Quilla"),
        lambda r: replace(r, handling="For Quilla"),
        lambda r: replace(r, reference="Quilla"),
        lambda r: replace(r, facts=Facts((("Who", "Quilla"),))),
    )
    for spoil in places:
        spoilt = spoil(composer.report(ISSUE))
        file = WordReport().write(spoilt, tmp_path / "spoilt.docx")  # type: ignore[arg-type]
        with pytest.raises(HeldException):
            check_report(file.path, composer.permit())


def test_a_name_that_the_family_shares_is_no_breach(tmp_path: Path) -> None:
    report, _ = csc(tmp_path, a_row(summary="Mrs Alder's door was broken."), relations=(an_aunt(),))
    assert "Alder's door" in report


def test_a_relative_called_will_blocks_no_fixed_text(tmp_path: Path) -> None:
    will = replace(an_aunt(), name=replace(an_aunt().name, forenames="Will May Mark"))
    report, _ = csc(tmp_path, a_row(summary="Nothing more will be said."), relations=(will,))
    assert f"Nothing more {SOMEBODY} be said." in report


# MARAC --------------------------------------------------------------------------------------------

PLACE = ("1 Hidden Lane, Osmery, VX1 1AB", "Osmery", "LPA-QUAY")


def marac(folder: Path, case: object) -> Written:
    selected = marac_rules.select_history(case, POLICY)  # type: ignore[arg-type]
    found: tuple[Finding, ...] = marac_rules.check_people(selected, POLICY)
    return written(MaracDocuments(selected, found, POLICY), folder)


def a_pair(**changes: object) -> tuple[object, ...]:
    together = a_row(2, summary="He came to Osmery again.")
    return (
        victim(together, a_row(3), **changes),
        perpetrator(replace(together, role="Suspect")),
        a_child(),
    )


def test_the_marac_report_shows_the_pair_first_then_each(tmp_path: Path) -> None:
    report, _ = marac(tmp_path, a_marac_case(*a_pair()))  # type: ignore[arg-type]
    order = [
        "Incidents between victim and perpetrator: Ivo Petrov",
        "99250000002",
        "Other incidents of the victim",
        "99250000003",
        "Other incidents of: Ivo Petrov",
        "Earlier MARACs",
        "Safeguarding done",
        "Investigation",
        "PNC/PND – coordinator to add",
    ]
    places = [report.index(text) for text in order]
    assert places == sorted(places)
    assert "Incidents with Ivo Petrov in the 12 months before 02/03/2026" in report
    assert "meets criteria" not in report


def test_p5_4_nothing_says_where_they_live(tmp_path: Path) -> None:
    around = Background(
        earlier=(an_earlier_case(area="Osmery"),),
        places=(PLACE,),
        schools=((CHILD, ("Oakfield School",)),),
    )
    people = a_pair(address_kind="refuge", address=PLACE[0])
    report, _ = marac(tmp_path, a_marac_case(*people, background=around))  # type: ignore[arg-type]
    for text in ("Hidden Lane", "VX1", "Osmery", "LPA-QUAY", "Oakfield", "Area\nSolmere"):
        assert text not in report
    assert "Confidential" in report
    assert "[left out]" in report


def test_where_nothing_is_confidential_address_and_school_are_shown(tmp_path: Path) -> None:
    around = Background(places=(PLACE,), schools=((CHILD, ("Oakfield School",)),))
    report, _ = marac(tmp_path, a_marac_case(*a_pair(), background=around))  # type: ignore[arg-type]
    assert "12 Tolmere Road, Osmery, QX1 2AB" in report
    assert "Oakfield School" in report


def test_somebody_on_the_agenda_is_not_named(tmp_path: Path) -> None:
    agenda = a_person("P0000007", "Agenda", employer="Gantlux", telephone="07700 900123")
    around = Background(earlier=(an_earlier_case(),), agenda=(agenda,))
    people = (victim(a_row(summary="Nobody Else was told.")), perpetrator(), a_child())
    report, _ = marac(tmp_path, a_marac_case(*people, background=around))
    assert f"{SOMEBODY} was told." in report


def test_a_document_is_the_same_whenever_it_is_made(tmp_path: Path) -> None:
    hashes = set()
    for name in ("one.docx", "two.docx"):
        composer = composer_of(a_row())
        hashes.add(WordReport(_Noon()).write(composer.report(ISSUE), tmp_path / name).sha256)
    assert len(hashes) == 1


class _Noon:
    def now(self) -> datetime:
        return NOW


def test_two_cases_that_differ_have_different_contents() -> None:
    assert composer_of(a_row()).content() != composer_of(a_row(disposal="Charged")).content()
    assert composer_of(a_row()).content() == composer_of(a_row()).content()
