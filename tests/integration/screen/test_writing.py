"""Writing is typed as a person types, into what was proved, and read back."""

from datetime import date, time
from pathlib import Path

import pytest

from bot.application_model.kinds import Value
from bot.exceptions import (
    BusinessException,
    DriftException,
    SystemException,
    ValidationException,
)
from tests.integration.screen.desk import Desk
from tests.integration.screen.site import (
    area,
    form,
    group,
    output,
    page,
    section,
    select,
    text,
    tick,
)

pytestmark = pytest.mark.browser

SCHOOLS = {"": "", "NK": "Not known"} | {
    f"S{n:05d}": f"School {n}, Solmere" for n in range(1, 1201)
}
HEARD = """<script>window.heard = [];
for (const kind of ['input', 'change']) addEventListener(kind, (event) =>
  heard.push([kind, event.target.name, event.isTrusted]), true);</script>"""


def a_form(**more: str) -> str:
    return page(
        form(
            section(
                "Task",
                text("title", "Title", "Old", more.get("title", "")),
                area("notes", "Notes", "Old"),
                text("born", "Born", "2020-01-02", kind="date"),
                text("at", "At", "10:11", kind="time"),
                text("ticks", "Ticks", "4", kind="number"),
                select("status", "Status", {"": "", "New": "New", "Done": "Done"}, "New"),
                select("school", "School", SCHOOLS),
                group("radio", "present", "Present", {"Yes": "Yes", "No": "No"}, "No"),
                group("checkbox", "types", "Types", {"DA": "Abuse", "CC": "Concern"}, "CC"),
                tick("hold", "Hold"),
                tick("seen", "Seen", 'role="switch"'),
            )
        ),
        HEARD,
        after=more.get("after", ""),
    )


@pytest.fixture
def form_page(desk: Desk) -> Desk:
    desk.site.pages["/task"] = a_form()
    desk.learn("/task")
    desk.screen.go("/task")
    desk.screen.read("Task", "T12")
    return desk


@pytest.mark.parametrize(
    ("element", "value", "held"),
    [
        ("Text - Title", "PPN review – with children", "PPN review – with children"),
        ("Text - Title", "", ""),
        ("Text area - Notes", "one\r\ntwo", "one\ntwo"),
        ("Date - Born", date(2019, 12, 3), "2019-12-03"),
        ("Date - Born", "", ""),
        ("Time - At", time(23, 5), "23:05"),
        ("Number - Ticks", 17, "17"),
        ("Drop-down - Status", "Done", "Done"),
        ("Drop-down - School", "S00987", "S00987"),
        ("Drop-down - School", "NK", "NK"),
        ("Radio - Present", "Yes", "Yes"),
        ("Tick-boxes - Types", ["DA"], "DA"),
        ("Tick-boxes - Types", ["DA", "CC"], "CC; DA"),
        ("Tick-box - Hold", True, "Yes"),
        ("Switch - Seen", True, "Yes"),
    ],
)
def test_every_kind_writes_itself_and_reads_itself_back(
    form_page: Desk, element: str, value: Value, held: str
) -> None:
    form_page.screen.write(element, value)
    assert form_page.screen.read("Task", "T12")[element] == held


@pytest.fixture
def upload_page(desk: Desk) -> Desk:
    desk.site.pages["/task"] = page(form(section("Task", text("file", "File", kind="file"))))
    desk.learn("/task")
    desk.screen.go("/task")
    desk.screen.read("Task", "T12")
    return desk


def a_file(folder: Path, content: str) -> Path:
    file = folder / "report.docx"
    file.write_text(content, encoding="utf-8")
    return file


CHOSEN = "async () => [...document.getElementById('f-file').files].map((f) => f.size)"


def test_a_file_is_chosen_by_its_path_and_read_back_by_its_name(
    upload_page: Desk, tmp_path: Path
) -> None:
    path = a_file(tmp_path, "one")
    upload_page.screen.write("File - File", path.name, text=str(path))
    assert upload_page.screen.read("Task", "T12")["File - File"] == path.name
    assert upload_page.application.page.evaluate(CHOSEN) == [3]


