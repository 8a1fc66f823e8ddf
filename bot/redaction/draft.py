"""A draft report, read for redaction; the file itself is never changed."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.redaction.changes import Toggles, count_changes, mark_by_look, settle
from bot.redaction.cleaning import check_kinds, property_of
from bot.redaction.conventions import DRAFT_WORD, STYLE_BLOCK_LABEL, STYLE_DRAFT
from bot.redaction.errors import BadReport, RedactionRefused
from bot.redaction.items import Item, item_rows, read_item, written_items
from bot.redaction.package import Package
from bot.redaction.places import places, stories
from bot.redaction.removal import struck_groups
from bot.redaction.word_xml import Node, nearest, paragraph_text, run_text, style_of, w

_OWNER_MARK = "~$"
_RELEASE = "RELEASE COPY"


@dataclass(frozen=True)
class StruckWords:
    """Words that were struck out in Word outside whole items.

    Attributes:
        key: where, without text.
        label: where, for the person.
        text: the words.
        item: the item they are in; 0 for none.
    """

    key: str
    label: str
    text: str
    item: int


@dataclass(frozen=True)
class Draft:
    """What a report holds, and what was done to it in Word.

    Attributes:
        path: where it is.
        content: its bytes, as they were read.
        title: of the report.
        reference: of the report.
        items: the numbered items.
        struck_words: words struck out, but for items that are struck out as a whole.
        missing: numbers of items that somebody deleted in Word without a trace.
        comments: how many comments it has.
        changes: how many tracked changes it has.
        pictures: how many pictures; nobody but a person can read them.
        empty_blocks: the labels of framed blocks that nobody filled in.
    """

    path: Path
    content: bytes
    title: str
    reference: str
    items: tuple[Item, ...]
    struck_words: tuple[StruckWords, ...]
    missing: tuple[int, ...]
    comments: int
    changes: int
    pictures: int
    empty_blocks: tuple[str, ...]

    @property
    def sha256(self) -> str:
        """Of the file, in hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def struck_items(self) -> tuple[int, ...]:
        """Items that are struck out as a whole."""
        return tuple(item.number for item in self.items if item.is_struck)

    @property
    def emptied(self) -> tuple[int, ...]:
        """Items whose text somebody took out in Word without a trace."""
        return tuple(item.number for item in self.items if item.is_empty)

    @property
    def is_struck(self) -> bool:
        """Something was struck out in Word."""
        return bool(self.struck_items or self.struck_words)


def read_draft(path: Path) -> Draft:
    """Read a report.

    Raises:
        BadReport: there is no such file, or it is no Word document.
        RedactionRefused: it is open in Word, is no draft, or holds what cannot be searched.
    """
    _check_closed(path)
    try:
        content = path.read_bytes()
    except OSError as error:
        fix = "give the path of a report (.docx)"
        raise BadReport(f"{path}: {error.strerror}; fix: {fix}") from error
    try:
        return _draft(path, content)
    except BadReport as error:
        raise BadReport(f"{path}: {error}") from error


def open_package(content: bytes) -> Package:
    """The report's parts with tracked changes settled and everything marked that goes.

    Raises:
        BadReport: it is no Word document.
    """
    package = Package.read(content)
    styles = package.related(package.document, "styles")
    toggles = Toggles(package.tree(styles[0]) if styles else None)
    for name in stories(package):
        settle(package.tree(name))
        mark_by_look(package.tree(name), toggles)
    return package


def _draft(path: Path, content: bytes) -> Draft:
    raw = Package.read(content)
    check_kinds(raw)
    _check_draft(raw)
    trees = [raw.tree(name) for name in stories(raw)]
    changes = sum(count_changes(tree) for tree in trees)
    pictures = sum(1 for tree in trees for _ in tree.iter("{*}blip", "{*}imagedata"))
    comments = [raw.tree(name) for name in raw.related(raw.document, "comments")]
    package = open_package(content)
    rows = item_rows(package.tree(package.document))
    items = tuple(read_item(number, row) for number, row in rows.items())
    settings = raw.related(raw.document, "settings")
    written = written_items(raw.tree(settings[0]) if settings else None)
    return Draft(
        path=path,
        content=content,
        title=property_of(raw, "title"),
        reference=property_of(raw, "subject"),
        items=items,
        struck_words=_struck_words(package, {item.number for item in items if item.is_struck}),
        missing=tuple(sorted(set(range(1, max([written, *rows]) + 1)) - set(rows))),
        comments=sum(1 for tree in comments for _ in tree.iter(w("comment"))),
        changes=changes,
        pictures=pictures,
        empty_blocks=tuple(_empty_blocks(package.tree(package.document))),
    )


def _struck_words(package: Package, struck_items: set[int]) -> tuple[StruckWords, ...]:
    return tuple(
        StruckWords(
            place.key, place.label, "".join(run_text(run) for run in group).strip(), place.item
        )
        for place in places(package)
        if place.item not in struck_items
        for group in struck_groups(place.paragraph)
    )


def _empty_blocks(root: Node) -> Iterator[str]:
    for paragraph in root.iter(w("p")):
        table = nearest(paragraph, "tbl")
        if style_of(paragraph) == STYLE_BLOCK_LABEL and table is not None:
            others = [p for p in table.iter(w("p")) if p is not paragraph]
            if not any(paragraph_text(other).strip() for other in others):
                yield paragraph_text(paragraph).strip()


def _check_draft(package: Package) -> None:
    lines = [
        paragraph_text(paragraph)
        for name in stories(package)
        for paragraph in package.tree(name).iter(w("p"))
        if style_of(paragraph) == STYLE_DRAFT
    ]
    if any(_RELEASE in line for line in lines):
        raise RedactionRefused(
            "it is a release copy already", "start again from the draft report it was made of"
        )
    if not any(DRAFT_WORD in line.upper() for line in lines):
        raise RedactionRefused(
            "it has no draft line in its header, so it is no report for release",
            "a cover sheet stays in the force; in a report put the draft line back "
            "(style Draft Line)",
        )


def _check_closed(path: Path) -> None:
    """Word leaves a file beside one that it holds open."""
    for cut in (0, 1, 2):
        if path.with_name(_OWNER_MARK + path.name[cut:]).exists():
            raise RedactionRefused(
                f"{path.name} is open in Word, so what is on the screen may not be in the file",
                "save and close it in Word, then run this again",
            )
