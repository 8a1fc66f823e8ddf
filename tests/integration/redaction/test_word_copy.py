"""What is left out is gone from every part of the Word copy; the rest is as it was."""

from datetime import date
from pathlib import Path

import docx
import pytest

from bot.redaction.draft import read_draft
from bot.redaction.errors import BadReport, RedactionRefused
from bot.redaction.prepare import Prepared, prepare
from tests.integration.redaction.drafts import KEPT, SECRET, Word, a_draft, add_part, everything_in

DAY = date(2025, 11, 25)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def copy_of(draft: Path, *items: int) -> tuple[Prepared, Path]:
    prepared = prepare(read_draft(draft), set(items), DAY)
    path = draft.with_name("copy.docx")
    path.write_bytes(prepared.content)
    return prepared, path


def row_of(path: Path, item: int) -> list[str]:
    """The cells of an item's row; python-docx gives a merged cell once for each column."""
    row = Word(path).row(item)
    return list(dict.fromkeys(cell.text for cell in row.cells[1:]))


def test_an_item_that_is_left_out_keeps_its_number_and_nothing_else(draft: Path) -> None:
    prepared, copy = copy_of(draft, 2)
    assert row_of(copy, 2) == ["[item 2 left out]"]
    assert row_of(copy, 1)[-1] == f"{KEPT}."
    for gone in (SECRET, "99250000022", "04/04/2025", "No more is known"):
        assert gone not in everything_in(copy)
    assert 'w:val="item-2"' in everything_in(copy)
    assert prepared.standing == ()


def test_the_draft_line_gives_way_to_the_release_line(draft: Path) -> None:
    _, copy = copy_of(draft, 2)
    assert "RELEASE COPY – 25 November 2025" in everything_in(copy)
    assert "DRAFT" not in everything_in(copy)


def test_a_struck_out_item_is_left_out_as_a_whole(draft: Path) -> None:
    with Word(draft) as word:
        word.strike_item(2)
    assert read_draft(draft).struck_items == (2,)
    _, copy = copy_of(draft)
    assert row_of(copy, 2) == ["[item 2 left out]"]
    assert SECRET not in everything_in(copy)


def test_words_that_are_split_across_runs_go_as_one(draft: Path) -> None:
    with Word(draft) as word:
        text = word.cell(2, 3).text
        start = text.index("lodger")
        runs = word.split(2, 3, text[:start], "lod", "ger up", "stairs", text[start + 15 :])
        runs[1].font.strike = runs[3].font.strike = True
        runs[2].font.double_strike = True
        runs[2].font.bold = True
    prepared, copy = copy_of(draft)
    assert row_of(copy, 2)[-1] == (
        "The [words left out] told officers about the hidden key. No more is known of it."
    )
    for gone in ("lodger", "ger up", "stairs"):
        assert gone not in everything_in(copy)
    assert prepared.words == {"item 2, column 3": 1}
    assert "<w:strike" not in everything_in(copy)


def test_words_struck_out_by_a_style_go_too(draft: Path) -> None:
    with Word(draft) as word:
        style = word.document.styles.add_style("Taken Out", 2)  # a character style
        style.font.strike = True
        word.split(1, 3, "Officers spoke to both", f"{KEPT}."[22:])[1].style = "Taken Out"
    _, copy = copy_of(draft)
    assert row_of(copy, 1)[-1] == "Officers spoke to both [words left out]"


def test_a_strike_that_was_taken_away_again_leaves_the_words(draft: Path) -> None:
    with Word(draft) as word:
        for run in word.split(1, 3, f"{KEPT}."):
            run.font.strike = False
    _, copy = copy_of(draft)
    assert row_of(copy, 1)[-1] == f"{KEPT}."


def test_words_struck_out_outside_the_items_and_in_the_header_go(draft: Path) -> None:
    with Word(draft) as word:
        word.document.paragraphs[3].add_run(" Ask the lodger first").font.strike = True
        header = word.document.sections[0].header.paragraphs[1]
        header.add_run(" or the duty desk").font.strike = True
    words = read_draft(draft).struck_words
    assert [(one.item, one.text) for one in words] == [
        (0, "Ask the lodger first"),
        (0, "or the duty desk"),
    ]
    _, copy = copy_of(draft)
    assert "Ask the" not in everything_in(copy)
    assert "duty desk" not in everything_in(copy)


def test_tracked_changes_are_accepted_and_what_they_deleted_is_gone(draft: Path) -> None:
    with Word(draft) as word:
        runs = word.split(1, 3, "Officers spoke to ", "both parents ", "apart from each other.")
        word.delete_tracked(runs[1])
        word.insert_tracked(word.cell(1, 3).paragraphs[0].add_run(" Checked."))
    _, copy = copy_of(draft)
    assert row_of(copy, 1)[-1] == "Officers spoke to apart from each other. Checked."
    held = everything_in(copy)
    for gone in ("both parents", "w:delText", "<w:ins ", "<w:del ", "Pat Vane"):
        assert gone not in held


def test_an_item_deleted_with_tracked_changes_counts_as_struck_out(draft: Path) -> None:
    with Word(draft) as word:
        for cell in word.row(2).cells[1:]:
            for run in cell.paragraphs[0].runs:
                word.delete_tracked(run)
    _, copy = copy_of(draft)
    assert row_of(copy, 2) == ["[item 2 left out]"]