def test_a_file_of_the_same_name_is_chosen_again(upload_page: Desk, tmp_path: Path) -> None:
    for content in ("one", "three"):
        path = a_file(tmp_path, content)
        upload_page.screen.write("File - File", path.name, text=str(path))
    assert upload_page.application.page.evaluate(CHOSEN) == [5]


def test_a_file_is_not_chosen_for_a_control_that_is_no_longer_the_one(
    upload_page: Desk, tmp_path: Path
) -> None:
    path = a_file(tmp_path, "one")
    upload_page.application.page.evaluate("document.getElementById('f-file').name = 'other'")
    with pytest.raises(DriftException):
        upload_page.screen.write("File - File", path.name, text=str(path))
    assert upload_page.application.page.evaluate(CHOSEN) == []


def test_what_is_typed_is_trusted_input(form_page: Desk) -> None:
    form_page.screen.write("Text - Title", "New")
    form_page.screen.write("Drop-down - Status", "Done")
    form_page.screen.write("Radio - Present", "Yes")
    form_page.screen.write("Tick-box - Hold", True)
    heard = form_page.application.page.evaluate("heard")
    assert {name for _, name, _ in heard} == {"title", "status", "present", "hold"}
    assert all(trusted for _, _, trusted in heard)


def test_a_value_that_is_there_already_is_not_typed_again(form_page: Desk) -> None:
    form_page.screen.write("Text - Title", "Old")
    form_page.screen.write("Tick-box - Hold", False)
    assert form_page.application.page.evaluate("heard") == []


def test_two_records_one_after_the_other(form_page: Desk) -> None:
    form_page.screen.write("Drop-down - School", "S00987")
    form_page.screen.write("Drop-down - School", "S00011")
    assert form_page.screen.read("Task", "T12")["Drop-down - School"] == "S00011"


def test_hostile_text_arrives_as_it_is(form_page: Desk) -> None:
    hostile = "=cmd() <b>{{7*7}}</b> \u202e \"'&\\ é 名"
    form_page.screen.write("Text - Title", hostile)
    assert form_page.screen.read("Task", "T12")["Text - Title"] == hostile


def test_a_field_that_cuts_what_was_written_is_a_validation_exception(desk: Desk) -> None:
    desk.site.pages["/task"] = a_form(title='maxlength="80"')
    desk.learn("/task")
    desk.screen.go("/task")
    desk.screen.read("Task", "T12")
    with pytest.raises(ValidationException):
        desk.screen.write("Text - Title", "x" * 120)


def test_a_record_that_is_not_in_the_list_is_a_business_exception(form_page: Desk) -> None:
    with pytest.raises(BusinessException):
        form_page.screen.write("Drop-down - School", "S09999")


def test_a_record_that_is_in_the_list_twice_is_a_business_exception(desk: Desk) -> None:
    desk.site.pages["/task"] = a_form()
    desk.learn("/task")
    twice = '<option value="S00011">School 11, Quayhaven</option></select>'
    head, school, rest = a_form().partition('name="school"')
    desk.site.pages["/task"] = head + school + rest.replace("</select>", twice, 1)
    desk.screen.go("/task")
    desk.screen.read("Task", "T12")
    with pytest.raises(BusinessException):
        desk.screen.write("Drop-down - School", "S00011")
    desk.screen.write("Drop-down - School", "S00012")


SWAP = """(() => {
  const [a, b] = ['title', 'ticks'].map((n) => document.querySelector(`label[for=f-${n}]`));
  [a.textContent, b.textContent] = [b.textContent, a.textContent];
})()"""


