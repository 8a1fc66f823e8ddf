"""The documents of one item: written, proved, looked for, attached once; gone from the disk."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Protocol

from bot.clock import LONDON
from bot.effect_store import InTransaction
from bot.effects import Effect, EffectState
from bot.exceptions import Finding, HeldException, SystemException
from bot.runtime import Runtime
from bot.session_log import Session
from objects.niche_occurrence import NicheOccurrence
from objects.word_report import Report, WordReport, Written
from processes.history_report.checks import renewed, reused
from processes.history_report.document import lines_of
from processes.history_report.items import ATTACHMENT, ReportTask
from processes.history_report.proof import Permit, report_breaches
from processes.shared.policy import Policy

REPORT, COVER = "report", "cover-sheet"
_VERSIONS_AT_MOST = 50
_ATTACHED = frozenset({EffectState.DONE})
_IN_SHADOW = _ATTACHED | {EffectState.PLANNED}  # a shadow run goes by what it would have attached


@dataclass(frozen=True)
class Issue:
    """Which version of a report, and the day it was prepared.

    Attributes:
        notes: what is to be said of earlier versions (P4.12).
    """

    record: str
    version: int
    prepared: date
    notes: tuple[Finding, ...] = ()

    def name_of(self, what: str) -> str:
        """The name of a file; it names nobody."""
        return f"{self.record}-{what}-v{self.version}.docx"


class Composer(Protocol):
    """What a process knows of its documents."""

    def content(self) -> str:
        """All that the report says, but its day and version."""

    def report(self, issue: Issue) -> Report:
        """The report."""

    def cover(self, issue: Issue, report: Written) -> Report:
        """The cover sheet that goes with a report."""

    def permit(self) -> Permit:
        """What the report may hold."""


@dataclass(frozen=True)
class Documents:
    """A report and its cover sheet; ``written`` is empty where an earlier version is used again."""

    issue: Issue
    digest: str
    items: int
    names: tuple[str, str]
    written: tuple[tuple[str, Written], ...] = ()


class Publishing:
    """Writes and attaches the documents of one process.

    Args:
        runtime: the durable runtime.
        policy: the force's profile.
        occurrences: the object that attaches files.
    """

    def __init__(self, runtime: Runtime, policy: Policy, occurrences: NicheOccurrence) -> None:
        self._runtime = runtime
        self._policy = policy
        self._occurrences = occurrences
        self._folder = runtime.config.paths.var / "documents"
        self._attached = _IN_SHADOW if runtime.shadow else _ATTACHED

    @contextmanager
    def workspace(self, item: ReportTask) -> Iterator[None]:
        """A folder for the documents of one item, which is gone afterwards."""
        folder = self._place(item)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        try:
            yield
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def write(self, item: ReportTask, record: str, composer: Composer) -> Documents:
        """Write both documents and prove the report; or find the earlier one that says the same.

        Raises:
            HeldException: G2, something stands in the report that must not.
            SystemException: the disk is full, or the documents cannot be written.
        """
        digest = self._runtime.keys.digest("history report", composer.content())
        issue, earlier = self._issue(item, record, digest)
        if earlier is not None:
            names = (issue.name_of(REPORT), issue.name_of(COVER))
            return Documents(issue, digest, int(earlier.facts["items"]), names)
        return self._free(item, issue, digest, composer)

    def attach(
        self, item: ReportTask, documents: Documents, session: Session, guard: InTransaction
    ) -> None:
        """Attach what was written, each file once; Niche is looked at by name and hash first."""
        for what, file in documents.written:
            issue = documents.issue
            facts = {
                "name": file.path.name,
                "sha256": file.sha256,
                "digest": documents.digest,
                "version": str(issue.version),
                "prepared": issue.prepared.isoformat(),
                "items": str(documents.items),
            }
            self._runtime.ledger.perform(
                item.effect(ATTACHMENT, f"{what} v{issue.version}", issue.record),
                lambda file=file: self._attach(item, file),  # type: ignore[misc]
                lambda file=file: self._find(item, file),  # type: ignore[misc]
                conclusive=True,
                facts=facts,
                session=session,
                guard=guard,
                look_first=False,  # the object looks on the page that it attaches on
            )

    def attached(self, item: ReportTask) -> tuple[str, ...]:
        """The names of what this very item has attached."""
        return tuple(e.facts["name"] for e in self._own(item) if e.state in self._attached)

    # Versions --------------------------------------------------------------------------------------

    def _issue(self, item: ReportTask, record: str, digest: str) -> tuple[Issue, Effect | None]:
        """The version to make; with an earlier report where that is to be used again (P4.12)."""
        today = self._runtime.clock.now().date()
        begun = [e for e in self._own(item) if e.key.school == record and _is_report(e)]
        earlier = self._earlier(item, record)
        version = max((_version(e) for e in earlier), default=0) + 1
        notes = (renewed(version),) if earlier else ()
        if begun:
            facts = begun[-1].facts
            prepared = date.fromisoformat(facts["prepared"])
            return Issue(record, int(facts["version"]), prepared, notes), None
        latest = max(earlier, key=_version, default=None)
        if latest is None or not self._is_still_right(latest, digest):
            return Issue(record, version, today, notes), None
        prepared = date.fromisoformat(latest.facts["prepared"])
        return Issue(record, _version(latest), prepared, (reused(_version(latest)),)), latest

    def _free(self, item: ReportTask, issue: Issue, digest: str, composer: Composer) -> Documents:
        """Write under the first version whose names are free in Niche, or hold these very files."""
        standing = {
            each.name: each.sha256 for each in self._occurrences.get_attachments(item.occurrence)
        }
        for version in range(issue.version, issue.version + _VERSIONS_AT_MOST):
            found = Issue(issue.record, version, issue.prepared, issue.notes)
            documents = self._written(item, found, digest, composer)
            files = [file for _, file in documents.written]
            if all(standing.get(f.path.name, f.sha256) == f.sha256 for f in files):
                return documents
        raise SystemException(f"{issue.record}: no version of the report is free", code="P4.15")

    def _is_still_right(self, effect: Effect, digest: str) -> bool:
        hours = timedelta(hours=self._policy.settings.reports.reuse_hours)
        at = effect.settled_at or effect.planned_at
        return effect.facts["digest"] == digest and self._runtime.clock.now() - at < hours

    def _earlier(self, item: ReportTask, record: str) -> tuple[Effect, ...]:
        """Reports of the same request or case that other items attached."""
        found = self._runtime.ledger.find_all(process=item.process, school=record, kind=ATTACHMENT)
        own = item.effect(ATTACHMENT, "", record).episode
        return tuple(
            e for e in found if e.key.episode != own and e.state in self._attached and _is_report(e)
        )

    def _own(self, item: ReportTask) -> tuple[Effect, ...]:
        episode = item.effect(ATTACHMENT, "").episode
        return self._runtime.ledger.find_all(process=item.process, episode=episode, kind=ATTACHMENT)

    # Files -----------------------------------------------------------------------------------------

    def _written(
        self, item: ReportTask, issue: Issue, digest: str, composer: Composer
    ) -> Documents:
        writer = WordReport(_Morning(issue.prepared))
        folder = self._place(item)
        report = writer.write(composer.report(issue), folder / issue.name_of(REPORT))
        check_report(report.path, composer.permit())
        cover = writer.write(composer.cover(issue, report), folder / issue.name_of(COVER))
        names = (report.path.name, cover.path.name)
        written = ((REPORT, report), (COVER, cover))
        return Documents(issue, digest, report.items, names, written)

    def _place(self, item: ReportTask) -> Path:
        return self._folder / item.key.replace("/", "-")

    def _attach(self, item: ReportTask, file: Written) -> str:
        marking = self._policy.settings.reports.marking
        return self._occurrences.attach(
            item.occurrence, file.path, marking=marking, sha256=file.sha256, task=f"T{item.task}"
        )

    def _find(self, item: ReportTask, file: Written) -> str | None:
        found = self._occurrences.get_attachments(item.occurrence)
        wanted = (file.path.name, file.sha256)
        return next((each.id for each in found if (each.name, each.sha256) == wanted), None)


def check_report(path: Path, permit: Permit) -> None:
    """Prove the assembled document.

    Raises:
        HeldException: G2, something stands in it that must not; names places and sorts of value.
    """
    found = report_breaches(lines_of(path), permit)
    if found:
        said = "; ".join(str(breach) for breach in found[:5])
        raise HeldException(
            f"the report holds what it must not: {said}",
            code="G2",
            findings=(Finding("G2", "HELD", f"the report holds what it must not: {said}"),),
        )


@dataclass(frozen=True)
class _Morning:
    """The clock of a document: the day it was prepared, so that it can be made again as it was."""

    day: date

    def now(self) -> datetime:
        """The beginning of that day."""
        return datetime.combine(self.day, time(), LONDON)


def _is_report(effect: Effect) -> bool:
    return effect.key.purpose.startswith(f"{REPORT} ")


def _version(effect: Effect) -> int:
    return int(effect.facts["version"])
