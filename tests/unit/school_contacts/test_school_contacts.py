"""The school contact workbook: read as it is, refused when it is not the known one."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from bot.exceptions import SystemException
from objects.school_contacts import COLUMNS, ContactLimits, SchoolContacts

TODAY = date(2026, 3, 2)
ROW = (
    "S00001",
    "Oakfield Primary School",
    "Velmouth",
    "primary",
    "Denise Turnbull",
    "safeguarding@oakfield.example",
    "Keith Wojcik",
    "head@oakfield.example",
    "10/09/2025",
    "",
)


def a_row(**cells: object) -> tuple[object, ...]:
    names = [name.lower().replace(" ", "_") for name in COLUMNS]
    return tuple(cells.get(name, value) for name, value in zip(names, ROW, strict=True))


def contacts(
    folder: Path,
    rows: Iterable[Sequence[object]] = (ROW,),
    columns: Sequence[str] = COLUMNS,
    sheet: str = "Contacts",
    allowed: str = "mailbox,school_id\nSafeguarding@oakfield.example,S00001\n",
) -> SchoolContacts:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for row in (columns, *rows):
        page.append(list(row))
    book.save(folder / "contacts.xlsx")
    (folder / "allowed.csv").write_text(allowed, encoding="utf-8")
    limits = ContactLimits(max_age_days=370, row_tolerance=0.2, domain_suffix=".example")
    return SchoolContacts(folder / "contacts.xlsx", folder / "allowed.csv", limits)


def refused(work: SchoolContacts, last_rows: int | None = None) -> str:
    with pytest.raises(SystemException) as raised:
        work.check_workbook(TODAY, last_rows)
    assert raised.value.code == "P2.9"
    return raised.value.detail


def test_a_row_is_read_as_it_stands(tmp_path: Path) -> None:
    (row,) = contacts(tmp_path).get_rows()
    assert (row.row, row.school_id, row.school_name) == (2, "S00001", "Oakfield Primary School")
    assert (row.dsl_mailbox, row.dsl_mailbox_fault) == ("safeguarding@oakfield.example", "")
    assert row.last_verified == date(2025, 9, 10)


def test_columns_are_known_by_name_in_any_order(tmp_path: Path) -> None:
    work = contacts(tmp_path, [tuple(reversed(ROW))], tuple(reversed(COLUMNS)))
    assert work.get_rows()[0].school_id == "S00001"


def test_blank_rows_are_left_out_and_numbers_stay_those_of_the_sheet(tmp_path: Path) -> None:
    work = contacts(tmp_path, [a_row(), [""] * len(ROW), a_row(school_id="S00002")])
    assert [(row.row, row.school_id) for row in work.get_rows()] == [(2, "S00001"), (4, "S00002")]


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("10/09/2025", date(2025, 9, 10)),
        (date(2025, 9, 10), date(2025, 9, 10)),
        ("2025-09-10", date(2025, 9, 10)),
        ("September", None),
        ("31/02/2025", None),
        ("", None),
    ],
)
def test_a_day_is_read_day_first_or_not_at_all(
    tmp_path: Path, cell: object, day: date | None
) -> None:
    assert contacts(tmp_path, [a_row(last_verified=cell)]).get_rows()[0].last_verified == day


@pytest.mark.parametrize(
    ("cell", "fault"),
    [
        ("a@oakfield.example; b@oakfield.example", "more than one address"),
        ("a@oakfield.example,b@oakfield.example", "more than one address"),
        ("a@oakfield.example b@oakfield.example", "more than one address"),
        ("a@oakfield.example\r\nBcc: b@oakfield.example", "line break"),
        ("a@oakfield.example\nb@oakfield.example", "line break"),
        ("a@oakfield.example\x0b", "line break"),
        ("\u202ea@oakfield.example", "line break"),
        ("a@elsewhere.test", "malformed"),
        ("a@elsewhere.co.uk", "domain"),
        ("a@example", "malformed"),
        ("safeguarding at oakfield.example", "malformed"),
        ("Lead <a@oakfield.example>", "malformed"),
        ("\u0430@oakfield.example", "malformed"),
        ("a@", "malformed"),
        (7, "malformed"),
    ],
)
def test_a_cell_that_is_not_one_mailbox_gives_none(
    tmp_path: Path, cell: object, fault: str
) -> None:
    text = "_x000B_".join(cell.split("\x0b")) if isinstance(cell, str) else cell
    (row,) = contacts(tmp_path, [a_row(dsl_mailbox=text)]).get_rows()
    assert row.dsl_mailbox == ""
    assert fault in row.dsl_mailbox_fault
    assert row.head_mailbox == "head@oakfield.example"


def test_a_blank_mailbox_is_no_fault(tmp_path: Path) -> None:
    (row,) = contacts(tmp_path, [a_row(dsl_mailbox="")]).get_rows()
    assert (row.dsl_mailbox, row.dsl_mailbox_fault) == ("", "")


def test_the_check_says_how_many_rows_and_how_fresh(tmp_path: Path) -> None:
    found = contacts(tmp_path).check_workbook(TODAY, None)
    assert (found.rows, found.verified) == (1, date(2025, 9, 10))


@pytest.mark.parametrize(
    ("last", "good"), [(10, True), (8, True), (11, True), (12, False), (7, False)]
)
def test_the_row_count_may_differ_by_a_fifth(tmp_path: Path, last: int, good: bool) -> None:
    work = contacts(tmp_path, [a_row(school_id=f"S{n:05}") for n in range(9)])
    if good:
        assert work.check_workbook(TODAY, last).rows == 9
    else:
        assert f"9 rows, and had {last}" in refused(work, last)


@pytest.mark.parametrize(
    "columns",
    [
        [*COLUMNS[:-1], "Remarks"],
        [*COLUMNS, "Another mailbox"],
        list(COLUMNS[:-1]),
        [*COLUMNS[:-1], "DSL mailbox"],
    ],
)
def test_other_columns_are_another_workbook(tmp_path: Path, columns: list[str]) -> None:
    assert "columns" in refused(contacts(tmp_path, columns=columns))


def test_a_heading_with_other_case_and_spaces_is_the_same(tmp_path: Path) -> None:
    columns = [f" {name.upper()} " for name in COLUMNS]
    assert contacts(tmp_path, columns=columns).check_workbook(TODAY, None).rows == 1


def test_a_missing_damaged_empty_or_renamed_workbook_is_refused(tmp_path: Path) -> None:
    work = contacts(tmp_path)
    (tmp_path / "contacts.xlsx").write_bytes(b"PK not a workbook")
    assert "damaged" in refused(work)
    (tmp_path / "contacts.xlsx").unlink()
    assert "missing" in refused(work)
    assert "no rows" in refused(contacts(tmp_path, rows=[]))
    assert "no sheet" in refused(contacts(tmp_path, sheet="Sheet1"))


def test_a_workbook_that_nobody_maintains_is_refused(tmp_path: Path) -> None:
    old = a_row(last_verified="01/02/2025")
    assert "nothing was verified for 370 days" in refused(contacts(tmp_path, [old]))
    assert "no row says" in refused(contacts(tmp_path, [a_row(last_verified="")]))
    assert "no row says" in refused(contacts(tmp_path, [a_row(last_verified="01/01/2027")]))


def test_the_allow_list_is_pairs_of_mailbox_and_school(tmp_path: Path) -> None:
    assert contacts(tmp_path).get_allowed() == {("safeguarding@oakfield.example", "S00001")}


@pytest.mark.parametrize("text", ["mail,school\n", "", "mailbox;school_id\n"])
def test_an_allow_list_with_other_columns_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(SystemException) as raised:
        contacts(tmp_path, allowed=text).get_allowed()
    assert raised.value.code == "P2.9"


def test_a_missing_allow_list_allows_nothing(tmp_path: Path) -> None:
    work = contacts(tmp_path)
    (tmp_path / "allowed.csv").unlink()
    with pytest.raises(SystemException):
        work.get_allowed()


def test_a_half_empty_line_of_the_allow_list_allows_nothing(tmp_path: Path) -> None:
    path = tmp_path / "lines.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["mailbox", "school_id"], ["a@b.example", ""], ["x@y.example"]])
    work = contacts(tmp_path, allowed=path.read_text(encoding="utf-8"))
    assert work.get_allowed() == frozenset()


def test_what_is_wrong_is_said_without_an_address(tmp_path: Path) -> None:
    (row,) = contacts(tmp_path, [a_row(dsl_mailbox="a@b.example; c@d.example")]).get_rows()
    assert "@" not in row.dsl_mailbox_fault
