"""The parts of a report as Word has them: named styles only, no formatting of single words."""

from collections.abc import Sequence

from docx.document import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.table import Table as WordTable
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph as WordParagraph

from bot.redaction.conventions import item_tag
from objects.word_report.columns import column_widths
from objects.word_report.parts import EmptyBlock, Facts, Items, Paragraph, Part, Table
from objects.word_report.text import inert, one_line

NUMBER_HEADING = "No."
_NUMBER_CM = 1.1
_LABEL_CM = 5.0
_LINE_CM = 0.55
_KEPT_TOGETHER = 1200
"""A row with fewer characters is not broken over two pages."""


class BlockWriter:
    """Writes parts one below the other, and counts the items.

    Args:
        document: where they are written.
        width_cm: of the text on the page.
    """

    def __init__(self, document: Document, width_cm: float) -> None:
        self._document = document
        self._width_cm = width_cm
        self.items = 0

    def write(self, part: Part) -> None:
        """Write one part."""
        if isinstance(part, Paragraph):
            self._paragraph(part)
        elif isinstance(part, Facts):
            self.facts(part)
        elif isinstance(part, EmptyBlock):
            self._empty_block(part)
        else:
            self._grid(part)

    def facts(self, part: Facts) -> None:
        """Write labels and values."""
        if not part.rows:
            return
        label_cm = min(_LABEL_CM, self._width_cm / 3)
        table = self._table("Report Facts", (label_cm, self._width_cm - label_cm))
        for label, value in part.rows:
            left, right = _new_row(table, len(value)).cells
            _fill(left, one_line(label), "Table Heading")
            _fill(right, value)
        self._after_table(table, first_column=True)

    def _paragraph(self, part: Paragraph) -> None:
        paragraph = self._document.add_paragraph(
            style="Strong Paragraph" if part.strong else "Normal"
        )
        paragraph.add_run(inert(part.text))

    def _empty_block(self, part: EmptyBlock) -> None:
        table = self._table("Report Block", (self._width_cm,))
        (label,) = _new_row(table, 0).cells
        _fill(label, one_line(part.label), "Block Label")
        row = _bare_row(table)
        row.height, row.height_rule = Cm(part.lines * _LINE_CM), WD_ROW_HEIGHT_RULE.AT_LEAST
        _fill(row.cells[0], "", "Block Text")
        self._after_table(table, first_row=True)

    def _grid(self, part: Table | Items) -> None:
        numbered = isinstance(part, Items)
        number_cm = _NUMBER_CM if numbered else 0.0
        widths = column_widths(part.columns, part.rows, part.widths_cm, self._width_cm - number_cm)
        table = self._table("Report Table", (number_cm, *widths) if numbered else widths)
        headings = (NUMBER_HEADING, *part.columns) if numbered else part.columns
        self._heading_row(table, headings)
        for texts in part.rows:
            row = _new_row(table, sum(map(len, texts)))
            if numbered:
                self._number(row.cells[0])
            for cell, text in zip(row.cells[1 if numbered else 0 :], texts, strict=True):
                _fill(cell, text)
        self._after_table(table, first_row=True)

    def _heading_row(self, table: WordTable, headings: Sequence[str]) -> None:
        row = _new_row(table, 0)
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for cell, heading in zip(row.cells, headings, strict=True):
            _fill(cell, one_line(heading), "Table Heading")

    def _number(self, cell: _Cell) -> None:
        self.items += 1
        paragraph = _only_paragraph(cell)
        paragraph.style = "Item Number"
        run = paragraph.add_run(str(self.items))
        _control(paragraph, run._r, self.items)

    def _table(self, style: str, widths_cm: Sequence[float]) -> WordTable:
        table: WordTable = self._document.add_table(rows=0, cols=len(widths_cm), style=style)
        table.autofit = False
        for column, width in zip(table.columns, widths_cm, strict=True):
            column.width = Cm(width)
        return table

    def _after_table(
        self, table: WordTable, *, first_row: bool = False, first_column: bool = False
    ) -> None:
        """Say which parts the style dresses; keep two tables from growing into one."""
        properties = table._tbl.tblPr
        for old in properties.findall(qn("w:tblLook")):
            properties.remove(old)
        look = OxmlElement("w:tblLook")
        flags = {"firstRow": first_row, "firstColumn": first_column, "lastRow": False}
        flags |= {"lastColumn": False, "noHBand": True, "noVBand": True}
        for name, value in flags.items():
            look.set(qn(f"w:{name}"), str(int(value)))
        properties.append(look)
        self._document.add_paragraph(style="After Table")


def _new_row(table: WordTable, characters: int) -> _Row:
    row = _bare_row(table)
    if characters < _KEPT_TOGETHER:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    return row


def _bare_row(table: WordTable) -> _Row:
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    return row


def _fill(cell: _Cell, text: str, style: str = "Table Text") -> None:
    paragraph = _only_paragraph(cell)
    paragraph.style = style
    if text:
        paragraph.add_run(inert(text))


def _only_paragraph(cell: _Cell) -> WordParagraph:
    found: list[WordParagraph] = cell.paragraphs
    (paragraph,) = found
    return paragraph


def _control(paragraph: WordParagraph, run: object, number: int) -> None:
    """Put the number into a content control that Word does not let a person delete unawares."""
    control, properties, content = (
        OxmlElement(name) for name in ("w:sdt", "w:sdtPr", "w:sdtContent")
    )
    values = {"alias": f"Item {number}", "tag": item_tag(number), "id": str(990_000 + number)}
    for name, value in {**values, "lock": "sdtLocked"}.items():
        element = OxmlElement(f"w:{name}")
        element.set(qn("w:val"), value)
        properties.append(element)
    paragraph._p.append(control)
    control.append(properties)
    control.append(content)
    content.append(run)
