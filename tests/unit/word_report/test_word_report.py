"""A report is a Word document that a force could send: marked, numbered, styled, anonymous."""

import hashlib
import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.table import Table as WordTable

from bot.exceptions import SystemException
from objects.word_report import Items, Paragraph, Table, WordReport
from tests.unit.word_report.reports import DRAFT, a_report


def written(tmp_path: Path, **changes: object) -> Document:
    return docx.Document(str(WordReport().write(a_report(**changes), tmp_path / "r.docx").path))


def names_in(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as file:
        return file.namelist()


def part(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as file:
        return file.read(name).decode()


def style_name(table: WordTable) -> str | None:
    return table.style.name if table.style else None


def test_each_page_carries_the_marking_the_handling_and_the_draft_line(tmp_path: Path) -> None:
    (section,) = written(tmp_path).sections
    lines = [paragraph.text for paragraph in section.header.paragraphs]
    assert lines == ["OFFICIAL-SENSITIVE", "For the named recipient only", DRAFT]
    assert section.footer.paragraphs[-1].text == "OFFICIAL-SENSITIVE"
    assert not section.different_first_page_header_footer


def test_each_page_carries_the_reference_and_page_x_of_y_as_fields(tmp_path: Path) -> None:
    WordReport().write(a_report(), tmp_path / "r.docx")
    footer = part(tmp_path / "r.docx", "word/footer1.xml")
    assert "CSC-4471/25 v1" in footer
    assert footer.index('w:instr="PAGE"') < footer.index('w:instr="NUMPAGES"')


def test_a_cover_sheet_has_no_draft_line(tmp_path: Path) -> None:
    (section,) = written(tmp_path, draft="").sections
    assert [p.style.name for p in section.header.paragraphs] == ["Marking", "Handling"]


def test_items_are_numbered_through_the_whole_document(tmp_path: Path) -> None:
    written_one = WordReport().write(a_report(), tmp_path / "r.docx")
    body = part(tmp_path / "r.docx", "word/document.xml")
    assert written_one.items == 3
    assert [f'w:val="item-{number}"' in body for number in (1, 2, 3, 4)] == [True] * 3 + [False]


def test_every_table_repeats_its_heading_and_has_a_named_style(tmp_path: Path) -> None:
    document = written(tmp_path)
    styles = [style_name(table) for table in document.tables]
    assert styles == ["Report Facts", *["Report Table"] * 2, "Report Block", "Report Table"]
    for table in document.tables:
        repeats = table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert repeats == (style_name(table) == "Report Table")


def test_words_are_formatted_by_styles_alone(tmp_path: Path) -> None:
    WordReport().write(a_report(), tmp_path / "r.docx")
    assert [
        name
        for name in ("word/document.xml", "word/header1.xml", "word/footer1.xml")
        if "<w:rPr" in part(tmp_path / "r.docx", name)
    ] == []


def test_every_style_that_is_used_is_defined(tmp_path: Path) -> None:
    document = written(tmp_path)
    known = {style.style_id for style in document.styles}
    used = document.element.body.iter(qn("w:pStyle"), qn("w:tblStyle"))
    assert {node.get(qn("w:val")) for node in used} <= known


def test_the_language_is_british_english(tmp_path: Path) -> None:
    WordReport().write(a_report(), tmp_path / "r.docx")
    assert 'w:val="en-GB"' in part(tmp_path / "r.docx", "word/styles.xml")
    assert docx.Document(str(tmp_path / "r.docx")).core_properties.language == "en-GB"


def test_the_properties_name_no_person_and_no_machine(tmp_path: Path) -> None:
    own = written(tmp_path).core_properties
    assert (own.title, own.subject) == ("Information for a section 47 enquiry", "CSC-4471/25 v1")
    assert (own.author, own.last_modified_by, own.comments, own.keywords) == (
        "MASH robot",
        "MASH robot",
        "",
        "",
    )
    names = names_in(tmp_path / "r.docx")
    assert [name for name in names if "thumbnail" in name or "customXml" in name] == []


def test_a_wide_report_lies_on_its_side_and_its_tables_fill_the_page(tmp_path: Path) -> None:
    document = written(tmp_path, landscape=True)
    (section,) = document.sections
    assert section.page_width
    assert section.left_margin
    assert section.right_margin
    width = section.page_width - section.left_margin - section.right_margin
    assert section.orientation == WD_ORIENT.LANDSCAPE
    for table in document.tables:
        assert abs(sum(column.width or 0 for column in table.columns) - width) < 10_000


def test_the_block_for_the_coordinator_is_framed_and_empty(tmp_path: Path) -> None:
    block = written(tmp_path).tables[3]
    assert [row.cells[0].text for row in block.rows] == ["PNC/PND – coordinator to add", ""]
    height = block.rows[1].height
    assert height is not None
    assert height.cm == pytest.approx(2.2, abs=0.01)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x00b", "a␀b"),
        ("bell\x07 and escape\x1b", "bell␇ and escape␛"),
        ("off\u202eger", "off�ger"),
        ("<w:p/> & </w:t> ]]>", "<w:p/> & </w:t> ]]>"),
        ("{{ name }} {% raw %}", "{{ name }} {% raw %}"),
        ("line\r\nnext\ttab", "line\nnext\ttab"),
        ("half \ud800 pair \uffff", "half � pair �"),
        ("=HYPERLINK(1) Zoë O’Neil-Łuk 𝒜", "=HYPERLINK(1) Zoë O’Neil-Łuk 𝒜"),
    ],
)
def test_hostile_text_is_inert_and_nothing_else_is_lost(
    tmp_path: Path, text: str, shown: str
) -> None:
    after = "What comes after is still there."
    report = a_report(
        Paragraph(f"{text}|"),
        Table(("A",), ((text,),)),
        Items(("B",), ((text,),)),
        Paragraph(after),
    )
    WordReport().write(report, tmp_path / "r.docx")
    document = docx.Document(str(tmp_path / "r.docx"))
    assert document.tables[1].cell(1, 0).text == shown
    assert document.tables[2].cell(1, 1).text == shown
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert f"{shown}|" in texts
    assert after in texts


def test_hostile_text_in_heading_and_reference_stays_on_its_line(tmp_path: Path) -> None:
    document = written(tmp_path, title="A\nB\x00", reference="R\t1\u202e")
    assert document.paragraphs[0].text == "A B␀"
    assert document.sections[0].footer.paragraphs[0].text.startswith("R 1�\tPage ")


def test_what_is_returned_describes_the_file(tmp_path: Path) -> None:
    result = WordReport().write(a_report(), tmp_path / "r.docx")
    assert result.sha256 == hashlib.sha256(result.path.read_bytes()).hexdigest()


def test_a_report_that_cannot_be_written_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "taken.docx").mkdir()
    with pytest.raises(SystemException, match="the report cannot be written"):
        WordReport().write(a_report(), tmp_path / "taken.docx")
    with pytest.raises(SystemException, match="No such file"):
        WordReport().write(a_report(), tmp_path / "nowhere" / "r.docx")
    assert [path.name for path in tmp_path.iterdir()] == ["taken.docx"]


def test_a_row_that_does_not_fit_its_columns_is_refused() -> None:
    with pytest.raises(ValueError, match=r"rows \[2\] do not have the 2 columns"):
        Items(("A", "B"), (("1", "2"), ("3",)))
    with pytest.raises(ValueError, match="1 widths for 2 columns"):
        Table(("A", "B"), (), (3.0,))
