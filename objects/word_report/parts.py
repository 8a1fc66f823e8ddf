"""What a report is made of, before it is a Word document."""

from dataclasses import dataclass
from typing import TypeAlias

Row: TypeAlias = tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """Labels and values, a table of two columns without a heading."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; a line break in its text stays a line break.

    Attributes:
        strong: it must not be overlooked.
    """

    text: str
    strong: bool = False


@dataclass(frozen=True)
class _Grid:
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    widths_cm: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        """Check the shape.

        Raises:
            ValueError: a row, or the widths, do not fit the columns.
        """
        wrong = [number for number, row in enumerate(self.rows, 1) if len(row) != len(self.columns)]
        if not self.columns or wrong:
            raise ValueError(f"rows {wrong} do not have the {len(self.columns)} columns")
        if self.widths_cm and len(self.widths_cm) != len(self.columns):
            raise ValueError(f"{len(self.widths_cm)} widths for {len(self.columns)} columns")
        if any(width <= 0 for width in self.widths_cm):
            raise ValueError("a width is not above 0")


@dataclass(frozen=True)
class Table(_Grid):
    """A table whose heading is repeated on each page.

    Attributes:
        columns: the headings.
        rows: one text for each column.
        widths_cm: how wide the columns are beside each other; they are scaled to the page. Empty:
            by what stands in them.
    """


@dataclass(frozen=True)
class Items(_Grid):
    """A table in which each row is a numbered item that a coordinator may leave out.

    The numbers run through the whole report; the column "No." is added. Attributes as `Table`.
    """


@dataclass(frozen=True)
class EmptyBlock:
    """A framed block that a coordinator fills in.

    Attributes:
        label: stands above it.
        lines: how high it is at least, in lines of text.
    """

    label: str
    lines: int = 6


Part: TypeAlias = Facts | Paragraph | Table | Items | EmptyBlock


@dataclass(frozen=True)
class Section:
    """A heading and what stands below it."""

    heading: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Report:
    """A report, or a cover sheet.

    Attributes:
        title: at its head, and in the document's properties.
        reference: in the footer of each page.
        marking: the GSC marking, in header and footer of each page.
        handling: the handling line, below the marking.
        draft: such as ``DRAFT – NOT FOR RELEASE``; empty for a document that is never released.
        stays: such as ``STAYS IN THE FORCE``, for a document that is never released.
        facts: below the title.
        landscape: for wide tables.
    """

    title: str
    reference: str
    marking: str
    handling: str
    draft: str
    facts: Facts
    sections: tuple[Section, ...]
    landscape: bool = False
    stays: str = ""
