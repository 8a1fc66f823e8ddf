"""A release copy: both files, the record, and when there is none."""

import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from bot.redaction.decision import Decision
from bot.redaction.draft import read_draft
from bot.redaction.errors import RedactionRefused
from bot.redaction.pdf_text import pdf_text, plain_text
from bot.redaction.release import Printer, make_release
from bot.redaction.search import squashed
from tests.integration.redaction.conftest import AT, Releasing
from tests.integration.redaction.drafts import KEPT, SECRET, Word, a_draft, everything_in

pytestmark = pytest.mark.browser


def files_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_copy_in_word_and_pdf_stands_beside_the_report(draft: Path, release: Releasing) -> None:
    before = draft.read_bytes()
    made = release(2)
    assert files_in(draft.parent) == [
        "CSC-4471-release-1.docx",
        "CSC-4471-release-1.pdf",
        "CSC-4471-releases.jsonl",
        "CSC-4471.docx",
    ]
    assert draft.read_bytes() == before
    assert SECRET not in everything_in(made.word)


def test_the_pdf_says_what_the_copy_says_and_not_what_was_left_out(release: Releasing) -> None:
    made = release(2)
    pages = pdf_text(made.pdf.read_bytes())
    text = " ".join(" ".join(pages).split())
    for kept in (KEPT, "[item 2 left out]", "Bail condition", "Requesting authority"):
        assert squashed(kept) in squashed(text)  # a font may draw "ffi" as one sign
    for page in pages:
        assert page.count("OFFICIAL-SENSITIVE") == 2
        assert "RELEASE COPY – 25 November 2025" in page
        assert "CSC-4471/25 v1" in page
    assert "of  1" in pages[-1]
    for gone in (SECRET, "99250000022"):
        assert squashed(gone) not in squashed(text + plain_text(made.pdf.read_bytes()))


def test_a_report_on_its_side_is_printed_on_its_side(tmp_path: Path, printer: Printer) -> None:
    read = read_draft(a_draft(tmp_path, landscape=True))
    made = make_release(read, a_decision(), at=AT, printer=printer)
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", made.pdf.read_bytes())
    assert boxes
    assert all(float(width) > float(height) for width, height in boxes)


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="no other reader of PDFs is here")
def test_another_reader_of_pdfs_reads_the_same(release: Releasing) -> None:
    made = release(2)
    told = subprocess.run(
        ["pdftotext", str(made.pdf), "-"], capture_output=True, text=True, check=True
    ).stdout
    assert squashed("[item 2 left out]") in squashed(told)
    assert squashed("lodger") not in squashed(told)


def test_the_record_says_who_when_why_for_whom_and_which_but_never_the_text(
    draft: Path, release: Releasing
) -> None:
    with Word(draft) as word:
        word.split(3, 3, "A teacher reported a bruise", " on the left arm.")[1].font.strike = True
    made = release(2)
    record = json.loads(made.record_file.read_text(encoding="utf-8"))
    assert record["at"] == AT.isoformat()
    assert record["by"] == "Sam Okoro, coordinator"
    assert record["recipient"] == "Solmere Children’s Services"
    assert record["items_left_out"] == [
        {"item": 2, "how": "chosen", "reason": "About another person"}
    ]
    assert record["words_left_out"] == [
        {"where": "item 3, column 3", "stretches": 1, "reason": "About another person"}
    ]
    assert record["report"]["sha256"] == read_draft(draft).sha256
    assert [copy["file"] for copy in record["copies"]] == [made.word.name, made.pdf.name]
    for gone in (SECRET, "left arm", "99250000022"):
        assert gone not in made.record_file.read_text(encoding="utf-8")


def test_a_second_release_adds_to_the_record_and_overwrites_nothing(release: Releasing) -> None:
    first = release(2)
    before = first.record_file.read_text(encoding="utf-8")
    second = release(1, 2)
    assert second.word.name == "CSC-4471-release-2.docx"
    after = second.record_file.read_text(encoding="utf-8")
    assert after.startswith(before)
    assert len(after.splitlines()) == 2


