"""Word reports that a coordinator can edit; it writes what it is given and decides nothing."""

import hashlib
import io
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import docx

from bot.clock import Clock, SystemClock
from bot.exceptions import SystemException
from objects.word_report.blocks import BlockWriter
from objects.word_report.page import dress, finish, text_width_cm
from objects.word_report.parts import (
    EmptyBlock,
    Facts,
    Items,
    Paragraph,
    Part,
    Report,
    Section,
    Table,
)
from objects.word_report.steady import steady
from objects.word_report.text import one_line

__all__ = [
    "EmptyBlock",
    "Facts",
    "Items",
    "Paragraph",
    "Part",
    "Report",
    "Section",
    "Table",
    "WordReport",
    "Written",
]


@dataclass(frozen=True)
class Written:
    """A report on the disk.

    Attributes:
        path: where it is.
        sha256: of the file, in hexadecimal.
        items: how many numbered items it has.
    """

    path: Path
    sha256: str
    items: int


class WordReport:
    """Writes reports; a business object without a browser.

    Args:
        clock: says when a report was made; None is the machine's own time.
    """

    def __init__(self, clock: Clock | None = None) -> None:
        self._clock = clock or SystemClock()

    def write(self, report: Report, path: Path) -> Written:
        """Write a report as a Word document, in place of one of that name.

        Raises:
            SystemException: the disk is full, or the file cannot be written; an earlier file of
                that name is as it was, and no half a file is left.
        """
        content, items = self._content(report)
        _put(content, path)
        return Written(path, hashlib.sha256(content).hexdigest(), items)

    def _content(self, report: Report) -> tuple[bytes, int]:
        document = docx.Document()
        dress(document, report)
        document.add_paragraph(one_line(report.title), "Title")
        writer = BlockWriter(document, text_width_cm(report))
        writer.facts(report.facts)
        for section in report.sections:
            document.add_paragraph(one_line(section.heading), "heading 1")
            for part in section.parts:
                writer.write(part)
        finish(document, report, writer.items, self._clock)
        file = io.BytesIO()
        document.save(file)
        return steady(file.getvalue()), writer.items


def _put(content: bytes, path: Path) -> None:
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        with fresh.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError as error:
        with suppress(OSError):
            fresh.unlink()
        raise SystemException(f"the report cannot be written: {error.strerror}") from error
