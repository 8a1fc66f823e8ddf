"""Builders of reports that are broken on purpose: guard and search must both catch them."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from random import Random

from objects.word_report import Paragraph, Report, Section
from processes.csc_report import facts as csc
from processes.csc_report.documents import CscDocuments
from processes.csc_report.rules import select_history
from processes.history_report.facts import HistoryRow
from processes.history_report.proof import report_breaches
from processes.history_report.publishing import Composer
from processes.marac_report import facts as marac
from processes.marac_report.documents import MaracDocuments
from processes.marac_report.rules import is_confidential
from tests.builders.families import bare
from tests.builders.history import POLICY
from tests.proof.pages import text_of
from tests.proof.reported import CaseT, Drawn, a_drawn_marac_case, a_drawn_request
from tests.proof.reports import ISSUE, Build, Make, foreign_in, remembered, tally


def with_the_relatives(drawn: Drawn[csc.Case], composer: Composer) -> Report:
    """A template that lists everybody who is related: name, birth date, record."""
    related = (each for who in drawn.case.read.people for each in who.relations)
    said = (f"{each.relation}: {each.name.full}, {each.born}, {each.person}" for each in related)
    return _and(composer.report(ISSUE), said)


def with_what_is_restricted(drawn: Drawn[csc.Case], _: Composer) -> Report:
    """A selection that does not look at whose an occurrence is."""
    read = drawn.case.read
    people = tuple(replace(who, rows=tuple(map(_opened, who.rows))) for who in read.people)
    case = select_history(replace(drawn.case, read=read.with_people(people)), POLICY)
    return CscDocuments(case, (), POLICY).report(ISSUE)


def with_summaries_as_they_are(drawn: Drawn[csc.Case], _: Composer) -> Report:
    """A chronology that knows of nobody whose name is to be a role word."""
    read = drawn.case.read
    people = tuple(replace(who, relations=(), matches=()) for who in read.people)
    case = replace(drawn.case, read=read.with_people(people))
    return CscDocuments(case, (), POLICY).report(ISSUE)


def with_the_hidden_home(drawn: Drawn[marac.Case], _: Composer) -> Report:
    """A builder that does not know a refuge by its kind (P5.4)."""
    read = drawn.case.read
    people = tuple(replace(who, address_kind="house") for who in read.people)
    case = replace(drawn.case, read=read.with_people(people))
    return MaracDocuments(case, (), POLICY).report(ISSUE)


def with_the_agenda(drawn: Drawn[marac.Case], composer: Composer) -> Report:
    """A template that shows people who are only named on the agenda."""
    said = (
        f"{who.name.full}, {who.telephone}, {who.employer}, {who.address}"
        for who in drawn.case.background.agenda
    )
    return _and(composer.report(ISSUE), said)


def _and(report: Report, said: Iterable[str]) -> Report:
    section = Section("Around the family", tuple(Paragraph(text) for text in said))
    return replace(report, sections=(*report.sections, section))


def _opened(row: HistoryRow) -> HistoryRow:
    return replace(row, restricted_to="")


# What each can be tried on ------------------------------------------------------------------------


def _names_a_relative(drawn: Drawn[csc.Case]) -> bool:
    """Whether a summary names a relative who shares no word of the name with the family."""
    people = drawn.case.read.people
    own = {word for who in people for text in (who.name.full, *who.aliases) for word in bare(text)}
    related = [each.name.full for who in people for each in who.relations]
    strange = [name for name in related if not set(bare(name)) & own]
    return any(name in entry.summary for name in strange for entry in drawn.case.selection.entries)


def _has_restricted(drawn: Drawn[csc.Case]) -> bool:
    return bool(drawn.case.selection.restricted)


def _is_hidden(drawn: Drawn[marac.Case]) -> bool:
    return is_confidential(drawn.case, POLICY)


def _has_agenda(drawn: Drawn[marac.Case]) -> bool:
    return bool(drawn.case.background.agenda)


def _has_relatives(drawn: Drawn[csc.Case]) -> bool:
    return any(who.relations for who in drawn.case.read.people)


# The controls -------------------------------------------------------------------------------------


def control(
    make: Make[CaseT],
    build: Build[CaseT],
    applies: Callable[[Drawn[CaseT]], bool],
    seed: int,
    cases: int,
) -> dict[str, int]:
    """How often the guard stops, and the search sees, what a broken builder would write."""
    rng, tried, stopped, seen = Random(seed), 0, 0, 0
    with remembered():
        for drawn in filter(applies, (make(rng) for _ in range(cases))):
            composer = drawn.compose()
            lines = text_of(build(drawn, composer))
            tried += 1
            stopped += bool(report_breaches(lines, composer.permit()))
            seen += bool(foreign_in(drawn, lines))
    return {"tried": tried, "stopped_by_the_guard": stopped, "seen_by_the_search": seen}


def without_a_guard(seed: int, cases: int) -> dict[str, int]:
    """What would leave a robot whose template is broken and whose guard is switched off."""
    found = tally(a_drawn_request, cases, seed, with_the_relatives, lambda *_: ())
    return {"tried": found.reports, "seen_by_the_search": found.foreign}


Control = Callable[[int, int], dict[str, int]]
CONTROLS: dict[str, Control] = {
    "P4, a template with the relatives in it": partial(
        control, a_drawn_request, with_the_relatives, _has_relatives
    ),
    "P4, restricted occurrences in the chronology": partial(
        control, a_drawn_request, with_what_is_restricted, _has_restricted
    ),
    "P4, summaries as they are": partial(
        control, a_drawn_request, with_summaries_as_they_are, _names_a_relative
    ),
    "P5, the address of a refuge": partial(
        control, a_drawn_marac_case, with_the_hidden_home, _is_hidden
    ),
    "P5, the people on the agenda": partial(
        control, a_drawn_marac_case, with_the_agenda, _has_agenda
    ),
    "P4, the relatives, and the guard switched off": without_a_guard,
}