@pytest.mark.parametrize(
    ("script", "raised"),
    [
        pytest.param("document.getElementById('f-title').remove()", DriftException, id="gone"),
        pytest.param(
            "document.getElementById('f-title').style.display='none'", DriftException, id="hidden"
        ),
        pytest.param(SWAP, DriftException, id="swapped between check and write"),
        pytest.param(
            "(f => f.after(f.cloneNode()))(document.getElementById('f-title'))",
            DriftException,
            id="doubled",
        ),
        pytest.param(
            "document.getElementById('f-title').disabled=true", SystemException, id="switched off"
        ),
        pytest.param(
            "document.body.insertAdjacentHTML('beforeend',"
            "'<div style=\"position:fixed;inset:0;z-index:9\"></div>')",
            SystemException,
            id="covered",
        ),
        pytest.param(
            "document.getElementById('f-record_id').textContent='T13'",
            SystemException,
            id="another record",
        ),
    ],
)
def test_what_was_proved_is_proved_again_in_the_moment_of_writing(
    form_page: Desk, script: str, raised: type[Exception]
) -> None:
    form_page.application.page.evaluate(script)
    with pytest.raises(raised):
        form_page.screen.write("Text - Title", "New")
    assert form_page.application.page.evaluate("heard") == []


def test_nothing_is_written_on_a_page_that_was_not_read(desk: Desk) -> None:
    desk.site.pages["/task"] = a_form()
    desk.learn("/task")
    desk.screen.go("/task")
    with pytest.raises(SystemException):
        desk.screen.write("Text - Title", "New")


def test_an_output_cannot_be_written(desk: Desk) -> None:
    desk.site.pages["/task"] = page(section("Task", output("due", "Due", "x")))
    desk.learn("/task")
    desk.screen.go("/task")
    desk.screen.read("Task", "T12")
    with pytest.raises(TypeError):
        desk.screen.write("Output - Due", "New")


# Kinds of later form versions


THREE_BOXES = section(
    "Child",
    '<fieldset class="boxes" id="f-born"><legend>Date of birth</legend>'
    + "".join(
        text(f"born-{part}", label, value)
        for part, label, value in (
            ("day", "Day", "2"),
            ("month", "Month", "1"),
            ("year", "Year", "2020"),
        )
    )
    + "</fieldset>",
)


def test_a_date_in_three_boxes_is_one_element(desk: Desk) -> None:
    desk.site.pages["/task"] = page(form(THREE_BOXES))
    desk.learn("/task")
    desk.screen.go("/task")
    assert desk.screen.read("Task", "T12").date("Date - Date of birth") == date(2020, 1, 2)
    desk.screen.write("Date - Date of birth", date(2011, 12, 31))
    assert desk.screen.read("Task", "T12")["Date - Date of birth"] == "2011-12-31"


def test_three_boxes_that_hold_no_date_are_drift(desk: Desk) -> None:
    desk.site.pages["/task"] = page(form(THREE_BOXES))
    desk.learn("/task")
    desk.site.pages["/task"] = page(form(THREE_BOXES.replace('value="1"', 'value="31"')))
    desk.screen.go("/task")
    with pytest.raises(DriftException) as caught:
        desk.screen.read("Task", "T12")
    assert caught.value.rule == "R5"


TYPE_AHEAD = section(
    "Child",
    '<div class="field"><label for="f-school">School</label><span>'
    '<input type="text" role="combobox" id="f-school" name="school_text" aria-expanded="false" '
    'value="{text}">'
    '<input type="hidden" id="h-school" name="school" value="{value}">'
    '<span id="found"></span></span></div>',
)
OFFERS = """<script>
const box = document.getElementById('f-school'), hidden = document.getElementById('h-school');
const all = [['S00001','Oak Primary'],['S00002','Oakfield School']];
let hits = [], at = -1;
box.addEventListener('input', () => { hidden.value = ''; setTimeout(() => {
  hits = all.filter(([, t]) => t.toLowerCase().includes(box.value.toLowerCase())); at = -1;
  box.setAttribute('aria-expanded', String(hits.length > 0)); }, 300); });
box.addEventListener('keydown', (e) => {
  if (e.key === 'ArrowDown') { at += 1; e.preventDefault(); }
  if (e.key === 'Enter' && hits[at]) { [hidden.value, box.value] = hits[at]; e.preventDefault();
    box.setAttribute('aria-expanded', 'false'); } });
</script>"""


