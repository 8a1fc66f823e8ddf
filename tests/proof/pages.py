"""Searches all text of a document for values; it shares nothing with the guard."""

import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree as ET

from objects.word_report import Report
from tests.builders.families import bare

_PARAGRAPH = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"
_POSSESSIVE = re.compile(r"['’]s\b", re.IGNORECASE)
_NUMBER_DIGITS = 9


class Pages:
    """All lines of a document, read as whole words and as bare digits."""

    def __init__(self, lines: Iterable[str]) -> None:
        known = tuple(dict.fromkeys(lines))
        self._words = "\n".join(words_in(line) for line in known)
        self._digits = "\n".join(_digits_in(line) for line in known)

    def holds(self, value: str) -> bool:
        """Whether a value stands there, however it is written; a number also with other spacing."""
        wanted = words_in(value)
        if wanted.strip() and wanted in self._words:
            return True
        number = _digits_in(value)
        is_number = len(number) >= _NUMBER_DIGITS and not re.search("[A-Za-z]", value)
        return is_number and number in self._digits

    def found(self, values: Iterable[str], own: "Pages") -> tuple[str, ...]:
        """Those of the values that stand there, and are not the family's own as well."""
        return tuple(value for value in values if self.holds(value) and not own.holds(value))


@lru_cache(maxsize=50_000)
def words_in(text: str) -> str:
    """The words of one line, with a space on each side."""
    return f" {' '.join(bare(_POSSESSIVE.sub('', text)))} "


def forms_of(day: date) -> tuple[str, ...]:
    """A date as it may be written."""
    month = f"{day:%B}"
    return (f"{day:%d/%m/%Y}", f"{day:%Y-%m-%d}", f"{day.day} {month} {day.year}")


def text_of(report: Report) -> tuple[str, ...]:
    """Every text of the document's content, whatever it is for."""
    return tuple(line for text in _texts(report) for line in text.splitlines() if line.strip())


def text_of_file(path: Path) -> tuple[str, ...]:
    """Every text and attribute of every XML part of a Word file."""
    found: list[str] = []
    with zipfile.ZipFile(path) as file:
        for name in file.namelist():
            if name.endswith((".xml", ".rels")):
                root = ET.fromstring(file.read(name))  # noqa: S314 - we wrote it
                found += ("".join(each.itertext()) for each in root.iter(_PARAGRAPH))
                found += (text for text in root.itertext())
                found += (value for each in root.iter() for value in each.attrib.values())
    return tuple(found)


def _texts(part: object) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for each in part:
            yield from _texts(each)
    elif is_dataclass(part):
        for field in fields(part):
            yield from _texts(getattr(part, field.name))


def _digits_in(text: str) -> str:
    return re.sub(r"\D", "", text)
