"""A form file says what it means, or is refused by file, field and rule."""

from pathlib import Path

import pytest

from fake_niche.forms import FormFileError, load_form, load_library
from fake_niche.forms.format import controls_of, grids_of

TRIALS = Path(__file__).parents[2] / "forms"

FORM = """
form: PPN
version: t1
title: A form
lists: {{yn: ["Yes", "No"]}}
{more}
sections:
  - key: a
    letter: A
    title: Details
    content:
{content}
"""


def a_file(folder: Path, content: str, more: str = "", name: str = "t1.yaml") -> Path:
    lines = "\n".join("      " + line for line in content.strip().splitlines())
    file = folder / name
    file.write_text(FORM.format(content=lines, more=more), encoding="utf-8")
    return file


def refusal(folder: Path, content: str, more: str = "") -> str:
    with pytest.raises(FormFileError) as refused:
        load_form(a_file(folder, content, more))
    return str(refused.value)


def test_version_1_has_the_sections_a_to_l_in_order() -> None:
    form = load_library().get("PPN", "v1")
    assert "".join(section.letter for section in form.sections) == "ABCDEFGHIJKL"
    assert form.label == "PPN v1"


def test_version_1_asks_27_dash_questions_and_about_80_other_things() -> None:
    form = load_library().get("PPN", "v1")
    names = [c.name for s in form.each_section() for c in controls_of(s)]
    cells = [c.name for s in form.each_section() for g in grids_of(s) for c in g.columns]
    assert sum(name.removeprefix("dash_").isdecimal() for name in names) == 27
    assert 75 <= len(names) + len(cells) - 27 <= 90


def test_version_1_stores_each_answer_under_its_own_name() -> None:
    form = load_library().get("PPN", "v1")
    assert all(c.keys == (c.name,) for s in form.each_section() for c in controls_of(s))


def test_more_versions_come_from_a_folder_outside_the_package() -> None:
    added = load_library(TRIALS).forms.keys() - load_library().forms.keys()
    assert added == {"PPN try4", "PPN try5"}


def test_a_version_that_is_there_already_is_refused_by_both_files(tmp_path: Path) -> None:
    a_file(tmp_path, "- {kind: text, name: one, label: One}", name="first.yaml")
    a_file(tmp_path, "- {kind: text, name: one, label: One}", name="second.yaml")
    with pytest.raises(FormFileError, match=r"second\.yaml.*PPN t1 is already in .*first\.yaml"):
        load_library(tmp_path)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FormFileError, match="no such folder"):
        load_library(tmp_path / "nowhere")


def test_a_version_that_was_not_loaded_is_named_with_those_that_were() -> None:
    with pytest.raises(KeyError, match=r"PPN v9 is not loaded; there are: PPN v1"):
        load_library().get("PPN", "v9")


def test_a_file_that_is_no_yaml_is_refused_by_name(tmp_path: Path) -> None:
    file = tmp_path / "broken.yaml"
    file.write_text("form: [PPN", encoding="utf-8")
    with pytest.raises(FormFileError, match=r"broken\.yaml: is not YAML"):
        load_form(file)


def test_a_file_that_is_a_list_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "list.yaml"
    file.write_text("- form", encoding="utf-8")
    with pytest.raises(FormFileError, match=r"list\.yaml: must be a mapping"):
        load_form(file)


def test_all_mistakes_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    message = refusal(tmp_path, "- {kind: text, name: one}\n- {kind: number, name: two}")
    assert "content > 1 (one) > label: must be given" in message
    assert "content > 2 (two) > label: must be given" in message