def test_comments_hidden_text_and_attached_data_do_not_go_along(draft: Path) -> None:
    with Word(draft) as word:
        run = word.cell(1, 3).paragraphs[0].runs[0]
        word.document.add_comment(run, "Remember the grey van", author="Pat Vane", initials="PV")
        word.document.paragraphs[3].add_run("Unseen gossip").font.hidden = True
        word.document.core_properties.last_modified_by = "Pat Vane"
    custom = "<note>Kept by the form designer</note>"
    add_part(draft, "customXml/item1.xml", custom, f"{OFFICE}/customXml", "application/xml")
    read = read_draft(draft)
    assert read.comments == 1
    prepared, copy = copy_of(draft)
    held = everything_in(copy)
    for gone in ("grey van", "Unseen gossip", "form designer", "Pat Vane", "comment", "customXml"):
        assert gone not in held
    assert prepared.hidden == 1
    assert docx.Document(str(copy)).core_properties.author == "MASH robot"


def test_what_still_stands_elsewhere_is_shown_with_its_place(draft: Path) -> None:
    with Word(draft) as word:
        word.document.paragraphs[3].add_run(f" {SECRET.upper()}, we hear.")
        word.cell(3, 3).paragraphs[0].add_run(" See 99250000022.")
    prepared, _ = copy_of(draft, 2)
    assert [(one.label, one.text) for one in prepared.standing] == [
        ("below “Scope”", SECRET.lower()),
        ("item 3, Summary", "99250000022"),
    ]


def test_words_that_stand_elsewhere_split_across_runs_are_found(draft: Path) -> None:
    with Word(draft) as word:
        paragraph = word.document.paragraphs[3]
        for at in range(0, len(SECRET), 5):
            paragraph.add_run(SECRET[at : at + 5]).font.bold = bool(at % 2)
    prepared, _ = copy_of(draft, 2)
    assert [one.key for one in prepared.standing] == ["paragraph 6"]


def test_words_in_a_part_that_nobody_sees_are_found(draft: Path) -> None:
    with Word(draft) as word:
        word.document.styles.add_style(SECRET, 1)  # the name of a style is text, too
    prepared, _ = copy_of(draft, 2)
    assert [one.key for one in prepared.standing] == ["part word/styles.xml"]


def test_items_that_were_deleted_or_emptied_in_word_are_known(draft: Path) -> None:
    with Word(draft) as word:
        for cell in word.row(1).cells[1:]:
            cell.paragraphs[0].text = ""
        word.delete_row(3)
    read = read_draft(draft)
    assert (read.missing, read.emptied) == ((3,), (1,))


def test_an_item_is_known_by_its_style_when_its_control_was_removed(draft: Path) -> None:
    with Word(draft) as word:
        paragraph = word.cell(2, 0).paragraphs[0]
        for child in list(paragraph._p)[1:]:
            paragraph._p.remove(child)
        paragraph.add_run("2")
    assert [item.number for item in read_draft(draft).items] == [1, 2, 3, 4]


def test_a_copied_item_is_refused(draft: Path) -> None:
    with Word(draft) as word:
        word.copy_row(2)
    with pytest.raises(BadReport, match="item 2 stands twice"):
        read_draft(draft)


def test_an_embedded_file_is_refused(draft: Path) -> None:
    add_part(draft, "word/embeddings/sheet.xml", "<x/>", f"{OFFICE}/package", "application/xml")
    with pytest.raises(RedactionRefused, match="cannot search"):
        read_draft(draft)


@pytest.mark.parametrize(
    ("draft", "stays"),
    [("", "STAYS IN THE FORCE"), ("", ""), ("STAYS IN THE FORCE", "")],
    ids=["as the robot writes it", "without a line", "as the robot once wrote it"],
)
def test_a_cover_sheet_is_refused(tmp_path: Path, draft: str, stays: str) -> None:
    with pytest.raises(RedactionRefused, match="a cover sheet stays in the force"):
        read_draft(a_draft(tmp_path, draft=draft, stays=stays))


def test_a_release_copy_is_refused(draft: Path) -> None:
    _, copy = copy_of(draft, 2)
    with pytest.raises(RedactionRefused, match="release copy already"):
        read_draft(copy)


def test_a_report_that_is_open_in_word_is_refused(draft: Path) -> None:
    draft.with_name("~$C-4471.docx").write_bytes(b"owner")
    with pytest.raises(RedactionRefused, match="is open in Word"):
        read_draft(draft)


def test_what_is_no_word_document_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.docx"
    with pytest.raises(BadReport, match="No such file"):
        read_draft(other)
    other.write_bytes(b"not a document")
    with pytest.raises(BadReport, match="it is no Word document"):
        read_draft(other)


def test_a_document_that_declares_entities_is_refused(draft: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]><w:hdr xmlns:w="x">&a;</w:hdr>'
    add_part(draft, "word/header9.xml", bomb, f"{OFFICE}/header", "application/xml")
    with pytest.raises(BadReport, match="declares entities"):
        read_draft(draft)
