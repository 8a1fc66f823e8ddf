"""The comparison of attached documents with the answer key."""

import io
import sqlite3
import zipfile
from dataclasses import replace
from pathlib import Path

from processes.demonstration.answer_key import Actual, Expected, compare
from processes.demonstration.attached import (
    AttachedDocument,
    ExpectedDocument,
    documents_of,
    read_documents,
)

NAME = "CSC-000001-report-v1.docx"
WANTED = ExpectedDocument(NAME, "99260000001", ("Brenna Alder",), ("Quilla", "07700 900123"))
RIGHT = AttachedDocument(NAME, "99260000001", 12, "Brenna\nAlder", "<w:t>Brenna</w:t>")


def expected(*documents: ExpectedDocument, outcome: str = "done") -> Expected:
    return Expected("P4", 1, "P4/12", "plain", frozenset(), outcome, None, (), documents)


def actual(*documents: AttachedDocument, outcome: str = "done") -> Actual:
    return Actual("P4", "P4/12", outcome, "plain", documents=documents)


def test_a_document_as_the_key_says_is_right() -> None:
    assert compare([expected(WANTED)], [actual(RIGHT)]).counts()["right"] == 1


def test_a_foreign_value_is_silent_and_wrong_even_where_only_a_program_sees_it() -> None:
    for leaking in (
        replace(RIGHT, text="Brenna Alder and Quilla"),
        replace(RIGHT, parts='<w:alias w:val="Quilla"/>'),
    ):
        assert compare([expected(WANTED)], [actual(leaking)]).counts()["silent_wrong"] == 1


def test_a_document_that_is_missing_doubled_or_lacks_something_is_wrong() -> None:
    for found in ((), (RIGHT, RIGHT), (replace(RIGHT, text="Brenna"),)):
        assert compare([expected(WANTED)], [actual(*found)]).counts()["wrong"] == 1


def test_a_document_of_an_item_that_should_have_none_is_silent_and_wrong() -> None:
    key = expected(outcome="BE")
    found = compare([key], [actual(RIGHT, outcome="BE")])
    assert found.counts()["silent_wrong"] == 1
    of_another_task = replace(RIGHT, task=13)
    assert compare([key], [actual(of_another_task, outcome="BE")]).counts()["right"] == 1


def a_pack(folder: Path) -> Path:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        body = "<w:p><w:r><w:t>Bren</w:t></w:r><w:r><w:t>na</w:t></w:r></w:p><w:p>&amp;</w:p>"
        package.writestr("word/document.xml", body)
        package.writestr("word/footer1.xml", "<w:p><w:t>CSC-000001</w:t></w:p>")
    with sqlite3.connect(folder / "niche.sqlite") as connection:
        connection.execute(
            "CREATE TABLE attachment (id, name, occurrence_number, task_id, content)"
        )
        row = (1, NAME, "99260000001", 12, file.getvalue())
        connection.execute("INSERT INTO attachment VALUES (?, ?, ?, ?, ?)", row)
    connection.close()
    return folder


def test_every_part_of_a_file_is_read_and_a_split_word_is_whole(tmp_path: Path) -> None:
    (found,) = read_documents(a_pack(tmp_path))
    assert (found.name, found.occurrence, found.task) == (NAME, "99260000001", 12)
    assert found.body == ("Brenna", "&")
    assert "CSC-000001" in found.text


def test_documents_belong_to_the_items_of_reports_only() -> None:
    assert documents_of("P4/12", [RIGHT], "99260000001") == (RIGHT,)
    assert documents_of("P4/12", [RIGHT], "99260000002") == ()
    assert documents_of("P2/99260000001/P0000001/PPN-000001.1", [RIGHT], "99260000001") == ()