def a_type_ahead(value: str = "", typed: str = "") -> str:
    return page(form(TYPE_AHEAD.replace("{value}", value).replace("{text}", typed)), OFFERS)


def test_a_type_ahead_is_its_chosen_record_never_its_text(desk: Desk) -> None:
    desk.site.pages["/task"] = a_type_ahead()
    desk.learn("/task")
    desk.site.pages["/task"] = a_type_ahead(typed="Oak Primary")
    desk.screen.go("/task")
    seen = desk.screen.read("Task", "T12")
    assert (seen["Type-ahead - School"], seen.text("Type-ahead - School")) == ("", "Oak Primary")


def test_a_type_ahead_is_typed_chosen_and_proved_by_its_record(desk: Desk) -> None:
    desk.site.pages["/task"] = a_type_ahead()
    desk.learn("/task")
    desk.screen.go("/task")
    desk.screen.read("Task", "T12")
    desk.screen.write("Type-ahead - School", "S00002", text="Oakfield")
    seen = desk.screen.read("Task", "T12")
    assert (seen["Type-ahead - School"], seen.text("Type-ahead - School")) == (
        "S00002",
        "Oakfield School",
    )


def test_a_type_ahead_that_offers_another_record_is_a_validation_exception(desk: Desk) -> None:
    desk.site.pages["/task"] = a_type_ahead()
    desk.learn("/task")
    desk.screen.go("/task")
    desk.screen.read("Task", "T12")
    with pytest.raises(ValidationException):
        desk.screen.write("Type-ahead - School", "S00002", text="Oak")


EDIT_GRID = (
    '<table id="g-children" data-grid="children" aria-labelledby="sec-children"><thead><tr>'
    '<td></td><th scope="col" id="c-s" data-col="surname">Surname</th>'
    '<th scope="col" id="c-p" data-col="present">Present</th></tr></thead>'
    "<tbody>{rows}</tbody></table>"
)


def a_row(number: int, surname: str) -> str:
    start = f"children-{number}"
    options = "".join(f'<option value="{v}">{v}</option>' for v in ("", "Yes", "No"))
    return (
        f'<tr data-record="row{number + 1}"><th scope="row" id="r-{number}">Child {number + 1}</th>'
        f'<td><input name="{start}-surname" aria-labelledby="c-s r-{number}" '
        f'value="{surname}"></td><td><select name="{start}-present" id="f-{start}-present" '
        f'aria-labelledby="c-p r-{number}">{options}</select></td></tr>'
    )


def an_edit_grid(*surnames: str) -> str:
    rows = "".join(a_row(n, surname) for n, surname in enumerate(surnames))
    return page(form(section("Children", EDIT_GRID.replace("{rows}", rows))))


def test_a_cell_of_an_edit_grid_is_written_by_row_and_column(desk: Desk) -> None:
    desk.site.pages["/task"] = an_edit_grid("Alder", "Birch")
    desk.learn("/task")
    desk.screen.go("/task")
    desk.screen.read("Task", "T12")
    desk.screen.write("Grid - Children", "Yes", row=1, column="Present")
    desk.screen.write("Grid - Children", "Cedar", row="row1", column="Surname")
    rows = desk.screen.read("Task", "T12").grid("Grid - Children")
    assert [(r["Surname"], r["Present"]) for r in rows] == [("Cedar", ""), ("Birch", "Yes")]


def test_an_edit_grid_without_rows_and_one_with_many_are_the_same_form(desk: Desk) -> None:
    desk.site.pages["/task"] = an_edit_grid("Alder")
    desk.learn("/task")
    for surnames in ((), ("Alder", "Birch", "Cedar")):
        desk.site.pages["/task"] = an_edit_grid(*surnames)
        desk.screen.go("/task")
        rows = desk.screen.read("Task", "T12").grid("Grid - Children")
        assert tuple(row["Surname"] for row in rows) == surnames
