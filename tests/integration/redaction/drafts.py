"""A draft report, and what a coordinator does to it in Word; everybody in it is invented."""

import re
import zipfile
from copy import deepcopy
from pathlib import Path
from typing import Self

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.table import _Cell, _Row
from docx.text.run import Run

from objects.word_report import EmptyBlock, Facts, Items, Paragraph, Report, Section, WordReport

SECRET = "The lodger upstairs told officers about the hidden key"
KEPT = "Officers spoke to both parents apart from each other"
DRAFT = "DRAFT – NOT FOR RELEASE"


def a_draft(folder: Path, *, draft: str = DRAFT, landscape: bool = False, stays: str = "") -> Path:
    """A report with four items; item 2 holds the secret."""
    rows = (
        ("01/03/2025", "99250000011", f"{KEPT}."),
        ("04/04/2025", "99250000022", f"{SECRET}. No more is known of it."),
        ("05/05/2025", "99250000033", "A teacher reported a bruise on the left arm."),
    )
    report = Report(
        title="Information for a section 47 enquiry",
        reference="CSC-4471/25 v1",
        marking="OFFICIAL-SENSITIVE",
        handling="For the named recipient only",
        draft=draft,
        stays=stays,
        landscape=landscape,
        facts=Facts((("Requesting authority", "Solmere County Council"),)),
        sections=(
            Section("Scope", (Paragraph("Searched: two years to the day of the request."),)),
            Section("Chronology", (Items(("Date", "Occurrence", "Summary"), rows),)),
            Section("Orders", (Items(("Order", "Note"), (("Bail condition", "Expired"),)),)),
            Section("PNC/PND", (EmptyBlock("PNC/PND – coordinator to add"),)),
        ),
    )
    return WordReport().write(report, folder / "CSC-4471.docx").path


class Word:
    """A coordinator's Word: opens the file, changes it, saves it on leaving."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.document: Document = docx.Document(str(path))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.document.save(str(self._path))

    def row(self, item: int) -> _Row:
        table = self.document.tables[1] if item < 4 else self.document.tables[2]
        return table.rows[item if item < 4 else item - 3]

    def cell(self, item: int, column: int) -> _Cell:
        return self.row(item).cells[column]

    def split(self, item: int, column: int, *pieces: str) -> list[Run]:
        """Split a cell's text into runs at these pieces, as Word does while somebody types."""
        paragraph = self.cell(item, column).paragraphs[0]
        text = paragraph.text
        assert "".join(pieces) == text
        for run in list(paragraph.runs):
            run._r.getparent().remove(run._r)
        return [paragraph.add_run(piece) for piece in pieces]

    def strike_item(self, item: int) -> None:
        for cell in self.row(item).cells[1:]:
            for paragraph in cell.paragraphs:
                for run in paragraph.runs:
                    run.font.strike = True

    def delete_tracked(self, run: Run) -> None:
        """Delete a run while changes are tracked."""
        gone = parse_xml(f'<w:del {nsdecls("w")} w:id="900" w:author="Pat Vane"/>')
        run._r.addprevious(gone)
        for text in run._r.findall(qn("w:t")):
            text.tag = qn("w:delText")
        gone.append(run._r)

    def insert_tracked(self, run: Run) -> None:
        """Mark a run as inserted while changes are tracked."""
        new = parse_xml(f'<w:ins {nsdecls("w")} w:id="901" w:author="Pat Vane"/>')
        run._r.addprevious(new)
        new.append(run._r)

    def copy_row(self, item: int) -> None:
        tr = self.row(item)._tr
        tr.addnext(deepcopy(tr))

    def delete_row(self, item: int) -> None:
        tr = self.row(item)._tr
        tr.getparent().remove(tr)


def add_part(path: Path, name: str, content: str, relation: str, kind: str) -> None:
    """Add a part to the file, as programs around Word do, related to the document."""
    with zipfile.ZipFile(path) as file:
        parts = {entry: file.read(entry) for entry in file.namelist()}
    parts[name] = content.encode()
    target = name.removeprefix("word/") if name.startswith("word/") else f"../{name}"
    link = f'<Relationship Id="rIdAdded{len(parts)}" Type="{relation}" Target="{target}"/>'
    rels = parts["word/_rels/document.xml.rels"].decode()
    parts["word/_rels/document.xml.rels"] = rels.replace(
        "</Relationships>", f"{link}</Relationships>"
    ).encode()
    types = parts["[Content_Types].xml"].decode()
    override = f'<Override PartName="/{name}" ContentType="{kind}"/>'
    parts["[Content_Types].xml"] = types.replace("</Types>", f"{override}</Types>").encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for entry, held in parts.items():
            file.writestr(entry, held)


def everything_in(content: Path) -> str:
    """All that a file holds: every part as it is, and every part without its tags."""
    with zipfile.ZipFile(content) as file:
        parts = [file.read(name).decode("utf-8", errors="replace") for name in file.namelist()]
        names = " ".join(file.namelist())
    return "\n".join([names, *parts, *(re.sub("<[^>]*>", "", part) for part in parts)])
