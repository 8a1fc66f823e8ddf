"""The text of a Word document, in every part of the file, as the last check reads it."""

import re
import zipfile
from html import unescape
from pathlib import Path

_END_OF_LINE = re.compile(r"</w:p>|<w:br\b[^>]*>|<w:tab\b[^>]*/>|</(?:dc|cp|dcterms|vt):[^>]+>")
_TAG = re.compile(r"<[^>]*>")
_TEXT_PARTS = ("word/", "docProps/")


def lines_of(path: Path) -> tuple[str, ...]:
    """Give every line of text: body, headers, footers, notes and properties.

    A word that the file splits over several runs is whole in its line.
    """
    with zipfile.ZipFile(path) as file:
        names = [n for n in file.namelist() if n.startswith(_TEXT_PARTS) and n.endswith(".xml")]
        parts = [file.read(name).decode("utf-8") for name in sorted(names)]
    return tuple(line for part in parts for line in _lines(part))


def _lines(part: str) -> list[str]:
    found = [" ".join(unescape(_TAG.sub("", text)).split()) for text in _END_OF_LINE.split(part)]
    return [line for line in found if line]
