"""Makes a release copy: Word file, PDF and record, all proved before any of them is kept."""

import hashlib
import os
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.redaction.as_html import head_lines
from bot.redaction.decision import Decision, in_typed, problems, typed_texts
from bot.redaction.draft import Draft
from bot.redaction.errors import RedactionRefused, Standing
from bot.redaction.package import Package
from bot.redaction.pdf_text import pdf_text, plain_text
from bot.redaction.prepare import Prepared, prepare
from bot.redaction.record import append_record, record_path, release_record
from bot.redaction.search import squashed, words_of

Printer = Callable[[bytes, str], bytes]
"""Gives the PDF of a Word file, with a title."""

Trace = Callable[[Mapping[str, object]], None]
"""Takes a release record to where else it is kept."""

_LONG_WORD = 20


@dataclass(frozen=True)
class Release:
    """A release copy on the disk.

    Attributes:
        word: the Word file.
        pdf: the PDF.
        record_file: where the record was added.
        record: the record.
    """

    word: Path
    pdf: Path
    record_file: Path
    record: Mapping[str, object]


def make_release(
    draft: Draft, decision: Decision, *, at: datetime, printer: Printer, trace: Trace | None = None
) -> Release:
    """Make a release copy beside the report; the report is not touched.

    Args:
        draft: the report as the person saw it.
        decision: what the person decided.
        at: when.
        printer: makes the PDF.
        trace: takes the record to the audit, where there is one.

    Raises:
        RedactionRefused: something is missing, or left-out words still stand somewhere.
        OSError: a file cannot be written; no copy is left.
    """
    check_decided(draft, decision)
    prepared = prepare(draft, decision.leave_out, at.date())
    check_gone(decision, prepared)
    pdf = printer(prepared.content, draft.title)
    _check_pdf(pdf, prepared, marking=_marking(prepared.content))
    if _read(draft.path) != draft.content:
        raise RedactionRefused(
            "the report was changed meanwhile", "run this again and decide on what it says now"
        )
    return _keep(draft, decision, prepared, pdf, at=at, trace=trace)


def check_decided(draft: Draft, decision: Decision) -> None:
    """Check that the decision is whole.

    Raises:
        RedactionRefused: an item is not there, or a reason or name is missing.
    """
    unknown = sorted(decision.leave_out - {item.number for item in draft.items})
    if unknown:
        raise RedactionRefused(f"there is no item {unknown[0]}", "look at the report's numbers")
    missing = problems(draft, decision)
    if missing:
        raise RedactionRefused(
            f"missing: {', '.join(missing)}", "give who, for whom, why, and a reason for each"
        )


def check_gone(decision: Decision, prepared: Prepared) -> None:
    """Check that what is left out stands nowhere else, or that the person says why it may.

    Raises:
        RedactionRefused: it does; the places are in it.
    """
    typed = {
        name: [*prepared.left_out.in_text(text), *_names_in(name, text, prepared)]
        for name, text in typed_texts(decision)
    }
    if any(typed.values()):
        raise RedactionRefused(
            "words that are left out stand in what you typed",
            "give the reason without the words themselves",
            in_typed(typed),
        )
    unseen = tuple(one for one in prepared.standing if one.key.startswith("part "))
    open_ones = unseen or (() if decision.stays.strip() else prepared.standing)
    if open_ones:
        raise RedactionRefused(
            f"words that are left out still stand in {len(_keys(open_ones))} other place(s)",
            "leave them out there too, or say why they may stay",
            open_ones,
        )


def _names_in(field: str, text: str, prepared: Prepared) -> list[str]:
    """Left-out names in why something is left out or released; who decides and receives is named."""
    is_why = field not in ("by", "recipient")
    return prepared.left_out.names_in(text, prepared.body) if is_why else []


def _check_pdf(pdf: bytes, prepared: Prepared, marking: str) -> None:
    """Check that the PDF says what the Word copy says, and nothing that was left out."""
    pages = [squashed(page) for page in pdf_text(pdf)]
    drawn = "".join(pages)
    kept = {word for text in prepared.body for word in words_of(text)}
    plain = {squashed(w) for w in kept if w.isascii() and len(w) <= _LONG_WORD}
    if not pages or any(word not in drawn for word in plain):
        raise RedactionRefused(
            "the PDF cannot be proved to say what the Word copy says",
            "see [browser] in mash-bot.toml for another Chrome, Edge or Chromium",
        )
    if any(squashed(marking) not in page for page in pages):
        raise RedactionRefused("a page of the PDF has no marking", "put it back into the header")
    allowed = squashed(" ".join(prepared.texts))
    hidden = squashed(plain_text(pdf))
    found = [
        one
        for text in (drawn, hidden)
        for one in prepared.left_out.in_squashed(text)
        if squashed(one) not in allowed
    ]
    if found:
        places = tuple(Standing("the PDF", "the PDF", one) for one in found)
        raise RedactionRefused("left-out words are in the PDF", "report this; no copy", places)


def _keep(
    draft: Draft,
    decision: Decision,
    prepared: Prepared,
    pdf: bytes,
    *,
    at: datetime,
    trace: Trace | None,
) -> Release:
    """Write both copies, then the record, then give the copies their names."""
    number = _next_number(draft.path)
    word_path, pdf_path = _copy(draft.path, number, ".docx"), _copy(draft.path, number, ".pdf")
    contents = {word_path: prepared.content, pdf_path: pdf}
    fresh = {path: path.with_name(f"{path.name}.{os.getpid()}.new") for path in contents}
    try:
        for path, content in contents.items():
            _write(fresh[path], content)
        copies = {path.name: _sha256(_read(fresh[path])) for path in contents}
        record = release_record(draft, decision, prepared, at=at, copies=copies)
        if trace is not None:
            trace(record)
        append_record(record, record_path(draft.path))
        for path in contents:
            fresh[path].replace(path)
    finally:
        for path in fresh.values():
            with suppress(OSError):
                path.unlink(missing_ok=True)
    return Release(word_path, pdf_path, record_path(draft.path), record)


def _marking(content: bytes) -> str:
    lines = dict(head_lines(Package.read(content), "header"))
    return re.sub("<[^>]*>", "", lines.get("Marking", ""))


def _copy(report: Path, number: int, suffix: str) -> Path:
    return report.with_name(f"{report.stem}-release-{number}{suffix}")


def _next_number(report: Path) -> int:
    number = 1
    while any(_copy(report, number, suffix).exists() for suffix in (".docx", ".pdf")):
        number += 1
    return number


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _read(path: Path) -> bytes:
    return path.read_bytes()


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _keys(standing: tuple[Standing, ...]) -> set[str]:
    return {one.key for one in standing}
