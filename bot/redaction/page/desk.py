"""What the page works with: the report as it is now, and how a copy of it is made."""

import threading
from collections.abc import Mapping
from pathlib import Path

from bot.clock import Clock
from bot.redaction.decision import Decision, problems
from bot.redaction.draft import Draft, StruckWords, read_draft
from bot.redaction.page.form import SUGGESTED_REASONS
from bot.redaction.prepare import Prepared, prepare
from bot.redaction.release import Printer, Release, Trace, check_decided, make_release


class Desk:
    """One report on the desk of one person.

    Args:
        path: the report.
        clock: says the day of the release.
        printer: makes the PDF.
        trace: takes the record to the audit.
        suggested: values that the form starts with.

    Raises:
        BadReport: the file is missing or no report.
        RedactionRefused: it is no draft, or is open in Word.
    """

    reasons = SUGGESTED_REASONS

    def __init__(
        self,
        path: Path,
        clock: Clock,
        printer: Printer,
        trace: Trace | None = None,
        suggested: Mapping[str, str] | None = None,
    ) -> None:
        self._clock = clock
        self._printer = printer
        self._trace = trace
        self._lock = threading.Lock()
        self.suggested = suggested or {}
        self.draft: Draft = read_draft(path)

    def read(self) -> None:
        """Read the report again; what the person decides is decided on this."""
        self.draft = read_draft(self.draft.path)

    def missing(self, decision: Decision) -> dict[str, str]:
        """What is missing, by the name of the field."""
        return problems(self.draft, decision)

    def check(self, decision: Decision) -> None:
        """Check that the decision is whole.

        Raises:
            RedactionRefused: it is not.
        """
        check_decided(self.draft, decision)

    def prepare(self, decision: Decision) -> Prepared:
        """Make the Word file in memory, for the preview."""
        return prepare(self.draft, decision.leave_out, self._clock.now().date())

    def release(self, decision: Decision) -> Release:
        """Make the release copy; one at a time.

        Raises:
            RedactionRefused: something is missing, or left-out words still stand somewhere.
        """
        with self._lock:
            return make_release(
                self.draft,
                decision,
                at=self._clock.now(),
                printer=self._printer,
                trace=self._trace,
            )

    def words_in(self, item: int) -> tuple[StruckWords, ...]:
        """Words struck out in an item; 0 for those outside items."""
        return tuple(words for words in self.draft.struck_words if words.item == item)

    def notices(self) -> list[str]:
        """What the person should know about the file before deciding."""
        draft = self.draft
        told = [
            (draft.comments, f"{draft.comments} comment(s) will be taken out."),
            (
                draft.changes,
                f"{draft.changes} tracked change(s) will be accepted; deleted text is gone.",
            ),
            (draft.missing, f"Deleted in Word: {_named(draft.missing)}. The record will say so."),
            (draft.emptied, f"Emptied in Word: {_named(draft.emptied)}. The record will say so."),
            (
                draft.pictures,
                f"{draft.pictures} picture(s): look at them; they cannot be searched.",
            ),
            (
                draft.empty_blocks,
                f"Still empty: {'; '.join(draft.empty_blocks)}. It will be shown empty.",
            ),
        ]
        return [text for applies, text in told if applies]


def _named(numbers: tuple[int, ...]) -> str:
    return f"item{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers))}"
