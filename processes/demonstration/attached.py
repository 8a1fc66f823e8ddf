"""The documents that stand in Niche, read from its database with all the text of every part."""

import io
import re
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from html import unescape
from pathlib import Path

_ENDS = re.compile(r"</w:p>|</w:tc>|<w:br\b[^>]*>|</(?:dc|cp|dcterms):[^>]+>")
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class ExpectedDocument:
    """A document that must be attached, with what it must and must not hold."""

    name: str
    occurrence: str
    must_contain: tuple[str, ...]
    must_not_contain: tuple[str, ...]


@dataclass(frozen=True)
class AttachedDocument:
    """A document on an occurrence.

    Attributes:
        task: the task that it hangs on; 0 for none.
        text: what a person can read in it, line by line.
        parts: every part of the file as it is, with all that only a program shows.
        body: the lines of the document's own pages.
    """

    name: str
    occurrence: str
    task: int
    text: str
    parts: str
    body: tuple[str, ...] = ()


def read_documents(pack: Path) -> tuple[AttachedDocument, ...]:
    """Every Word document that is attached in a pack."""
    url = f"file:{(pack / 'niche.sqlite').as_posix()}?mode=ro"
    query = "SELECT name, occurrence_number, task_id, content FROM attachment ORDER BY id"
    with closing(sqlite3.connect(url, uri=True)) as connection:
        rows = connection.execute(query).fetchall()
    return tuple(_document(*row) for row in rows if str(row[0]).endswith(".docx"))


def documents_of(
    item_key: str, documents: Iterable[AttachedDocument], occurrence: str
) -> tuple[AttachedDocument, ...]:
    """What stands on the occurrence of a report's item; nothing for an item of another kind."""
    if item_key.partition("/")[0] not in ("P4", "P5"):
        return ()
    return tuple(each for each in documents if each.occurrence == occurrence)


def document_faults(
    key: str,
    expected: tuple[ExpectedDocument, ...],
    attached: tuple[AttachedDocument, ...],
) -> Iterator[str]:
    """What is wrong with the documents of an item.

    Args:
        key: of the item, which ends with its task.
        expected: what must be attached.
        attached: what stands on the occurrence.
    """
    for wanted in expected:
        found = [each for each in attached if each.name == wanted.name]
        if len(found) != 1:
            yield f"document {wanted.name} is attached {len(found)} times"
        for each in found:
            yield from _content_faults(wanted, each)
    if not expected:
        for each in own_documents(key, attached):
            yield f"document {each.name} is attached, and should not be"


def own_documents(key: str, attached: tuple[AttachedDocument, ...]) -> tuple[AttachedDocument, ...]:
    """The documents that hang on the item's own task."""
    return tuple(each for each in attached if str(each.task) == key.rpartition("/")[2])


def _content_faults(wanted: ExpectedDocument, found: AttachedDocument) -> Iterator[str]:
    text, everything = _normal(found.text), _normal(f"{found.text} {found.parts}")
    missing = [value for value in wanted.must_contain if _normal(value) not in text]
    foreign = [value for value in wanted.must_not_contain if holds(everything, _normal(value))]
    if missing:
        yield f"document {wanted.name}: {len(missing)} values are not in it"
    if foreign:
        yield f"document {wanted.name}: {len(foreign)} foreign values are in it"


def _document(name: str, occurrence: str, task: int | None, content: bytes) -> AttachedDocument:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        parts = {part: file.read(part).decode("utf-8", "replace") for part in file.namelist()}
    text = "\n".join(_readable(part) for part in parts.values())
    lines = (" ".join(line.split()) for line in _readable(parts["word/document.xml"]).split("\n"))
    return AttachedDocument(
        name=name,
        occurrence=occurrence,
        task=task or 0,
        text=text,
        parts="\n".join(parts.values()),
        body=tuple(line for line in lines if line),
    )


def _readable(part: str) -> str:
    return unescape(_TAG.sub("", _ENDS.sub("\n", part)))


def _normal(text: str) -> str:
    return " ".join(text.split()).casefold()


def holds(plain: str, value: str) -> bool:
    """Whether ``value`` stands in ``plain`` as whole tokens."""
    start = plain.find(value) if value else -1
    while start >= 0:
        before = plain[start - 1 : start]
        after = plain[start + len(value) : start + len(value) + 1]
        if not (before.isalnum() or after.isalnum()):
            return True
        start = plain.find(value, start + 1)
    return False