def test_nothing_is_made_while_left_out_words_stand_elsewhere(
    draft: Path, release: Releasing
) -> None:
    with Word(draft) as word:
        word.document.paragraphs[3].add_run(f" {SECRET}.")
    with pytest.raises(RedactionRefused, match="still stand in 1 other place") as refused:
        release(2)
    assert [one.label for one in refused.value.standing] == ["below “Scope”"]
    assert files_in(draft.parent) == ["CSC-4471.docx"]


def test_a_person_may_say_why_they_stay(draft: Path, release: Releasing) -> None:
    with Word(draft) as word:
        word.document.paragraphs[3].add_run(f" {SECRET}.")
    made = release(2, stays="The requester told us so")
    assert made.record["still_stands"] == {
        "where": ["paragraph 6"],
        "reason": "The requester told us so",
    }


def test_a_reason_that_repeats_the_text_is_refused(draft: Path, release: Releasing) -> None:
    with pytest.raises(RedactionRefused, match="in what you typed"):
        release(2, stays=f"because {SECRET}")
    assert files_in(draft.parent) == ["CSC-4471.docx"]


def a_decision() -> Decision:
    return Decision(
        "Sam Okoro, coordinator", "Solmere", "Section 47", frozenset({2}), {"2": "Not relevant"}
    )


def test_a_report_that_changed_meanwhile_is_refused(draft: Path, printer: Printer) -> None:
    read = read_draft(draft)

    def changing(content: bytes, title: str) -> bytes:
        with Word(draft) as word:
            word.document.add_paragraph("One more line.")
        return printer(content, title)

    with pytest.raises(RedactionRefused, match="changed meanwhile"):
        make_release(read, a_decision(), at=AT, printer=changing)
    assert files_in(draft.parent) == ["CSC-4471.docx"]


def test_a_pdf_that_says_less_or_more_is_refused(draft: Path, printer: Printer) -> None:
    read = read_draft(draft)

    def more(content: bytes, title: str) -> bytes:
        draft.with_name("more.docx").write_bytes(content)
        with Word(draft.with_name("more.docx")) as word:
            word.document.add_paragraph(SECRET)
        changed = draft.with_name("more.docx").read_bytes()
        draft.with_name("more.docx").unlink()
        return printer(changed, title)

    def less(content: bytes, title: str) -> bytes:
        return printer(content, title)[:2000]

    with pytest.raises(RedactionRefused, match="cannot be proved"):
        make_release(read, a_decision(), at=AT, printer=less)
    with pytest.raises(RedactionRefused, match="left-out words are in the PDF"):
        make_release(read, a_decision(), at=AT, printer=more)
    assert files_in(draft.parent) == ["CSC-4471.docx"]


def test_no_copy_is_left_when_the_record_cannot_be_written(draft: Path, printer: Printer) -> None:
    draft.with_name("CSC-4471-releases.jsonl").mkdir()
    with pytest.raises(OSError, match="releases"):
        make_release(read_draft(draft), a_decision(), at=AT, printer=printer)
    assert files_in(draft.parent) == ["CSC-4471-releases.jsonl", "CSC-4471.docx"]


def test_without_a_reason_there_is_no_copy(draft: Path, printer: Printer) -> None:
    decision = replace(a_decision(), reasons={})
    with pytest.raises(RedactionRefused, match="reason-2"):
        make_release(read_draft(draft), decision, at=AT, printer=printer)


def test_a_name_that_was_left_out_may_not_stand_in_the_reason(
    draft: Path, release: Releasing
) -> None:
    with Word(draft) as word:
        cells = [c for t in word.document.tables for r in t.rows for c in r.cells]
        (secret,) = [cell for cell in cells if SECRET in cell.text]
        secret.paragraphs[0].add_run(" Her friend Madeleine saw it.")
    with pytest.raises(RedactionRefused, match="in what you typed"):
        release(2, stays="Madeleine is a third party")
    assert files_in(draft.parent) == ["CSC-4471.docx"]
