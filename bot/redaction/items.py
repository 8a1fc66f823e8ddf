"""The numbered items of a report, and where in it a paragraph stands."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.redaction.changes import DELETED, OUT, STRUCK
from bot.redaction.conventions import ITEM_COUNT, STYLE_ITEM_NUMBER, item_of_tag
from bot.redaction.errors import BadReport
from bot.redaction.word_xml import (
    Node,
    nearest,
    paragraph_text,
    run_text,
    runs_of,
    style_of,
    w,
)


@dataclass(frozen=True)
class Piece:
    """A stretch of text; ``out`` is empty, or says how it was taken out in Word."""

    text: str
    out: str = ""


@dataclass(frozen=True)
class Item:
    """A numbered item.

    Attributes:
        number: its number, which it keeps.
        headings: of its columns; empty texts where the table has no heading.
        cells: what stands in them.
    """

    number: int
    headings: tuple[str, ...]
    cells: tuple[tuple[Piece, ...], ...]

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """All stretches that have text."""
        return tuple(piece for cell in self.cells for piece in cell if piece.text.strip())

    @property
    def is_struck(self) -> bool:
        """The whole of it is struck out or deleted in Word."""
        return bool(self.pieces) and all(piece.out for piece in self.pieces)

    @property
    def has_struck_words(self) -> bool:
        """Some of it is struck out in Word, and some is not."""
        return not self.is_struck and any(piece.out == STRUCK for piece in self.pieces)

    @property
    def is_empty(self) -> bool:
        """Somebody took its text out in Word without a trace."""
        return not self.pieces


def item_rows(root: Node) -> dict[int, Node]:
    """The row of each item, by its number.

    Raises:
        BadReport: a number stands twice, as after copying a row.
    """
    rows: dict[int, Node] = {}
    for number, row in (*_by_control(root), *_by_style(root)):
        if rows.setdefault(number, row) is not row:
            raise BadReport(
                f"item {number} stands twice, as after copying a row; "
                "fix: take one of them out in Word"
            )
    return dict(sorted(rows.items()))


def read_item(number: int, row: Node) -> Item:
    """What stands in an item's row."""
    cells = content_cells(row)
    headings = _headings(row)
    fits = len(headings) == len(cells) + 1
    return Item(
        number,
        tuple(headings[1:]) if fits else ("",) * len(cells),
        tuple(tuple(_pieces(cell)) for cell in cells),
    )


def own_cells(row: Node) -> list[Node]:
    """The cells of a row, not those of a table inside it."""
    return [cell for cell in row.iter(w("tc")) if nearest(cell, "tr") is row]


def content_cells(row: Node) -> list[Node]:
    """The cells of an item's row but that with the number."""
    return own_cells(row)[1:]


def written_items(settings: Node) -> int:
    """With how many items the report was written; 0 where it does not say."""
    for one in () if settings is None else settings.iter(w("docVar")):
        if one.get(w("name")) == ITEM_COUNT and one.get(w("val"), "").isdecimal():
            return int(one.get(w("val")))
    return 0


def _by_control(root: Node) -> Iterator[tuple[int, Node]]:
    for control in root.iter(w("sdt")):
        tag = control.find(f"{w('sdtPr')}/{w('tag')}")
        number = None if tag is None else item_of_tag(tag.get(w("val"), ""))
        row = nearest(control, "tr")
        if number is not None and row is not None:
            yield number, row


def _by_style(root: Node) -> Iterator[tuple[int, Node]]:
    """Find items whose content control was taken out by hand; the number is still there."""
    held = {row for _, row in _by_control(root)}
    for paragraph in root.iter(w("p")):
        text = paragraph_text(paragraph).strip()
        row = nearest(paragraph, "tr")
        if style_of(paragraph) != STYLE_ITEM_NUMBER or row is None or row in held:
            continue
        if text.isdecimal() and int(text):
            yield int(text), row


def _headings(row: Node) -> list[str]:
    table = nearest(row, "tbl")
    for other in () if table is None else table.iter(w("tr")):
        if other.find(f"{w('trPr')}/{w('tblHeader')}") is not None:
            return ["".join(p.text for p in _pieces(cell)) for cell in own_cells(other)]
    return []


def _pieces(cell: Node) -> Iterator[Piece]:
    for at, paragraph in enumerate(cell.iter(w("p"))):
        if at:
            yield Piece("\n")
        for run in runs_of(paragraph):
            why = run.get(OUT)
            if why in {None, STRUCK, DELETED} and run_text(run):
                yield Piece(run_text(run), why or "")
