"""The same report at the same moment is the same file, whenever it is written."""

import io
import zipfile

from objects.word_report.steady import steady


def packed(year: int) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr(
            zipfile.ZipInfo("word/document.xml", (year, 1, 2, 3, 4, 6)), "<w:t>a</w:t>"
        )
        package.writestr(zipfile.ZipInfo("word/styles.xml", (year, 1, 2, 3, 4, 6)), "<w:s/>")
    return file.getvalue()


def test_the_moment_at_which_it_was_packed_is_not_in_it() -> None:
    assert packed(2025) != packed(2026)
    assert steady(packed(2025)) == steady(packed(2026))


def test_every_part_is_as_it_was_and_in_its_place() -> None:
    with zipfile.ZipFile(io.BytesIO(steady(packed(2026)))) as package:
        assert package.namelist() == ["word/document.xml", "word/styles.xml"]
        assert package.read("word/document.xml") == b"<w:t>a</w:t>"