@pytest.mark.parametrize(
    ("content", "where", "rule"),
    [
        (
            "- {kind: select, name: one, label: One, optoins: yn}",
            "sections > 1 (a) > content > 1 (one) > optoins",
            "this key is not known here",
        ),
        ("- {kind: slider, name: one, label: One}", "1 (one)", "'slider'"),
        ("- {kind: text, name: One, label: One}", "content > 1 (One) > name", "pattern"),
        ("- {kind: text, label: One}", "content > 1 > name", "must be given"),
        (
            "- {kind: text, name: one, label: One, part: {take: 3, of: 2}}",
            "1 (one) > part",
            "take 3 is not one of the 2 parts",
        ),
        (
            "- {kind: text, name: one, label: One, value: x}",
            "1 (one)",
            "a control with a fixed value stores nothing: say 'answers: []'",
        ),
        (
            "- {kind: date, name: one, label: One, answers: [x, z]}",
            "1 (one)",
            "only text controls may answer several keys",
        ),
        (
            "- {kind: text, name: one, label: One}\n- {kind: text, name: one, label: Two}",
            "form",
            "control name 'one' is used 2 times",
        ),
        (
            """- {kind: text, name: one, label: One}
- {kind: text, name: two, label: Two, answers: one}""",
            "form",
            "answer 'one' is used 2 times",
        ),
        (
            "- {kind: text, name: one, label: One, part: {take: 1, of: 2}}",
            "form",
            "the parts of answer 'one' are not 1 to 2, each once",
        ),
        (
            "- {kind: radio, name: one, label: One, options: yes_no}",
            "A Details > one",
            "options 'yes_no' is not one of the form's lists",
        ),
        (
            "- {kind: radio, name: one, label: One, options: [A, B, A]}",
            "A Details > one",
            "option value 'A' is used 2 times",
        ),
        (
            "- {kind: radio, name: one, label: One, options: [A, {value: B, text: B, stores: A}]}",
            "A Details > one",
            "stored answer 'A' is used 2 times",
        ),
        (
            "- {kind: text, name: one, label: One, show_when: {control: two, is: [x]}}",
            "A Details > one",
            "show_when names no control of the form: 'two'",
        ),
        (
            """- {kind: radio, name: one, label: One, options: yn}
- {kind: text, name: two, label: Two, show_when: {control: one, is: [Perhaps]}}""",
            "A Details > two",
            "show_when: 'one' never has the value 'Perhaps'",
        ),
        (
            "- {kind: grid, name: g, lazy: true, columns: [{kind: text, name: c, label: C}]}",
            "A Details > g",
            "only a grid with 'layout: tabs' can be lazy",
        ),
        (
            "- {kind: grid, name: g, row_title: [d], columns: [{kind: text, name: c, label: C}]}",
            "A Details > g",
            "row_title 'd' is not a column",
        ),
        ("- {kind: grid, name: g, columns: []}", "1 (g) > columns", "at least 1"),
        (
            "- {kind: section, key: a, title: Again}",
            "sections",
            "section key 'a' is used 2 times",
        ),
    ],
)
def test_a_mistake_is_named_by_file_field_and_rule(
    tmp_path: Path, content: str, where: str, rule: str
) -> None:
    message = refusal(tmp_path, content)
    assert message.startswith("t1.yaml: ")
    assert where in message
    assert rule in message


def test_each_section_stands_on_one_page_of_a_wizard(tmp_path: Path) -> None:
    more = "pages: [{title: One, sections: [b]}]"
    message = refusal(tmp_path, "- {kind: text, name: one, label: One}", more)
    assert "t1.yaml: pages: section 'a' is on no page" in message
    assert "section 'b' is not a section of the form" in message


def test_a_name_used_twice_on_purpose_is_accepted(tmp_path: Path) -> None:
    twice = "- {kind: text, name: one, label: One}\n"
    twice += "- {kind: text, name: one, label: One, duplicate: true}"
    assert load_form(a_file(tmp_path, twice)).label == "PPN t1"


def test_the_head_of_each_shipped_file_says_what_the_file_is() -> None:
    forms = load_library().forms
    assert len(forms) >= 6
    assert {label: form.label for label, form in forms.items()} == {label: label for label in forms}
