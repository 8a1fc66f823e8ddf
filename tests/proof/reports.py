"""Nothing of anybody else is in a report, nothing hidden on any page, and no report is stopped for nothing.

Each case goes through the rules of P4 or P5 and its builders as the Main Page takes it. The content
of each document is searched, and some are written as Word files whose XML is searched. The search
shares nothing with the guard.
"""

import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

from bot.exceptions import BotError
from objects.word_report import Items, Report, WordReport, Written
from processes.history_report import selection, summaries
from processes.history_report.document import lines_of
from processes.history_report.proof import Permit, report_breaches
from processes.history_report.publishing import Composer, Issue
from processes.history_report.texts import load_texts
from processes.shared import foreign, names, people
from tests.builders.history import POLICY, TODAY
from tests.proof.pages import Pages, text_of, text_of_file
from tests.proof.reported import CaseT, Drawn

FILES = 100
ISSUE = Issue("REC-000001", 1, TODAY)
Guard = Callable[[Iterable[str], Permit], object]
Make = Callable[[Random], Drawn[CaseT]]
Build = Callable[[Drawn[CaseT], Composer], Report]


@dataclass
class Tally:
    """What was found in so many cases."""

    cases: int = 0
    reports: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    foreign: int = 0
    blocked: int = 0
    incomplete: int = 0
    covers: int = 0
    files: int = 0
    file_faults: int = 0

    def as_mapping(self) -> dict[str, Any]:
        """For the result's file."""
        return {
            "cases": self.cases,
            "reports": self.reports,
            "outcomes": dict(sorted(self.outcomes.items())),
            "reports_with_a_foreign_value": self.foreign,
            "allowed_reports_blocked_by_the_guard": self.blocked,
            "reports_without_an_allowed_value": self.incomplete,
            "cover_sheets_with_a_value_that_is_never_shown": self.covers,
            "word_files_searched": self.files,
            "word_files_with_a_foreign_value_or_blocked": self.file_faults,
        }

    @property
    def is_clean(self) -> bool:
        """Whether reports were made and nothing was wrong with any."""
        wrong = (self.foreign, self.blocked, self.incomplete, self.covers, self.file_faults)
        return bool(self.reports and self.files) and not any(wrong)


def as_built(_: Drawn[CaseT], composer: Composer) -> Report:
    """The report as the product builds it."""
    return composer.report(ISSUE)


def tally(
    make: Make[CaseT],
    cases: int,
    seed: int,
    build: Build[CaseT] = as_built,
    guard: Guard = report_breaches,
) -> Tally:
    """Take cases through rules and builders, search every document, and the first as Word files."""
    rng, found = Random(seed), Tally()
    files = min(FILES, max(3, cases // 20))
    with tempfile.TemporaryDirectory() as folder, remembered():
        for _ in range(cases):
            found.cases += 1
            drawn = make(rng)
            _take(drawn, found, build, guard, Path(folder) if found.files < files else None)
    return found


@contextmanager
def remembered() -> Iterator[None]:
    """The guard reads the same words over and over: each text once. What it finds stays the same."""
    known = {
        name: lru_cache(maxsize=50_000)(getattr(foreign, name))
        for name in ("plain", "fold", "words_of", "all_words_of", "dates_in", "_numbers")
    }
    with ExitStack() as stack:
        for module in (names, foreign, people, summaries, selection):
            for name, function in known.items():
                if hasattr(module, name):
                    stack.enter_context(patch.object(module, name, function))
        yield


def _take(
    drawn: Drawn[CaseT], found: Tally, build: Build[CaseT], guard: Guard, folder: Path | None
) -> None:
    try:
        composer = drawn.compose()
    except BotError as error:
        found.outcomes[f"{error.outcome} {error.code}"] += 1
        return
    report = build(drawn, composer)
    lines = text_of(report)
    if guard(_as_in_a_file(lines), composer.permit()):
        stopped = "the request itself names somebody else" if drawn.is_spoilt else "for nothing"
        found.outcomes[f"HELD G2, {stopped}"] += 1
        found.blocked += not drawn.is_spoilt
        return
    found.outcomes["done"] += 1
    found.reports += 1
    cover = composer.cover(ISSUE, Written(Path("report.docx"), "0" * 64, _items(report)))
    found.foreign += bool(foreign_in(drawn, lines))
    found.incomplete += bool(missing_from(drawn, lines))
    found.covers += bool(hidden_in(drawn, text_of(cover)))
    if folder is not None:
        found.files += 1
        found.file_faults += _is_faulty_as_file(drawn, composer, report, folder)


def foreign_in(drawn: Drawn[CaseT], lines: Iterable[str]) -> tuple[str, ...]:
    """Values in a report that must not be there."""
    values = (*drawn.canaries.never, *drawn.canaries.inside)
    return Pages(lines).found(values, _own(drawn))


def missing_from(drawn: Drawn[CaseT], lines: Iterable[str]) -> tuple[str, ...]:
    """Values that must be in a report and are not."""
    pages = Pages(lines)
    return tuple(value for value in drawn.canaries.shown if not pages.holds(value))


def hidden_in(drawn: Drawn[CaseT], lines: Iterable[str]) -> tuple[str, ...]:
    """Values on a cover sheet that are on no page."""
    return Pages(lines).found(drawn.canaries.never, _own(drawn))


def _is_faulty_as_file(
    drawn: Drawn[CaseT], composer: Composer, report: Report, folder: Path
) -> bool:
    writer = WordReport()
    written = writer.write(report, folder / "report.docx")
    cover = writer.write(composer.cover(ISSUE, written), folder / "cover.docx")
    text = text_of_file(written.path)
    return bool(
        foreign_in(drawn, text)
        or missing_from(drawn, text)
        or hidden_in(drawn, text_of_file(cover.path))
        or report_breaches(lines_of(written.path), composer.permit())
    )


def _as_in_a_file(lines: Iterable[str]) -> tuple[str, ...]:
    """Lines as the last check reads them from the file, each once."""
    return tuple(dict.fromkeys(" ".join(line.split()) for line in lines))


def _items(report: Report) -> int:
    parts = (part for section in report.sections for part in section.parts)
    return sum(len(part.rows) for part in parts if isinstance(part, Items))


def _own(drawn: Drawn[CaseT]) -> Pages:
    return Pages((*drawn.canaries.own, *_fixed()))


@cache
def _fixed() -> tuple[str, ...]:
    """The reviewed fixed texts: their words are nobody's."""
    texts = [load_texts(name).by_name.values() for name in ("csc_report", "marac_report")]
    settings = POLICY.settings.reports
    handling = (settings.marking, settings.handling_line, settings.cover_handling_line)
    return (*handling, *(text for each in texts for text in each))
